"""Wrong input: a clear error or a harmless display, what was typed is kept, and nothing is half-stored."""

import http.client
import io
import json
import re
import time
import uuid
import zipfile
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from conftest import DEMO_PASSWORD, refused

VILLAGE, NEIGHBOUR = "370828001010", "370828001009"
# A second on a good machine; this much on a slow one.
SOON = 5
MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;"
SHORT_MARKUP = "<script>alert(1)</script>"
# On the page of a unit's posts: who has one.
HOLDERS = "section[aria-labelledby=now]"
MULTIPART = "multipart/form-data"
CHINESE = re.compile("[一-鿿]{4,}")


@pytest.fixture(scope="module")
def neighbour(demo, desks):
    """An account of another village of the street."""
    page = desks["guojia"]
    page.goto(f"/units/{NEIGHBOUR}/posts")
    page.fill("#name", "记录员")
    page.fill("#account", "jinfu")
    page.fill("#password", DEMO_PASSWORD)
    page.get_by_role("button", name="开账号").click()
    expect(page.locator(HOLDERS)).to_contain_text("jinfu")
    return Interface(demo, "jinfu")


@pytest.fixture(scope="module")
def api(demo):
    return Interface(demo, "jinshan")


@pytest.fixture(scope="module")
def office(desks):
    """The clerk of a street in another province, so that what it issues reaches nobody else."""
    page = desks["guojia"]
    page.goto("/units/330302006/posts")
    page.fill("#name", "经办人")
    page.fill("#account", "nanpu")
    page.fill("#password", DEMO_PASSWORD)
    page.check("input[name='role.clerk']")
    page.get_by_role("button", name="开账号").click()
    expect(page.locator(HOLDERS)).to_contain_text("nanpu")
    return desks["nanpu"]


class Interface:
    """The JSON interface, signed in."""

    def __init__(self, server, account):
        self.port = server.port
        self.headers = {"Content-Type": "application/json"}
        token = self.post("/api/v1/sessions", {"account": account, "password": DEMO_PASSWORD})[1]["token"]
        self.headers["Authorization"] = f"Bearer {token}"
        self.campaign = self.ask("GET", "/stat-tables")[2]["location"].split("/")[2]

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, self.headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def post(self, path, body):
        status, text, headers = self.ask("POST", path, body if isinstance(body, bytes) else json.dumps(body))
        answer = json.loads(text)
        if status >= 400:
            assert headers["content-type"] == "application/problem+json"
            assert set(answer) == {"type", "title", "status", "code"} and answer["status"] == status
            assert CHINESE.search(answer["title"])
        return status, answer

    def record(self, **changes):
        return {
            "id": str(uuid.uuid4()), "campaign": self.campaign, "category": "publicity", "date": "2025-05-30",
            "title": "广场宣传", "people": 30,
        } | changes

    def send(self, **changes):
        return self.post("/api/v1/activities", self.record(**changes))

    def live(self):
        return json.loads(self.ask("GET", f"/api/v1/stat-tables/{self.campaign}/{VILLAGE}")[1])["live"]


@pytest.fixture
def form(desks):
    """The record form of the village, filled in but for what a test is about."""
    page = desks["jinshan"]
    page.goto("/activities/new")
    page.fill("#title", "广场宣传")
    page.fill("#date", "2025-05-30")
    page.fill("#venue", "中心广场")
    page.locator("details.fold summary").click()
    page.fill("#households", "7")
    page.fill("#note", "来的多是老人")
    page.fill("#count", "30")
    return page


@pytest.fixture
def unchanged(api):
    """The test leaves the table as it was."""
    before = api.live()
    yield
    assert api.live() == before


def save(page):
    page.get_by_role("button", name="保存").click()


def kept(page, **values):
    typed = {"title": "广场宣传", "date": "2025-05-30", "venue": "中心广场", "households": "7", "note": "来的多是老人",
             "count": "30"} | values
    assert {name: page.input_value(f"#{name}") for name in typed} == typed


# Numbers, dates, categories in the form


