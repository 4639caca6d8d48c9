"""The table as a file: the annex of the national notice of 2021 with figures in it.

The annex itself is read from ../shared, which is not in the repository.
"""

import re

import docx
import pytest
from playwright.sync_api import expect

import office
from conftest import SHARED, fetch, serious, shown, told
from ledger import CELLS, NOTES

ANNEX = SHARED / "notices" / "national-notice-2021.docx"
UNITS = {"00": "guojia", "37": "shandong", "370828001": "jiedao", "370828001010": "jinshan"}
# The Word grid of the annex: one column of names, then three grid columns for each value.
NAMES, STEP = 1, 3


@pytest.fixture(scope="module")
def annex():
    if not ANNEX.exists():
        pytest.skip("the real notice is not here: ../shared/notices/national-notice-2021.docx")
    return office.word_grid(ANNEX)


@pytest.fixture(scope="module")
def table(desks, campaign):
    """Opens a unit's table; returns its values and the address of its files."""
    def open_table(unit, figures="live"):
        page = desks[UNITS[unit]]
        query = "" if figures == "live" else f"?figures={figures}"
        page.goto(f"/stat-tables/{campaign}/{unit}{query}")
        return page, shown(page), lambda format: fetch(page, f"/stat-tables/{campaign}/{unit}/table.{format}{query}")
    return open_table


def as_sheet(grid):
    """Places of the annex as those of a sheet with one column for each value."""
    def column(place):
        return 0 if place < NAMES else 1 + (place - NAMES) // STEP
    return [item._replace(column=column(item.column), columns=column(item.column + item.columns) - column(item.column))
            for item in grid]


def test_the_annex_is_the_one_that_is_meant(annex):
    """So that the comparisons below are not between nothing and nothing."""
    assert len(annex) == 4 + 4 + 8 + 8 + 4 + 16 + 16 + 4 + 16 + 3 + 16
    assert len(office.labels(annex)) == len(annex) - len(CELLS)
    assert sum(item.columns * item.rows for item in annex) == 14 * (NAMES + 8 * STEP)


@pytest.mark.parametrize("unit", UNITS)
def test_the_word_file_is_the_annex(table, annex, unit):
    grid = office.word_grid(table(unit)[2]("docx"))
    found, wanted = office.labels(grid), office.labels(annex)
    assert [item for item in zip(found, wanted) if item[0] != item[1]] == []
    assert len(found) == len(wanted)
    assert [item[:4] for item in grid] == [item[:4] for item in annex]


@pytest.mark.parametrize("unit", UNITS)
def test_the_sheet_is_the_annex(table, annex, unit):
    grid = office.sheet_grid(table(unit)[2]("xlsx"))
    wanted = as_sheet(annex)
    assert [item[:4] for item in grid] == [item[:4] for item in wanted]
    assert office.labels(grid) == office.labels(wanted)


def lines(file):
    return [one.text for one in docx.Document(office._stream(file)).paragraphs if one.text.strip()]


def test_what_stands_around_the_table(table, annex):
    """Title, seal, foot and notes, in the words and order of the annex."""
    found = lines(table("370828001")[2]("docx"))
    wanted = lines(ANNEX)[-7:]
    assert found[0] == wanted[0].replace("23", "27")
    assert found[1] == wanted[1] + "金乡街道计划生育协会"
    foot = [part for part in re.split("　　", found[2]) if part]
    assert [part.split("：")[0] + "：" for part in foot] == wanted[2:5]
    assert foot == ["联系人姓名：经办人", "电话：", "填报日期：2025年6月4日"]
    assert [text.strip("　") for text in found[3:]] == wanted[5:]
    assert [note in text for note, text in zip(NOTES, found[3:])] == [True, True]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("figures", ["live", "reported"])
def test_the_files_have_the_figures_of_the_page(table, campaign, unit, figures):
    page, values, file = table(unit, figures)
    plain = [value.replace(",", "") for value in values]
    assert len(plain) == 40
    assert figures == "reported" or any(value not in "—0" for value in plain)
    assert office.values(office.sheet_grid(file("xlsx"))) == plain
    assert office.values(office.word_grid(file("docx"))) == plain
    known = told(page, campaign, unit)[figures]
    assert [value for value in plain if value != "—"] == [
        {0: "无", 1: "有"}[known[cell.id]] if unit == "37" and cell.id.startswith("channel-province")
        else str(known[cell.id]) for cell in CELLS if cell.id in known]


def test_the_buttons_lead_to_what_is_on_the_screen(table):
    page = table("370828001")[0]
    tabs = page.get_by_role("navigation", name="看哪个数")
    assert tabs.inner_text().split()[:2] == ["实时数", "上报数"]
    expect(tabs).not_to_contain_text("按现在的区划")
    for tab, query in [("上报数", "?figures=reported"), ("实时数", "")]:
        tabs.get_by_role("link", name=tab).click()
        expect(tabs.locator("[aria-current=page]")).to_have_text(tab)
        for format, button in [("xlsx", "Excel"), ("docx", "Word")]:
            with page.expect_download() as download:
                page.get_by_role("link", name=button, exact=True).click()
            assert download.value.url.endswith(f"table.{format}{query}")
            assert download.value.suggested_filename == f"信息统计表-金乡街道.{format}"
    assert serious(page) == []


def test_a_moved_village_brings_the_third_figure(desks, table, campaign):
    """刘庄村 was accepted by the street; by today's tree its figure is elsewhere."""
    page = desks["guojia"]
    page.goto("/units/370828001209/changes")
    page.locator("summary").filter(has_text="划转").click()
    page.fill("#move-superior", "370828002")
    page.fill("#move-reason", "金政发〔2025〕3号")
    page.get_by_role("button", name="看看会变什么").and_(page.locator("form:has(#move-superior) button")).click()
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_text("从金乡街道划到高河街道")).to_be_visible()

    page, reported, _ = table("370828001", "reported")
    expect(page.get_by_role("navigation", name="看哪个数")).to_contain_text("按现在的区划")
    page, today, file = table("370828001", "today")
    assert today != reported
    assert office.values(office.sheet_grid(file("xlsx"))) == [value.replace(",", "") for value in today]
    assert office.values(office.word_grid(file("docx"))) == [value.replace(",", "") for value in today]
    expect(page.locator("p.note").filter(has_text="划走前报的数还算在金乡街道")).to_be_visible()
