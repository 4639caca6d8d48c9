"""Letting people in: many posts at once, slips on paper, the code on a phone, devices, and who left stays out.

The tests run in the order of the file and tell one story.
"""

import base64
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from conftest import DEMO_PASSWORD, fetch, well_made

STREET, COUNTY = "370828001", "370828"
JINSHAN, JINFU = "370828001010", "370828001009"
PHONE = {"width": 360, "height": 740}
PHONE_AGENT = ("Mozilla/5.0 (Linux; Android 13; M2012K10C) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
               "Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50")


def codes(page):
    """What stands on the printed slips: by unit, the code and the account."""
    slips = {}
    for slip in page.locator(".slip").all():
        account = slip.locator("p .q").first.inner_text().removeprefix("账号 ")
        slips[slip.locator("h2").inner_text()] = (slip.locator(".code").inner_text(), account)
    return slips


def cut(page, host=None):
    """Slips that are higher on paper than an eighth of the sheet, or whose words are cut."""
    page.emulate_media(media="print")
    before = page.viewport_size
    page.set_viewport_size({"width": 733, "height": 1062})  # 194 x 281 mm
    found = page.evaluate("""host => {
        if (host) for (const one of document.querySelectorAll(".slip .hash")) one.textContent = host;
        const sheet = document.querySelector(".slips").getBoundingClientRect();
        return [...document.querySelectorAll(".slip")].filter(slip => {
            const box = slip.getBoundingClientRect();
            const last = slip.lastElementChild.getBoundingClientRect();
            return box.height > 69 / 25.4 * 96 || last.bottom > box.bottom || slip.scrollWidth > slip.clientWidth
                || box.right > sheet.right + 1 || getComputedStyle(slip).overflow == "hidden";
        }).length;
    }""", host)
    page.emulate_media(media="screen")
    page.set_viewport_size(before)
    return found


def phone(desks):
    return desks.visitor(viewport=PHONE, user_agent=PHONE_AGENT)


def enter(page, code):
    page.goto("/sign-in")
    page.get_by_role("link", name="用登录条上的码登录").click()
    page.fill("#code", code)
    page.get_by_role("button", name="登录", exact=True).click()


@pytest.fixture(scope="module")
def printed(desks):
    """The slips of the street, printed once for the story."""
    page = desks["jiedao"]
    page.goto(f"/units/{STREET}/posts/new")
    rows = page.locator("table.tbl tbody tr")
    assert rows.count() > 10
    names = rows.locator("th").all_inner_texts()
    assert names == sorted(names, key=lambda name: rows.locator("th").all_inner_texts().index(name))
    assert "金山社区" not in names  # somebody is there
    well_made(page)
    page.get_by_role("button", name="开这些岗位").click()
    expect(page.get_by_text(f"开好了 {len(names)} 个")).to_be_visible()
    expect(page.get_by_role("heading", name="没开成的")).to_have_count(0)
    page.get_by_role("link", name="打印登录条").click()
    expect(page.get_by_text("还没用过登录条的")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="做登录条").click()
    expect(page.locator(".slip")).to_have_count(len(names))
    well_made(page)
    pdf = page.pdf(prefer_css_page_size=True)
    assert cut(page) == 0
    assert cut(page, "https://huiyuan-huodong.jihuashengyuxiehui.weishengjiankang.jining.shandong.gov.cn/sign-in/codes") == 0
    return codes(page), pdf


def test_eight_slips_go_on_a_page(printed):
    slips, pdf = printed
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert pages == (len(slips) + 7) // 8
    assert all(re.fullmatch(r"\d{4} \d{4} \d{4}", code) for code, _ in slips.values())
    assert len({code for code, _ in slips.values()}) == len(slips)


def test_a_recorder_comes_in_by_the_code_on_a_phone(desks, printed):
    code, account = printed[0]["金府社区"]
    assert account == JINFU
    page = phone(desks)
    # What the QR code opens: nothing is said, nothing is used up, however often.
    for _ in range(2):
        page.goto(f"/sign-in/codes?code={code.replace(' ', '')}")
        assert "金府" not in page.content()
    well_made(page, widths=(360,))
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page).to_have_url(re.compile("/home$"))
    expect(page.get_by_text("金府社区").first).to_be_visible()
    cookie = next(one for one in page.context.cookies() if one["name"] == "memberday")
    assert cookie["expires"] > 80 * 86400
    page.locator("details.drop.end summary").click()
    page.get_by_role("link", name="我的账号").click()
    expect(page.locator("li b").filter(has_text="安卓手机 微信")).to_be_visible()
    well_made(page, widths=(360,))
    # A used one is answered like a wrong one, and lets in nobody.
    other = phone(desks)
    enter(other, "12")
    expect(other.get_by_role("alert")).to_contain_text("码是 12 位数字")
    for bad in (code, "0000 0000 0000"):
        enter(other, bad)
        expect(other.get_by_role("alert")).to_contain_text("这个码用不了")
        expect(other.get_by_role("alert")).to_contain_text("请乡镇（街道）重发")


