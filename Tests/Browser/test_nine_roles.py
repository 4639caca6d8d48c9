"""Nine people on six levels, let in by slips, run one campaign down and up again.

nation, province, prefecture, the county's clerk and its signatory, the street's clerk and its signatory, two villages. The
tests run in the order of the file and tell one story, from an empty installation to a national report that names the
province which said nothing.
"""

import re

import pytest
from playwright.sync_api import expect

from conftest import UNITS, Desks, Server, memberday, refused, well_made
from test_materials import PDF, attach, document, png
from test_plans import clause, paper
from test_posts import PHONE, PHONE_AGENT, codes, enter

PASSWORD = "暖冬行动-测试口令-2026"
NATION, PROVINCE, CITY, COUNTY, STREET = "00", "37", "3708", "370828", "370828001"
JINFU, JINSHAN = "370828001009", "370828001010"
CELL = "publicity-village-people"
CAMPAIGN = "2025年家庭健康月"

NOTICE = """国计生协〔2025〕31号

中国计生协关于开展家庭健康“会员活动月”的通知

各省、自治区、直辖市计生协：

现将有关事项通知如下。

一、活动时间

2025年5月1日至5月31日

二、活动内容

（一）讲清健康知识。在群众常去的地方设点讲解，发放问答手册。

（二）办好义诊服务

家庭健康义诊：5月20日，在社区卫生服务中心开展义诊服务，预计60人参加。

三、工作要求

请各省级计生协于7月10日前将活动总结、照片2张、信息统计表报送中国计生协。

中国计划生育协会
2025年4月15日
"""
MINISTRY = """金卫函〔2025〕17号

金乡县卫生健康局关于开展普惠托育宣传月活动的通知

各镇街：

现将有关事项通知如下。

一、活动时间

2025年5月5日至5月25日

二、活动内容

（一）托育机构开放日。各托育机构要安排一天向社区家庭开放。

金乡县卫生健康局
2025年4月20日
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("nine") / "data", "serve", "--insecure-cookies", "--operator", "测试计生协",
                    "--filing", "测备2026002号", "--contact", "电话 0537-0000000").start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def windows(browser, server):
    windows = Desks(browser, server, PASSWORD)
    yield windows
    windows.close()


class Story:
    """Addresses that later steps come back to."""

    campaign = notice = county_notice = plan = first = second = None

    def __init__(self, windows):
        self.windows = windows

    def at(self, who):
        return self.windows.pages[who]


@pytest.fixture(scope="module")
def story(windows):
    return Story(windows)


def open_posts(page, unit, rows):
    """Pastes rows as they come out of Excel and prints the slips; returns code and account by unit and name."""
    page.goto(f"/units/{unit}/posts/new")
    page.fill("#text", "\n".join("\t".join(row) for row in rows))
    page.get_by_role("button", name="核对并开").click()
    expect(page.get_by_role("heading", name="开岗位", level=1)).to_be_visible()
    # One person for two posts is asked about, and mended in place.
    for same in page.get_by_label("是同一个人").all():
        same.check()
    if page.get_by_role("button", name="再试一次").count():
        page.get_by_role("button", name="再试一次").click()
    expect(page.get_by_text(f"开好了 {len(rows)} 个")).to_be_visible()
    expect(page.get_by_role("heading", name="没开成的")).to_have_count(0)
    page.get_by_role("link", name="打印登录条").click()
    page.get_by_role("button", name="做登录条").click()
    return {slip.locator("p .q").first.inner_text().removeprefix("账号 "): slip.locator(".code").inner_text()
            for slip in page.locator(".slip").all()}


def come_in(story, who, code):
    """An officer comes in by the code of a slip and chooses a password."""
    page = story.windows.visitor()
    enter(page, code)
    expect(page.get_by_role("heading", name="设密码")).to_be_visible()
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.get_by_role("button", name="设好").click()
    expect(page).to_have_url(re.compile("/home$"))
    story.windows.pages[who] = page


def confirm(page, campaign=None):
    if campaign:
        page.get_by_role("radio", name="新的活动").check()
        page.fill("#new_campaign_name", campaign)
    # A number of photos is a red line: who lets it stand says why.
    for place in page.locator("[name^='finding.'][name$='.reason']").evaluate_all("all => all.map(one => one.name)"):
        fill(page, place, "上级的要求，可以不传")
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_role("heading", name="文件")).to_be_visible()
    return page.url


def fill(page, name, text):
    """A field that may lie in a fold."""
    field = page.locator(f"[name='{name}']")
    page.evaluate("name => document.getElementsByName(name)[0].closest('details')?.setAttribute('open', '')", name)
    field.fill(text)


def issue(page):
    page.get_by_role("button", name=re.compile("发给下面")).click()
    expect(page.get_by_role("heading", name="发给谁了")).to_be_visible()


def read_in(page, text):
    page.goto("/notices/new")
    page.fill("#text", text)
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()


def record(page, title, people):
    page.goto("/activities/new")
    page.fill("#title", title)
    page.get_by_role("radio", name="宣传", exact=True).check()
    page.fill("#date", "2025-05-20")
    page.fill("#count", str(people))
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def hand_up(page, story, unit, button):
    page.goto(f"/submissions/new?campaign={story.campaign}&unit={unit}")
    page.get_by_role("button", name=button).click()
    expect(page.locator("h1 + .chip, .chip").first).to_be_visible()
    return page.url


def accept(page, story, unit):
    page.goto("/submissions")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=unit, exact=True))
    row.get_by_role("link", name="去看").click()
    page.get_by_role("button", name="收下").click()
    expect(page.locator(".chip").first).to_contain_text("收下了")


def reported(page, story, unit):
    return page.request.get(f"/api/v1/stat-tables/{story.campaign}/{unit}").json()


# Letting nine people in


def test_each_level_lets_in_the_next_by_slips(server, windows, story):
    page = windows.visitor()
    page.goto(re.search(r"http://\S+/set-up/\S+", "".join(server.printed))[0])
    page.fill("#account", "zongban")
    page.fill("#password", PASSWORD)
    page.fill("#password_again", PASSWORD)
    page.get_by_role("button", name="定好").click()
    done = memberday("units", "import", UNITS, "--data", server.folder)
    assert done.returncode == 0, done.stderr
    nation = windows["zongban"]
    windows.pages["nation"] = nation
    above = nation
    for who, unit, below in [("province", PROVINCE, NATION), ("city", CITY, PROVINCE)]:
        slips = open_posts(above, below, [
            [unit, "", "秘书长", "经办人", who], [unit, "", "秘书长", "负责人", who]])
        come_in(story, who, slips[who])
        above = story.at(who)
    for clerk, unit, below in [("county", COUNTY, CITY), ("street", STREET, COUNTY)]:
        slips = open_posts(above, below, [
            [unit, "", "经办人", "经办人", clerk], [unit, "", "分管负责人", "负责人", f"{clerk}-fz"]])
        come_in(story, clerk, slips[clerk])
        come_in(story, f"{clerk}-fz", slips[f"{clerk}-fz"])
        above = story.at(clerk)


def test_villages_come_in_by_a_code_on_a_phone(windows, story):
    street = story.at("street")
    street.goto(f"/units/{STREET}/posts/new")
    names = street.locator("table.tbl tbody tr th").all_inner_texts()
    assert "金府社区" in names and "金山社区" in names
    street.get_by_role("button", name="开这些岗位").click()
    expect(street.get_by_text(f"开好了 {len(names)} 个")).to_be_visible()
    street.get_by_role("link", name="打印登录条").click()
    street.get_by_role("button", name="做登录条").click()
    slips = codes(street)
    for who, unit in [("jinfu", "金府社区"), ("jinshan", "金山社区")]:
        page = windows.visitor(viewport=PHONE, user_agent=PHONE_AGENT)
        page.goto(f"/sign-in/codes?code={slips[unit][0].replace(' ', '')}")
        page.get_by_role("button", name="登录", exact=True).click()
        expect(page).to_have_url(re.compile("/home$"))
        windows.pages[who] = page
    assert len(set(story.windows.pages.values())) == 9
    # A slip is for one time.
    other = windows.visitor()
    enter(other, slips["金府社区"][0])
    expect(other.get_by_role("alert")).to_contain_text("这个码用不了")


# Down


def test_the_notice_goes_down_to_the_county(story):
    nation = story.at("nation")
    read_in(nation, NOTICE)
    story.notice = confirm(nation, CAMPAIGN)
    issue(nation)
    nation.goto("/stat-tables")
    story.campaign = nation.url.split("/")[-2]
    for who in ["province", "city", "county"]:
        page = story.at(who)
        page.goto("/home")
        todo = page.locator(".todo").filter(has_text="家庭健康")
        expect(todo).to_have_count(1)
        todo.get_by_role("link").click()
        page.get_by_role("button", name=re.compile("照样办")).click()
        expect(page.get_by_role("heading", name="发给谁了")).to_be_visible()


def test_the_street_writes_its_plan_from_two_superiors(story):
    page = story.at("street")
    read_in(page, MINISTRY)
    page.get_by_role("radio", name=re.compile(CAMPAIGN)).first.check()
    confirm(page)
    page.goto("/home")
    page.locator(".todo").filter(has_text="家庭健康").get_by_role("link").click()
    page.get_by_role("button", name="写本级方案").click()
    page.select_option("#base", page.locator("#base option", has_text="普惠托育").get_attribute("value"))
    page.get_by_role("button", name="加上这份").click()
    speech = clause(page, "讲清健康知识")
    speech.get_by_role("radio", name="改写").check()
    speech.get_by_label("改成").fill("讲清健康知识。在中心广场设点讲解，发放问答手册。")
    page.get_by_label("领导小组").fill("组长 街道办事处分管负责人")
    well_made(page)
    page.get_by_role("button", name="成文，去核对").click()
    text = paper(page)
    for words in ["国计生协〔2025〕31号", "金卫函〔2025〕17号", "中心广场", "托育机构开放日"]:
        assert words in text
    story.plan = confirm(page)
    issue(page)
    for who in ["jinfu", "jinshan"]:
        below = story.at(who)
        below.goto("/home")
        expect(below.locator(".todo").filter(has_text="家庭健康")).to_have_count(1)


def test_a_revision_comes_down_and_the_street_takes_it_over(story):
    nation = story.at("nation")
    nation.goto(story.notice)
    nation.get_by_role("link", name="改一版").click()
    nation.get_by_label("全文").fill(
        NOTICE.replace("发放问答手册", "发放问答手册和补贴指南").replace("5月20日，在", "5月22日，在"))
    nation.get_by_role("button", name="读一遍，去核对").click()
    confirm(nation)
    issue(nation)
    for who in ["province", "city", "county"]:
        page = story.at(who)
        page.goto("/home")
        page.locator(".todo").filter(has_text="通知修订了").get_by_role("link").click()
        expect(page.locator(".clause")).to_have_count(2)
        page.get_by_role("button", name="照样办").click()
    page = story.at("street")
    page.goto("/home")
    todo = page.locator(".todo").filter(has_text="通知修订了")
    expect(todo).to_contain_text("改了 2 条")
    todo.get_by_role("link").click()
    changes = page.locator(".clause")
    changes.nth(0).get_by_role("radio", name="保持我们的").check()
    changes.nth(1).get_by_role("radio", name="采用新的").check()
    page.get_by_role("button", name="就这么定").click()
    page.get_by_role("button", name="成文，去核对").click()
    text = paper(page)
    assert "5月22日" in text and "补贴指南" not in text and "中心广场" in text
    story.plan = confirm(page)
    issue(page)


# Up


def test_villages_record_and_report(story):
    for who, title, people in [("jinfu", "健康集市", 80), ("jinshan", "广场讲解", 45)]:
        page = story.at(who)
        record(page, title, people)
        page.goto("/home")
        page.get_by_role("link", name="报完了").click()
        page.get_by_role("button", name="报上去").click()
        expect(page.locator(".chip").first).to_have_text("等上级看")
    signatory = story.at("street-fz")
    for unit in ["金府社区", "金山社区"]:
        accept(signatory, story, unit)
    assert reported(signatory, story, STREET)["reported"][CELL] == 125


def test_materials_are_attached_and_a_forged_one_is_not(story):
    page = story.at("street")
    address = f"/materials/{story.campaign}/{STREET}"
    attach(page, address, "总结", [("../../总结.docx", document())])
    expect(page.locator("main")).to_contain_text("总结.docx")
    assert "../" not in page.locator("main").inner_text()
    attach(page, address, "照片", [("照片.jpg", PDF)])
    expect(page.get_by_role("alert")).to_contain_text("照片.jpg")
    attach(page, address, "照片", [("集市.png", png())])
    well_made(page)
    page.goto(f"/submissions/new?campaign={story.campaign}&unit={STREET}")
    expect(page.locator("main")).to_contain_text("照片 1 张")


def test_the_clerk_hands_to_the_signatory_who_signs(story):
    clerk, signatory = story.at("street"), story.at("street-fz")
    story.first = hand_up(clerk, story, STREET, "送负责人签字")
    signatory.goto("/home")
    signatory.locator(".todo", has_text="等你签字").get_by_role("link").click()
    signatory.fill("#name", "分管负责人")
    signatory.get_by_role("button", name="同意，签字上报").click()
    expect(signatory.locator(".ticket")).to_contain_text("分管负责人")
    # Recalled, and handed up once more.
    clerk.goto(story.first)
    clerk.get_by_role("button", name="撤回").click()
    expect(clerk.locator(".chip").first).to_have_text("撤回了")
    story.second = hand_up(clerk, story, STREET, "送负责人签字")
    signatory.goto(story.second)
    signatory.get_by_role("button", name="同意，签字上报").click()
    expect(signatory).to_have_url(re.compile("/receipt$"))


def test_the_county_returns_it_by_cell_and_then_accepts(story):
    county, clerk, signatory = story.at("county-fz"), story.at("street"), story.at("street-fz")
    county.goto(story.second)
    county.get_by_text("有不对的，退回").click()
    county.get_by_text("按格、按材料写").click()
    county.locator(f"[id='cell.{CELL}']").fill("和方案对不上")
    county.locator("[id='requirement.photos']").fill("还差一张")
    county.get_by_role("button", name="退回补正").click()
    expect(county.locator(".chip").first).to_have_text("退回补正")
    clerk.goto("/home")
    clerk.locator(".todo", has_text="上级退回来了").get_by_role("link").click()
    remarks = clerk.locator("section[aria-labelledby=remarks] li")
    expect(remarks).to_have_count(2)
    expect(remarks.first).to_contain_text("125")
    attach(clerk, f"/materials/{story.campaign}/{STREET}", "照片", [("义诊.png", png(90))])
    again = hand_up(clerk, story, STREET, "送负责人签字")
    signatory.goto(again)
    signatory.get_by_role("button", name="同意，签字上报").click()
    accept(county, story, "金乡街道")


def test_it_goes_up_to_the_nation_with_the_missing_province_named(story):
    county, signatory = story.at("county"), story.at("county-fz")
    address = hand_up(county, story, COUNTY, "送负责人签字")
    signatory.goto(address)
    signatory.get_by_role("button", name="同意，签字上报").click()
    for who, unit, name in [("city", CITY, "金乡县"), ("province", PROVINCE, "济宁市")]:
        page = story.at(who)
        accept(page, story, name)
        hand_up(page, story, unit, "确认上报")
    nation = story.at("nation")
    accept(nation, story, "山东省")
    told = reported(nation, story, NATION)
    assert told["reported"][CELL] == told["live"][CELL] == 125
    names = str(told["missing"])
    assert PROVINCE not in told["missing"] and "21" in names
    nation.goto("/gaps")
    row = lambda unit: nation.get_by_role("row").filter(has=nation.get_by_role("rowheader", name=unit))  # noqa: E731
    expect(row("辽宁省")).to_contain_text("信息统计表")
    expect(row("山东省")).to_contain_text("总结")  # its table is there, its summary is not
    expect(row("山东省")).not_to_contain_text("信息统计表")
    well_made(nation)
    # Everybody on the way sees the same history, down to who signed; names of villages' people go nowhere.
    nation.goto("/submissions")
    well_made(nation)


def test_who_is_reminded_is_told_once_a_day(story):
    nation = story.at("nation")
    nation.goto("/gaps")
    row = nation.get_by_role("row").filter(has=nation.get_by_role("rowheader", name="辽宁省"))
    row.get_by_role("link", name=re.compile("提醒")).click()
    expect(nation.locator("main")).to_contain_text("还差 信息统计表")
    nation.get_by_role("button", name=re.compile("发出提醒")).click()
    nation.goto("/gaps")
    row = nation.get_by_role("row").filter(has=nation.get_by_role("rowheader", name="辽宁省"))
    expect(row).to_contain_text("今天提醒过了")
