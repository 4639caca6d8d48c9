"""One campaign from the national notice to the finished table, played through in the browser.

The tests run in the order of the file and tell one story: each stands on those before it. After every step both
figures of the nation are compared, in the interface and on the page, with what ledger.py adds up from the entries.
"""

import csv
import io
import re
from datetime import date, datetime, timedelta, timezone
from urllib.parse import unquote

import openpyxl
import pytest
from playwright.sync_api import expect

from conftest import UNITS, Desks, Server, memberday
from ledger import CELLS, FORM, NATION, NOTES, Ledger, level_of, printed

PROVINCE, CITY, COUNTY, STREET, OTHER_STREET = "37", "3708", "370828", "370828001", "370828002"
JINFU, JINSHAN, LIUZHUANG, TAOYUAN = "370828001009", "370828001010", "370828001209", "370828001213"
LAIHE = "370828002001"
LINE = [NATION, PROVINCE, CITY, COUNTY, STREET]
NAMES = {PROVINCE: "山东省", CITY: "济宁市", COUNTY: "金乡县", STREET: "金乡街道", OTHER_STREET: "高河街道",
         JINFU: "金府社区", JINSHAN: "金山社区", LIUZHUANG: "刘庄村", TAOYUAN: "桃园村", LAIHE: "莱河社区"}
PASSWORD = "暖冬行动-测试口令-2026"
DAY = datetime.now(timezone(timedelta(hours=8))).date()
CAMPAIGN = "暖冬健康会员活动"
VENUE = "村史馆前的小广场"


def day(offset):
    return DAY + timedelta(days=offset)


def chinese(when: date):
    return f"{when.year}年{when.month}月{when.day}日"


NOTICE = f"""中国计划生育协会文件

国计生协〔{day(-10).year}〕31号

中国计生协关于开展冬季家庭健康“会员活动日”活动的通知

各省、自治区、直辖市计生协，计划单列市、新疆生产建设兵团计生协：

天气转冷，为把家庭健康服务送到群众身边，请各级计生协组织会员就近办好下列活动，有关事项通知如下。

一、活动时间

{chinese(day(-5))}至{chinese(day(25))}

二、活动主题

暖冬健康行 家家都安心

三、活动内容

（一）政策宣传

冬季健康集市：{chinese(DAY)}，在村居文化广场开展集中宣传，预计80人参加。

育儿补贴政策讲座：{chinese(day(2))}，在社区会议室举办讲座，预计40人参加。

（二）家庭服务

测血压义诊：{chinese(day(4))}，在卫生室开展义诊服务，预计60人参加。

四、有关要求

请各省级计生协于{chinese(day(35))}前将活动总结、信息统计表报送中国计生协组宣部。

中国计划生育协会
{chinese(day(-10))}
"""


