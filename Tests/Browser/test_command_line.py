"""The commands: what they print, and their exit codes (0; 64 usage; 65 bad input). Source: DESIGN.md §6."""

import gzip
import json
import stat
import urllib.request

import openpyxl
import pytest

from conftest import DEMO_PASSWORD, UNITS, Server, memberday

NOTICE = """国计生协〔2026〕7号

关于办好社区亲子阅读活动的通知

各社区计生协：

为让孩子和家长多一起读书，请各社区按下面的安排办好活动。

一、活动时间

2026年5月8日至2026年5月30日

二、活动内容

亲子阅读会：2026年5月16日上午9:30-11:00，在社区图书室开展亲子活动，预计30人参加。

三、有关要求

请于2026年6月8日前将活动总结报送街道计生协。

某某街道计划生育协会
2026年5月6日
"""
ROWS = UNITS.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def notice(tmp_path):
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def running(folder):
    server = Server(folder, "serve", "--insecure-cookies").start()
    yield server
    server.stop()


def units_file(tmp_path, *rows):
    file = tmp_path / "units.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


# notice read


def test_notice_read_json(notice):
    done = memberday("notice", "read", notice, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    reading = json.loads(done.stdout)
    assert reading["kind"] == "notice"
    assert reading["title"] == "关于办好社区亲子阅读活动的通知"
    assert reading["doc_number"] == "国计生协〔2026〕7号"
    assert reading["issue_date"] == "2026-05-06"
    assert (reading["period"]["start"], reading["period"]["end"]) == ("2026-05-08", "2026-05-30")
    activity = reading["activities"][0]
    assert (activity["name"], activity["dates"], activity["venue"]) == ("亲子阅读会", ["2026-05-16"], "社区图书室")
    assert activity["headcount"]["max"] == 30
    text = memberday("notice", "read", notice, "--format", "text").stdout
    source = activity["source"]
    assert text[source["start"]:source["end"]].startswith("亲子阅读会")
    assert reading["deadlines"][0]["date"] == "2026-06-08"


def test_notice_read_text_and_default(notice):
    done = memberday("notice", "read", notice, "--format", "text")
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if line] == [line for line in NOTICE.splitlines() if line]
    assert memberday("notice", "read", notice).stdout == memberday("notice", "read", notice, "--format", "json").stdout


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_notice_read_takes_the_encodings_of_chinese_offices(notice, encoding):
    wanted = memberday("notice", "read", notice).stdout
    notice.write_bytes(NOTICE.encode(encoding))
    assert memberday("notice", "read", notice).stdout == wanted


@pytest.mark.parametrize("arguments", [
    ["notice", "read"], ["notice", "read", "a.txt", "--format", "xml"], ["notice", "read", "a.txt", "b.txt"],
    ["units", "import"], ["table", "export"], ["serve", "--port", "eighty"], ["nonsense"], ["--nonsense"],
])
def test_usage_is_64(arguments, tmp_path):
    done = memberday(*arguments, cwd=tmp_path)
    assert done.returncode == 64
    assert "Usage" in done.stderr and done.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content, message", [
    (None, "打不开这个文件"), (b"", "没有文字"), ("今天天气很好，适合散步。\n".encode(), "看起来不是通知"),
    (b"PK\x03\x04 broken", "损坏"), (b"%PDF-1.7 x", ".docx"), (bytes(range(256)) * 40, "不是文字"),
])
def test_a_bad_notice_is_65(tmp_path, content, message):
    file = tmp_path / "notice.txt"
    if content is not None:
        file.write_bytes(content)
    done = memberday("notice", "read", file)
    assert (done.returncode, done.stdout) == (65, "")
    assert message in done.stderr and done.stderr.count("\n") == 1


def test_help_is_0():
    for arguments in [["--help"], ["units", "import", "--help"], ["notice", "read", "--help"]]:
        assert memberday(*arguments).returncode == 0


# units import


BAD_ROWS = [
    (9, "37082800,金乡街道,4,370828", "第 9 行"),
    (3, "1101,市辖区,2", "第 3 行：要有 4 列"),
    (6, "110101001001,多福巷社区居委会,9,110101001", "第 6 行：级别要写 1 到 5"),
    (4, "110101,,3,1101", "第 4 行：名称是空的"),
    (4, "110101,东城区,3,1102", "第 4 行：上级代码不对"),
    (26, "370828002001,莱河社区居民委员会,5,370828003", "第 26 行"),
    (5, "11,北京市,1,", "第 5 行：这个代码前面有了"),
    (1, "code;name;level;parent", "第 1 行要写 code,name,level,parent_code"),
]


@pytest.mark.parametrize("line, row, message", BAD_ROWS)
def test_a_bad_row_is_named_and_nothing_is_imported(tmp_path, folder, line, row, message):
    file = units_file(tmp_path, *ROWS[:line - 1], row, *ROWS[line:])
    done = memberday("units", "import", file, "--data", folder)
    assert (done.returncode, done.stdout) == (65, "")
    assert message in done.stderr
    good = memberday("units", "import", UNITS, "--data", folder)
    assert good.returncode == 0 and "新增 25，" in good.stdout


