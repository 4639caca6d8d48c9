"""What can be taken along: all records as files, the summary's first draft, two years side by side."""

import csv
import io

import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from conftest import enter, fetch, serious, told, well_made
from ledger import CELLS
from office import WORD

STREET, VILLAGE = "370828001", "370828001010"
FORMULA = "=cmd|' /C calc'!A0"
WORDS = {"title": "看望东街老王", "venue": "东街12号老王家", "note": "老王的药快吃完了"}
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture(scope="module", autouse=True)
def records(desks, campaign):
    """Where the two records are that the tests look for."""
    page = desks["jinshan"]
    page.goto("/activities/new")
    return {
        "formula": enter(page, campaign, FORMULA, 41, note='逗号,引号"，\n换行', venue="@SUM(A1)"),
        "visit": enter(page, campaign, WORDS["title"], 6, "visit", venue=WORDS["venue"], note=WORDS["note"]),
    }


@pytest.fixture(scope="module")
def rows(desks, campaign):
    """The records of a unit as one account has them, from either file."""
    def rows(account, unit, kind="csv"):
        file = fetch(desks[account], f"/stat-tables/{campaign}/{unit}/records.{kind}")
        if kind == "csv":
            assert file.startswith(b"\xef\xbb\xbf")
            lines = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
        else:
            sheet = openpyxl.load_workbook(io.BytesIO(file)).active
            lines = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
        return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    return rows


def test_the_page_leads_to_the_files(desks, campaign):
    page = desks["jiedao"]
    page.goto(f"/stat-tables/{campaign}/{STREET}")
    for name, ending in [("全部记录 Excel", ".xlsx"), ("全部记录 CSV", ".csv"), ("网站和账号清单 Word", ".docx")]:
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(ending)


@pytest.mark.parametrize("account, unit", [("jinshan", VILLAGE), ("jiedao", STREET), ("guojia", "00")])
def test_both_files_have_all_records(rows, desks, campaign, account, unit):
    as_csv, as_sheet = rows(account, unit), rows(account, unit, "xlsx")
    assert [line["回执号"] for line in as_csv] == [line["回执号"] for line in as_sheet]
    for one, other in zip(as_csv, as_sheet):
        # A cell of text is no formula in a sheet; in CSV a quote in front makes it text.
        assert {name: value.lstrip("'") for name, value in one.items()} == {
            name: value.lstrip("'").replace("_x000D_", "") for name, value in other.items()}
    assert len({line["回执号"] for line in as_csv}) == len(as_csv)
    live = told(desks[account], campaign, unit)["live"]
    for category, kind in [("宣传", "publicity"), ("慰问", "visit")]:
        for measure, column in [("sessions", "场次"), ("people", "人数")]:
            held = [line for line in as_csv if line["类别"] == category]
            assert sum(int(line[column] or 0) for line in held) == sum(
                value for cell, value in live.items() if cell.startswith(kind) and cell.endswith(measure))