@pytest.mark.parametrize("typed, message", [
    ("-5", "人数不能小于 0"), ("－５", "人数不能小于 0"), ("10000001", "人数太大了"), ("99999999999999999999999", "人数太大了"),
    ("八十多", "人数要填数字"), ("80人", "人数要填数字"), ("1e3", "人数要填数字"), ("12.5", "人数要填数字"), ("-", "人数要填数字"),
])
def test_a_count_that_is_none(form, unchanged, typed, message):
    form.fill("#count", typed)
    save(form)
    refused(form, "count", message)
    kept(form, count=typed)


def test_no_count_at_all(form, unchanged):
    form.fill("#count", "")
    form.fill("#households", "")
    save(form)
    refused(form, "count", "填上来了多少人")
    kept(form, count="", households="")


@pytest.mark.parametrize("field, typed, message", [
    ("households", "几户", "数字"), ("attendances", "-1", "不能小于 0"), ("sessions", "0", "场次要填 1 到"),
    ("sessions", "10001", "场次要填 1 到"), ("title", "字" * 101, "最多 100 个字"), ("venue", "字" * 101, "最多 100 个字"),
    ("note", "字" * 2001, "最多 2000 个字"), ("date", "", "日期要写成"),
])
def test_a_field_that_is_wrong(form, unchanged, field, typed, message):
    form.fill(f"#{field}", typed)
    save(form)
    refused(form, field, message)
    kept(form, **{field: typed})


@pytest.mark.parametrize("typed, number", [("１２０", 120), ("1,200", 1200), ("１，２００", 1200), (" 80 ", 80), ("0", 0)])
def test_full_width_digits_and_commas_are_taken(form, api, typed, number):
    before = api.live()["publicity-village-people"]
    form.fill("#count", typed)
    save(form)
    expect(form.get_by_role("heading", name="记好了")).to_be_visible()
    assert api.live()["publicity-village-people"] == before + number


@pytest.mark.parametrize("day", ["2025-04-30", "2025-06-01", "2024-05-29"])
def test_a_date_outside_of_the_campaign_is_a_warning(form, api, day):
    before = api.live()["publicity-village-sessions"]
    form.fill("#date", day)
    save(form)
    expect(form.get_by_role("heading", name="记好了")).to_be_visible()
    expect(form.get_by_text("不在活动时间（5月1日至31日）里，已经照样记下")).to_be_visible()
    form.goto(form.url.removesuffix("/receipt"))
    expect(form.locator(".note.amber")).to_contain_text("不在活动时间")
    assert api.live()["publicity-village-sessions"] == before + 1


@pytest.mark.parametrize("day, said", [("2125-05-29", "还没到这一天，办了再记"), ("2023-05-29", "早了一年多")])
def test_a_day_that_cannot_be_is_refused(form, unchanged, day, said):
    form.fill("#date", day)
    save(form)
    refused(form, "date", said)
    kept(form, date=day)


# Long and strange text


