"""Filled tables that are wrong: each says where and what to do, and nothing of it is taken."""

import io
import time
import zipfile

import openpyxl
import pytest
from playwright.sync_api import expect

import office
from conftest import told
from test_imports import PEOPLE, SESSIONS, SHALING, SHEET, SOON, STREET, WANGJIA, problem, report, upload
# A fixture, found by its name.
from test_imports import forms  # noqa: F401

AT = {cell: f"{SHEET} {office.address(cell)}" for cell in office.PLACES}


@pytest.fixture
def unchanged(desks, campaign):
    """Neither figure of the street is another after the test."""
    before = told(desks["jiedao"], campaign, STREET)
    yield
    assert told(desks["jiedao"], campaign, STREET) == before


def merged(book):
    sheet = book.worksheets[0]
    sheet.merge_cells(f"{office.address(SESSIONS)}:{office.address(PEOPLE)}")


def moved(book):
    """The level headers merged over other columns: two and two became three and one."""
    sheet = book.worksheets[0]
    row = office.FIRST_ROW
    for area in ["D", "F"]:
        sheet.unmerge_cells(f"{area}{row}:{chr(ord(area) + 1)}{row}")
    sheet[f"G{row}"] = sheet[f"F{row}"].value
    sheet[f"F{row}"] = None
    sheet.merge_cells(f"D{row}:F{row}")


def other_version(book):
    book.custom_doc_props["memberday.definition"].value = "cfpa-529-2021/9"


def other_campaign(book):
    book.custom_doc_props["memberday.campaign"].value = "018f8a3e-5f6b-7c2d-9e10-000000000001"


def row_deleted(book):
    book.worksheets[0].delete_rows(office.FIRST_ROW + 3)


# What is changed in a good file; where the report points, what it says.
CELLS = {
    "text": ({PEOPLE: "约80"}, None, AT[PEOPLE], "“约80”不是整数，只填数字"),
    "a number with its unit": ({PEOPLE: "80人"}, None, AT[PEOPLE], "“80人”不是整数"),
    "negative": ({PEOPLE: -5}, None, AT[PEOPLE], "“-5”小于 0"),
    "negative, full-width": ({PEOPLE: "－５"}, None, AT[PEOPLE], "小于 0"),
    "a fraction": ({PEOPLE: 12.5}, None, AT[PEOPLE], "“12.5”不是整数"),
    "too large": ({PEOPLE: 10 ** 13}, None, AT[PEOPLE], "太大了"),
    "formula": ({PEOPLE: "=SUM(H5:I5)"}, None, AT[PEOPLE], "这一格是公式，请改成数字"),
    "a label changed": ({"B4": "参加人次"}, None, f"{SHEET} B4", "这里应该是“活动场次”，现在是“参加人次”"),
    "value cells merged": ({}, merged, AT[PEOPLE], "这一格被合并了，请拆开再填"),
    "headers moved": ({}, moved, f"{SHEET} F3", "表样改动过，请用下载的表样填"),
    "a row deleted": ({}, row_deleted, SHEET, "请用下载的表样填，不要删行"),
    "another version": ({}, other_version, "文件", "这份是另一版表样"),
    "another campaign": ({}, other_campaign, "文件", "这份表是另一次活动的"),
    "another year": ({"A1": "第26个“5.29会员活动日”信息统计表"}, None, SHEET, "请用这次的表样填"),
    "another's unit": ({"A2": "单位（公章）：邻县某村计划生育协会"}, None, SHEET, "不是本单位，也不是直接下级"),
}


def test_wrong_cells(desks, forms, unchanged):
    """All of them in one upload, each with a report of its own."""
    page = desks["jiedao"]
    good = {PEOPLE: 900, SESSIONS: 90}
    upload(page, {
        f"{name}.xlsx": office.fill_sheet(forms(SHALING), good | changes, change)
        for name, (changes, change, _, _) in CELLS.items()})
    expect(page.locator("details.plan")).to_have_count(len(CELLS))
    for name, (_, _, place, message) in CELLS.items():
        problem(page, f"{name}.xlsx", place, message)
    expect(page.get_by_role("button", name="都取进来")).to_have_count(0)


def test_the_same_in_word(desks, forms, unchanged):
    page = desks["jiedao"]
    form = forms(SHALING, "docx")
    upload(page, {"负.docx": office.fill_word(form, {PEOPLE: "-5"}), "字.docx": office.fill_word(form, {SESSIONS: "几场"})})
    for name, message in [("负.docx", "“-5”小于 0"), ("字.docx", "“几场”不是整数")]:
        one = report(page, name)
        expect(one).to_contain_text(message)
        # A Word table has no addresses; row and column are counted.
        expect(one.locator("li b")).to_contain_text("3")
        expect(one.get_by_role("button", name="取进来")).to_have_count(0)


