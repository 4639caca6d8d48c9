"""Media items have one owner; sites and accounts have pictures; plans stand beside what was posted.

The tests run in the order of the file.
"""

import io
import re
import struct
import zipfile
import zlib

import docx
import pytest
from playwright.sync_api import expect

from conftest import fetch, refused, send, told, well_made

STREET, A, B = "370828001", "370828001010", "370828001009"
# Far from where the demo has accounts of its own.
COUNTY = "330302"
LINK = "https://news.example.org/2025/0529/1.html"
CELL = "media-county-text"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def villages(desks):
    """金山社区 and 金府社区 of one street."""
    return desks["jinshan"], desks.open_account(B, "jinfu")


@pytest.fixture(scope="module")
def counts(desks, campaign):
    """How many items the village A, the village B and the street have more than in the beginning."""
    def there():
        return [told(desks["jiedao"], campaign, unit)["live"][CELL] for unit in [A, B, STREET]]
    start = there()
    return lambda: tuple(now - then for now, then in zip(there(), start))


@pytest.fixture(scope="module", autouse=True)
def county(desks):
    return desks.open_account(COUNTY, "lucheng", "clerk")


def media(page, title, medium="金乡县融媒体中心", level="county", date="2025-05-29", link="", form="文字", channel=None):
    page.goto("/media-items")
    if not page.locator("#title").is_visible():
        page.locator("summary").filter(has_text="记一篇").click()
    for name, value in {"title": title, "medium": medium, "date": date, "link": link}.items():
        page.fill(f"#{name}", value)
    page.select_option("#level", level)
    if channel:
        page.select_option("#channel", label=channel)
    page.get_by_role("radio", name=form, exact=True).check()
    page.get_by_role("button", name="保存").click()


def item(page, title):
    return page.locator("main ul.list li").filter(has_text=title)


def withdraw(line):
    line.locator("summary").click()
    line.get_by_role("button", name="撤掉").click()


def test_the_same_link_counts_once(villages, counts):
    a, b = villages
    media(a, "会员活动日走进金山", link=LINK)
    expect(item(a, "会员活动日走进金山")).to_contain_text("县媒体，文字")
    assert counts() == (1, 0, 1)
    # The same page, as a phone shares it; whoever writes it down gives it another title.
    media(b, "县里报道了会员活动日", link="http://www.news.example.org/2025/0529/1.html/?from=timeline#top")
    expect(item(b, "县里报道了会员活动日")).to_contain_text(re.compile("同一篇，金山社区(居民委员会)?先记的，算在它那里"))
    assert counts() == (1, 0, 1)
    well_made(b)
    media(b, "另一篇", link=LINK + "?id=2")
    assert counts() == (1, 1, 2)


def test_without_a_link_medium_title_and_date_tell(villages, counts):
    a, b = villages
    media(a, "托育服务 到家门口！")
    media(b, "“托育服务”到家门口", date="2025-05-30")
    assert counts() == (2, 2, 4)
    media(b, "“托育服务”到家门口")
    assert counts() == (2, 2, 4)
    expect(item(b, "“托育服务”到家门口").filter(has_text="同一篇，金山社区")).to_have_count(1)


def test_ones_own_site_does_not_count(villages, counts):
    a, _ = villages
    media(a, "本社区的板报", medium="金山社区", level="own")
    expect(item(a, "本社区的板报").locator(".chip")).to_have_text("本级网站内刊，不计入")
    assert counts() == (2, 2, 4)


def test_withdrawal_passes_ownership_on(villages, counts, desks):
    a, b = villages
    a.goto("/media-items")
    withdraw(item(a, "会员活动日走进金山"))
    expect(item(a, "会员活动日走进金山")).to_have_count(0)
    assert counts() == (1, 3, 4)
    b.goto("/media-items")
    expect(item(b, "县里报道了会员活动日")).not_to_contain_text("同一篇")
    street = desks["jiedao"]
    street.goto("/changes")
    line = street.locator("main ul.list li").filter(has_text="原来算在金山社区，撤掉后算在金府社区")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("会员活动日走进金山")
    expect(line).to_contain_text("6月4日")
    # The last report withdrawn, it counts nowhere.
    b.goto("/media-items")
    withdraw(item(b, "县里报道了会员活动日"))
    assert counts() == (1, 2, 3)


@pytest.mark.parametrize("changes, field, message", [
    ({"title": ""}, "title", "写上稿件标题"), ({"title": "长" * 201}, "title", "最多 200 个字"),
    ({"medium": ""}, "medium", "写上发在哪家媒体"), ({"medium": "长" * 61}, "medium", "最多 60 个字"),
    ({"level": ""}, "level", "选一下是哪一级"), ({"date": ""}, "date", "日期要写成"),
    ({"link": "https://example.org/" + "x" * 600}, "link", "网址太长"),
])
def test_a_wrong_item(villages, counts, changes, field, message):
    before = counts()
    page = villages[0]
    typed = {"title": "一篇", "medium": "济宁日报", "level": "prefecture", "date": "2025-05-29"} | changes
    media(page, **typed)
    refused(page, field, message)
    assert {name: page.input_value(f"#{name}") for name in typed} == typed
    assert counts() == before


# Sites and accounts


def channel(page, name, address, kind="微信公众号", picture=None):
    page.goto("/accounts")
    page.get_by_role("radio", name=kind, exact=True).check()
    page.fill("#name", name)
    page.fill("#address", address)
    if picture is not None:
        page.set_input_files("#picture", {"name": "码.png", "mimeType": "image/png", "buffer": picture})
    page.get_by_role("button", name="保存").click()