@pytest.mark.parametrize("letter", ["x", "字"])
def test_a_megabyte_of_text_is_refused_and_the_form_is_kept(form, unchanged, letter):
    text = letter * ((1 << 20) // len(letter.encode()))
    form.fill("#note", text)
    save(form)
    refused(form, "note", "最多 2000 个字")
    kept(form, note=text)


def raw_form(page, **fields):
    """The form's own hidden fields with others beside them, sent without a browser."""
    page.goto("/activities/new")
    hidden = {name: page.input_value(f"input[name={name}]") for name in ["csrf", "id", "campaign"]}
    typed = {"title": "广场宣传", "category": "publicity", "date": "2025-05-30", "count": "30", "measure": "people"}
    return hidden | typed | fields


def send_raw(page, form, headers=None):
    body = form if isinstance(form, bytes) else urlencode(form)
    return page.request.post(
        "/activities", data=body, max_redirects=0,
        headers={"Content-Type": "application/x-www-form-urlencoded"} | (headers or {}))


@pytest.mark.parametrize(
    "field", ["title", "venue", "note", "category", "date", "count", "id", "campaign", "plan", "unit"])
def test_nul_bytes_are_refused(desks, unchanged, field):
    page = desks["jinshan"]
    answer = send_raw(page, raw_form(page, **{field: "广场\0宣传"}))
    assert answer.status == 422
    assert CHINESE.search(answer.text()) and "认不出的字符" in answer.text()


@pytest.mark.parametrize("text", ["\x01", "\x7f", "a\x1bb", "\x0b"])
def test_control_characters_are_refused(desks, unchanged, text):
    page = desks["jinshan"]
    answer = send_raw(page, raw_form(page, title=f"广场{text}宣传", venue="中心广场"))
    assert answer.status == 422 and "控制符" in answer.text()
    assert 'value="中心广场"' in answer.text()


@pytest.mark.parametrize("body", [
    b"title=%ff%fe", b"&&&=&=", b"%", b"csrf=%zz", b"x" * 100_000, b"a=b&" * 5000, b"\xff\x00\xfe" * 99,
])
def test_a_form_of_nonsense_is_refused(desks, unchanged, body):
    answer = send_raw(desks["jinshan"], body)
    assert answer.status == 422 and CHINESE.search(answer.text())


@pytest.mark.parametrize("field, value, status", [
    ("id", "not-a-uuid", 422), ("id", "", 422), ("campaign", "not-a-uuid", 422), ("campaign", str(uuid.uuid4()), 404),
    ("category", "dancing", 422), ("category", "", 422), ("plan", "x", 422), ("plan", str(uuid.uuid4()), 422),
    ("date", "2025-02-30", 422), ("date", "30.5.2025", 422), ("unit", NEIGHBOUR, 404), ("unit", "370828001", 404),
    ("unit", "1' OR '1'='1", 404),
])
def test_hidden_fields_are_not_trusted(desks, unchanged, field, value, status):
    page = desks["jinshan"]
    answer = send_raw(page, raw_form(page, **{field: value}))
    assert answer.status == status
    assert CHINESE.search(answer.text())


# Markup in every text field


def harmless(page, *, shown=MARKUP):
    """Nothing was made of it but text; a picture is the product's own QR code at most."""
    assert page.locator("script:not([src]), img:not(.qr), [onerror]").count() == 0
    assert shown in page.locator("main").inner_text()


def test_markup_in_a_record(form, desks):
    for name in ["title", "venue", "note"]:
        form.fill(f"#{name}", MARKUP)
    form.fill("#count", MARKUP)
    save(form)
    refused(form, "count", "人数要填数字")
    kept(form, title=MARKUP, venue=MARKUP, note=MARKUP, count=MARKUP)
    harmless(form)
    form.fill("#count", "11")
    save(form)
    expect(form.get_by_role("heading", name="记好了")).to_be_visible()
    harmless(form)
    record = form.url.removesuffix("/receipt")
    for path in [record, "/home", "/activities"]:
        form.goto(path)
        harmless(form)
    form.goto(record + "/edit")
    kept(form, title=MARKUP, venue=MARKUP, note=MARKUP, count="11")
    harmless(form)
    form.fill("#reason", MARKUP)
    form.get_by_role("button", name="撤掉这一条").click()
    expect(form.locator("section[aria-labelledby=history]")).to_contain_text(MARKUP)
    harmless(form)
    street = desks["jiedao"]
    street.goto(record)
    harmless(street)


def test_markup_in_a_record_behind_a_number(form, desks, api):
    form.fill("#title", MARKUP)
    form.fill("#count", "")
    form.fill("#attendances", "9")
    save(form)
    expect(form.get_by_role("heading", name="记好了")).to_be_visible()
    page = desks["jinshan"]
    page.goto(f"/stat-tables/{api.campaign}/{VILLAGE}/uncounted")
    harmless(page)
    page.goto(f"/stat-tables/{api.campaign}/{VILLAGE}/cells/publicity-village-people")
    harmless(page)


def test_markup_in_reports(desks, api):
    street = desks["jiedao"]
    street.goto(f"/submissions?campaign={api.campaign}&to=370828001")
    street.get_by_role("row").filter(has=street.get_by_text("等你看")).first.get_by_role("link", name="去看").click()
    street.get_by_text("有不对的，退回").click()
    street.fill("#reason", "长" * 1001)
    street.get_by_role("button", name="退回补正").click()
    expect(street.get_by_role("alert")).to_contain_text("最多 1000 个字")
    assert street.input_value("#reason") == "长" * 1001
    street.fill("#reason", MARKUP)
    street.get_by_role("button", name="退回补正").click()
    expect(street.locator(".chip").first).to_have_text("退回补正")
    harmless(street)
    street.goto(f"/submissions/new?campaign={api.campaign}&unit=370828001")
    street.fill("#note", MARKUP)
    street.get_by_role("button", name="确认上报").click()
    harmless(street)
    street.get_by_role("button", name="撤回").click()
    county = desks["jinxiang"]
    county.goto(street.url)
    harmless(county)


def test_a_report_that_is_there_already(desks, api):
    page = desks["jinxiang"]
    page.goto(f"/submissions/new?campaign={api.campaign}&unit=370828")
    other = page.context.new_page()
    other.goto(page.url)
    page.fill("#note", "第一份")
    page.get_by_role("button", name="确认上报").click()
    expect(page.locator(".chip").first).to_have_text("等上级看")
    other.fill("#note", "第二份")
    other.get_by_role("button", name="确认上报").click()
    alert = other.get_by_role("alert")
    expect(alert).to_contain_text("已经报上去了")
    assert other.input_value("#note") == "第二份"
    place = alert.get_by_role("link").get_attribute("href")
    assert other.locator(place).count() == 1, f"the error leads to {place}, which is not there"
    other.close()


def test_markup_in_units_and_posts(desks):
    page = desks["guojia"]
    page.goto("/units")
    page.fill("#q", SHORT_MARKUP)
    page.get_by_role("button", name="找一找").click()
    harmless(page, shown=SHORT_MARKUP)
    assert page.input_value("#q") == SHORT_MARKUP
    page.goto("/units/330302024/posts")
    page.fill("#name", "<b onclick=x>'\"&amp;")
    page.fill("#account", SHORT_MARKUP)
    page.fill("#password", DEMO_PASSWORD)
    page.check("input[name='role.clerk']")
    page.get_by_role("button", name="开账号").click()
    expect(page.get_by_role("alert")).to_contain_text("小写字母、数字")
    assert page.input_value("#account") == SHORT_MARKUP
    assert page.locator("[onclick]").count() == 0
    page.fill("#account", "binjiang")
    page.fill("#password", DEMO_PASSWORD)
    page.get_by_role("button", name="开账号").click()
    expect(page.locator(HOLDERS)).to_contain_text("<b onclick=x>'\"&amp;")
    other = desks.sign_in("binjiang")
    assert "<b onclick=x>'\"&amp;" in other.locator("header").inner_text() + other.locator("header").text_content()
    assert other.locator("[onclick]").count() == 0


def test_markup_at_the_door(desks):
    page = desks.visitor()
    page.goto("/sign-in")
    page.fill("#account", SHORT_MARKUP)
    page.fill("#password", SHORT_MARKUP)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert").first).to_contain_text("账号或密码不对")
    assert page.input_value("#account") == SHORT_MARKUP
    assert page.input_value("#password") == ""
    assert page.locator("script:not([src])").count() == 0
    page.goto(f"/preferences?size=large&back=//example.org/{SHORT_MARKUP}")
    assert page.url.startswith(desks.server.url)
    page.goto(f"/activities?unit={SHORT_MARKUP}&before=%22%3E%3Cimg%20src=x%3E")
    assert page.locator("script:not([src]), img").count() == 0


def test_markup_in_media_and_accounts(desks):
    page = desks["jinxiang"]
    page.goto("/media-items")
    if not page.locator("#title").is_visible():
        page.get_by_text("记一篇").click()
    page.fill("#title", MARKUP)
    page.fill("#medium", SHORT_MARKUP)
    page.fill("#date", "2025-05-29")
    page.fill("#link", "https://example.org/\"><script>alert(1)</script>")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("选一下是哪一级的媒体")
    assert page.input_value("#title") == MARKUP and page.input_value("#medium") == SHORT_MARKUP
    page.select_option("#level", "county")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("link", name=MARKUP)).to_be_visible()
    harmless(page)
    page.goto("/accounts")
    page.fill("#name", MARKUP[:60])
    page.fill("#address", "javascript:alert(1)")
    page.get_by_role("button", name="保存").click()
    harmless(page, shown=MARKUP[:60])
    assert page.locator("a[href^=javascript]").count() == 0


