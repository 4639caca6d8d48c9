"""Filled tables come back: checked cell by cell, compared with what is there, and taken as records.

Files are filled with openpyxl and python-docx, as other programs do it, and once by LibreOffice.
"""

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

import office
from conftest import fetch, refused, told, well_made

STREET, TOWN = "370828001", "370828002"
# Four villages of the street, which did not report.
SHALING, WANGZHUANG, WANGJIA, ZHANGLOU = "370828001013", "370828001215", "370828001232", "370828001235"
SHEET = "信息统计表"
SESSIONS, PEOPLE = "publicity-village-sessions", "publicity-village-people"
SOON = 90


@pytest.fixture(scope="module")
def forms(desks, campaign):
    """A unit's table as a file."""
    def form(unit, kind="xlsx", account="jiedao"):
        return fetch(desks[account], f"/stat-tables/{campaign}/{unit}/table.{kind}")
    return form


@pytest.fixture(scope="module")
def live(desks, campaign):
    def live(unit):
        return told(desks["jinxiang"], campaign, unit)["live"]
    return live


def upload(page, files):
    """Uploads files by name; on the page then is the report, or the form with its error."""
    page.goto("/imports/new")
    page.set_input_files("#file", [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files.items()])
    page.get_by_role("button", name="传上来核对").click(timeout=120_000)


def report(page, name):
    """What the report says of one file, opened."""
    label = page.locator("summary .hash", has_text=re.compile(f"^{re.escape(name)}$"))
    one = page.locator("details.plan").filter(has=label)
    if one.get_attribute("open") is None:
        one.locator("summary").click()
    return one


def problem(page, name, place, message):
    """The file is refused: with a place, a reason and what to do, and nothing of it can be taken."""
    one = report(page, name)
    expect(one.locator(".chip").first).to_have_text("要改")
    line = one.locator("li").filter(has=page.locator("b", has_text=re.compile(f"^{re.escape(place)}$")))
    expect(line.first).to_contain_text(message)
    expect(one.get_by_role("button", name="取进来")).to_have_count(0)


def lines(one):
    """The differences in a file's report."""
    return [row.locator("th, td").all_inner_texts() for row in one.locator("tbody tr").all()]


# Good files


def test_no_file(desks):
    page = desks["jiedao"]
    page.goto("/imports/new")
    well_made(page)
    page.get_by_role("button", name="传上来核对").click(timeout=120_000)
    refused(page, "file", "选一下要传的文件")


def test_several_files_at_once(desks, campaign, forms, live):
    page = desks["jiedao"]
    before = {unit: live(unit) for unit in [SHALING, WANGZHUANG, WANGJIA, STREET]}
    files = {
        "莎岭.xlsx": office.fill_sheet(forms(SHALING), {
            SESSIONS: before[SHALING][SESSIONS] + 2, PEOPLE: before[SHALING][PEOPLE] + 75,
            "media-county-text": before[SHALING]["media-county-text"] + 3}),
        "王庄.docx": office.fill_word(forms(WANGZHUANG, "docx"), {
            "visit-village-sessions": before[WANGZHUANG]["visit-village-sessions"] + 1,
            "visit-village-people": "１,２00"}),
        "没有变.xlsx": forms(WANGJIA),
        "少了.xlsx": office.fill_sheet(forms(ZHANGLOU), {SESSIONS: 0, PEOPLE: 0}),
        "不是表.docx": b"%PDF-1.7\n" + bytes(range(256)) * 9,
    }
    upload(page, files)
    expect(page.get_by_role("heading", level=1)).to_have_text("核对收来的表")
    expect(page.locator("details.plan")).to_have_count(5)
    expect(page.get_by_text("共 5 份，能取 2 份，要改 1 份")).to_be_visible()
    well_made(page)

    found = {line[0].split("，")[-1]: line[1:] for line in lines(report(page, "莎岭.xlsx"))}
    people = before[SHALING][PEOPLE]
    assert found["宣传人数"][:3] == [f"{people:,}", f"{people + 75:,}", "+75"]
    assert found["活动场次"][2] == "+2" and "补一条记录" in found["活动场次"][3]
    assert found["文字稿件"][2] == "+3" and "补媒体稿件" in found["文字稿件"][3]
    expect(report(page, "没有变.xlsx")).to_contain_text("表里的数和记录一样，不用取")
    expect(report(page, "少了.xlsx")).to_contain_text("文件比记录少，没取")
    expect(report(page, "少了.xlsx").locator(".chip").first).to_have_text("没有可取的")
    # Nothing is taken by looking.
    assert {unit: live(unit) for unit in before} == before

    report(page, "莎岭.xlsx").get_by_role("button", name="取进来").click()
    expect(report(page, "莎岭.xlsx").locator(".chip").first).to_have_text("取过了")
    more = {SESSIONS: 2, PEOPLE: 75, "media-county-text": 3}
    assert live(SHALING) == before[SHALING] | {cell: before[SHALING][cell] + value for cell, value in more.items()}
    assert live(WANGZHUANG) == before[WANGZHUANG]
    report(page, "王庄.docx").get_by_role("button", name="取进来").click()
    expect(page.get_by_text("共 5 份，能取 0 份，要改 1 份")).to_be_visible()
    visits = before[WANGZHUANG]["visit-village-sessions"]
    assert live(WANGZHUANG) == before[WANGZHUANG] | {"visit-village-sessions": visits + 1, "visit-village-people": 1200}
    expect(report(page, "王庄.docx").get_by_role("link", name="去看统计表")).to_have_attribute(
        "href", f"/stat-tables/{campaign}/{WANGZHUANG}")
    well_made(page)