def test_a_device_that_is_ended_is_out_at_once(desks, printed):
    code, account = printed[0]["刘庄村"]
    page = phone(desks)
    enter(page, code)
    expect(page).to_have_url(re.compile("/home$"))
    clerk = desks["jiedao"]
    clerk.goto("/units/370828001209/posts")
    well_made(clerk)
    clerk.get_by_text("换人、重发、停用").first.click()
    well_made(clerk)
    clerk.get_by_role("button", name="退出所有设备").click()
    expect(clerk.get_by_role("status")).to_contain_text("登着的设备都退出了")
    page.goto("/home")
    expect(page).to_have_url(re.compile("/sign-in"))
    # A new slip lets the same person in again.
    clerk.get_by_text("换人、重发、停用").first.click()
    clerk.get_by_role("button", name="重发登录条").click()
    enter(page, codes(clerk)["刘庄村"][0])
    expect(page).to_have_url(re.compile("/home$"))
    # Handed over: out, and the new one comes in.
    clerk.goto("/units/370828001209/posts")
    clerk.get_by_text("换人、重发、停用").first.click()
    clerk.get_by_label("新来的人怎么称呼").fill("新记录员")
    clerk.get_by_role("button", name="交接给新来的人").click()
    code, account = codes(clerk)["刘庄村"]
    assert account == "370828001209-2"
    clerk.goto("/units/370828001209/posts")
    clerk.get_by_text("以前的", exact=True).click()
    expect(clerk.locator("details li")).to_contain_text(["停用"])
    well_made(clerk)
    page.goto("/home")
    expect(page).to_have_url(re.compile("/sign-in"))
    enter(page, code)
    expect(page.locator("header")).to_contain_text("新记录员")


def test_a_clerk_chooses_a_password_first(desks):
    county = desks["jinxiang"]
    county.goto(f"/units/{COUNTY}/posts/new")
    row = county.locator("table.tbl tbody tr").first
    name = row.locator("th").inner_text()
    for tick in county.locator("table.tbl input[type=checkbox]").all()[1:]:
        tick.uncheck()
    county.get_by_role("button", name="开这些岗位").click()
    expect(county.get_by_text("开好了 1 个")).to_be_visible()
    county.get_by_role("link", name="打印登录条").click()
    county.get_by_role("button", name="做登录条").click()
    code, account = codes(county)[name]
    page = desks.visitor()
    enter(page, code)
    expect(page.get_by_role("heading", name="设密码")).to_be_visible()
    expect(page.get_by_text(account).first).to_be_visible()
    page.goto("/stat-tables")
    expect(page.get_by_role("heading", name="设密码")).to_be_visible()
    well_made(page)
    page.fill("#password", "短")
    page.fill("#again", "短")
    page.get_by_role("button", name="设好").click()
    expect(page.get_by_role("alert")).to_contain_text("密码至少 8 个字")
    page.fill("#password", "一个好的长长的密码")
    page.fill("#again", "一个好的长长的密码")
    page.get_by_role("button", name="设好").click()
    expect(page).to_have_url(re.compile("/home$"))
    desks.sign_in(account, "一个好的长长的密码")