def test_markup_in_a_notice(office):
    page = office
    page.goto("/notices/new")
    page.fill("#text", f"""金街办发〔2025〕18号

关于开展{SHORT_MARKUP}健康讲座活动的通知

各社区、村计生协：

一、活动时间

2025年6月5日至2025年6月20日

二、活动内容

健康讲座：2025年6月6日，在{SHORT_MARKUP}会议室开展宣传，预计50人参加。

三、要求

请于6月25日前将活动总结报送街道计生协。

金乡街道办事处
2025年6月3日
""")
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()
    harmless(page, shown=SHORT_MARKUP)
    for name in ["title", "issuer", "theme", "doc_number", "activity.0.name", "activity.0.venue", "deadline.0.what",
                 "deadline.0.to", "new_campaign_name"]:
        page.fill(f"[name='{name}']", SHORT_MARKUP)
    page.fill("[name='activity.0.headcount']", SHORT_MARKUP)
    page.get_by_role("radio", name="新的活动").check()
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("数写成 80 或 80-100")
    harmless(page, shown=SHORT_MARKUP)
    assert page.input_value("[name='activity.0.venue']") == SHORT_MARKUP
    page.fill("[name='activity.0.headcount']", "50")
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.locator("section[aria-labelledby=send]")).to_be_visible()
    harmless(page, shown=SHORT_MARKUP)
    for path in ["/notices", "/home", "/stat-tables", "/activities", "/activities/new"]:
        page.goto(path)
        assert page.locator("script:not([src]), img").count() == 0


