"""报送材料: the checklist, attachments of every kind, what is refused, and who may see what.

The tests run in the order of the file. The street asks its villages for a summary, two photos and a film.
"""

import http.client
import io
import re
import socket
import struct
import tempfile
import time
import zlib
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from conftest import fetch, send, well_made

STREET, VILLAGE, COUNTY = "370828001", "370828001010", "370828"
CHINESE = re.compile("[一-鿿]{4,}")
NOTICE = """金乡街道关于报送会员活动月材料的通知

各社区、村计生协：

现将报送会员活动月材料有关事项通知如下。

一、活动时间

2025年5月1日至5月31日

二、材料报送

请于6月10日前将活动总结、照片2张、视频1个报送街道计生协。

金乡街道计划生育协会
2025年6月3日
"""
# Megabytes that the server may grow while a film of 200 MB comes in.
GROWTH = 30


def png(shade=0, size=(64, 48)):
    """A picture as other programs write it."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes([shade, 90, 120]) * size[0] for _ in range(size[1]))
    head = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def box(kind, content=b""):
    return struct.pack(">I", len(content) + 8) + kind + content


def film(megabytes=0):
    head = box(b"ftyp", b"isom\0\0\0\1isommp41") + box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", bytes(8)))
    return head + box(b"mdat", bytes(megabytes << 20))


def document(text="五月办了三场活动。"):
    paper = docx.Document()
    paper.add_paragraph(text)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n29\n%%EOF\n"


@pytest.fixture(scope="module")
def asked(desks, campaign):
    """The street issues its notice; returns the address of the village's checklist."""
    page = desks["jiedao"]
    page.goto("/notices/new")
    page.fill("#text", NOTICE)
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()
    # Pictures as proof of work are a red line: the signed paper can be entered all the same, with a reason.
    page.get_by_role("button", name="确认", exact=True).click()
    reasons = page.locator("input[name$='.reason']:visible")
    expect(reasons.first).to_be_visible()
    for place in range(reasons.count()):
        reasons.nth(place).fill("来文原文如此")
    page.get_by_role("button", name="确认", exact=True).click()
    page.get_by_role("button", name=re.compile("发给下面")).click()
    expect(page.locator("section[aria-labelledby=got]")).to_be_visible()
    return f"/materials/{campaign}/{VILLAGE}"


@pytest.fixture(scope="module")
def store(demo):
    return demo.folder / "memberday.files"


def kept(store):
    return [path for path in store.rglob("*") if path.is_file()]


def section(page, kind):
    return page.locator("section.card").filter(has=page.get_by_role("heading", name=re.compile(f"^{kind}")))