def parents():
    """Who reports to whom, for the units of the fixture."""
    with open(UNITS, encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    skipped = {code for code, row in rows.items() if row["name"] == "市辖区"}
    above = {"66": NATION}
    for code, row in rows.items():
        parent = row["parent_code"]
        while parent in skipped:
            parent = rows[parent]["parent_code"]
        if code not in skipped:
            above[code] = NATION if not parent or code in {"2102", "3702"} else parent
    return above


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(
        tmp_path_factory.mktemp("campaign") / "data", "serve", "--insecure-cookies", "--operator", "测试县计划生育协会",
        "--filing", "测备2026001号", "--contact", "电话 0537-0000000").start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def windows(browser, server):
    windows = Desks(browser, server, PASSWORD)
    yield windows
    windows.close()


@pytest.fixture(scope="module")
def story(server, windows):
    return Story(server, windows)


class Story:
    """Who sits at which window, what was entered, and how a figure is looked up."""

    def __init__(self, server, windows):
        self.server = server
        self.windows = windows
        self.ledger = Ledger(parents())
        self.campaign = None
        self.notice = None
        self.records = {}
        self.frozen = None

    def at(self, code):
        """The window of whoever works in the unit; the account's name is made from the code."""
        return self.windows["zongban" if code == NATION else f"unit-{code}"]

    def table(self, code, page, figures=""):
        page.goto(f"/stat-tables/{self.campaign}/{code}{figures}")
        return annex(page)

    def check(self, *codes):
        """Both figures of the nation and of the units named, in the interface and on the page."""
        page = self.at(NATION)
        for code in (NATION, *codes):
            told = page.request.get(f"/api/v1/stat-tables/{self.campaign}/{code}").json()
            live, reported = self.ledger.live(code), self.ledger.reported(code)
            assert told["live"] == live, f"live figure of {code}"
            assert told["reported"] == reported, f"reported figure of {code}"
            assert told["missing"] == self.ledger.missing(code)
            assert told["uncounted"] == self.ledger.uncounted(code)
            assert self.table(code, page) == printed(live, level_of(code))
            assert self.table(code, page, "?figures=reported") == printed(reported, level_of(code))

    def record(self, page, title, people, category, on=DAY, **more):
        """Fills in the record form that is open; returns the receipt number."""
        if title:
            page.fill("#title", title)
            page.get_by_role("radio", name=category, exact=True).check()
            page.fill("#date", on.isoformat())
        page.fill("#count", str(people))
        for name, value in more.items():
            if page.locator("details.fold:not([open])").filter(has=page.locator(f"#{name}")).count():
                page.locator("details.fold summary").click()
            page.fill(f"#{name}", str(value))
        page.get_by_role("button", name="保存").click()
        return self.receipt(page)

    def receipt(self, page):
        expect(page.get_by_role("heading", name="记好了")).to_be_visible()
        number = page.locator(".tickno").inner_text().replace(" ", "")
        assert re.fullmatch(r"\d{8,}", number)
        assert number not in self.records
        self.records[number] = page.url.removesuffix("/receipt")
        return number

    def new_record(self, code, title, people, category, **more):
        page = self.at(code)
        page.goto("/activities/new")
        return self.record(page, title, people, category, **more)

    def report(self, code, kind="报完了", why=None):
        """A village says that it is done; `why` where that corrects what was accepted."""
        page = self.at(code)
        page.goto("/home")
        page.get_by_role("link", name=kind).click()
        expect(page.get_by_role("radio", name=kind)).to_be_checked()
        if why:
            page.fill("#reason", why)
        page.get_by_role("button", name="报上更正的数" if why else "报上去").click()
        expect(page.locator(".chip").first).to_have_text("等上级看")
        self.ledger.submit(code)

    def submit(self, code, missing=()):
        """An office hands up its table."""
        page = self.at(code)
        page.goto("/submissions")
        page.get_by_role("link", name="去上报").click()
        if missing:
            expect(page.get_by_text(f"{len(missing)} 个单位的数还没收下：{'、'.join(missing)}")).to_be_visible()
        page.get_by_role("button", name="确认上报").click()
        expect(page.locator(".chip").first).to_have_text("等上级看")
        if missing:
            expect(page.get_by_text(f"{len(missing)} 个单位的数还没收下：{'、'.join(missing)}")).to_be_visible()
        self.ledger.submit(code)
        assert annex(page) == printed(self.ledger.version(code), level_of(code))

    def look(self, child, chip="等你看"):
        """The superior opens what came from below."""
        page = self.at(self.ledger.parents[child])
        page.goto("/submissions")
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=NAMES[child]))
        expect(row.locator(".chip")).to_have_text(chip)
        row.get_by_role("link", name="去看").click()
        assert annex(page) == printed(self.ledger.version(child), level_of(child))
        return page

    def accept(self, child, chip="等你看"):
        page = self.look(child, chip)
        page.get_by_role("button", name="收下").click()
        expect(page.locator(".chip").first).to_contain_text("收下了")
        self.ledger.accept(child)


def annex(page):
    """The 40 values of the official table on the page, in the order of print."""
    values = page.locator("table.annex tr.v td").all_inner_texts()
    assert len(values) == 40
    return [value.strip() for value in values]


