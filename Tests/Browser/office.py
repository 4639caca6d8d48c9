"""Reads and fills the files of the table, by openpyxl and python-docx alone."""

import io
from typing import NamedTuple

import docx
import openpyxl

from ledger import CELLS, FORM

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The sheet begins with title and seal line.
FIRST_ROW = 3


class Item(NamedTuple):
    """A cell of a grid where it begins, with what it spans; places count from 0."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def _value_rows():
    top = 0
    for _, _, lines in FORM:
        yield from (top + 2 + 2 * place for place in range(len(lines)))
        top += 1 + 2 * len(lines)


VALUE_ROWS = list(_value_rows())
ROW_COUNT = VALUE_ROWS[-1] + 1
# Of each cell, its row and column in the table; column 0 has the names of the blocks.
PLACES = {cell.id: (VALUE_ROWS[index // 8], 1 + index % 8) for index, cell in enumerate(CELLS)}


def folded(text):
    return "".join(text.split())


def word_grid(file):
    """The first table of a Word file."""
    items, open_items = [], {}
    for row, line in enumerate(docx.Document(_stream(file)).tables[0].rows):
        column = 0
        for cell in line._tr.tc_lst:
            text = "".join(node.text or "" for node in cell.iter(WORD + "t"))
            if cell.vMerge == "continue":
                open_items[column] = open_items[column]._replace(rows=open_items[column].rows + 1)
            else:
                items += [open_items[column]] if column in open_items else []
                open_items[column] = Item(row, column, 1, cell.grid_span, text)
            column += cell.grid_span
    return sorted(items + list(open_items.values()))


def sheet_grid(file):
    """The table of the first sheet."""
    sheet = openpyxl.load_workbook(_stream(file)).worksheets[0]
    spans = {area.min_row * 100 + area.min_col: area for area in sheet.merged_cells.ranges}
    items = []
    for row in range(FIRST_ROW, FIRST_ROW + ROW_COUNT):
        for column in range(1, 10):
            cell = sheet.cell(row, column)
            if isinstance(cell, openpyxl.cell.cell.MergedCell):
                continue
            area = spans.get(row * 100 + column)
            rows, columns = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            text = "" if cell.value is None else str(cell.value)
            items.append(Item(row - FIRST_ROW, column - 1, rows, columns, text))
    return items


def labels(grid):
    return [item for item in grid if item.column == 0 or item.row not in VALUE_ROWS]


def values(grid):
    """The 40 values in the order of print."""
    return [item.text for item in grid if item.column > 0 and item.row in VALUE_ROWS]


def fill_sheet(file, figures, change=None):
    """An .xlsx with other values: by cell id, or by an address such as A2. `change` gets the workbook last."""
    book = openpyxl.load_workbook(_stream(file))
    for name, value in figures.items():
        cell = book.worksheets[0][name] if name not in PLACES else book.worksheets[0].cell(
            FIRST_ROW + PLACES[name][0], 1 + PLACES[name][1])
        cell.value = value
    if change:
        change(book)
    return _saved(book)


def address(cell):
    row, column = PLACES[cell]
    return "ABCDEFGHI"[column] + str(FIRST_ROW + row)


def fill_word(file, figures):
    """A .docx with other values, by cell id."""
    document = docx.Document(_stream(file))
    for name, value in figures.items():
        row, column = PLACES[name]
        cell = docx.table._Cell(document.tables[0].rows[row]._tr.tc_lst[column], document.tables[0])
        cell.text = str(value)
    return _saved(document)


def _stream(file):
    return io.BytesIO(file) if isinstance(file, bytes) else str(file)


def _saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