def test_what_is_typed_on_the_review_page_is_kept(office):
    page = office
    page.goto("/notices/new")
    page.fill("#text", "关于开展夏季健康讲座的通知\n\n各社区、村计生协：\n\n一、活动内容\n\n健康讲座：2025年6月6日，在会议室开展宣传，"
              "预计50人参加。\n\n二、要求\n\n请于6月25日前将活动总结、照片10张报送街道计生协。\n\n南浦街道办事处\n2025年6月3日\n")
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()
    review = page.url
    page.evaluate("document.querySelectorAll('form.stack details').forEach(one => one.open = true)")
    fields = page.locator("form.stack input.in:not([type=date])")
    typed = {field.get_attribute("name"): f"填的第{place}处" for place, field in enumerate(fields.all())}
    assert len(typed) >= 12
    for name, text in typed.items():
        page.fill(f"[name='{name}']", text)
    page.uncheck("[name='activity.0.include']")
    page.select_option("[name='activity.0.category']", "service")
    page.get_by_role("button", name="存着下次再核").click()
    expect(page).to_have_url(re.compile("/notices$"))
    page.goto(review)
    assert {name: page.input_value(f"[name='{name}']") for name in typed} == typed
    expect(page.locator("[name='activity.0.include']")).not_to_be_checked()
    assert page.input_value("[name='activity.0.category']") == "service"


# Sent twice, sent by others


def test_the_same_uuid_again_gets_the_same_receipt(api):
    record = api.record()
    first = api.post("/api/v1/activities", record)
    assert first[0] == 201 and re.fullmatch(r"\d{8,}", first[1]["receipt"])
    before = api.live()
    assert api.post("/api/v1/activities", record) == first
    assert api.post("/api/v1/activities", record | {"id": record["id"].upper()}) == first
    with ThreadPoolExecutor(10) as pool:
        assert set(map(str, pool.map(lambda _: api.post("/api/v1/activities", record), range(30)))) == {str(first)}
    assert api.live() == before