def small_png(width=40):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    lines = (b"\0" + b"\xff" * width) * width
    return (PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", width, width, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


def test_an_account_has_a_picture(desks, campaign):
    page = desks["lucheng"]
    channel(page, "鹿城区计生协", "https://weixin.example.org/lucheng")
    channel(page, "鹿城区计生协官网", "https://lucheng.example.org", kind="官网", picture=small_png())
    pictures = page.locator("img.qr")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete", arg=picture.element_handle())
        assert picture.evaluate("image => image.naturalWidth") >= 21
        answer = page.request.get(picture.get_attribute("src"))
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
        assert answer.body().startswith(PNG) and answer.headers["x-content-type-options"] == "nosniff"
    bodies = [page.request.get(one.get_attribute("src")).body() for one in pictures.all()]
    assert small_png() in bodies and bodies[0] != bodies[1]
    expect(page.get_by_alt_text("鹿城区计生协的二维码")).to_be_visible()
    well_made(page)
    assert told(page, campaign, COUNTY)["live"]["channel-county-wechat"] == 1
    # A foreign county's is not shown to everybody.
    assert desks["jinshan"].request.get(pictures.first.get_attribute("src")).status == 404


PICTURES = {
    "a PDF": b"%PDF-1.7\n" + bytes(range(256)) * 9, "a GIF": b"GIF89a" + bytes(99),
    "an SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "more than 2 MB": small_png() + bytes(2 << 20),
    "60,000 a side": PNG + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 60000, 60000) + bytes(99),
    "cut off": small_png()[:60],
}


@pytest.fixture
def unchanged(desks, campaign):
    """The county's sites and accounts are those that they were."""
    page = desks["lucheng"]
    before = told(page, campaign, COUNTY)
    yield
    after = told(page, campaign, COUNTY)
    page.goto("/accounts")
    for line in page.locator("section[aria-label='开通的网站和账号'] li").filter(has_text="换一个").all():
        withdraw(line)
    assert after == before


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_that_is_none(desks, unchanged, kind):
    page = desks["lucheng"]
    channel(page, "换一个", "https://example.org/2", kind="微博", picture=PICTURES[kind])
    refused(page, "picture", "二维码图片要用 PNG 或 JPG")
    assert page.input_value("#name") == "换一个" and page.input_value("#address") == "https://example.org/2"
    expect(page.get_by_role("radio", name="微博")).to_be_checked()


def test_the_list_as_a_file(desks, campaign):
    page = desks["lucheng"]
    page.goto("/accounts")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载清单 Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    file = fetch(page, f"/stat-tables/{campaign}/{COUNTY}/channels.docx")
    table = docx.Document(io.BytesIO(file)).tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["单位", "类别", "名称", "网址或账号", "二维码"]
    assert sorted(row[2] for row in texts[1:]) == ["鹿城区计生协", "鹿城区计生协官网"]
    assert {row[0] for row in texts[1:]} == {"鹿城区计划生育协会"}
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 2 and all(picture.startswith(PNG) for picture in pictures) and small_png() in pictures
    assert all(row._tr.xpath(".//a:blip") for row in table.rows[1:])


def test_a_plan_stands_beside_what_was_posted(desks):
    page = desks["lucheng"]
    page.goto("/accounts")
    section = page.locator("section[aria-labelledby=posting]")
    expect(section.locator("li").filter(has_text="微信公众号 鹿城区计生协")).to_contain_text("还没定每周几条")
    for least, most in [("3", "2"), ("两三条", "3"), ("-1", "3"), ("1", "101")]:
        if page.locator("section[aria-labelledby=posting] details").get_attribute("open") is None:
            section.locator("summary").click()
        page.select_option("#channel", label="微信公众号 鹿城区计生协")
        page.fill("#least", least)
        page.fill("#most", most)
        section.get_by_role("button", name="定下来").click()
        expect(page.get_by_role("alert")).to_contain_text("每周几条填 0 到 100")
        assert (page.input_value("#least"), page.input_value("#most")) == (least, most)
    page.fill("#least", "2")
    page.fill("#most", "３")
    section.get_by_role("button", name="定下来").click()
    line = section.locator("li").filter(has_text="微信公众号 鹿城区计生协")
    expect(line).to_contain_text("每周 2 至 3 条")
    expect(line).to_contain_text("本周 0 条")
    expect(line.locator(".chip")).to_have_text("还差 2 条")
    well_made(page)
    for place in range(2):
        media(page, f"公众号第 {place} 条", medium="鹿城区计生协", level="own", date="2025-06-03",
              channel="微信公众号 鹿城区计生协")
        page.goto("/accounts")
        expect(line).to_contain_text(f"本周 {place + 1} 条")
    expect(line.locator(".chip")).to_have_count(0)
    expect(section.locator("li").filter(has_text="官网")).to_contain_text("本周 0 条")


def test_a_channel_withdrawn_does_not_count(desks, campaign):
    page = desks["lucheng"]
    page.goto("/accounts")
    source = page.get_by_alt_text("鹿城区计生协的二维码").get_attribute("src")
    withdraw(page.locator("section[aria-label='开通的网站和账号'] li").filter(has_text="微信公众号"))
    expect(page.locator("img.qr")).to_have_count(1)
    assert told(page, campaign, COUNTY)["live"]["channel-county-wechat"] == 0
    assert send(page, source.replace("/qr.png", "/withdraw")).status == 409
