"""手工调整: a number beside the computed one, with a reason, that the superior sees; nothing is overwritten."""

import uuid

import pytest
from playwright.sync_api import expect

import office
from conftest import fetch, refused, send, shown, told, well_made
from ledger import CELLS

STREET = "370828001"
CELL = "publicity-village-people"
PLACE = [cell.id for cell in CELLS].index(CELL)
LABEL = "宣传活动，村居社区计生协，宣传人数"
REASON = "王架村的纸质登记，6月3日才送到，扫描件在街道"


@pytest.fixture(scope="module")
def place(campaign):
    return f"/stat-tables/{campaign}/{STREET}/adjustments"


@pytest.fixture
def form(desks, place):
    page = desks["jiedao"]
    page.goto(place)
    return page


@pytest.fixture(scope="module")
def before(desks, campaign):
    """Both figures as they were."""
    return told(desks["jiedao"], campaign, STREET)


def fill(page, cell, direction, amount, reason):
    page.select_option("#cell", cell)
    page.get_by_role("radio", name=direction, exact=True).check()
    page.fill("#amount", amount)
    page.fill("#reason", reason)
    page.get_by_role("button", name="保存").click()


def reported(page, campaign):
    page.goto(f"/stat-tables/{campaign}/{STREET}?figures=reported")
    return shown(page)


def test_the_table_leads_there(desks, campaign, place, before):
    page = desks["jiedao"]
    page.goto(f"/stat-tables/{campaign}/{STREET}")
    page.get_by_role("link", name="手工调整").click()
    expect(page).to_have_url(desks.server.url + place)
    expect(page.get_by_text("没有手工调整")).to_be_visible()
    # One choice for each cell that a township has, with what the records say.
    assert page.locator("#cell option").count() == 20
    figure = f"{before['reported'][CELL]:,}"
    expect(page.locator(f"#cell option[value={CELL}]")).to_have_text(f"{LABEL}（{figure}）")
    well_made(page)


@pytest.mark.parametrize("amount, direction, reason, field, message", [
    ("0", "加", REASON, "amount", "要填数字，1 到"), ("", "加", REASON, "amount", "要填数字"),
    ("十来个", "加", REASON, "amount", "要填数字"), ("1.5", "减", REASON, "amount", "要填数字"),
    ("-3", "加", REASON, "amount", "要填数字"), ("100000001", "加", REASON, "amount", "要填数字，1 到"),
    ("5", "加", "", "reason", "写一句为什么"), ("5", "加", "　 ", "reason", "写一句为什么"),
    ("5", "减", "长" * 1001, "reason", "最多 1000 个字"), ("99999", "减", REASON, "amount", "减得太多了"),
])
def test_wrong_input(form, campaign, before, amount, direction, reason, field, message):
    fill(form, CELL, direction, amount, reason)
    refused(form, field, message)
    assert form.input_value("#amount") == amount and form.input_value("#reason") == reason
    assert form.input_value("#cell") == CELL
    expect(form.get_by_role("radio", name=direction, exact=True)).to_be_checked()
    assert told(form, campaign, STREET) == before


@pytest.mark.parametrize("cell", ["nothing", "", "publicity-province-people", "channel-county-site"])
def test_a_cell_that_the_unit_does_not_have(form, campaign, place, before, cell):
    answer = send(form, place, id=str(uuid.uuid4()), cell=cell, direction="plus", amount="5", reason=REASON)
    assert answer.status == 422 and "没有这一格" in answer.text()
    assert told(form, campaign, STREET) == before


def test_it_stands_beside_the_computed_number(desks, form, campaign, place, before):
    again = {field: form.input_value(f"input[name={field}]") for field in ["id"]}
    fill(form, CELL, "加", "３０", REASON)
    row = form.get_by_role("row").filter(has=form.get_by_role("rowheader", name=LABEL))
    was = before["reported"][CELL]
    expect(row.get_by_role("cell")).to_contain_text(
        [f"{was:,}", "+30", f"{was + 30:,}", REASON, "撤回"])
    expect(row).to_contain_text("经办人")
    # The same form sent again is one adjustment.
    for _ in range(2):
        answer = send(form, place, cell=CELL, direction="plus", amount="30", reason=REASON, **again)
        assert answer.status == 303
    assert told(form, campaign, STREET)["reported"] == before["reported"] | {CELL: was + 30}
    assert told(form, campaign, STREET)["live"] == before["live"]
    well_made(form)