def test_a_file_with_mistakes_is_mended_in_place(desks):
    page = desks["jinxiang"]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["区划代码", "单位", "称呼", "岗位", "账号"])
    for row in [[370828102001, None, None, None, None], ["370828001010", None, None, None, None], ["370828999001"],
                ["=A2"], [None] * 5, ["370828102001"]]:
        sheet.append(row)
    for _ in range(20_000):
        sheet.append([" "])
    stream = io.BytesIO()
    book.save(stream)
    page.goto(f"/units/{COUNTY}/posts/new")
    page.set_input_files("#file", {"name": "岗位.xlsx", "mimeType": "application/octet-stream", "buffer": stream.getvalue()})
    page.get_by_role("button", name="核对并开").click()
    errors = page.locator("fieldset.bad .err")
    expect(errors).to_have_count(4 if page.get_by_text("开好了 1 个").count() else 5)
    said = " ".join(errors.all_inner_texts())
    for words in ("金山社区已经有记录员了", "没有这个区划代码", "有公式", "和第 2 行重复"):
        assert words in said
    well_made(page)
    # One is meant, the others stay.
    fieldset = page.locator("fieldset.bad").filter(has_text="金山社区已经有")
    fieldset.get_by_label("再开一个").check()
    before = page.get_by_text("开好了").inner_text()
    page.get_by_role("button", name="再试一次").click()
    expect(page.get_by_text("开好了")).not_to_have_text(before)
    expect(page.locator("fieldset.bad").filter(has_text="金山社区已经有")).to_have_count(0)
    # Another is not to be opened at all.
    page.locator("fieldset.bad").filter(has_text="第 5 行").get_by_label("不开这一行").check()
    page.get_by_role("button", name="再试一次").click()
    expect(page.get_by_text("1 行不开了")).to_be_visible()
    expect(page.locator("fieldset.bad").filter(has_text="第 5 行")).to_have_count(0)
    well_made(page)
    # The wrong headings, and no list at all.
    page.goto(f"/units/{COUNTY}/posts/new")
    page.set_input_files("#file", {"name": "表.csv", "mimeType": "text/csv", "buffer": "编号,名字\n1,2\n".encode("gb18030")})
    page.get_by_role("button", name="核对并开").click()
    expect(page.get_by_role("alert")).to_contain_text("没有“区划代码”这一列")
    page.fill("#text", "370828001010")
    page.get_by_role("button", name="核对并开").click()
    expect(page.locator("fieldset.bad .err")).to_contain_text("金山社区已经有记录员了")
    # A list as it lies about: names of units, and columns that are none of ours.
    page.goto(f"/units/{COUNTY}/posts/new")
    page.fill("#text", "村居\t姓名\t电话\n金山社区\t张三\t13800000000\n没有的社区\t李四\t13800000001")
    page.get_by_role("button", name="核对并开").click()
    expect(page.locator("fieldset.bad .err")).to_contain_text(["金山社区已经有记录员了", "没有叫“没有的社区”的"])
    assert "13800000" not in page.content() and "张三" not in page.content()


def test_the_sheet_to_fill_in_names_the_units(desks):
    page = desks["jinxiang"]
    bytes_ = fetch(page, f"/units/{COUNTY}/posts/template.xlsx?level=6")
    rows = list(openpyxl.load_workbook(io.BytesIO(bytes_)).active.iter_rows(values_only=True))
    assert rows[0] == ("区划代码", "单位", "称呼", "岗位", "账号")
    assert all(row[0].startswith(COUNTY) and len(row[0]) == 12 for row in rows[1:])


def test_one_person_in_two_units_switches(desks):
    clerk = desks["jiedao"]
    clerk.goto(f"/units/{JINFU}/posts")
    clerk.fill("#name", "记录员")
    clerk.fill("#account", "jinshan")
    clerk.get_by_role("button", name="开账号").click()
    expect(clerk.get_by_role("alert")).to_contain_text("这个账号有人用了")
    clerk.get_by_label("是同一个人，只加岗位").check()
    clerk.get_by_role("button", name="开账号").click()
    expect(clerk.locator("section[aria-labelledby=now]")).to_contain_text("jinshan")
    page = desks.visitor(viewport=PHONE)
    page.goto("/sign-in")
    page.fill("#account", "jinshan")
    page.fill("#password", DEMO_PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    for target in ("金山社区", "金府社区"):
        page.locator("header details.drop").first.locator("summary").click()
        well_made(page, widths=(360,))
        page.get_by_role("button", name=f"换到{target}").click()
        expect(page.locator("header summary b")).to_have_text(target)
    # A login of somebody else's people stays unknown.
    other = desks["guojia"]
    other.goto(f"/units/{JINFU}/posts")
    clerk.goto(f"/units/{JINFU}/posts")
    clerk.fill("#name", "记录员")
    clerk.fill("#account", "shandong")
    clerk.get_by_role("button", name="开账号").click()
    clerk.get_by_label("是同一个人，只加岗位").check()
    clerk.get_by_role("button", name="开账号").click()
    expect(clerk.get_by_role("alert")).to_contain_text("这个账号不在你管的范围，请对方管理员开")


def test_without_a_script_it_works_too(desks, browser, demo):
    context = browser.new_context(base_url=demo.url, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#account", "jiedao")
    page.fill("#password", DEMO_PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.goto(f"/units/{STREET}/posts/slips")
    page.check("input[name=which][value=all]")
    page.get_by_role("button", name="做登录条").click()
    picture = page.locator(".slip img").first.get_attribute("src")
    assert base64.b64decode(picture.split(",")[1]).startswith(b"\x89PNG")
    # No button without a script: the browser's own printing is named.
    expect(page.get_by_role("button", name="打印")).to_have_count(0)
    expect(page.get_by_text("用浏览器的打印（Ctrl+P）").first).to_be_visible()
    context.close()