def in_one_line(label):
    """As files have it: like the annex itself, which leaves it to Word where a label breaks."""
    return label.replace("\n", "")


# The office opens


def test_first_account_by_a_link_that_works_once(server, windows):
    link = re.search(r"http://\S+/set-up/\S+", "".join(server.printed))[0]
    page = windows.visitor()
    page.goto(link)
    page.fill("#account", "zongban")
    page.fill("#password", PASSWORD)
    page.fill("#password_again", PASSWORD + "错")
    page.get_by_role("button", name="定好").click()
    expect(page.get_by_role("alert")).to_contain_text("两次填的密码不一样")
    expect(page.locator("#account")).to_have_value("zongban")
    page.fill("#password", PASSWORD)
    page.fill("#password_again", PASSWORD)
    token = page.input_value("input[name=csrf]")
    page.get_by_role("button", name="定好").click()
    expect(page).to_have_url(server.url + "/sign-in")

    assert page.goto(link).status == 404
    again = {"csrf": token, "account": "other", "password": PASSWORD, "password_again": PASSWORD}
    assert page.request.post(link, form=again).status == 404
    page.goto("/sign-in")
    page.fill("#account", "other")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert").first).to_contain_text("账号或密码不对")
    expect(windows["zongban"].get_by_role("heading", level=1)).to_have_text("现在没有活动")


def test_units_are_imported_while_the_server_runs(server, story):
    page = story.at(NATION)
    done = memberday("units", "import", UNITS, "--data", server.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "新增 25" in done.stdout
    again = memberday("units", "import", UNITS, "--data", server.folder)
    assert again.returncode == 0 and "新增 0" in again.stdout and "没变 25" in again.stdout

    page.goto(f"/units/{NATION}")
    expect(page.locator("section[aria-labelledby=below] li .q")).to_have_text(story.ledger.children(NATION))
    page.goto("/units/110101")
    expect(page.get_by_text("北京市计划生育协会")).to_be_visible()
    page.goto("/units?q=金山")
    expect(page.get_by_text("山东省 济宁市 金乡县 金乡街道 金山社区")).to_be_visible()


def test_the_administrator_opens_accounts(story):
    page = story.at(NATION)
    for code in [PROVINCE, CITY, COUNTY, STREET, OTHER_STREET, JINFU, JINSHAN, LIUZHUANG, TAOYUAN]:
        page.goto(f"/units/{code}/posts")
        page.fill("#name", "记录员" if len(code) == 12 else "经办人")
        page.fill("#account", f"unit-{code}")
        page.fill("#password", PASSWORD)
        if len(code) == 12:
            expect(page.locator("input[name='role.recorder']")).to_be_checked()
            expect(page.locator("input[name='role.clerk']")).to_have_count(0)
        else:
            page.check("input[name='role.clerk']")
            page.check("input[name='role.signatory']")
        page.get_by_role("button", name="开账号").click()
        expect(page.locator("section[aria-labelledby=now]")).to_contain_text(f"unit-{code}")
    page.fill("#name", "重名")
    page.fill("#account", f"unit-{STREET}")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="开账号").click()
    expect(page.get_by_role("alert")).to_contain_text("这个账号有人用了")


# Down