def test_the_table_marks_it(desks, campaign, before):
    page = desks["jiedao"]
    assert reported(page, campaign)[PLACE] == f"{before['reported'][CELL] + 30:,}"
    expect(page.locator("table.annex td.adj sup")).to_have_text("①")
    section = page.locator("section[aria-labelledby=adj]")
    expect(section.get_by_role("rowheader")).to_have_text(f"① {LABEL}")
    expect(section).to_contain_text(REASON)
    well_made(page)
    file = fetch(page, f"/stat-tables/{campaign}/{STREET}/table.xlsx?figures=reported")
    assert office.values(office.sheet_grid(file))[PLACE] == str(before["reported"][CELL] + 30)

    page.goto(f"/stat-tables/{campaign}/{STREET}")
    assert shown(page)[PLACE] == f"{before['live'][CELL]:,}"
    expect(page.locator("table.annex td.adj")).to_have_count(0)
    page.goto(f"/stat-tables/{campaign}/{STREET}/cells/{CELL}")
    expect(page.get_by_text(f"上报数里有手工调整：+30（{REASON}）")).to_be_visible()


def test_two_of_one_cell_add_up(form, campaign, place, before):
    fill(form, CELL, "减", "7", "刘庄村重了一户")
    was = before["reported"][CELL]
    assert reported(form, campaign)[PLACE] == f"{was + 23:,}"
    expect(form.locator("table.annex td.adj sup")).to_have_text("①②")
    form.goto(place)
    form.get_by_role("row").filter(has_text="刘庄村重了一户").get_by_role("button", name="撤回").click()
    expect(form.get_by_role("row").filter(has_text="刘庄村重了一户").locator(".chip")).to_have_text("撤掉了")
    assert reported(form, campaign)[PLACE] == f"{was + 30:,}"


def test_it_travels_up_with_the_reason(desks, form, campaign, before):
    page = desks["jiedao"]
    page.goto(f"/submissions/new?campaign={campaign}&unit={STREET}")
    expect(page.locator("section[aria-labelledby=adj]")).to_contain_text(f"+30：{REASON}")
    page.get_by_role("button", name="确认上报").click()
    county = desks["jinxiang"]
    county.goto(page.url)
    assert shown(county)[PLACE] == f"{before['reported'][CELL] + 30:,}"
    expect(county.locator("table.annex td.adj sup")).to_have_text("①")
    expect(county.locator("section[aria-labelledby=adj]")).to_contain_text(REASON)
    well_made(county)
    county.goto("/changes")
    expect(county.get_by_text("手工调整 1 处")).to_be_visible()


def test_it_can_be_taken_back_and_the_snapshot_stays(desks, form, campaign, place, before):
    county = desks["jinxiang"]
    county.goto("/submissions")
    county.get_by_role("row").filter(has_text="金乡街道").get_by_role("link", name="去看").click()
    frozen = shown(county), county.locator(".hash").inner_text()
    withdraw = form.locator("input[name=withdraw]")
    expect(withdraw).to_have_count(1)
    identifier = withdraw.get_attribute("value")
    form.get_by_role("row").filter(has_text=REASON).get_by_role("button", name="撤回").click()
    expect(form.get_by_role("row").filter(has_text=REASON).locator(".chip")).to_have_text("撤掉了")
    assert told(form, campaign, STREET)["reported"] == before["reported"]
    again = send(form, place, withdraw=identifier)
    assert again.status == 409 and "已经撤掉了" in again.text()
    county.reload()
    assert (shown(county), county.locator(".hash").inner_text()) == frozen
    expect(county.locator("section[aria-labelledby=adj]")).to_contain_text(REASON)


def test_who_may_not(desks, campaign, place, before):
    county = desks["jinxiang"]
    county.goto(place)
    expect(county.get_by_role("button", name="保存")).to_have_count(0)
    fields = {"id": str(uuid.uuid4()), "cell": CELL, "direction": "plus", "amount": "5", "reason": REASON}
    assert send(county, place, **fields).status == 403
    village = desks["jinshan"]
    village.goto("/home")
    assert village.request.get(place).status == 404
    assert send(village, place, **fields).status == 404
    assert told(county, campaign, STREET)["reported"] == before["reported"]
