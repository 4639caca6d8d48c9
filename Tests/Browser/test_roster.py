"""谁要报: a village is exempted, and everything that counts or names who is missing follows.

The tests run in the order of the file and tell one story.
"""

import re

import pytest
from playwright.sync_api import expect

from conftest import send, told, well_made

STREET = "370828001"
JINSHAN, LATE = "370828001010", "370828001232"
REASON = "整村搬迁，人都在外面租房"


def roster(page):
    """The roster behind the newest notice of the window's unit, as a clerk comes to it."""
    page.goto("/notices")
    page.goto(page.locator("main ul.list a.t").first.get_attribute("href"))
    page.get_by_role("link", name="看名单，定免报").click()
    expect(page.get_by_role("heading", name="谁要报")).to_be_visible()


def unit(page, code):
    return page.locator(f"#u-{code}")


def exempt(page, code, reason):
    row = unit(page, code)
    if not row.locator("details[open]").count():
        row.locator("summary").click()
    row.get_by_label("为什么免报").fill(reason)
    row.get_by_role("button", name="定为免报").click()


def summary(page):
    page.goto("/home")
    text = page.locator("#miss .q").inner_text()
    return [int(number) for number in re.findall(r"\d+", text)]


@pytest.fixture(scope="module")
def before(desks, campaign):
    page = desks["jiedao"]
    return summary(page), told(page, campaign, STREET)


def test_the_notice_says_who_has_to_report(desks, before):
    page = desks["jiedao"]
    page.goto("/notices")
    page.goto(page.locator("main ul.list a.t").first.get_attribute("href"))
    section = page.locator("section[aria-labelledby=roster]")
    expect(section).to_contain_text("下面都报，报到村居社区。")
    expect(section).to_contain_text("应报 19 个")
    well_made(page)
    roster(page)
    codes = page.locator("section[aria-labelledby=below] li").evaluate_all("all => all.map(one => one.id.slice(2))")
    assert len(codes) == 19 and codes == sorted(codes)
    well_made(page)


def test_an_exemption_needs_a_reason(desks, before):
    page = desks["jiedao"]
    roster(page)
    exempt(page, JINSHAN, "   ")
    expect(page.get_by_role("alert")).to_contain_text("写一句为什么免报")
    exempt(page, JINSHAN, "长" * 201)
    expect(page.get_by_role("alert")).to_contain_text("最多 200 个字")
    expect(unit(page, JINSHAN).get_by_label("为什么免报")).to_have_value("长" * 201)
    well_made(page)
    exempt(page, JINSHAN, REASON)
    expect(unit(page, JINSHAN).locator(".chip")).to_have_text("免报")
    expect(unit(page, JINSHAN)).to_contain_text(f"{REASON}（本级定的）")
    expect(page.locator("section[aria-labelledby=count]")).to_contain_text("应报 18 个，免报 1 个")
    expect(page.locator("section[aria-labelledby=named]")).to_contain_text("金山社区")
    well_made(page)


def test_counts_and_lists_follow(desks, campaign, before):
    page = desks["jiedao"]
    (asked, accepted, missing), figures = before
    assert summary(page) == [asked - 1, accepted, missing - 1, 1]
    expect(page.locator("section[aria-labelledby=miss]")).not_to_contain_text("金山社区")
    now = told(page, campaign, STREET)
    assert now["missing"] == [code for code in figures["missing"] if code != JINSHAN]
    assert now["live"] == figures["live"] and now["reported"] == figures["reported"]
    page.goto("/submissions")
    expect(page.locator("main .title")).to_contain_text(f"应报 {asked - 1} 个")
    expect(page.locator("main .title")).to_contain_text("免报 1 个")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="金山社区"))
    expect(row.locator(".chip")).to_have_text("免报")
    expect(row).to_contain_text(REASON)
    expect(row.get_by_role("link", name="替它报")).to_have_count(0)
    well_made(page)
    page.goto(f"/stat-tables/{campaign}/{STREET}")
    expect(page.get_by_text("还没收下上报的")).not_to_contain_text("金山社区")
    page.goto(f"/summaries/{campaign}/{STREET}")
    expect(page.locator("main")).to_contain_text(f"应报 {asked - 1} 个单位")


def test_the_village_is_told_and_not_asked(desks):
    page = desks["jinshan"]
    page.goto("/home")
    block = page.locator("section[aria-labelledby=report]")
    expect(block).to_contain_text(f"这次免报：{REASON}")
    expect(block.get_by_role("link", name="报完了")).to_have_count(0)
    expect(block.get_by_role("link", name="还是报一次")).to_be_visible()
    well_made(page)


