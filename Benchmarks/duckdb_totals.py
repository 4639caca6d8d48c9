"""The national totals and the list of provinces in DuckDB: Benchmarks/python Benchmarks/duckdb_totals.py DATABASE CAMPAIGN.

Copies the product's SQLite file into a temporary DuckDB file by way of CSV (DuckDB's own SQLite reader is an extension
that it would download), then takes the median of five runs after one to warm up. `national_ms` and `provinces_ms` ask
the product's two tables, joined; `flat_…` ask one table that was joined beforehand, which is DuckDB at its best.

Prints one line of JSON.
"""

import argparse
import csv
import json
import pathlib
import sqlite3
import statistics
import sys
import tempfile
import time

import duckdb

CHUNK = 1_000_000
# Name, type in DuckDB.
TABLES = {
    "unit": {"id": "BIGINT", "name": "VARCHAR", "path": "VARCHAR"},
    "activity_record": {"id": "UUID", "sessions": "BIGINT", "people": "BIGINT"},
    "record_campaign": {
        "record_id": "UUID", "campaign_id": "VARCHAR", "kind": "VARCHAR", "level": "TINYINT", "unit_path": "VARCHAR",
        "counted": "BOOLEAN",
    },
}
JOINED = "record_campaign AS link JOIN activity_record AS record ON record.id = link.record_id"
FLAT = "flat"
# Seven digits for each unit of a path, the nation first: characters 8 to 14 are the province.
NATION_WIDTH = 7


def copy(source, target, name, folder):
    """Copies the wanted columns of a table, a million rows at a time."""
    columns = TABLES[name]
    target.execute(f"CREATE TABLE {name} ({', '.join(f'{column} {type}' for column, type in columns.items())})")
    rows = source.execute(f"SELECT {', '.join(columns)} FROM {name}")
    file = pathlib.Path(folder) / f"{name}.csv"
    copied = 0
    while chunk := rows.fetchmany(CHUNK):
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(chunk)
        copied += len(chunk)
        target.execute(f"COPY {name} FROM '{file}' (FORMAT csv, HEADER false)")
    file.unlink(missing_ok=True)
    held = target.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
    if held != copied:
        sys.exit(f"not correct: {held} rows of {name} instead of {copied}")


def national(tables):
    return f"""
        SELECT kind, level, SUM(sessions)::BIGINT, COALESCE(SUM(people), 0)::BIGINT, COUNT(*)
        FROM {tables} WHERE campaign_id = ? AND counted
        GROUP BY kind, level ORDER BY kind, level
        """


def provinces(tables):
    return f"""
        SELECT unit.name, kind, level, sessions, people, records
        FROM (
            SELECT SUBSTR(unit_path, {NATION_WIDTH + 1}, 7) AS segment, kind, level, SUM(sessions)::BIGINT AS sessions,
                COALESCE(SUM(people), 0)::BIGINT AS people, COUNT(*) AS records
            FROM {tables} WHERE campaign_id = ? AND counted AND LENGTH(unit_path) > {NATION_WIDTH}
            GROUP BY segment, kind, level
        ) JOIN unit ON unit.id = segment::BIGINT
        ORDER BY segment, kind, level
        """


def timed(target, query, campaign):
    """The rows, and the median of five runs in milliseconds."""
    rows = target.execute(query, [campaign]).fetchall()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        target.execute(query, [campaign]).fetchall()
        times.append((time.perf_counter() - start) * 1000)
    return rows, round(statistics.median(times), 2)


def total(rows):
    return [sum(row[column] for row in rows) for column in (-3, -2, -1)]


def main():
    parser = argparse.ArgumentParser(description="National totals and the list of provinces in DuckDB.")
    parser.add_argument("database", type=pathlib.Path, help="the product's SQLite file")
    parser.add_argument("campaign", help="the campaign's id")
    wanted = parser.parse_args()
    source = sqlite3.connect(wanted.database.resolve().as_uri() + "?mode=ro", uri=True, isolation_level=None)
    source.execute("BEGIN")
    with tempfile.TemporaryDirectory(prefix="memberday-duckdb-") as folder:
        target = duckdb.connect(
            f"{folder}/totals.duckdb",
            config={"memory_limit": "6GB", "temp_directory": folder, "autoinstall_known_extensions": "false"})
        start = time.perf_counter()
        for name in TABLES:
            copy(source, target, name, folder)
        target.execute("CHECKPOINT")
        load = time.perf_counter() - start
        start = time.perf_counter()
        target.execute(
            f"CREATE TABLE {FLAT} AS SELECT campaign_id, kind, level, unit_path, counted, sessions, people FROM {JOINED}")
        target.execute("CHECKPOINT")
        flat_load = time.perf_counter() - start
        nation, national_ms = timed(target, national(JOINED), wanted.campaign)
        list_, provinces_ms = timed(target, provinces(JOINED), wanted.campaign)
        flat_nation, flat_national_ms = timed(target, national(FLAT), wanted.campaign)
        flat_list, flat_provinces_ms = timed(target, provinces(FLAT), wanted.campaign)
        own = timed(
            target, national(f"(SELECT * FROM {FLAT} WHERE LENGTH(unit_path) = {NATION_WIDTH})"), wanted.campaign)[0]
        target.close()
    if not nation:
        sys.exit(f"no counted record in campaign {wanted.campaign}")
    if (nation, list_) != (flat_nation, flat_list) or total(nation) != total(list_ + own):
        sys.exit("not correct: the provinces and the nation's own records are not the national total")
    print(json.dumps({
        "load_seconds": round(load, 2), "national_ms": national_ms, "provinces_ms": provinces_ms,
        "national": {f"{kind}/{level}": sums for kind, level, *sums in nation}, "records": total(nation)[2],
        "flat_load_seconds": round(flat_load, 2), "flat_national_ms": flat_national_ms,
        "flat_provinces_ms": flat_provinces_ms,
    }, ensure_ascii=False))


if __name__ == "__main__":
    main()
