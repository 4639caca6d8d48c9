"""What was accepted changes: dated, with a reason, both numbers to be seen; doubts travel up with what is said to them.

The tests run in the order of the file and tell one story.
"""

import re

import pytest
from playwright.sync_api import expect

from conftest import enter, judge, refused, send, shown, told, well_made
from ledger import CELLS

STREET, VILLAGE = "370828001", "370828001010"
CELL = "publicity-village-people"
PLACE = [cell.id for cell in CELLS].index(CELL)
REASON = "义诊宣传那场记重了，街道也记了"
EXPLANATION = "讲座并到集中宣传一起办了"


class Story:
    record = accepted = street = county = None


@pytest.fixture(scope="module")
def story():
    return Story()


def changes(page):
    """The lines of 有什么变化, newest first."""
    page.goto("/changes")
    return page.locator("main ul.list li .t").all_inner_texts()


def frozen(page):
    return shown(page), page.locator(".hash").inner_text()


def test_a_village_reports_and_is_accepted(desks, campaign, story):
    page = desks["jinshan"]
    page.goto("/activities/new")
    story.record = enter(page, campaign, "健康集市", 80)
    page.goto("/home")
    page.get_by_role("link", name="报完了").click()
    expect(page.locator("#reason")).to_have_count(0)
    page.get_by_role("button", name="报上去").click()
    judge(desks["jiedao"], "金山社区")
    page.reload()
    story.accepted = page.url, frozen(page)


def test_doubts_travel_up_with_what_is_said_to_them(desks, campaign, story):
    page = desks["jiedao"]
    page.goto(f"/stat-tables/{campaign}/{STREET}")
    doubts = page.locator("section[aria-labelledby=checks] li")
    expect(doubts.filter(has_text="“政策讲座”计划到今天办 2 场，记了 0 场")).to_have_count(1)
    page.goto(f"/submissions/new?campaign={campaign}&unit={STREET}")
    said = page.get_by_label("“政策讲座”计划到今天办 2 场，记了 0 场")
    said.fill("长" * 1001)
    page.get_by_role("button", name="确认上报").click()
    expect(page.get_by_role("alert")).to_contain_text("最多 1000 个字")
    expect(said).to_have_value("长" * 1001)
    said.fill(EXPLANATION)
    well_made(page)
    page.get_by_role("button", name="确认上报").click()
    expect(page.locator(".chip").first).to_have_text("等上级看")
    county = desks["jinxiang"]
    county.goto(page.url)
    found = county.locator("section[aria-labelledby=findings] li")
    expect(found.filter(has_text="“政策讲座”")).to_contain_text(f"说明：{EXPLANATION}")
    expect(found.filter(has_text="“亲子活动”").locator(".chip")).to_have_text("没有说明")
    well_made(county)
    judge(county, "金乡街道")
    story.street = county.url, frozen(county)

    county.goto(f"/submissions/new?campaign={campaign}&unit=370828")
    county.get_by_role("button", name="确认上报").click()
    city = desks["jining"]
    judge(city, "金乡县")
    # Two levels up it still says so.
    found = city.locator("section[aria-labelledby=findings] li")
    expect(found.filter(has_text="“政策讲座”")).to_contain_text(f"金乡街道　“政策讲座”")
    expect(found.filter(has_text="“政策讲座”")).to_contain_text(EXPLANATION)
    story.county = city.url, frozen(city)


def test_a_change_of_the_record_alone_changes_no_report(desks, campaign, story):
    before = told(desks["jining"], campaign, "3708")
    page = desks["jinshan"]
    page.goto(story.record + "/edit")
    page.fill("#count", "50")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("section[aria-labelledby=history]")).to_contain_text("80")
    after = told(desks["jining"], campaign, "3708")
    assert after["reported"] == before["reported"]
    assert after["live"][CELL] == before["live"][CELL] - 30
    # The superior is told that its records are fewer now than what was reported.
    street = desks["jiedao"]
    street.goto(f"/stat-tables/{campaign}/{STREET}")
    for doubt in street.locator("section[aria-labelledby=checks] li").all():
        assert "村居社区计生协，宣传人数：下面报的比现在的记录多" not in doubt.inner_text()


def test_the_correction_shows_both_numbers(desks, campaign, story):
    page = desks["jinshan"]
    page.goto("/home")
    page.get_by_role("link", name="报完了").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("更正上报")
    lines = page.locator("section[aria-labelledby=corrections] tbody tr")
    expect(lines).to_have_count(1)
    before = int(story.accepted[1][0][PLACE].replace(",", ""))
    expect(lines.get_by_role("rowheader")).to_contain_text("宣传人数")
    expect(lines.locator("td")).to_have_text([f"{before:,}", f"{before - 30:,}"])
    well_made(page)
    page.fill("#note", "请看一下")
    page.fill("#reason", "长" * 1001)
    page.get_by_role("button", name="报上更正的数").click()
    expect(page.get_by_role("alert")).to_contain_text("最多 1000 个字")
    assert (page.input_value("#note"), page.input_value("#reason")) == ("请看一下", "长" * 1001)
    refused(page, "reason", "最多 1000 个字")