def test_the_nation_reads_confirms_and_issues_the_notice(story, tmp_path):
    file = tmp_path / "关于暖冬活动的通知.txt"
    file.write_text(NOTICE, encoding="utf-8")
    page = story.at(NATION)
    page.goto("/notices/new")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()
    assert page.input_value("#title") == "中国计生协关于开展冬季家庭健康“会员活动日”活动的通知"
    assert page.input_value("#doc_number") == f"国计生协〔{day(-10).year}〕31号"
    assert page.input_value("#issue_date") == day(-10).isoformat()
    assert page.input_value("#theme") == "暖冬健康行 家家都安心"
    assert page.input_value("#period_start") == day(-5).isoformat()
    assert page.input_value("#period_end") == day(25).isoformat()
    names = [page.input_value(f"[name='activity.{place}.name']") for place in range(3)]
    assert names == ["冬季健康集市", "育儿补贴政策讲座", "测血压义诊"]
    dates = [page.input_value(f"[name='activity.{place}.dates']") for place in range(3)]
    assert dates == [DAY.isoformat(), day(2).isoformat(), day(4).isoformat()]
    assert page.input_value("[name='activity.2.category']") == "service"
    assert page.input_value("[name='deadline.0.date']") == day(35).isoformat()
    expect(page.locator("article.paper")).to_contain_text("天气转冷，为把家庭健康服务送到群众身边")

    assert page.input_value("[name='activity.0.venue']") == "村居文化广场"
    page.fill("[name='activity.0.venue']", VENUE)
    page.fill("[name='activity.1.dates']", "后天")
    page.get_by_role("radio", name="新的活动").check()
    page.fill("#new_campaign_name", CAMPAIGN)
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("日期写成")
    assert page.input_value("[name='activity.0.venue']") == VENUE
    assert page.input_value("[name='activity.1.dates']") == "后天"
    page.fill("[name='activity.1.dates']", day(2).isoformat())
    page.get_by_role("button", name="确认", exact=True).click()

    expect(page.get_by_text(VENUE)).to_be_visible()
    story.notice = page.url
    page.get_by_role("button", name=f"发给下面 {len(story.ledger.children(NATION))} 个单位").click()
    expect(page.locator("section[aria-labelledby=got] li .t")).to_have_count(len(story.ledger.children(NATION)))
    page.goto("/stat-tables")
    story.campaign = page.url.split("/")[-2]
    assert page.url.endswith(f"/stat-tables/{story.campaign}/{NATION}")
    story.check()


def test_each_level_passes_it_on_with_one_click(story):
    for code in LINE[1:] + [OTHER_STREET]:
        page = story.at(code)
        page.goto("/home")
        page.get_by_role("link", name="中国计生协关于开展冬季家庭健康").click()
        due = day(35)
        expect(page.get_by_text(f"{due.month}月{due.day}日", exact=False).first).to_be_visible()
        below = len(story.ledger.children(code))
        page.get_by_role("button", name=f"照样办，转给下面 {below} 个单位").click()
        expect(page.locator("section[aria-labelledby=got] li .t")).to_have_count(below)
        page.goto("/notices")
        expect(page.locator(".chip").first).to_have_text("转下去了")
    page = story.at(NATION)
    page.goto(story.notice)
    passed = page.locator("section[aria-labelledby=got] li").filter(has_text="山东省")
    expect(passed.locator(".chip")).to_have_text("照样办")
    assert story.at(JINSHAN).goto(story.notice).status == 200


# Records


def test_the_village_records_three_activities(story):
    page = story.at(JINSHAN)
    page.goto("/home")
    page.get_by_role("link", name="冬季健康集市").click()
    assert page.input_value("#date") == DAY.isoformat()
    assert page.input_value("#venue") == VENUE
    first = story.record(page, None, "86", None)
    expect(page.get_by_text("人数 +86")).to_be_visible()
    story.ledger.enter(JINSHAN, "publicity", 86)
    story.check(PROVINCE, CITY, COUNTY, STREET, JINSHAN)
    page.goto("/home")
    expect(page.locator(".todos").get_by_text("冬季健康集市")).to_have_count(0)
    expect(page.locator(".todos").get_by_text("测血压义诊")).to_be_visible()

    second = story.new_record(
        JINSHAN, "上门看望独居老人", 6, "慰问", on=day(-1), venue="东街老王家", note="老王的药快吃完了")
    story.ledger.enter(JINSHAN, "visit", 6)
    story.check()

    page.goto("/activities/new")
    page.get_by_role("radio", name="人次（可重复）").check()
    third = story.record(page, "网上育儿问答", 150, "宣传", on=day(-2))
    expect(page.get_by_text("表里要人数，这一条没填，先没算进去")).to_be_visible()
    story.ledger.enter(JINSHAN, "publicity")
    story.check(JINSHAN)
    assert len({first, second, third}) == 3
    story.table(JINSHAN, page)
    page.get_by_role("link", name="去补").click()
    expect(page.get_by_text("网上育儿问答", exact=True)).to_be_visible()
    page.goto("/activities")
    expect(page.get_by_text("共 3 条")).to_be_visible()