def test_every_wrong_cell_is_named(desks, forms, unchanged):
    page = desks["jiedao"]
    wrong = {SESSIONS: "x", PEOPLE: -1, "visit-village-people": "?"}
    upload(page, {"三处.xlsx": office.fill_sheet(forms(SHALING), wrong)})
    one = report(page, "三处.xlsx")
    expect(one.locator("li b")).to_have_text([AT[SESSIONS], AT[PEOPLE], AT["visit-village-people"]])


def test_full_width_digits_are_taken(desks, campaign, forms):
    page = desks["jiedao"]
    before = told(page, campaign, WANGJIA)["live"]
    typed = {SESSIONS: "５０", PEOPLE: "２，０１０ ", "visit-village-sessions": "　", "service-village-people": "—"}
    upload(page, {"全角.xlsx": office.fill_sheet(forms(WANGJIA), typed)})
    report(page, "全角.xlsx").get_by_role("button", name="取进来").click()
    assert told(page, campaign, WANGJIA)["live"] == before | {SESSIONS: 50, PEOPLE: 2010}


def test_a_unit_that_is_not_below(desks, forms, unchanged):
    """A neighbour's village, and the superior's own file."""
    page = desks["jiedao"]
    county = desks["jinxiang"]
    upload(page, {"县.xlsx": forms("370828", account="jinxiang")})
    problem(page, "县.xlsx", SHEET, "“金乡县计划生育协会”不是本单位，也不是直接下级")
    upload(county, {"村.xlsx": forms(SHALING)})
    problem(county, "村.xlsx", SHEET, "“莎岭社区计划生育协会”不是本单位，也不是直接下级")


def rewritten(file, part, change):
    """The file with one part of its archive rewritten."""
    stream = io.BytesIO()
    small = {"compression": zipfile.ZIP_DEFLATED, "compresslevel": 9}
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(stream, "w", **small) as target:
        for name in source.namelist():
            target.writestr(name, change(source.read(name)) if name == part else source.read(name))
    return stream.getvalue()


def million(cell):
    def change(sheet):
        rows = "".join(f'<row r="{row}">{cell.format(row=row)}</row>' for row in range(40, 1_000_040))
        return sheet.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    return change


@pytest.mark.parametrize("cell", ["", '<c r="A{row}" s="1"/>'])
def test_a_million_empty_rows(desks, forms, unchanged, cell):
    """As it happens when somebody formats whole columns: answered, and clear whichever way."""
    page = desks["jiedao"]
    file = rewritten(office.fill_sheet(forms(SHALING), {PEOPLE: "x"}), "xl/worksheets/sheet1.xml", million(cell))
    assert len(file) < 5 << 20, "refused by its size alone"
    upload(page, {"空行.xlsx": file})
    one = report(page, "空行.xlsx")
    expect(one.locator(".chip").first).to_have_text("要改")
    assert AT[PEOPLE] in one.inner_text() or "内容太多" in one.inner_text()
    expect(one.get_by_role("button", name="取进来")).to_have_count(0)


def bomb():
    """A small sheet that unpacks to 200 MB."""
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    return rewritten(book.getvalue(), "xl/worksheets/sheet1.xml", lambda sheet: sheet + b" " * (200 << 20))


def encrypted():
    """A compound file, as Office packs a file with a password."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)


FILES = {
    "加密.xlsx": (encrypted, "去掉密码"),
    "其实是PDF.docx": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9, "只收 .xlsx 和 .docx"),
    "空的.xlsx": (lambda: b"", "文件是空的"),
    "半个.xlsx": (lambda: bomb()[:900], "已损坏"),
    "炸弹.xlsx": (bomb, "内容太多"),
    "图片.xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "只收 .xlsx 和 .docx"),
    "大.xlsx": (lambda: b"PK\x03\x04" + bytes(5 << 20), "超过 5 MB"),
}


def test_files_that_are_no_tables(desks, unchanged):
    page = desks["jiedao"]
    started = time.monotonic()
    upload(page, {name: make() for name, (make, _) in FILES.items()})
    expect(page.locator("details.plan")).to_have_count(len(FILES))
    assert time.monotonic() - started < SOON
    for name, (_, message) in FILES.items():
        problem(page, name, "文件", message)


def test_fifty_files_and_one_more(desks, forms, unchanged):
    page = desks["jiedao"]
    file = forms(SHALING)

    def files(count):
        """Each another one: by a space more or less."""
        return {f"{place}.xlsx": rewritten(file, "xl/workbook.xml", lambda xml: xml + b" " * place)
                for place in range(count)}
    upload(page, files(51))
    expect(page.get_by_role("alert")).to_contain_text("一次最多 50 份")
    upload(page, files(50))
    expect(page.locator("details.plan")).to_have_count(50)


def test_who_may_not_see_it(desks, forms):
    page = desks["jiedao"]
    upload(page, {"一份.xlsx": forms(SHALING)})
    report(page, "一份.xlsx")
    for account in ["jinxiang", "jinshan"]:
        other = desks[account]
        assert other.request.get(page.url).status == 404
