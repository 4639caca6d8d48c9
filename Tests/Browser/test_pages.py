"""What holds on every page: accessible, fits small screens, works without scripts, crosses no red line."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import quote, urljoin, urlparse

import pytest
from playwright.sync_api import expect

from conftest import DEMO_PASSWORD, HERE, serious

WIDTHS = [320, 360, 1280]
PHONE = {"width": 360, "height": 780}
ACCOUNTS = ["guojia", "shandong", "jining", "jinxiang", "jiedao", "jinshan"]
FORBIDDEN = ["打卡", "积分", "排行", "排名", "点赞", "签到", "登录率", "安装率", "轨迹"]
# The pages say that these things are not there, and where to complain when somebody does them all the same.
ALLOWED = ["不打分，不排名", "不打卡，不积分，不排名", "不排名次", "有人拿它排名或者打卡"]
BUDGET = 100 * 1000
NOT_PAGES = ("/static", "/preferences", "/sign-out")
FORMS_ONLY = (
    "/issue", "/carry-out", "/accept", "/return", "/recall", "/withdraw", "/partners", "/complete",
    "/imports", "/take", "/publish", "/use", "/accounts/posting-plan", "/roster/units", "/close", "/plan", "/next-year",
    "/posts/file", "/posts/reset", "/posts/hand-over", "/posts/sign-out", "/devices/end", "/switch", "/work", "/scan", "/clauses")


# Where each main page is: account, and how to get there from the campaign


def first_link(page, selector):
    return page.locator(selector).first.get_attribute("href")


def open_receipt(page, campaign):
    page.goto("/activities")
    page.goto(first_link(page, "main ul.list a.t") + "/receipt")


def open_record(page, campaign):
    page.goto("/activities")
    page.goto(first_link(page, "main ul.list a.t"))


def open_edit(page, campaign):
    open_record(page, campaign)
    page.goto(page.url + "/edit")


def open_refused(page, campaign):
    page.goto("/activities/new")
    page.fill("#count", "八十多")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_review(page, campaign):
    page.goto("/notices/new")
    page.fill("#text", NOTICE)
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()


def open_notice(page, campaign):
    page.goto("/notices")
    page.goto(first_link(page, "main ul.list a.t"))


def open_roster(page, campaign):
    """Of the first notice that has one: drafts and papers from elsewhere have none."""
    page.goto("/notices")
    for address in page.locator("main ul.list a.t").evaluate_all("all => all.map(one => one.getAttribute('href'))"):
        page.goto(address)
        roster = page.get_by_role("link", name="看名单，定免报")
        if roster.count():
            return roster.click()
    raise AssertionError("no notice has a roster")


def open_submission(page, campaign):
    page.goto("/submissions")
    waiting = page.get_by_role("row").filter(has=page.get_by_text("等你看"))
    waiting.first.get_by_role("link", name="去看").click()


def sign_in(page, account, password):
    page.fill("#account", account)
    page.fill("#password", password)
    page.get_by_role("button", name="登录").click()


def at(path):
    return lambda page, campaign: page.goto(path.format(campaign=campaign))


NOTICE = """金街办发〔2025〕21号

关于开展夏季家庭健康活动的通知

各社区、村计生协：

一、活动时间

2025年6月10日至2025年6月30日

二、活动内容

健康讲座：2025年6月12日，在街道会议室开展宣传，预计50人参加。

家庭义诊：2025年6月14日、6月21日，在社区卫生服务中心开展义诊服务，预计80人参加。

三、要求

请于7月5日前将活动总结、照片10张报送街道计生协。