def test_the_street_records_twelve_sessions_at_once_for_a_village(story):
    page = story.at(STREET)
    page.goto("/activities/new")
    page.select_option("#unit", JINFU)
    story.record(page, "楼栋政策宣讲", "1,300", "宣传", on=day(-3), sessions=12)
    expect(page.get_by_text("12 场")).to_be_visible()
    expect(page.get_by_text("金府社区")).to_be_visible()
    story.ledger.enter(JINFU, "publicity", 1300, sessions=12)
    story.check(STREET)
    page = story.at(JINFU)
    page.goto("/home")
    page.get_by_role("link", name="楼栋政策宣讲").click()
    expect(page.get_by_text("上一级代录")).to_be_visible()


def test_every_level_adds_its_own(story):
    story.new_record(JINFU, "优生优育咨询", "３２", "其他服务", on=day(-1))
    story.ledger.enter(JINFU, "service", 32)
    page = story.at(OTHER_STREET)
    page.goto("/activities/new")
    page.select_option("#unit", LAIHE)
    story.record(page, "家庭健康讲堂", 45, "宣传", on=day(-1))
    story.ledger.enter(LAIHE, "publicity", 45)
    for code, title, category, kind, people in [
        (STREET, "街道健康集市", "宣传", "publicity", 210), (COUNTY, "县城义诊", "其他服务", "service", 330),
        (CITY, "全市启动仪式", "宣传", "publicity", 500), (PROVINCE, "看望困难家庭", "慰问", "visit", 12),
    ]:
        story.new_record(code, title, people, category, on=day(-2))
        story.ledger.enter(code, kind, people)

    page = story.at(COUNTY)
    page.goto("/media-items")
    page.fill("#title", "暖冬集市热热闹闹")
    page.fill("#medium", "济宁日报")
    page.select_option("#level", "prefecture")
    page.fill("#date", DAY.isoformat())
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("市媒体")).to_be_visible()
    story.ledger.enter(COUNTY, "media.text", level="prefecture")
    for code, kind, label in [(PROVINCE, "site", "官网"), (CITY, "wechat", "微信公众号")]:
        page = story.at(code)
        page.goto("/accounts")
        page.get_by_role("radio", name=label).check()
        page.fill("#name", f"{NAMES[code]}计生协")
        page.fill("#address", f"https://example.org/{code}")
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_role("link", name=f"{NAMES[code]}计生协")).to_be_visible()
        story.ledger.enter(code, f"channel.{kind}")
    story.check(*LINE[1:], OTHER_STREET)


# Up


def test_villages_report_and_the_street_accepts(story):
    for code in [JINSHAN, JINFU]:
        story.report(code)
    story.check()
    page = story.at(LIUZHUANG)
    page.goto("/home")
    page.get_by_role("link", name="报完了").click()
    page.get_by_role("button", name="报上去").click()
    expect(page.get_by_role("alert")).to_contain_text("还没有活动记录")
    story.report(LIUZHUANG, "零报告")
    for code in [JINFU, JINSHAN, LIUZHUANG]:
        story.accept(code)
    story.check(STREET)
    page = story.at(JINSHAN)
    page.goto("/home")
    expect(page.locator("section[aria-labelledby=report] .chip")).to_have_text("收下了")


def test_the_other_street_reports_for_its_village(story):
    page = story.at(OTHER_STREET)
    page.goto("/submissions")
    page.get_by_role("link", name="替它报").click()
    page.get_by_role("button", name="报上去").click()
    expect(page.locator(".chip").first).to_have_text("收下了")
    story.ledger.submit(LAIHE)
    story.ledger.accept(LAIHE)
    story.submit(OTHER_STREET)
    story.check(OTHER_STREET)


