"""Writes ROWS x COLUMNS and a header with XlsxWriter in constant memory: Benchmarks/python Benchmarks/xlsxwriter_rows.py
ROWS COLUMNS OUTPUT. Rows count from 1 (the header is row 0), columns from 0; ten columns of text, then integers.

Prints one line of JSON: seconds from the opening to the closed file, and the process's most memory in MiB.
"""

import argparse
import json
import resource
import time

import xlsxwriter

TEXT_COLUMNS = 10


def write(rows, columns, output):
    with xlsxwriter.Workbook(output, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for column in range(columns):
            sheet.write_string(0, column, f"列{column}")
        for row in range(1, rows + 1):
            for column in range(min(columns, TEXT_COLUMNS)):
                sheet.write_string(row, column, f"第{row}行{column}列 活动记录")
            for column in range(TEXT_COLUMNS, columns):
                sheet.write_number(row, column, row * 31 + column)


def main():
    parser = argparse.ArgumentParser(description="Write a sheet with XlsxWriter in constant memory.")
    parser.add_argument("rows", type=int)
    parser.add_argument("columns", type=int)
    parser.add_argument("output")
    wanted = parser.parse_args()
    start = time.perf_counter()
    write(wanted.rows, wanted.columns, wanted.output)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 3), "peak_mib": round(peak, 1)}))


if __name__ == "__main__":
    main()
