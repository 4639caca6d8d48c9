"""One activity, several units and several campaigns: held together it counts once, and once in each campaign.

The tests run in the order of the file; from the middle on there are other campaigns.
"""

import re

import pytest
from playwright.sync_api import expect

from conftest import enter, refused, send, told, well_made

STREET, A, B = "370828001", "370828001010", "370828001009"
CELL = "publicity-village-people"
NOTICE = """关于开展{name}活动的通知

各单位：

一、活动时间

{start}至{end}

二、活动内容

集中宣传：{start}，在活动广场开展集中宣传，预计60人参加。

{start}
"""
EARLIER, OTHER = "2023年会员活动月", "2025年邻里月"


@pytest.fixture(scope="module")
def partner(desks):
    """金府社区, which holds activities together with 金山社区."""
    return desks.open_account(B, "jinfu")


@pytest.fixture(scope="module")
def record(desks, campaign):
    page = desks["jinshan"]
    page.goto("/activities/new")
    return enter(page, campaign, "两个社区的邻里节", 120)


@pytest.fixture
def counts(desks, campaign):
    return lambda: {unit: told(desks["guojia"], campaign, unit)["live"][CELL] for unit in [A, B, STREET, "00"]}


def add(page, record, name):
    page.goto(record)
    page.fill("#unit", name)
    page.get_by_role("button", name="加上").click()


def partners(page):
    return page.locator("section[aria-labelledby=partners] li .t")


@pytest.mark.parametrize("name, message", [
    ("", "没有找到这个单位"), ("不知道的社区", "没有找到这个单位"), ("金山社区", "本单位就是主办"), (A, "本单位就是主办"), ("9" * 61, "没有找到这个单位"),
])
def test_a_partner_that_is_none(desks, record, name, message):
    page = desks["jinshan"]
    add(page, record, name)
    refused(page, "unit", message)
    assert page.input_value("#unit") == name
    expect(partners(page)).to_have_count(0)


def test_the_partner_sees_it_and_it_counts_once(desks, record, partner, counts):
    before = counts()
    page = desks["jinshan"]
    add(page, record, "金府社区")
    expect(partners(page)).to_have_text(["金府社区"])
    add(page, record, B)
    expect(partners(page)).to_have_text(["金府社区"])
    well_made(page)
    assert counts() == before
    assert before[A] >= 120

    partner.goto("/activities")
    partner.get_by_role("link", name="两个社区的邻里节").click()
    expect(partner).to_have_url(re.compile(record + "$"))
    expect(partner.get_by_text("这场你们单位一起办，算在金山社区。你们不用再记。")).to_be_visible()
    expect(partner.get_by_role("button", name="加上")).to_have_count(0)
    assert partner.request.get(record + "/edit").status in (403, 404)
    well_made(partner)
    # Its own table does not have it, and a third village does not see it.
    assert counts()[B] == before[B]


def test_a_partner_is_taken_off(desks, record, partner, counts):
    before = counts()
    page = desks["jinshan"]
    page.goto(record)
    page.get_by_role("button", name="去掉").click()
    expect(partners(page)).to_have_count(0)
    assert partner.request.get(record).status == 404
    partner.goto("/activities")
    expect(partner.get_by_role("link", name="两个社区的邻里节")).to_have_count(0)
    assert send(partner, record + "/partners", unit=B).status == 404
    assert counts() == before


# Two campaigns


def begin(page, name, start, end):
    """A campaign of the unit's own, by a notice."""
    page.goto("/notices/new")
    page.fill("#text", NOTICE.format(name=name, start=start, end=end))
    page.get_by_role("button", name="读一遍").click()
    page.get_by_role("radio", name="新的活动").check()
    page.fill("#new_campaign_name", name)
    page.get_by_role("button", name="确认", exact=True).click()
    page.get_by_role("button", name="发给下面").click()
    expect(page.locator("section[aria-labelledby=got]")).to_be_visible()