def test_the_street_submits_with_one_village_named_and_is_returned(story):
    story.submit(STREET, missing=["桃园村"])
    first = story.at(STREET).url
    story.check(COUNTY)
    page = story.look(STREET)
    expect(page.get_by_text("1 个单位的数还没收下：桃园村")).to_be_visible()
    page.get_by_text("有不对的，退回").click()
    page.get_by_role("button", name="退回补正").click()
    expect(page.get_by_role("alert")).to_contain_text("写一句退回的原因")
    page.fill("#reason", "街道健康集市的人数请再核一遍")
    page.get_by_role("button", name="退回补正").click()
    expect(page.locator(".chip").first).to_have_text("退回补正")
    story.ledger.give_back(STREET)

    page = story.at(STREET)
    page.goto("/home")
    expect(page.get_by_text("街道健康集市的人数请再核一遍")).to_be_visible()
    page.goto("/activities")
    page.get_by_role("link", name="街道健康集市").click()
    page.get_by_role("link", name="改这一条").click()
    page.fill("#count", "201")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("section[aria-labelledby=history]")).to_contain_text("210")
    market = next(entry for entry in story.ledger.entries if (entry.unit, entry.people) == (STREET, 210))
    story.ledger.correct(market, people=201)
    story.check(STREET)

    page.goto(first)
    expect(page.get_by_text("退回的原因：街道健康集市的人数请再核一遍")).to_be_visible()
    page.get_by_role("link", name="改好了，再报一次").click()
    page.get_by_role("button", name="确认上报").click()
    expect(page.get_by_text("第 2 次").first).to_be_visible()
    story.ledger.submit(STREET)
    assert annex(page) == printed(story.ledger.version(STREET), "township")
    assert page.goto(first).status == 200
    assert "210" in annex(page) and "201" not in annex(page)


def test_county_city_and_province_accept_upward(story):
    story.accept(STREET)
    page = story.at(COUNTY)
    story.frozen = (page.url, annex(page), page.locator(".hash").inner_text())
    story.accept(OTHER_STREET)
    story.check(COUNTY)
    for child, code in [(COUNTY, CITY), (CITY, PROVINCE), (PROVINCE, NATION)]:
        story.submit(child)
        story.check()
        story.accept(child)
        story.check(code)
    page = story.at(NATION)
    assert page.request.get(f"/submissions/new?campaign={story.campaign}&unit={NATION}").status in (403, 404, 422)


# Late


def test_the_late_village_reaches_the_nation_as_supplements(story):
    story.new_record(TAOYUAN, "冬季健康集市（补办）", 64, "宣传")
    story.ledger.enter(TAOYUAN, "publicity", 64)
    story.check(STREET)
    story.report(TAOYUAN)
    story.check(STREET)
    before = story.ledger.reported(NATION)
    story.accept(TAOYUAN)
    after = story.ledger.reported(NATION)
    assert after["publicity-village-people"] == before["publicity-village-people"] + 64
    story.check(*LINE[1:])
    for child in LINE[1:]:
        page = story.at(story.ledger.parents[child])
        page.goto("/submissions")
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=NAMES[child]))
        expect(row.locator(".chip")).to_have_text("收下了，有补进")
        row.get_by_role("link", name="看").click()
        expect(page.get_by_text("个单位的数还没收下")).to_have_count(0)
        below = NAMES[LINE[LINE.index(child) + 1]] if child != STREET else "桃园村"
        late = page.locator("section[aria-labelledby=late]")
        # Who brings something late corrects nothing, at no level.
        expect(late).to_contain_text(re.compile(f"(补进 {below}|{below}补进).*：1 场 64 人"))
        expect(late).not_to_contain_text("更正")
        assert annex(page) == printed(story.ledger.version(child), level_of(child))