def test_it_is_handed_up_again(desks, campaign, story):
    street = desks["jiedao"]
    before = changes(street)
    page = desks["jinshan"]
    page.goto(f"/submissions/new?campaign={campaign}&unit={VILLAGE}&kind=report")
    page.fill("#reason", REASON)
    page.get_by_role("button", name="报上更正的数").click()
    expect(page.locator(".chip").first).to_have_text("等上级看")
    # One line for the superior, and no more.
    after = changes(street)
    assert len(after) == len(before) + 1 and after[1:] == before
    was = int(story.accepted[1][0][PLACE].replace(",", ""))
    assert re.search(rf"更正（{REASON}）：.*宣传人数 {was}→{was - 30}", after[0]), after[0]
    street.locator("main ul.list li a").first.click()
    expect(street).to_have_url(page.url)


def test_the_superior_sees_both_and_accepts(desks, campaign, story):
    page = desks["jiedao"]
    was = int(story.accepted[1][0][PLACE].replace(",", ""))
    section = page.locator("section[aria-labelledby=corrections]")
    expect(section).to_contain_text(f"为什么：{REASON}")
    expect(section.locator("tbody td")).to_have_text([f"{was:,}", f"{was - 30:,}"])
    well_made(page)
    figures = {unit: told(desks["jining"], campaign, unit)["reported"] for unit in [STREET, "370828", "3708"]}
    above = {account: changes(desks[account]) for account in ["jinxiang", "jining"]}
    page.goto("/submissions")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="金山社区"))
    expect(row.locator(".chip")).to_have_text("更正，等你看")
    judge(page, "金山社区")
    expect(page.locator(".chip").first).to_have_text("收下了，有更正")
    for unit, reported in figures.items():
        assert told(desks["jining"], campaign, unit)["reported"] == reported | {CELL: reported[CELL] - 30}, unit
    for account, name in [("jinxiang", "金山社区更正"), ("jining", "金乡街道更正")]:
        lines = changes(desks[account])
        assert len(lines) == len(above[account]) + 1, account
        assert re.search(rf"{name}：.*宣传人数 \d+→\d+", lines[0]), lines[0]


def test_old_versions_are_as_they_were(desks, story):
    for account, (url, before) in [("jinshan", story.accepted), ("jinxiang", story.street), ("jining", story.county)]:
        page = desks[account]
        page.goto(url)
        assert frozen(page) == before
        versions = page.locator("section[aria-labelledby=versions] li")
        expect(versions).to_have_count(2)
        expect(versions.filter(has_text="更正")).to_have_count(1)
        versions.locator("a").first.click()
        values, fingerprint = frozen(page)
        was = int(before[0][PLACE].replace(",", ""))
        assert values[PLACE] == f"{was - 30:,}" and fingerprint != before[1]


def test_what_was_looked_at_is_not_new_any_more(desks, campaign):
    page = desks["jiedao"]
    lines = changes(page)
    new = page.locator("section[aria-labelledby=new] li").count()
    assert 0 < new <= len(lines)
    well_made(page)
    page.get_by_role("button", name="都看过了").click()
    expect(page.get_by_text("没有新的变化，都看过了")).to_be_visible()
    assert page.locator("main ul.list li .t").all_inner_texts() == lines
    page.goto("/home")
    expect(page.get_by_text("处变化")).to_have_count(0)


def test_nothing_to_correct(desks, campaign):
    page = desks["jinshan"]
    page.goto(f"/submissions/new?campaign={campaign}&unit={VILLAGE}&kind=report")
    page.fill("#note", "再报一次")
    page.get_by_role("button", name="报上去").click()
    expect(page.get_by_role("alert")).to_contain_text("数也没有变，不用再报")
    assert page.input_value("#note") == "再报一次"
    answer = send(page, "/submissions", id="nonsense", campaign=campaign, unit=VILLAGE, kind="report", reason=REASON)
    assert answer.status == 422


def test_a_correction_needs_a_reason(desks, campaign, story):
    page = desks["jinshan"]
    page.goto(story.record + "/edit")
    page.fill("#count", "45")
    page.get_by_role("button", name="保存").click()
    for reason in ["", "　 "]:
        page.goto(f"/submissions/new?campaign={campaign}&unit={VILLAGE}&kind=report")
        page.fill("#note", "请看一下")
        page.fill("#reason", reason)
        page.get_by_role("button", name="报上更正的数").click()
        refused(page, "reason", "为什么更正")
        assert page.input_value("#note") == "请看一下"


def test_what_is_more_needs_none(desks, campaign, story):
    """Nothing that was reported is taken back: it is reported in addition."""
    page = desks["jinshan"]
    page.goto(story.record + "/edit")
    page.fill("#count", "60")
    page.get_by_role("button", name="保存").click()
    page.goto(f"/submissions/new?campaign={campaign}&unit={VILLAGE}&kind=report")
    expect(page.locator("#reason")).to_have_count(0)
    expect(page.get_by_role("heading", name="比上次多了哪些")).to_be_visible()
    page.get_by_role("button", name="报上去").click()
    expect(page.locator(".chip").first).to_have_text("等上级看")
    expect(page.get_by_role("heading", name="更正了哪些")).to_have_count(0)
    lines = changes(desks["jiedao"])
    assert re.search(r"补报：.*宣传人数 \d+→\d+", lines[0]), lines[0]