金乡街道办事处
2025年6月3日
"""
PAGES = {
    "sign-in": (None, at("/sign-in")),
    "village home": ("jinshan", at("/home")),
    "record": ("jinshan", at("/activities/new")),
    "record, refused": ("jinshan", open_refused),
    "record for a village": ("jiedao", at("/activities/new")),
    "receipt": ("jinshan", open_receipt),
    "one record": ("jinshan", open_record),
    "edit": ("jinshan", open_edit),
    "records": ("jinshan", at("/activities")),
    "village report": ("jinshan", at("/submissions/new?campaign={campaign}&unit=370828001010&kind=report")),
    "village table": ("jinshan", at("/stat-tables")),
    "uncounted": ("jinshan", at("/stat-tables/{campaign}/370828001010/uncounted")),
    "workbench": ("jiedao", at("/home")),
    "new notice": ("jiedao", at("/notices/new")),
    "review": ("jiedao", open_review),
    "notices": ("jiedao", at("/notices")),
    "notice": ("jinxiang", open_notice),
    "roster": ("jiedao", open_roster),
    "table": ("jiedao", at("/stat-tables/{campaign}/370828001")),
    "table, reported": ("guojia", at("/stat-tables/{campaign}/00?figures=reported")),
    "print": ("jiedao", at("/stat-tables/{campaign}/370828001/print")),
    "cell": ("jiedao", at("/stat-tables/{campaign}/370828001/cells/publicity-village-people")),
    "submissions": ("jiedao", at("/submissions")),
    "submission": ("jiedao", open_submission),
    "new submission": ("jiedao", at("/submissions/new?campaign={campaign}&unit=370828001")),
    "unit": ("jiedao", at("/units/370828001")),
    "posts": ("guojia", at("/units/370828001/posts")),
    "new posts": ("jiedao", at("/units/370828001/posts/new")),
    "slips": ("jiedao", at("/units/370828001/posts/slips")),
    "password": ("jinshan", at("/password")),
    "code": (None, at("/sign-in/codes")),
    "find a unit": ("guojia", at("/units?q=金")),
    "media items": ("jinxiang", at("/media-items")),
    "accounts": ("jinxiang", at("/accounts")),
    "adjustments": ("jiedao", at("/stat-tables/{campaign}/370828001/adjustments")),
    "years": ("jiedao", at("/stat-tables/{campaign}/370828001/years")),
    "summary": ("jiedao", at("/summaries/{campaign}/370828001")),
    "changes": ("jiedao", at("/changes")),
    "inbox": ("jiedao", at("/inbox")),
    "village inbox": ("jinshan", at("/inbox")),
    "gaps": ("jiedao", at("/gaps")),
    "remind": ("jiedao", at("/reminders/new?campaign={campaign}")),
    "reminders": ("jiedao", at("/reminders")),
    "me": ("jinshan", at("/me")),
    "imports": ("jiedao", at("/imports/new")),
    "templates": ("guojia", at("/table-templates")),
    "template": ("jiedao", at("/table-templates/cfpa-529-2021/1")),
    "unit changes": ("guojia", at("/units/370828001/changes")),
    "feedback": (None, at("/feedback")),
    "accessibility": (None, at("/accessibility")),
    "privacy": (None, at("/privacy")),
    "missing": ("jinshan", at("/activities/nothing")),
}


@pytest.fixture(scope="module")
def everyone(desks):
    """A window for nobody in particular."""
    return desks.visitor()


@pytest.fixture(scope="module", params=PAGES)
def page(request, desks, campaign, everyone):
    """Each main page, opened once for the tests below."""
    account, open_page = PAGES[request.param]
    page = desks[account] if account else everyone
    page.set_viewport_size(PHONE)
    open_page(page, campaign)
    return page


# On every page

SMALL_TARGETS = (HERE / "small-targets.js").read_text(encoding="utf-8")
# Text that is pressed into a column of a few characters.
SQUEEZED = """() => [...document.querySelectorAll('p, dd, label, th, td, li')]
  .filter((one) => one.checkVisibility() && one.textContent.trim().length > 14 && !one.closest('.vh'))
  .map((one) => [one.getBoundingClientRect(), one.textContent.trim()])
  .filter(([box]) => box.width > 1 && box.width < 72 && box.height > 5 * box.width)
  .map(([box, text]) => text)"""


def test_no_serious_violation_for_axe(page):
    assert serious(page) == []


def test_it_fits(page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 780})
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide at {width} px"
        assert page.evaluate(SQUEEZED) == [], f"{page.url} squeezes text at {width} px"
    page.set_viewport_size(PHONE)


def test_targets_are_large_enough_for_a_finger(page):
    assert page.evaluate(SMALL_TARGETS) == []


def test_it_carries_its_lines(page):
    foot = page.locator("footer")
    expect(foot.get_by_role("link", name="投诉建议")).to_be_visible()
    expect(foot.get_by_text("主办单位：演示单位")).to_be_visible()
    expect(foot.get_by_text("备案编号：演示，没有备案")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    expect(page.locator("h1")).to_have_count(1)
    assert page.title().endswith("会员活动日")


# Every page that can be reached


class Words(HTMLParser):
    """What a reader sees of a page, and where its links and forms lead."""

    def __init__(self, text):
        super().__init__()
        self.words, self.links, self.ids = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src", "action") and value:
                self.links.append(value)
            if name in ("title", "aria-label", "placeholder", "alt", "value", "content"):
                self.words.append(value or "")
            if name == "id":
                self.ids.append(value)

    def handle_data(self, data):
        self.words.append(data)


def crossed(text):
    for sentence in ALLOWED:
        text = text.replace(sentence, "")
    return [word for word in FORBIDDEN if word in text]


def kind(path):
    """A path with its keys replaced: pages of one kind."""
    parts = urlparse(path)
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/\d{2,12}|(?<=/cells)/[a-z-]+", "/#", parts.path)
    return path + "?" + "&".join(sorted(re.findall(r"\w+(?==)", parts.query)))


def walk(page, most_of_a_kind=5):
    """Every page that can be reached from the home page, a few of each kind."""
    waiting, seen, counts = ["/home"], set(), {}
    while waiting:
        path = waiting.pop(0)
        if path in seen or counts.get(kind(path), 0) >= most_of_a_kind:
            continue
        seen.add(path)
        counts[kind(path)] = counts.get(kind(path), 0) + 1
        answer = page.request.get(path)
        yield path, answer
        if "html" in answer.headers["content-type"]:
            base = urlparse(answer.url)
            for link in Words(answer.text()).links:
                target = urlparse(urljoin(answer.url, link))
                if target.netloc == base.netloc and not target.path.startswith(NOT_PAGES):
                    waiting.append(target.path + ("?" + target.query if target.query else ""))


def faults(path, answer):
    """What is wrong with a page, whatever it is about."""
    policy = answer.headers["content-security-policy"]
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield "no content security policy"
    if answer.headers["x-content-type-options"] != "nosniff":
        yield "no nosniff"
    if "html" not in answer.headers["content-type"]:
        return
    text = answer.text()
    words = Words(text)
    yield from crossed("".join(words.words) + " ".join(words.links))
    yield from (f"lacks {line}" for line in ["投诉建议", "主办单位：", "备案编号："] if line not in text)
    if re.search(r"<(script|style)(?![^>]* src=)|\son\w+=|\sstyle=", text):
        yield "inline script or style"
    if len(words.ids) != len(set(words.ids)):
        yield "an id twice"
    fragments = {link[1:] for link in words.links if link.startswith("#")}
    yield from (f"points at #{fragment}, which is not there" for fragment in sorted(fragments - set(words.ids)))


@pytest.mark.parametrize("account", ACCOUNTS)
def test_all_pages_that_can_be_reached(desks, account):
    kinds, found = set(), []
    for path, answer in walk(desks[account]):
        # Addresses of forms are found as well; they answer to POST alone.
        if answer.status in (404, 405) and path.endswith(FORMS_ONLY):
            continue
        kinds.add(kind(path))
        found += [f"{path}: status {answer.status}"] if answer.status != 200 else []
        found += [f"{path}: {fault}" for fault in faults(path, answer)]
    assert found == []
    assert len(kinds) >= 12, kinds


def test_the_interface_description_crosses_no_red_line(everyone):
    answer = everyone.request.get("/openapi.json")
    assert answer.status == 200
    assert crossed(json.dumps(answer.json(), ensure_ascii=False)) == []
    for word in ["check", "point", "rank", "score", "like", "vote", "gps", "latitude", "photo", "location"]:
        assert not re.search(rf'"{word}', answer.text(), re.IGNORECASE), word


def test_cookies_are_closed_to_scripts(desks):
    for cookie in desks["jinshan"].context.cookies():
        assert cookie["httpOnly"] and cookie["sameSite"] == "Lax", cookie["name"]


# Weight, large text, no scripts, the door


@pytest.mark.parametrize("path", ["/home", "/activities/new"])
def test_a_village_page_is_light(desks, path):
    signed_in = desks.sign_in("jinshan").context.storage_state()
    page = desks.visitor(storage_state=signed_in)
    sizes = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: len(request.response().body())}))
    page.goto(path, wait_until="networkidle")
    assert page.url.endswith(path)
    assert len(sizes) >= 3 and sum(sizes.values()) < BUDGET, sizes


def test_large_text_stays(desks):
    page = desks.sign_in("jinshan", viewport=PHONE)
    normal = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    page.get_by_role("link", name="大字").click()
    expect(page).to_have_url(re.compile("/home$"))
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)") > normal
    for path in ["/home", "/activities/new", "/stat-tables", "/activities"]:
        page.goto(path)
        assert page.locator("html").get_attribute("data-size") == "large"
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    page.goto("/home")
    page.get_by_role("link", name="正常字").click()
    assert page.locator("html").get_attribute("data-size") is None


def test_it_works_without_scripts(desks):
    page = desks.sign_in("jinshan", java_script_enabled=False, viewport=PHONE)
    before = int(re.search(r"(\d+) 条", page.locator("#mine").inner_text())[1])
    page.get_by_role("link", name="记一条活动").click()
    expect(page.locator("[data-add]").first).to_be_hidden()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.fill("#title", "没有脚本也能记")
    page.get_by_role("radio", name="其他服务").check()
    page.fill("#date", "2025-06-03")
    page.fill("#count", "25")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
    page.get_by_role("link", name="改这一条").click()
    page.fill("#count", "26")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("26 人").first).to_be_visible()
    page.goto("/home")
    expect(page.locator("#mine")).to_contain_text(f"{before + 1} 条")
    page.locator("details.drop.end summary").click()
    page.get_by_role("button", name="退出").click()
    expect(page).to_have_url(re.compile("/sign-in$"))
    page.goto("/home")
    expect(page).to_have_url(re.compile("/sign-in"))

    street = desks.sign_in("jiedao", java_script_enabled=False)
    street.goto("/submissions")
    street.get_by_role("row").filter(has=street.get_by_text("等你看")).first.get_by_role("link", name="去看").click()
    street.get_by_role("button", name="收下").click()
    expect(street.locator(".chip").first).to_contain_text("收下了")


def test_scripts_help_with_the_count(desks):
    page = desks["jinshan"]
    page.goto("/activities/new")
    page.get_by_role("button", name="60", exact=True).click()
    page.get_by_role("button", name="加 5 人").click()
    assert page.input_value("#count") == "65"
    page.get_by_role("button", name="减 5 人").click()
    page.get_by_role("button", name="减 5 人").click()
    assert page.input_value("#count") == "55"


def test_a_record_by_keyboard_alone(desks):
    page = desks["jinshan"]
    page.goto("/home")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("记一条活动")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/activities/new\?campaign=[-0-9a-f]+$"))
    page.focus("#title")
    page.keyboard.type("只用键盘记的")
    page.focus("#count")
    page.keyboard.type("18")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def test_dark_colours_have_contrast_too(desks):
    page = desks.sign_in("jinshan", color_scheme="dark", viewport=PHONE)
    for path in ["/home", "/activities/new", "/stat-tables"]:
        page.goto(path)
        assert serious(page) == [], path


def test_after_signing_in_one_is_where_one_wanted_to_go(desks, campaign):
    page = desks.visitor()
    wanted = f"/stat-tables/{campaign}/370828001010?figures=reported"
    page.goto(wanted)
    sign_in(page, "jinshan", "wrong")
    expect(page.get_by_role("alert").first).to_contain_text("账号或密码不对")
    sign_in(page, "jinshan", DEMO_PASSWORD)
    expect(page).to_have_url(desks.server.url + wanted)
    for elsewhere in ["//example.org/", "https://example.org/", "/\\example.org", "javascript:alert(1)"]:
        page.context.clear_cookies()
        page.goto("/sign-in?next=" + quote(elsewhere))
        sign_in(page, "jinshan", DEMO_PASSWORD)
        expect(page.get_by_role("heading", name="登录")).to_have_count(0)
        assert page.url.startswith(desks.server.url + "/"), elsewhere


def test_the_wrong_password_and_the_lock(desks):
    page = desks.visitor()
    page.goto("/sign-in")
    for _ in range(5):
        sign_in(page, "shandong", "wrong" + DEMO_PASSWORD)
        expect(page.get_by_role("alert").first).to_contain_text("账号或密码不对")
        assert page.input_value("#account") == "shandong"
    sign_in(page, "shandong", DEMO_PASSWORD)
    expect(page.get_by_role("alert").first).to_contain_text("试错的次数多了")
    # Others behind the same address are let in.
    desks.sign_in("jining")


def test_a_new_slip_voids_the_password(desks):
    """After the lock of the test before."""
    before = desks["shandong"]
    page = desks["guojia"]
    page.goto("/units/37/posts")
    page.get_by_text("换人、重发、停用").first.click()
    page.get_by_role("button", name="重发登录条").click()
    code = page.locator(".slip .code").inner_text()
    before.goto("/home")
    expect(before.get_by_role("heading", name="登录")).to_be_visible()
    door = desks.visitor()
    door.goto("/sign-in/codes")
    door.fill("#code", code)
    door.get_by_role("button", name="登录", exact=True).click()
    door.fill("#password", "换了一个新的密码")
    door.fill("#again", "换了一个新的密码")
    door.get_by_role("button", name="设好").click()
    expect(door).to_have_url(re.compile("/home$"))
    desks.sign_in("shandong", "换了一个新的密码")