def test_an_accepted_version_never_changes(story):
    page = story.at(JINSHAN)
    page.goto("/activities")
    page.get_by_role("link", name="网上育儿问答").click()
    page.get_by_role("link", name="改这一条").click()
    page.get_by_role("radio", name="人数（不重复）").check()
    page.fill("#count", "90")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("90 人").first).to_be_visible()
    asked = next(entry for entry in story.ledger.entries if (entry.unit, entry.people) == (JINSHAN, None))
    story.ledger.correct(asked, people=90)
    story.check(JINSHAN, STREET)
    page.goto("/activities")
    page.get_by_role("link", name="上门看望独居老人").click()
    page.get_by_role("link", name="撤掉").click()
    page.fill("#reason", "和街道记的是同一次")
    page.get_by_role("button", name="撤掉这一条").click()
    expect(page.get_by_text("撤掉了，不再算数")).to_be_visible()
    visit = next(entry for entry in story.ledger.entries if (entry.unit, entry.kind) == (JINSHAN, "visit"))
    story.ledger.withdraw(visit)
    story.check(*LINE[1:])

    url, values, fingerprint = story.frozen
    page = story.at(COUNTY)
    page.goto(url)
    assert (annex(page), page.locator(".hash").inner_text()) == (values, fingerprint)
    expect(page.get_by_text("1 个单位的数还没收下：桃园村")).to_be_visible()
    assert memberday("recount", "--data", story.server.folder).stdout == "没有差别\n"


def test_a_village_reports_again_after_a_correction(story):
    page = story.at(JINSHAN)
    page.goto("/home")
    expect(page.locator("section[aria-labelledby=report]")).to_contain_text("后来再记的，可以再报一次")
    story.report(JINSHAN, why="网上问答补上了人数，慰问和街道记重了")
    story.check(STREET)
    story.accept(JINSHAN, chip="更正，等你看")
    story.check(*LINE[1:])
    assert story.ledger.reported(NATION) == story.ledger.live(NATION)
    page = story.at(NATION)
    story.table(NATION, page)
    expect(page.get_by_text("每一格都一样")).to_be_visible()
    page = story.at(JINSHAN)
    page.goto(f"/submissions/new?campaign={story.campaign}&unit={JINSHAN}&kind=report")
    page.get_by_role("button", name="报上去").click()
    expect(page.get_by_role("alert")).to_contain_text("数也没有变，不用再报")


# Down to the records, and out


def test_each_number_opens_down_to_the_record(story):
    page = story.at(NATION)
    live = story.ledger.live(NATION)
    story.table(NATION, page)
    links = page.locator("table.annex tr.v td a")
    expect(links).to_have_count(40)
    hrefs = [link.get_attribute("href") for link in links.all()]
    assert [href.split("/")[-1] for href in hrefs] == [cell.id for cell in CELLS]
    for cell, href in zip(CELLS, hrefs):
        opened = page.request.get(href)
        assert opened.status == 200
        heading = re.search(r"<h1>([\d,]+) \S+，是这样来的</h1>", opened.text())
        assert heading and heading[1] == f"{live[cell.id]:,}", cell.id

    links.nth([cell.id for cell in CELLS].index("publicity-village-people")).click()
    for code in [NATION, PROVINCE, CITY, COUNTY, STREET, JINSHAN]:
        value = story.ledger.live(code)["publicity-village-people"]
        expect(page.get_by_role("heading", level=1)).to_have_text(f"{value:,} 人，是这样来的")
        if code == JINSHAN:
            break
        rows = page.locator("section[aria-labelledby=from] tbody tr")
        shares = [int(text.replace(",", "")) for text in rows.locator("td").all_inner_texts()]
        assert sum(shares) == value and len(shares) == len(story.ledger.children(code))
        below = [PROVINCE, CITY, COUNTY, STREET, JINSHAN][[NATION, PROVINCE, CITY, COUNTY, STREET].index(code)]
        rows.filter(has_text=NAMES[below]).get_by_role("link").click()
    records = page.locator("table.rec tbody tr")
    expect(records.locator("th")).to_have_text(["冬季健康集市", "网上育儿问答"])
    expect(records.locator("td:last-child")).to_have_text(["86 人", "90 人"])
    page.get_by_role("link", name="冬季健康集市").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("冬季健康集市")
    expect(page.get_by_text("86 人")).to_be_visible()


