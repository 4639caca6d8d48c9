"""人手和换届, 阵地 and 覆盖情况: a village enters counts on a phone, its superiors see who is short and who said nothing.

The tests run in the order of the file.
"""

import io
import uuid

import openpyxl
import pytest
from playwright.sync_api import expect

from conftest import fetch, refused, send, well_made

COUNTY, STREET, VILLAGE = "370828", "370828001", "370828001010"
PHONE = {"width": 360, "height": 780}


@pytest.fixture
def phone(desks):
    page = desks["jinshan"]
    page.set_viewport_size(PHONE)
    return page


def cells(page, unit, mark="instructors"):
    """What the row of a unit says: units, reached, short, not entered."""
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=unit))
    return [int(text.split()[0].replace(",", "")) for text in row.get_by_role("cell").all_inner_texts()]


def test_a_village_enters_its_instructors_on_a_phone(phone, desks):
    county = desks["jinxiang"]
    county.goto(f"/coverage/{COUNTY}?mark=instructors")
    before = cells(county, "金乡街道")
    phone.goto("/home")
    phone.locator("details.drop.end summary").click()
    phone.get_by_role("link", name="人手和换届").click()
    # Last year's values are there and say so; they count only when saved.
    expect(phone.locator(".note.amber")).to_contain_text("照去年的，核对一下")
    expect(phone.locator("#instructors")).to_have_value("2")
    well_made(phone)
    phone.fill("#instructors", "好几个")
    phone.fill("#volunteers", "１２")
    phone.get_by_role("button", name="保存").click()
    refused(phone, "instructors", "家庭健康指导员要填 0 到 1,000,000 的数字，比如 12")
    expect(phone.locator("#instructors")).to_have_value("好几个")
    expect(phone.locator("#volunteers")).to_have_value("１２")
    phone.fill("#instructors", "3")
    phone.get_by_role("button", name="保存").click()
    expect(phone.locator(".chip")).to_contain_text("填好了")
    expect(phone.locator(".note.amber")).to_have_count(0)
    county.reload()
    assert cells(county, "金乡街道") == [before[0], before[1] + 1, before[2], before[3] - 1]


def test_of_two_who_save_at_once_the_second_is_told(phone, desks):
    phone.goto(f"/units/{VILLAGE}/register")
    street = desks["jiedao"]
    street.goto(f"/units/{VILLAGE}/register")
    phone.fill("#members", "40")
    phone.get_by_role("button", name="保存").click()
    expect(phone.locator(".chip")).to_contain_text("填好了")
    street.fill("#members", "50")
    street.get_by_role("button", name="保存").click()
    expect(street.get_by_role("alert")).to_contain_text("刚才有人改过")
    expect(street.locator("#members")).to_have_value("50")
    # Looked at again, it may be saved.
    street.get_by_role("button", name="保存").click()
    history = street.locator("section[aria-labelledby=history]")
    expect(history.locator("li").first).to_contain_text("从 40 人 改成 50 人")
    expect(history.locator("li").first).to_contain_text("金乡街道 经办人")


def test_the_county_sees_coverage_down_to_the_villages(desks):
    county = desks["jinxiang"]
    county.goto("/home")
    county.locator("details.drop.end summary").click()
    county.get_by_role("link", name="覆盖情况").click()
    well_made(county)
    units, reached, short, silent = cells(county, "村居社区的家庭健康指导员，不少于 2 人")
    assert units == reached + short + silent and reached > 0 and short > 0 and silent > 0
    county.get_by_role("link", name="村居社区的家庭健康指导员").click()
    county.get_by_role("link", name="金乡街道").click()
    well_made(county)
    lines = county.locator("section[aria-labelledby=short] li")
    expect(lines.filter(has_text="填了 1 人").first).to_be_visible()
    expect(lines.filter(has_text="没填").first).to_be_visible()
    codes = [one.get_attribute("href").split("/")[2] for one in lines.get_by_role("link").all()]
    assert codes == sorted(codes) and VILLAGE not in codes
    # Two steps above the county's clerk looks and does not enter.
    lines.get_by_role("link").first.click()
    expect(county.get_by_role("button", name="保存")).to_have_count(0)
    expect(county.locator("main .kv")).to_contain_text("家庭健康指导员")


def test_a_site_is_added_moved_and_closed(phone, desks):
    phone.goto(f"/units/{VILLAGE}/sites")
    well_made(phone)
    phone.get_by_role("button", name="保存").click()
    refused(phone, "kind", "选一下是什么")
    phone.select_option("#kind", label="其他")
    phone.fill("#address", "社区二楼")
    phone.get_by_role("button", name="保存").click()
    refused(phone, "name", "选了“其他”，写上它叫什么")
    expect(phone.locator("#address")).to_have_value("社区二楼")
    phone.fill("#name", "计生之家")
    phone.fill("#hours", "周末")
    phone.get_by_role("button", name="保存").click()
    phone.get_by_role("link", name="计生之家").click()
    well_made(phone)
    phone.fill("#address", "社区三楼")
    phone.get_by_role("button", name="保存").click()
    expect(phone.locator("section[aria-labelledby=history]")).to_contain_text("从 社区二楼 改成 社区三楼")
    county = desks["jinxiang"]
    county.goto(f"/units/{COUNTY}/sites")
    well_made(county)
    names = county.get_by_role("rowheader").all_inner_texts()
    assert [name for name in names if name in ("优生优育指导中心", "计生之家")] == ["优生优育指导中心", "计生之家"]
    county.select_option("#show", label="其他")
    county.get_by_role("button", name="看这些").click()
    expect(county.get_by_role("rowheader")).to_have_text(["计生之家"])
    phone.fill("#closed_on", "2099-01-01")
    phone.get_by_role("button", name="停用它").click()
    refused(phone, "closed_on", "停用那天要在建好以后、今天以前，请核对")
    phone.fill("#closed_on", "2025-06-03")
    phone.get_by_role("button", name="停用它").click()
    expect(phone.locator(".chip")).to_contain_text("停用了")
    expect(phone.get_by_role("button", name="保存")).to_have_count(0)
    county.reload()
    expect(county.locator(".empty")).to_be_visible()


def test_files_hold_what_the_pages_say(phone, desks):
    phone.goto(f"/units/{VILLAGE}/sites")
    sent = send(
        phone, f"/units/{VILLAGE}/sites", id=str(uuid.uuid4()), kind="other", name="=1+1", address="@二楼")
    assert sent.status == 303
    book = openpyxl.load_workbook(io.BytesIO(fetch(desks["jinxiang"], f"/units/{COUNTY}/sites.xlsx")))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])
    found = [cell for row in book.active.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in found] == ["s"]
    book = openpyxl.load_workbook(io.BytesIO(fetch(desks["jiedao"], f"/units/{STREET}/registers.xlsx")))
    rows = list(book.active.iter_rows(values_only=True))
    at = rows[0].index("家庭健康指导员")
    village = next(row for row in rows if row[0] == VILLAGE)
    assert village[at] == 3 and village[rows[0].index("理事")] is None
    assert any(row[at] is None for row in rows[1:])


def test_others_do_not_learn_of_it(desks):
    other = desks.open_account("370828001009", "jinfu")
    for path in [f"/units/{VILLAGE}/register", f"/units/{VILLAGE}/sites", f"/coverage/{STREET}",
                 f"/units/{STREET}/registers.xlsx"]:
        assert other.request.get(path).status == 404