def test_what_is_handed_up_does_not_name_it(desks, campaign):
    page = desks["jiedao"]
    page.goto(f"/submissions/new?campaign={campaign}&unit={STREET}")
    note = page.locator(".note.amber").filter(has_text="个单位的数还没收下")
    expect(note).to_be_visible()
    expect(note).not_to_contain_text("金山社区")
    page.get_by_role("button", name="确认上报").click()
    expect(page.locator(".chip").first).to_have_text("等上级看")
    expect(page.locator("main")).to_contain_text("王架村")
    expect(page.locator("main")).not_to_contain_text("金山社区")


def test_it_may_report_all_the_same(desks, campaign, before):
    page = desks["jinshan"]
    page.goto("/home")
    page.get_by_role("link", name="还是报一次").click()
    page.get_by_role("button", name="报上去").click()
    expect(page.locator(".chip").first).to_have_text("等上级看")
    street = desks["jiedao"]
    street.goto("/submissions")
    row = street.get_by_role("row").filter(has=street.get_by_role("rowheader", name="金山社区"))
    row.get_by_role("link", name="去看").click()
    street.get_by_role("button", name="收下").click()
    own = told(page, campaign, JINSHAN)["reported"]
    now = told(street, campaign, STREET)["reported"]
    assert now == {cell: value + own.get(cell, 0) for cell, value in before[1]["reported"].items()}


def test_a_superior_finds_a_unit_deeper_down(desks, campaign):
    page = desks["jinxiang"]
    roster(page)
    expect(page.get_by_text("改规则")).to_have_count(0)
    page.get_by_label("找下面哪个单位").fill("没有这个村")
    page.get_by_role("button", name="找一找").click()
    expect(page.locator("main")).to_contain_text("没找到“没有这个村”")
    well_made(page)
    page.get_by_label("找下面哪个单位").fill(LATE)
    page.get_by_role("button", name="找一找").click()
    expect(unit(page, LATE)).to_contain_text("金乡街道")
    exempt(page, LATE, "受灾")
    expect(unit(page, LATE).locator(".chip")).to_have_text("免报")
    # The township sees whose word it is, and cannot take it back.
    street = desks["jiedao"]
    roster(street)
    expect(unit(street, LATE)).to_contain_text("受灾（金乡县定的）")
    expect(unit(street, LATE).get_by_role("button")).to_have_count(0)
    assert LATE not in told(street, campaign, STREET)["missing"]
    answer = send(street, street.url.split("?")[0] + "/units", what="reset", unit=LATE)
    assert answer.status == 409
    page.get_by_role("button", name="改回要报").first.click()
    expect(page.get_by_role("heading", name="谁要报")).to_be_visible()
    assert LATE in told(street, campaign, STREET)["missing"]


def test_the_rule(desks, campaign):
    """The nation asks down to counties; then only those that it names; then everybody again."""
    page = desks["guojia"]
    roster(page)
    page.get_by_text("改规则").click()
    page.get_by_label("报到哪一级").select_option("county")
    page.get_by_role("button", name="定下来").click()
    expect(page.locator("main .title")).to_contain_text("下面都报，报到县。")
    expect(page.locator("section[aria-labelledby=count] dl")).not_to_contain_text("乡镇")
    village = desks["jinshan"]
    village.goto("/home")
    expect(village.locator("section[aria-labelledby=report] .chip")).to_be_visible()
    roster(page)
    page.get_by_text("改规则").click()
    page.get_by_label("只有点名的报").check()
    for name in ("各级协会", "企业协会", "会员小组"):
        page.get_by_label(name).uncheck()
    page.get_by_role("button", name="定下来").click()
    expect(page.get_by_role("alert")).to_contain_text("至少选一种单位")
    expect(page.get_by_label("只有点名的报")).to_be_checked()
    well_made(page)
    page.get_by_label("各级协会").check()
    page.get_by_label("报到哪一级").select_option("village")
    page.get_by_role("button", name="定下来").click()
    expect(page.locator("main .title")).to_contain_text("只有点名的单位和它们下面的报")
    assert told(page, campaign, "00")["missing"] == []
    unit(page, "37").get_by_role("button", name="点名要报").click()
    expect(unit(page, "37").locator(".chip")).to_have_text("应报")
    assert told(page, campaign, "00")["missing"] == ["37"]
    well_made(page)
    page.get_by_text("改规则").click()
    page.get_by_label("下面都报").check()
    for name in ("企业协会", "会员小组"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="定下来").click()
    expect(page.locator("main .title")).to_contain_text("下面都报，报到村居社区。")
    assert len(told(page, campaign, "00")["missing"]) > 3


def test_without_javascript(desks, browser):
    page = desks.visitor(java_script_enabled=False)
    page.goto("/sign-in")
    page.fill("#account", "jiedao")
    page.fill("#password", desks.password)
    page.get_by_role("button", name="登录").click()
    roster(page)
    unit(page, JINSHAN).get_by_role("button", name="改回要报").click()
    expect(unit(page, JINSHAN).locator(".chip")).to_have_text("应报")