def test_the_same_uuid_with_another_body_is_409(api):
    record = api.record()
    assert api.post("/api/v1/activities", record)[0] == 201
    before = api.live()
    for change in [{"people": 31}, {"title": "别的"}, {"date": "2025-05-29"}, {"category": "visit"}, {"note": "。"}]:
        status, answer = api.post("/api/v1/activities", record | change)
        assert (status, answer["code"]) == (409, "record.key.different_body")
        assert "改那一条" in answer["title"]
    assert api.live() == before


def test_a_foreign_uuid_is_a_bare_409(api, neighbour):
    record = neighbour.record(title="邻村的秘密")
    assert neighbour.post("/api/v1/activities", record)[0] == 201
    before = api.live()
    for body in [record, api.record(id=record["id"])]:
        status, answer = api.post("/api/v1/activities", body)
        assert (status, answer["code"]) == (409, "conflict")
        assert "邻村" not in json.dumps(answer, ensure_ascii=False) and record["id"] not in str(answer)
    assert api.ask("GET", f"/activities/{record['id']}")[0] == 404
    assert api.ask("GET", f"/activities/{uuid.uuid4()}")[0] == 404
    assert api.live() == before


@pytest.mark.parametrize("change, status", [
    ({"id": "42"}, 422), ({"id": ""}, 422), ({"people": -1}, 422), ({"people": 10_000_001}, 422),
    ({"people": "many"}, 422), ({"people": None}, 422), ({"people": 10**30}, 422), ({"people": 1.5}, 422),
    ({"sessions": 0}, 422), ({"date": "soon"}, 422), ({"category": "dancing"}, 422), ({"campaign": "2025"}, 422),
    ({"campaign": str(uuid.uuid4())}, 404), ({"title": ""}, 422), ({"title": 7}, 422), ({"title": None}, 422),
    ({"title": "a\0b"}, 422), ({"note": "字" * 2001}, 422), ({"plan": str(uuid.uuid4())}, 422),
    ({"unit": NEIGHBOUR}, 404), ({"unit": "00"}, 404), ({"unit": "nowhere"}, 404),
])
def test_a_wrong_record_by_the_interface(api, unchanged, change, status):
    assert api.send(**change)[0] == status


@pytest.mark.parametrize("body, status", [
    (b"", 422), (b"{", 422), (b"[]", 422), (b"null", 422), (b"\xff\xfe", 422), (b'{"id": "1"}', 422),
    (b"[" * 100_000, 422), (b'{"title": "' + b"x" * (1 << 20) + b'"}', 422),
])
def test_json_of_nonsense(api, unchanged, body, status):
    assert api.post("/api/v1/activities", body)[0] == status


def test_json_needs_its_content_type_and_a_token(api, unchanged, demo):
    body = json.dumps(api.record())
    for headers, status in [
        ({"Content-Type": "text/plain", "Authorization": api.headers["Authorization"]}, 422),
        ({"Content-Type": "application/json"}, 401),
        ({"Content-Type": "application/json", "Authorization": "Bearer 0000"}, 401),
        ({"Content-Type": "application/json", "Authorization": "Basic eA=="}, 401),
    ]:
        connection = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=60)
        connection.request("POST", "/api/v1/activities", body, headers)
        answer = connection.getresponse()
        assert answer.status == status
        assert json.loads(answer.read())["status"] == status


@pytest.mark.parametrize("change", [{"csrf": ""}, {"csrf": "0" * 32}, None])
def test_a_form_without_its_token_is_refused(desks, unchanged, change):
    page = desks["jinshan"]
    form = raw_form(page)
    if change is None:
        del form["csrf"]
    answer = send_raw(page, form | (change or {}))
    assert answer.status == 422 and "页面打开太久了" in answer.text()


def test_every_form_needs_its_token(desks, api):
    page = desks["jiedao"]
    for path in ["/sign-out", "/activities", "/submissions", "/notices", "/media-items", "/accounts", "/sign-in",
                 f"/activities/{uuid.uuid4()}/edit", f"/submissions/{uuid.uuid4()}/accept"]:
        answer = page.request.post(path, form={"csrf": "f" * 32}, max_redirects=0)
        assert answer.status in (403, 404, 422), path
    page.goto("/home")
    expect(page).to_have_url(re.compile("/home$"))