def test_a_bad_row_with_the_server_running(tmp_path, folder, running):
    file = units_file(tmp_path, *ROWS[:20], "370828001009,金府社区居民委员会,5,370828002", *ROWS[21:])
    done = memberday("units", "import", file, "--data", folder)
    assert (done.returncode, done.stdout) == (65, "")
    assert "第 21 行" in done.stderr
    good = memberday("units", "import", UNITS, "--data", folder)
    assert good.returncode == 0 and "新增 25，" in good.stdout
    again = memberday("units", "import", UNITS, "--data", folder)
    assert again.returncode == 0 and "新增 0，改名 0，没变 25" in again.stdout
    assert running.process.poll() is None


def test_a_second_import_changes_nothing_and_a_new_name_renames(tmp_path, folder):
    assert memberday("units", "import", UNITS, "--data", folder).returncode == 0
    packed = tmp_path / "units.csv.gz"
    packed.write_bytes(gzip.compress(UNITS.read_bytes()))
    again = memberday("units", "import", packed, "--data", folder)
    assert again.returncode == 0 and "新增 0，改名 0，没变 25" in again.stdout
    renamed = units_file(tmp_path, *[row.replace("桃园村民委员会", "新桃园村民委员会") for row in ROWS])
    assert "改名 1，没变 24" in memberday("units", "import", renamed, "--data", folder).stdout


@pytest.mark.parametrize("content, message", [
    (None, "打不开"), (b"", "第 1 行"), (b"\x1f\x8b\x08\x00broken", "读不下去"),
    ("code,name,level,parent_code\n11,北京市,1,\n".encode() + b"12,\xff\xfe,1,\n", "第 3 行读不下去"),
])
def test_a_damaged_file_is_65(tmp_path, folder, content, message):
    file = tmp_path / "units.csv"
    if content is not None:
        file.write_bytes(content)
    done = memberday("units", "import", file, "--data", folder)
    assert done.returncode == 65
    assert message in done.stderr


# table export, recount


def test_table_export(demo, tmp_path):
    file = tmp_path / "表.xlsx"
    done = memberday("table", "export", "370828001", "-o", file, "--data", demo.folder)
    assert (done.returncode, done.stdout) == (0, f"{file}\n")
    running = openpyxl.load_workbook(file).active
    assert running["A2"].value == "单位（公章）：金乡街道计划生育协会"
    values = [[cell.value for cell in row] for row in running.iter_rows()]
    reported = tmp_path / "reported.xlsx"
    assert memberday(
        "table", "export", "370828001", "--reported", "-o", reported, "--data", demo.folder).returncode == 0
    assert [[cell.value for cell in row] for row in openpyxl.load_workbook(reported).active.iter_rows()] != values

    demo.stop()
    alone = tmp_path / "alone.xlsx"
    done = memberday("table", "export", "370828001", "-o", alone, "--data", demo.folder)
    assert done.returncode == 0
    stopped = [[cell.value for cell in row] for row in openpyxl.load_workbook(alone).active.iter_rows()]
    # All but the line with today's date: the demo has a calendar of its own.
    assert stopped[:16] == values[:16] and stopped[17:] == values[17:]
    demo.start()


def test_table_export_of_an_unknown_unit_is_65(demo, tmp_path):
    file = tmp_path / "table.xlsx"
    done = memberday("table", "export", "999999", "-o", file, "--data", demo.folder)
    assert done.returncode == 65 and "没有找到" in done.stderr
    assert not file.exists()


def test_recount_finds_no_difference(demo):
    done = memberday("recount", "--data", demo.folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "没有差别\n", "")


# the server


def test_one_server_for_a_folder(running, folder):
    second = memberday("serve", "--data", folder, "--port", "0", timeout=20)
    assert second.returncode == 65
    assert "另一个进程正在用" in second.stderr


def test_the_link_is_printed_until_there_is_an_account(running):
    assert "/set-up/" in "".join(running.printed)
    running.stop()
    assert "/set-up/" in "".join(running.start().printed)


def test_a_demo_has_accounts_and_listens_here_only(demo):
    text = "".join(demo.printed)
    assert "/set-up/" not in text
    body = json.dumps({"account": "jinshan", "password": DEMO_PASSWORD}).encode()
    request = urllib.request.Request(
        demo.url + "/api/v1/sessions", body, {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 201
    with open("/proc/net/tcp", encoding="ascii") as sockets:
        listening = [line.split()[1] for line in sockets if line.split()[3] == "0A"]
    assert [place for place in listening if place.endswith(f":{demo.port:04X}")] == [f"0100007F:{demo.port:04X}"]


def test_a_server_that_is_asked_to_end_ends_in_peace(running):
    assert running.stop() == 0
    assert "Error" not in running.log.read_text()


def test_what_is_in_the_data_folder_is_its_owners_only(tmp_path):
    """Also where somebody made the folder before, for all to read."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    server = Server(folder, "serve", "--insecure-cookies").start()
    try:
        names = {path.name for path in folder.iterdir()}
        assert {"memberday.sqlite", "memberday.sqlite-wal", "memberday.lock"} <= names
        open_to_others = [path.name for path in folder.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077]
        assert open_to_others == []
    finally:
        server.stop()