@pytest.fixture(scope="module")
def other(desks, campaign):
    page = desks["jiedao"]
    begin(page, OTHER, "2025年5月20日", "2025年6月20日")
    # It is on today: the pages are about it.
    page.goto("/home")
    expect(page.locator("h1")).to_have_text(OTHER)
    page.goto("/stat-tables")
    return page.url.split("/")[-2]


@pytest.fixture(scope="module")
def earlier(desks, campaign):
    page = desks["guojia"]
    begin(page, EARLIER, "2023年5月1日", "2023年5月31日")
    page.goto(f"/stat-tables/{campaign}/00/years")
    link = page.get_by_role("navigation", name="和哪一年比").get_by_role("link", name=EARLIER)
    return link.get_attribute("href").split("with=")[1]


def test_one_record_counts_in_both(desks, campaign, other):
    page = desks["jinshan"]
    before = {one: told(page, one, A)["live"] for one in [campaign, other]}
    page.goto(f"/activities/new?campaign={campaign}")
    page.fill("#title", "两边都算的一场")
    page.fill("#date", "2025-05-29")
    page.fill("#count", "33")
    if page.locator("details.fold").get_attribute("open") is None:
        page.locator("details.fold summary").click()
    page.get_by_role("checkbox", name=OTHER).check()
    well_made(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
    record = page.url.removesuffix("/receipt")
    for one in [campaign, other]:
        assert told(page, one, A)["live"] == before[one] | {
            CELL: before[one][CELL] + 33, "publicity-village-sessions": before[one]["publicity-village-sessions"] + 1}
    page.goto(record)
    expect(page.get_by_text(f"也算进 {OTHER}")).to_be_visible()
    # One record: corrected in both, and withdrawn from both.
    page.goto(record + "/edit")
    page.fill("#count", "40")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("section[aria-labelledby=history]")).to_contain_text("33")
    assert [told(page, one, A)["live"][CELL] - before[one][CELL] for one in [campaign, other]] == [40, 40]
    page.goto(record + "/edit")
    page.fill("#reason", "记重了")
    page.get_by_role("button", name="撤掉这一条").click()
    expect(page.get_by_text("撤掉了，不再算数")).to_be_visible()
    assert {one: told(page, one, A)["live"] for one in [campaign, other]} == before


def test_two_years_side_by_side(desks, campaign, earlier):
    page = desks["jinshan"]
    page.goto("/activities/new")
    enter(page, earlier, "前年的集中宣传", 25, date="2023-05-29")
    page = desks["jiedao"]
    page.goto(f"/stat-tables/{campaign}/{STREET}")
    page.get_by_role("link", name="和去年比").click()
    now = told(page, campaign, STREET)["reported"]
    assert told(page, earlier, STREET)["live"][CELL] == 25
    # The year before is shown first; any other can be chosen.
    expect(page.get_by_role("columnheader")).to_have_text(["哪一格", "2025年会员活动月", "2024年会员活动月", "差"])
    page.get_by_role("navigation", name="和哪一年比").get_by_role("link", name=EARLIER).click()
    expect(page.get_by_role("columnheader")).to_have_text(["哪一格", "2025年会员活动月", EARLIER, "差"])
    rows = page.locator("section[aria-label='两年的数'] tbody tr")
    expect(rows).to_have_count(len(now))
    row = rows.filter(has=page.get_by_role("rowheader", name="宣传活动，村居社区计生协，宣传人数"))
    expect(row.locator("td")).to_have_text([f"{now[CELL]:,}", "25", f"+{now[CELL] - 25:,}"])
    for link in row.get_by_role("link").all():
        assert page.request.get(link.get_attribute("href")).status == 200
    well_made(page)
    page.goto(f"/summaries/{campaign}/{STREET}")
    expect(page.locator("section.paper")).to_contain_text(re.compile(r"2024 年 [\d,]+ 人"))