def test_formulas_are_neutralised(rows, desks, campaign):
    line = next(line for line in rows("jiedao", STREET) if line["人数"] == "41")
    for column in line:
        assert not line[column].startswith(("=", "+", "-", "@", "\t", "\r")), column
    assert line["活动"].endswith(FORMULA) and line["地点"].endswith("@SUM(A1)")
    assert line["补充"].replace("\r", "") == '逗号,引号"，\n换行'
    file = fetch(desks["jiedao"], f"/stat-tables/{campaign}/{STREET}/records.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(file)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    # Codes and receipts keep their digits, numbers are numbers.
    head = [cell.value for cell in sheet[1]]
    assert {type(row[head.index("区划代码")].value) for row in sheet.iter_rows(min_row=2)} == {str}
    assert {type(row[head.index("场次")].value) for row in sheet.iter_rows(min_row=2)} == {int}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("account, unit, reads", [
    ("jinshan", VILLAGE, True), ("jiedao", VILLAGE, True), ("jiedao", STREET, True), ("jinxiang", STREET, False),
    ("jinxiang", "370828", False), ("guojia", "00", False),
])
def test_words_of_a_visit_stay_with_the_direct_superior(rows, kind, account, unit, reads):
    lines = [line for line in rows(account, unit, kind) if line["区划代码"] == VILLAGE and line["人数"] == "6"]
    assert len(lines) == 1 and lines[0]["类别"] == "慰问"
    found = [word in "".join(lines[0].values()) for word in WORDS.values()]
    assert found == [reads] * 3
    others = [line for line in rows(account, unit, kind) if line["类别"] == "慰问" and line["区划代码"] != VILLAGE]
    if account == "guojia":
        assert {line["地点"] + line["补充"] for line in others} == {""}


def test_who_may_not(desks, campaign):
    for path in [f"/stat-tables/{campaign}/{STREET}/records.csv", f"/stat-tables/{campaign}/{STREET}/records.xlsx",
                 f"/stat-tables/{campaign}/{STREET}/channels.docx", f"/summaries/{campaign}/{STREET}/summary.docx",
                 f"/summaries/{campaign}/{STREET}", f"/stat-tables/{campaign}/{STREET}/years"]:
        assert desks["jinshan"].request.get(path).status == 404, path


# The summary


def test_the_summary_on_the_page(desks, campaign):
    page = desks["jiedao"]
    page.goto(f"/stat-tables/{campaign}/{STREET}")
    page.get_by_role("link", name="写总结").click()
    paper = page.locator("section.paper")
    live = told(page, campaign, STREET)["live"]
    expect(paper).to_contain_text(f"{live['publicity-village-people']:,} 人")
    expect(paper).to_contain_text("应报 19 个单位，收下 11 个，还没收下的有金府社区")
    expect(paper).to_contain_text("“政策讲座”到期 2 场，记了 0 场")
    links = paper.get_by_role("link")
    assert links.count() > 8
    for link in links.all():
        assert page.request.get(link.get_attribute("href")).status == 200
    cell = next(link for link in links.all() if link.get_attribute("href").endswith("publicity-village-people"))
    assert cell.inner_text() == f"{live['publicity-village-people']:,} 人"
    well_made(page)


def hyperlinks(document):
    """Text and target of each link of a Word file."""
    for link in document.element.body.iter(WORD + "hyperlink"):
        text = "".join(node.text or "" for node in link.iter(WORD + "t"))
        yield text, document.part.rels[link.get(RELATIONS + "id")].target_ref


def test_the_summary_as_a_file(desks, campaign):
    page = desks["jiedao"]
    page.goto(f"/summaries/{campaign}/{STREET}")
    choice = page.get_by_role("listitem").filter(has=page.locator("input[name=h]"))
    first = choice.first
    title = first.locator("b").inner_text()
    numbers = first.locator(".sm.nw").inner_text()
    first.locator("input").check()
    # Turning the page keeps what was picked.
    page.get_by_role("button", name="下一页").click()
    expect(page.get_by_text("别的页上选了 1 件，也会写进去")).to_be_visible()
    assert serious(page) == []
    second = page.get_by_role("listitem").filter(has=page.locator("input[name=h]")).last
    other = second.locator("b").inner_text()
    second.locator("input").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Word 初稿").click()
    assert download.value.suggested_filename.endswith(".docx")
    document = docx.Document(download.value.path())
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "金乡街道计划生育协会2025年会员活动月总结（初稿）"
    happened = lines[lines.index("几件具体的事") + 1:lines.index("主要做法和体会")]
    assert len(happened) == 2
    assert any(title in line and numbers.split()[0] in line for line in happened)
    assert any(other in line for line in happened)
    assert lines.count("（请在这里写）") == 2 and lines[-1] == "金乡街道计划生育协会"

    live = told(page, campaign, STREET)["live"]
    links = list(hyperlinks(document))
    target = f"{desks.server.url}/stat-tables/{campaign}/{STREET}/cells/publicity-village-people"
    assert (f"{live['publicity-village-people']:,} 人", target) in links
    for text, target in links:
        assert any(letter.isdigit() for letter in text), text
        assert target.startswith(desks.server.url) and page.request.get(target).status == 200


def test_what_is_picked_is_checked(desks, campaign, records):
    """A record of another unit, and words of a visit for those above, do not get in by the address."""
    visit = records["visit"].split("/")[-1]
    page = desks["jinxiang"]
    for unit in ["370828", "370828102"]:
        file = fetch(page, f"/summaries/{campaign}/{unit}/summary.docx?h={visit}&h=nonsense")
        text = "\n".join(one.text for one in docx.Document(io.BytesIO(file)).paragraphs)
        assert not any(word in text for word in WORDS.values())
        assert ("金山社区" in text.split("几件具体的事")[-1]) == (unit == "370828")
    own = fetch(desks["jiedao"], f"/summaries/{campaign}/{STREET}/summary.docx?h={visit}")
    assert WORDS["title"] in "\n".join(one.text for one in docx.Document(io.BytesIO(own)).paragraphs)


# Two years


def test_the_year_before(desks, campaign):
    page = desks["jiedao"]
    page.goto(f"/stat-tables/{campaign}/{STREET}")
    page.get_by_role("link", name="和去年比").click()
    expect(page.get_by_role("columnheader")).to_have_text(["哪一格", "2025年会员活动月", "2024年会员活动月", "差"])
    rows = page.locator("section[aria-label='两年的数'] tbody tr")
    reported = told(page, campaign, STREET)["reported"]
    assert rows.count() == len(reported)
    for row, value in zip(rows.all(), reported_in_order(reported)):
        now, then, difference = (text.replace(",", "") for text in row.locator("td").all_inner_texts())
        assert int(now) == value and int(difference.replace("−", "-")) == value - int(then)
    well_made(page)


def reported_in_order(values):
    return [values[cell.id] for cell in CELLS if cell.id in values]


def test_there_is_no_year_before(desks, campaign):
    """The first campaign that there was has nothing to stand beside."""
    page = desks["jiedao"]
    page.goto(f"/stat-tables/{campaign}/{STREET}/years")
    earlier = {link.get_attribute("href").split("/")[2] for link in page.locator("tbody a").all()} - {campaign}
    assert len(earlier) == 1
    page.goto(f"/stat-tables/{earlier.pop()}/{STREET}/years")
    expect(page.get_by_text("没有去年的活动可比")).to_be_visible()
    well_made(page)