def test_a_form_sent_twice_is_one_record(form, desks, api):
    before = api.live()["publicity-village-sessions"]
    fields = form.evaluate("() => Object.fromEntries(new FormData(document.querySelector('main form')))")
    with ThreadPoolExecutor(4) as pool:
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in form.context.cookies())

        def send(_):
            connection = http.client.HTTPConnection("127.0.0.1", desks.server.port, timeout=60)
            connection.request("POST", "/activities", urlencode(fields), {
                "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers["location"]
        answers = set(pool.map(send, range(8)))
    assert answers == {(303, f"/activities/{fields['id']}/receipt")}
    save(form)
    expect(form).to_have_url(re.compile(f"/activities/{fields['id']}/receipt$"))
    assert api.live()["publicity-village-sessions"] == before + 1

    form.goto("/activities/new")
    form.evaluate("id => { document.querySelector('main [name=id]').value = id; }", fields["id"])
    form.fill("#title", "广场宣传")
    form.fill("#count", "31")
    save(form)
    expect(form.get_by_role("heading", name="这一条已经记过了")).to_be_visible()
    form.get_by_role("link", name="改这条记录").click()
    assert form.input_value("#count") == "30"
    assert api.live()["publicity-village-sessions"] == before + 1


# Files


def docx(document, compression=zipfile.ZIP_DEFLATED, name="word/document.xml"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open(name, "w", force_zip64=True) as member:
            for part in document:
                member.write(part)
    return file.getvalue()


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PROLOGUE = b'<?xml version="1.0"?>'
WORD = PROLOGUE + (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
PARAGRAPH = "<w:p><w:r><w:t>关于开展活动的通知</w:t></w:r></w:p>".encode()
END = b"</w:body></w:document>"


def bomb():
    """A small file whose text unpacks to 128 MB."""
    return docx([WORD, *([PARAGRAPH * 8192] * 256), END])


def external_entity():
    return docx([PROLOGUE + b'<!DOCTYPE x [<!ENTITY leak SYSTEM "file:///etc/passwd">]>', WORD[len(PROLOGUE):],
                 b"<w:p><w:r><w:t>&leak;</w:t></w:r></w:p>", END])


def laughs():
    """An entity within an entity within an entity."""
    entities = b"".join(b'<!ENTITY a%d "%s">' % (place, b"&a%d;" % (place - 1) * 10) for place in range(1, 10))
    return docx([PROLOGUE + b'<!DOCTYPE x [<!ENTITY a0 "ha">', entities, b"]>", WORD[len(PROLOGUE):],
                 b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", END])


def hundred_megabytes():
    return "关于开展活动的通知。\n".encode() * ((100 << 20) // 31)


FILES = {
    "empty": (lambda: b"", "文件里没有文字"),
    "blank": (lambda: b" \r\n\t\n", "文件里没有文字"),
    "not a notice": (lambda: "白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。\n".encode(), "看起来不是通知"),
    "zip bomb": (bomb, "展开后过大"),
    "100 MB": (hundred_megabytes, "最多 20 MB"),
    "21 MB": (lambda: hundred_megabytes()[:(20 << 20) + 300], "超过20 MB"),
    "external entity": (external_entity, "外部引用"),
    "billion laughs": (laughs, "外部引用"),
    "broken zip": (lambda: bomb()[:999], "损坏"),
    "a zip but no document": (lambda: docx([b"x"], name="notes.txt"), "另存为 .docx"),
    "unfinished xml": (lambda: docx([WORD, PARAGRAPH]), "损坏"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99, "不是文字"),
    "pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 99, "损坏"),
    "deep": (lambda: docx([WORD, b"<w:p>" * 100_000, b"</w:p>" * 100_000, END]), "损坏"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_is_refused_soon_and_nothing_is_stored(desks, tmp_path, kind):
    make, message = FILES[kind]
    content = make()
    file = tmp_path / "通知.docx"
    file.write_bytes(content)
    page = desks["jiedao"]
    page.goto("/notices")
    before = page.locator("main").inner_text()
    stored = size(desks.server.folder)
    page.goto("/notices/new")
    page.set_input_files("#file", file)
    started = time.monotonic()
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_text(message).first).to_be_visible()
    assert time.monotonic() - started < SOON
    page.goto("/notices")
    assert page.locator("main").inner_text() == before
    assert size(desks.server.folder) - stored < 1 << 20


def size(folder):
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def test_the_bomb_is_small():
    assert len(bomb()) < 1 << 20


def test_the_pasted_text_is_kept(desks):
    page = desks["jiedao"]
    page.goto("/notices/new")
    page.fill("#text", "白日依山尽，\n黄河入海流。" + MARKUP)
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_role("alert")).to_contain_text("看起来不是通知")
    assert page.input_value("#text") == "白日依山尽，\n黄河入海流。" + MARKUP
    assert page.locator("script:not([src]), img").count() == 0


@pytest.mark.parametrize("content_type, body", [
    ("", b"--x\r\n\r\n--x--"), ("application/x-www-form-urlencoded", b"text=%E9%80%9A%E7%9F%A5"),
    (MULTIPART, b"--x\r\n\r\n--x--"), (MULTIPART + "; boundary=", b""), (MULTIPART + "; boundary=x", b"--x"),
    (MULTIPART + "; boundary=x", b"--x\r\nContent-Disposition: form-data"), (MULTIPART + "; boundary=x", b"--x--\r\n"),
    (MULTIPART + "; boundary=" + "x" * 200, b"--" + b"x" * 200),
    (MULTIPART + "; boundary=x", b"--x\r\n" * 5000 + b"--x--"), (MULTIPART + "; boundary=x", b"\r\n--" * 200_000),
])
def test_an_upload_of_nonsense(desks, content_type, body):
    started = time.monotonic()
    answer = desks["jiedao"].request.post(
        "/notices", data=body, headers={"Content-Type": content_type}, max_redirects=0)
    assert answer.status == 422 and CHINESE.search(answer.text())
    assert time.monotonic() - started < SOON


def test_an_announced_gigabyte_is_refused_at_once(demo, api):
    """Only the head is sent: the answer does not wait for the body."""
    connection = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=SOON)
    connection.putrequest("POST", "/api/v1/activities")
    for name, value in (api.headers | {"Content-Length": str(1 << 30)}).items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 422 and CHINESE.search(json.loads(answer.read())["title"])


# Last: from here on the street has another campaign before it.


def test_the_category_and_session_of_another_campaign(demo, desks, api):
    """A second campaign of the street: what belongs to the first is unknown in it."""
    page = desks["jinshan"]
    page.goto("/activities/new")
    sessions = page.locator("#plan option").evaluate_all("all => all.map(one => one.value).filter(value => value)")
    street = desks["jiedao"]
    street.goto("/notices/new")
    street.fill("#text", "关于开展暑期阅读活动的通知\n\n各社区、村计生协：\n\n一、活动内容\n\n"
                "暑期阅读：2025年7月6日，在图书室开展阅读活动，预计20人参加。\n\n金乡街道办事处\n2025年6月3日\n")
    street.get_by_role("button", name="读一遍").click()
    street.get_by_role("radio", name="新的活动").check()
    street.fill("#new_campaign_name", "2025年暑期阅读")
    street.get_by_role("button", name="确认", exact=True).click()
    street.get_by_role("button", name="发给下面").click()
    expect(street.locator("section[aria-labelledby=got]")).to_be_visible()
    street.goto("/home")
    other = street.locator(".todo[href*='campaign='], .todo a[href*='campaign=']").filter(has_text="暑期阅读")
    other = (other.or_(street.locator("a.todo").filter(has_text="暑期阅读"))).first.get_attribute("href").split("=")[-1]
    assert other != api.campaign
    before = api.live()
    for session in sessions:
        answer = api.send(campaign=other, plan=session)
        assert answer[0] == 422 and "没有这一场" in answer[1]["title"]
    assert api.send(campaign=other, category="publicity-2")[0] == 422
    assert api.live() == before