def test_what_a_visit_says_stays_with_the_direct_superior(story):
    record = next(url for url in story.records.values() if "药快吃完" in story.at(JINSHAN).request.get(url).text())
    assert "东街老王家" in story.at(STREET).request.get(record).text()
    for code in [COUNTY, CITY, PROVINCE, NATION]:
        text = story.at(code).request.get(record).text()
        assert "慰问" in text and "6 人" in text
        for secret in ["东街老王家", "药快吃完", "独居老人"]:
            assert secret not in text, f"{NAMES.get(code, NATION)} reads {secret}"
    assert story.at(JINFU).request.get(record).status == 404


@pytest.mark.parametrize("code", [NATION, PROVINCE, STREET])
@pytest.mark.parametrize("figures", ["", "?figures=reported"])
def test_the_xlsx_has_the_annex(story, code, figures):
    page = story.at(code)
    shown = story.table(code, page, figures)
    values = story.ledger.reported(code) if figures else story.ledger.live(code)
    assert shown == printed(values, level_of(code))
    response = page.request.get(f"/stat-tables/{story.campaign}/{code}/table.xlsx{figures}")
    assert response.status == 200
    assert "信息统计表" in unquote(response.headers["content-disposition"])
    sheet = openpyxl.load_workbook(io.BytesIO(response.body())).active
    merged = {str(area) for area in sheet.merged_cells.ranges}
    name = "中国计划生育协会" if code == NATION else NAMES[code] + "计划生育协会"
    assert sheet["A1"].value == f"第{day(-10).year - 1998}个“5.29会员活动日”信息统计表"
    assert sheet["A2"].value == f"单位（公章）：{name}"
    assert {"A1:I1", "A2:I2"} <= merged

    found, row = [], 3
    for block, groups, lines in FORM:
        last = row + 2 * len(lines)
        assert sheet.cell(row, 1).value == in_one_line(block)
        assert f"A{row}:A{last}" in merged
        column = 2
        for group, width in groups:
            assert sheet.cell(row, column).value == in_one_line(group)
            letters = "ABCDEFGHI"
            assert f"{letters[column - 1]}{row}:{letters[column + width - 2]}{row}" in merged
            column += width
        for place, leaves in enumerate(lines):
            labels, numbers = row + 1 + 2 * place, row + 2 + 2 * place
            assert [sheet.cell(labels, column).value for column in range(2, 10)] == [
                in_one_line(leaf) for leaf in leaves]
            found += [sheet.cell(numbers, column).value for column in range(2, 10)]
        row = last + 1
    assert [f"{value:,}" if isinstance(value, int) else value for value in found] == shown
    foot = [cell.value for cell in sheet[row] if cell.value]
    assert [text.split("：")[0] for text in foot] == ["联系人姓名", "电话", "填报日期"]
    assert foot[2] == f"填报日期：{chinese(datetime.now(timezone(timedelta(hours=8))).date())}"
    notes = [sheet.cell(row + 1 + place, 1).value for place in range(2)]
    assert notes[0].startswith("说明：1. ") and [NOTES[place] in notes[place] for place in range(2)] == [True, True]


def test_the_print_page_shows_the_same_table(story):
    page = story.at(STREET)
    shown = story.table(STREET, page)
    page.get_by_role("link", name="打印").click()
    assert annex(page) == shown
    expect(page.locator("table.annex a")).to_have_count(0)
    headers = [text for text in page.locator("table.annex th").all_inner_texts()]
    wanted = []
    for block, groups, lines in FORM:
        wanted += [block, *(group for group, _ in groups), *(leaf for leaves in lines for leaf in leaves)]
    assert headers == wanted


def test_it_is_all_there_after_a_restart(server, story):
    server.stop()
    server.start()
    assert "set-up" not in "".join(server.printed)
    story.check(*LINE[1:])