def attach(page, address, kind, files):
    page.goto(address)
    one = section(page, kind)
    fold = one.locator("details.fold:not([open]) > summary")
    if fold.count():
        fold.click()
    with tempfile.TemporaryDirectory() as folder:
        # A large one goes by its path: the browser's protocol is slow with bytes.
        large = [Path(folder, name) for name, content in files if len(content) > 1 << 20]
        for path in large:
            path.write_bytes(dict(files)[path.name])
        one.locator("input[type=file]").set_input_files(large or [
            {"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files])
        with page.expect_navigation(timeout=60_000):
            one.get_by_role("button", name=re.compile("^传")).click()


# What is asked, and handing it in


def test_what_is_asked_stands_on_the_home_and_before_the_submission(desks, asked, campaign):
    page = desks["jinshan"]
    page.goto("/home")
    todo = page.locator("article.todo").filter(has_text="还缺")
    expect(todo).to_have_count(1)
    expect(todo).to_contain_text("总结、照片 2 张、视频")
    expect(todo.locator(".chip.gap")).to_have_count(1)
    todo.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报送材料")
    well_made(page)
    page.goto(f"/submissions/new?campaign={campaign}&unit={VILLAGE}")
    expect(page.locator(".note.amber").first).to_contain_text("带着 3 处缺口上报：还缺 总结、照片 2 张、视频")
    well_made(page)
    page.get_by_role("link", name="传材料").click()
    expect(page).to_have_url(re.compile(asked))


def test_files_are_attached_replaced_and_taken_back(desks, asked, store):
    page = desks["jinshan"]
    attach(page, asked, "照片", [("广场 1.png", png(1)), ("广场 2.PNG", png(2))])
    expect(section(page, "照片").locator(".chip").first).to_have_text("好了")
    attach(page, asked, "总结", [("活动总结.docx", document())])
    attach(page, asked, "总结", [("活动总结（定稿）.pdf", PDF)])
    expect(section(page, "总结").locator("ul.list li")).to_have_count(1)
    expect(section(page, "总结")).to_contain_text("活动总结（定稿）.pdf")
    section(page, "照片").locator("li").filter(has_text="广场 2.PNG").get_by_role("button").click()
    expect(section(page, "照片").locator(".chip").first).to_have_text("差 1 张")
    page.locator("section[aria-labelledby=gone] summary").click()
    expect(page.locator("section[aria-labelledby=gone] li")).to_have_count(2)
    well_made(page)
    assert len(kept(store)) == 4 and not kept(store / "incoming")
    with page.expect_download() as download:
        section(page, "总结").get_by_role("link", name="活动总结（定稿）.pdf").click()
    assert download.value.suggested_filename == "活动总结（定稿）.pdf"
    assert Path(download.value.path()).read_bytes() == PDF


def test_without_script(browser, demo, desks, asked):
    page = desks.sign_in("jinshan", java_script_enabled=False)
    attach(page, asked, "照片", [("第二张.png", png(3))])
    expect(section(page, "照片").locator(".chip").first).to_have_text("好了")
    page.context.close()


@pytest.mark.parametrize("kind, name, content, message", [
    ("照片", "空.png", b"", "“空.png”是空的，打开看看再传"),
    ("照片", "照片.jpg", b"MZ\x90\0" + bytes(500), "“照片.jpg”其实是程序，这一项收 .jpg、.png"),
    ("照片", "照片.jpg", png(9), "名字写着 .jpg，其实是 PNG 图片，改成 .png 再传"),
    ("照片", "照片", png(9), "“照片”名字后面少了 .png，补上再传"),
    ("照片", "照片.png", png(9)[:40], "打不开，可能不完整，重新保存成 .png 再传"),
    ("照片", "巨大.png", png(9, (20_001, 1)), "边长超过 20,000 像素，缩小再传"),
    ("照片", "总结.docx", document(), "是 Word 文档，这一项收 .jpg、.png"),
    ("照片", "大.png", png(9)[:-12] + bytes(21 << 20) + png(9)[-12:], "“大.png”超过 20 MB，压小一点再传"),
    ("照片", "../../../etc/passwd", b"root:x:0:0", "“passwd”其实是纯文本"),
    ("照片", "动图.png", box(b"ftyp", b"heic\0\0\0\0mif1") + box(b"mdat"), "其实是 HEIC 图片（在手机上另存成 JPG）"),
    ("视频", "短片.mp4", film()[:-3] , "打不开，可能不完整，重新保存成 .mp4 再传"),
    ("视频", "短片.mp4", box(b"ftyp", b"qt  \0\0\0\0qt  ") + film(), "其实是别的格式的视频（另存成 MP4）"),
    ("总结", "总结.pdf", PDF[:-10], "打不开，可能不完整，重新保存成 .pdf 再传"),
    ("总结", "总结.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "其实是老格式的 Word、Excel 或加了密码的文件"),
], ids=str.split(
    "empty program wrong-ending no-ending cut-off pixels word-for-picture too-large path heic cut-film quicktime cut-pdf "
    "old-word"))
def test_a_wrong_file_says_what_it_is(desks, asked, store, kind, name, content, message):
    page = desks["jinshan"]
    before = kept(store)
    attach(page, asked, kind, [(name, content)])
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(section(page, kind).locator(".err")).to_contain_text(message)
    assert kept(store) == before


def test_good_files_stay_when_one_is_wrong(desks, asked, store):
    page = desks["jinshan"]
    attach(page, asked, "照片", [("好.png", png(4)), ("坏.png", b"\0\0"), ("../../也好.png", png(5))])
    expect(page.get_by_role("alert")).to_contain_text("“坏.png”其实是认不出的文件")
    expect(section(page, "照片")).to_contain_text("好.png")
    expect(section(page, "照片").get_by_role("link", name="也好.png", exact=True)).to_be_visible()
    well_made(page)
    assert not kept(store / "incoming")


def test_nothing_chosen(desks, asked):
    page = desks["jinshan"]
    attach(page, asked, "视频", [])
    expect(page.get_by_role("alert")).to_contain_text("先选要传的文件")


# Large ones


def connection(page, demo, address, length=None):
    """A request of which the test sends the body by itself."""
    page.goto(address)
    token = page.locator("input[name=csrf]").first.get_attribute("value")
    place = section(page, "视频").locator("input[name=place]").get_attribute("value")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    client = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=120)
    client.putrequest("POST", address)
    client.putheader("Cookie", cookies)
    client.putheader("Content-Type", "multipart/form-data; boundary=xyz")
    head = "".join(f'--xyz\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                   for name, value in [("csrf", token), ("place", place)])
    head += '--xyz\r\nContent-Disposition: form-data; name="files"; filename="film.mp4"\r\n\r\n'
    if length is None:
        client.putheader("Transfer-Encoding", "chunked")
    else:
        client.putheader("Content-Length", str(length(len(head.encode()))))
    client.endheaders()
    return client, head.encode()


def test_two_announced_gigabytes_are_answered_at_once(desks, demo, asked, store):
    client, _ = connection(desks["jinshan"], demo, asked, lambda head: 2 << 30)
    started = time.monotonic()
    answer = client.getresponse()
    assert answer.status == 422 and "文件太大了，最多 400 MB" in answer.read().decode()
    assert time.monotonic() - started < 5
    client.close()
    assert not kept(store / "incoming")


def test_more_than_announced_nowhere_is_cut(desks, demo, asked, store):
    client, head = connection(desks["jinshan"], demo, asked)
    piece = bytes(1 << 20)

    def chunk(data):
        client.send(b"%x\r\n" % len(data) + data + b"\r\n")
    chunk(head)
    for _ in range(402):
        chunk(piece)
    client.send(b"0\r\n\r\n")
    answer = client.getresponse()
    assert answer.status == 422 and CHINESE.search(answer.read().decode())
    client.close()
    assert not kept(store / "incoming")


def test_a_line_that_breaks_leaves_nothing(desks, demo, asked, store):
    before = kept(store)
    client, head = connection(desks["jinshan"], demo, asked, lambda head: head + (5 << 20))
    client.send(head + bytes(2 << 20))
    deadline = time.monotonic() + 10
    while not kept(store / "incoming") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert kept(store / "incoming")
    client.sock.shutdown(socket.SHUT_RDWR)
    client.close()
    while kept(store) != before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert kept(store) == before


def test_a_film_of_200_megabytes_costs_no_memory(desks, demo, asked, store):
    def resident():
        return int(re.search(r"RssAnon:\s+(\d+)", Path(f"/proc/{demo.process.pid}/status").read_text())[1]) // 1024
    page = desks["jinshan"]
    fetch(page, asked)
    content, end = film(200), b"\r\n--xyz--\r\n"
    client, head = connection(page, demo, asked, lambda head: head + len(content) + len(end))
    before = resident()
    most = 0
    client.send(head)
    for start in range(0, len(content), 1 << 20):
        client.send(content[start:start + (1 << 20)])
        most = max(most, resident())
    client.send(end)
    answer = client.getresponse()
    answer.read()
    assert answer.status == 303
    client.close()
    most = max(most, resident())
    print(f"before {before} MB, most {most} MB")
    assert most - before <= GROWTH
    page.goto(asked)
    expect(section(page, "视频").locator(".chip").first).to_have_text("好了")
    href = section(page, "视频").get_by_role("link", name="film.mp4").get_attribute("href")
    part = page.request.get(href, headers={"Range": "bytes=0-15"})
    assert part.status == 206 and part.body() == content[:16]
    assert part.headers["content-range"] == f"bytes 0-15/{len(content)}"
    assert part.headers["content-disposition"].startswith("attachment")
    assert part.headers["x-content-type-options"] == "nosniff" and part.headers["content-type"] == "video/mp4"


# Up, and who sees it


def test_it_goes_up_with_its_gaps_and_late_ones_are_marked(desks, asked, campaign):
    page = desks["jinshan"]
    page.goto(asked)
    section(page, "照片").get_by_role("button", name=re.compile("撤下")).first.click()
    page.goto(f"/submissions/new?campaign={campaign}&unit={VILLAGE}&kind=report")
    page.get_by_role("button", name="报上去").click()
    expect(page.locator("section[aria-labelledby=asked] li")).to_have_count(3)
    street = desks["jiedao"]
    street.goto(page.url)
    expect(street.locator("section[aria-labelledby=asked] .chip").first).to_have_text("好了")
    well_made(street)
    street.get_by_role("button", name="收下").click()
    attach(page, asked, "照片", [("晚到的.png", png(8))])
    late = section(page, "照片").locator("li").filter(has_text="晚到的.png")
    expect(late.locator(".chip")).to_have_text("补交")
    expect(late.get_by_role("button", name=re.compile("撤下"))).to_have_count(1)
    expect(section(page, "照片").locator("li").first.get_by_role("button")).to_have_count(0)


def test_who_sees_what(desks, asked, campaign):
    street, county = desks["jiedao"], desks["jinxiang"]
    street.goto(asked)
    expect(street.get_by_role("heading", level=1)).to_have_text("金山社区的报送材料")
    link = section(street, "照片").get_by_role("link").first
    assert fetch(street, link.get_attribute("href")).startswith(b"\x89PNG")
    county.goto(asked)
    expect(county.locator("main")).to_contain_text("文件只给本单位和直接上级看")
    expect(county.locator("input[type=file]")).to_have_count(0)
    assert county.get_by_text(".png").count() == 0
    well_made(county)
    href = link.get_attribute("href")
    assert county.request.get(href).status == 403
    assert send(street, href + "/withdraw").status in (303, 409)
    assert desks["shandong"].request.get(href).status == 403
    neighbour = desks.open_account("370828001009", "jinfu")
    for path in (asked, href):
        assert neighbour.request.get(path).status == 404, path


def test_what_is_missing_stands_with_what_is_owed(desks, asked, campaign):
    page = desks["jiedao"]
    page.goto("/gaps")
    expect(page.get_by_role("heading", level=1)).to_contain_text("谁还缺什么")
    table = page.locator("table")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="金府社区"))
    assert {"总结", "照片 2 张"} <= {text.strip() for text in row.locator(".chip").all_inner_texts()}
    units = table.get_by_role("rowheader").get_by_role("link")
    codes = [link.get_attribute("href").split("/")[-1] for link in units.all()]
    assert "370828001010" not in codes and codes == sorted(codes)
    well_made(page)
    units.nth(0).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("的报送材料")