def test_the_records_are_there_as_entered_on_behalf(desks, campaign):
    page = desks["jiedao"]
    page.goto(f"/stat-tables/{campaign}/{SHALING}/cells/{PEOPLE}")
    row = page.get_by_role("row").filter(has_text="按报来的统计表补录（宣传）")
    expect(row).to_contain_text("75 人")
    row.get_by_role("link").click()
    expect(page.get_by_text("上一级代录")).to_be_visible()
    expect(page.get_by_text("原件：莎岭.xlsx")).to_be_visible()
    expect(page.locator("main")).to_contain_text("2 场")
    receipt = page.get_by_role("navigation", name="位置").inner_text().split()
    assert re.fullmatch(r"\d{8,}", "".join(part for part in receipt if part.isdigit()))
    page.goto("/media-items")
    expect(page.locator("main ul.list li").filter(has_text="按报来的统计表补录")).to_contain_text("3 篇")


def test_the_same_file_again_is_not_taken_twice(desks, forms, live):
    page = desks["jiedao"]
    count = live(ZHANGLOU)[PEOPLE]
    sessions = live(ZHANGLOU)[SESSIONS]
    file = office.fill_sheet(forms(ZHANGLOU), {SESSIONS: sessions + 1, PEOPLE: count + 9})
    upload(page, {"甲.xlsx": file, "乙.xlsx": file})
    problem(page, "乙.xlsx", "文件", "和前面第 1 份一模一样")
    first = page.url
    upload(page, {"甲.xlsx": file})
    second = page.url
    assert first != second
    report(page, "甲.xlsx").get_by_role("button", name="取进来").click()
    after = live(ZHANGLOU)
    assert (after[SESSIONS], after[PEOPLE]) == (sessions + 1, count + 9)
    for address in [first, second]:
        page.goto(address)
        expect(report(page, "甲.xlsx").get_by_role("button", name="取进来")).to_have_count(0)
    page.goto(first)
    problem(page, "甲.xlsx", "文件", "已经取过了，没有重复取")
    upload(page, {"第三次.xlsx": file})
    problem(page, "第三次.xlsx", "文件", "已经取过了，没有重复取")
    assert live(ZHANGLOU) == after


def test_a_form_taken_on_an_old_page(desks, campaign, forms, live):
    """Between looking and taking somebody records: the difference is no longer the one that was confirmed."""
    page = desks["jiedao"]
    before = live(WANGJIA)
    more = {SESSIONS: before[SESSIONS] + 1, PEOPLE: before[PEOPLE] + 5}
    upload(page, {"王架.xlsx": office.fill_sheet(forms(WANGJIA), more)})
    other = page.context.new_page()
    other.goto("/activities/new")
    other.select_option("#unit", WANGJIA)
    other.fill("#title", "刚记的")
    other.fill("#count", "40")
    other.get_by_role("button", name="保存").click()
    expect(other.get_by_role("heading", name="记好了")).to_be_visible()
    other.close()
    report(page, "王架.xlsx").get_by_role("button", name="取进来").click()
    expect(page.get_by_text("的记录又变了，请把文件重新传一遍再核对")).to_be_visible()
    assert live(WANGJIA)[PEOPLE] == before[PEOPLE] + 40


def test_a_town_sends_word_to_the_county(desks, campaign, forms, live):
    page = desks["jinxiang"]
    figures = {"publicity-township-sessions": 4, "publicity-township-people": 320, SESSIONS: 12, PEOPLE: 1300,
               "service-township-sessions": 1, "service-township-people": 15}
    upload(page, {"高河.docx": office.fill_word(forms(TOWN, "docx", "jinxiang"), figures)})
    report(page, "高河.docx").get_by_role("button", name="取进来").click()
    found = live(TOWN)
    assert {cell: value for cell, value in found.items() if value} == figures
    page.goto(f"/stat-tables/{campaign}/{TOWN}/cells/{PEOPLE}")
    expect(page.get_by_role("row").filter(has_text="按报来的统计表补录")).to_contain_text("1,300 人")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_saved_is_read(desks, forms, live, tmp_path):
    page = desks["jinxiang"]
    before = live("370828003")
    figures = {"visit-township-sessions": 2, "visit-township-people": 31}
    source = {"鱼山.xlsx": office.fill_sheet(forms("370828003", "xlsx", "jinxiang"), figures),
              "鱼山.docx": office.fill_word(forms("370828003", "docx", "jinxiang"), figures)}
    saved = {}
    for name, content in source.items():
        file = tmp_path / name
        file.write_bytes(content)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
             file.suffix[1:], "--outdir", tmp_path / "out", file], check=True, capture_output=True, timeout=120)
        saved[name] = (tmp_path / "out" / name).read_bytes()
        assert saved[name] != content
    upload(page, saved)
    for name in saved:
        assert {line[0].split("，")[-1]: line[3] for line in lines(report(page, name))} == {
            "慰问服务场次": "+2", "慰问人数": "+31"}
    report(page, "鱼山.docx").get_by_role("button", name="取进来").click()
    assert live("370828003") == before | figures
