"""Notices: any file in, reviewed with few keys, out as an official document, a calendar and a public page."""

import io
import re
import zipfile

import docx
import icalendar
import pytest
from playwright.sync_api import expect

from conftest import SHARED, fetch, refused, well_made

NOTICES = SHARED / "notices"
STREET_PLAN = "jinxiang-street-plan-2025"

PLAN = """金街办发〔2025〕28号

金乡街道关于开展家庭健康服务活动的通知

各社区、村计生协：

现将有关事项通知如下。

一、活动时间

2025年5月8日至5月31日

二、活动内容

（一）健康义诊。5月20日上午9:30-11:00，在文化广场举办健康义诊，预计100人参加。

（二）亲子阅读。5月24日，在社区活动中心开展亲子阅读，每场邀请10-15组家庭参加。

三、工作要求

请于6月5日前将活动总结报送街道计生协。

金乡街道办事处
2025年5月7日
"""
BREACHING = PLAN.replace("活动总结报送", "活动总结、照片10张报送").replace(
    "街道计生协。\n", "街道计生协。督导检查结果纳入年度绩效考核。\n").replace("28号", "29号")
ANNUAL = """索引号 | 1137/2025-003 | 公开方式 | 主动公开 |
发布机构 | 金乡县计划生育协会 | 有效性 | 有效 |

金计生协发〔2025〕3号

金乡县计划生育协会2025年工作要点

各镇街计生协：

2025年全县计生协工作的总体要求是：围绕中心，服务群众。

一、夯实组织基础

（一）配齐专职人员。各镇街计生协专职在岗人员不少于2人，每个村（居）配备至少2名家庭健康指导员。责任单位：组织部

二、做好宣传服务

（一）办好重要节日活动。围绕“国际家庭日”“5.29会员活动日”“世界人口日”开展主题宣传活动。

金乡县计划生育协会
2025年2月20日
"""


def paste(page, text):
    """Puts the text in and returns on the review page."""
    page.goto("/notices/new")
    page.fill("#text", text)
    page.get_by_role("button", name="读一遍").click()
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()


def take(page, name, content):
    page.goto("/notices/new")
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="读一遍").click()


def confirm(page):
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_role("heading", name="文件")).to_be_visible()


def values(page, name, count):
    return [page.input_value(f"[id='activity.{place}.{name}']") for place in range(count)]


# Files


@pytest.mark.skipif(not NOTICES.exists(), reason="the real notices lie beside the working copy")
@pytest.mark.parametrize("ending", ["txt", "docx", "pdf", "html", "doc"])
def test_the_same_plan_from_each_kind_of_file(desks, ending):
    page = desks["jiedao"]
    take(page, f"方案.{ending}", (NOTICES / f"{STREET_PLAN}.{ending}").read_bytes())
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible(timeout=40_000)
    assert page.input_value("#title").startswith("关于印发《金乡街道计划生育协会")
    assert page.input_value("#issue_date") == "2025-05-07"
    assert values(page, "name", 3) == ["线下宣传", "线上宣传", "座谈会与宣讲会"]
    assert page.locator("[id^='activity.'][id$='.name']").count() == 16
    assert page.input_value("[id='deadline.0.date']") == "2025-06-05"


def scan():
    """A PDF with one page and no letter on it."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<document>" + b" " * (200 << 20))
    return out.getvalue()


def entity():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:p>&x;</w:p></w:document>')
    return out.getvalue()


BAD = {
    "empty": (b"", "没有文字"),
    "scan": (scan(), "扫描"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "不是文字"),
    "cut off": (b"PK\x03\x04" + b"\x00" * 40, "损坏"),
    "a bomb": (bomb(), "展开后过大"),
    "an entity": (entity(), "外部引用"),
    "a shopping list": ("牛奶\n面包\n鸡蛋 十个\n洗衣液\n酱油\n卫生纸\n苹果\n".encode() * 3, "看起来不是通知"),
}


@pytest.mark.parametrize("content, message", BAD.values(), ids=BAD.keys())
def test_a_bad_file_says_what_to_do_and_leaves_nothing(desks, content, message):
    page = desks["jiedao"]
    page.goto("/notices")
    before = page.locator("section li").count()
    take(page, "通知.docx", content)
    expect(page.get_by_role("alert")).to_contain_text(message)
    page.goto("/notices")
    assert page.locator("section li").count() == before


# Review


def test_a_correct_plan_is_confirmed_with_few_keys(desks):
    page = desks["jiedao"]
    paste(page, PLAN.replace("28号", "30号"))
    keys = 0
    for _ in range(25):
        page.keyboard.press("Tab")
        keys += 1
        focused = page.evaluate("document.activeElement.textContent.trim()")
        if focused == "跳到正文":
            page.keyboard.press("Enter")
            keys += 1
        if focused == "没有要改的，确认":
            break
    page.keyboard.press("Enter")
    keys += 1
    expect(page.get_by_role("heading", name="文件")).to_be_visible()
    assert keys <= 25, f"{keys} keys"


def test_a_value_is_corrected_with_four_keys_and_a_reload_keeps_it(desks):
    page = desks["jiedao"]
    paste(page, PLAN.replace("28号", "31号"))
    keys = []
    page.expose_function("noteKey", lambda key: keys.append(key))
    page.evaluate("addEventListener('keydown', event => noteKey(event.key))")
    page.locator("[id='activity.0.dates']").click()
    page.keyboard.type("5.9")
    page.keyboard.press("Tab")
    expect(page.locator("[data-kept]")).to_contain_text("存好了")
    assert len(keys) <= 4, keys
    page.reload()
    assert page.input_value("[id='activity.0.dates']") == "5.9"
    page.locator("[id='activity.1.venue']").fill("图书馆")
    page.locator("#theme").fill("改过的主题")
    # Gone at once: what was typed goes along.
    page.goto("/notices")
    page.go_back()
    page.reload()
    assert page.input_value("[id='activity.1.venue']") == "图书馆"
    assert page.input_value("#theme") == "改过的主题"
    confirm(page)
    expect(page.get_by_role("row").filter(has_text="健康义诊")).to_contain_text("5月9日")


@pytest.mark.parametrize("script", [True, False])
def test_the_enter_key_keeps_and_never_confirms(desks, script):
    page = desks.sign_in("jiedao", java_script_enabled=script)
    paste(page, PLAN.replace("28号", f"{36 + script}号"))
    page.locator("[id='activity.0.headcount']").fill("约120人")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()
    assert page.input_value("[id='activity.0.headcount']") == "约120人"
    confirm(page)
    expect(page.get_by_role("row").filter(has_text="健康义诊")).to_contain_text("120 人")
    page.context.close()


def test_what_was_changed_settles_what_was_asked(desks):
    page = desks["jiedao"]
    early = PLAN.replace("28号", "38号").replace("5月20日上午", "5月2日上午")
    paste(page, early)
    expect(page.locator("section[aria-labelledby=look]")).to_contain_text("还剩")
    page.locator("[id='activity.0.dates']").fill("5.20")
    page.keyboard.press("Enter")
    expect(page.locator("section[aria-labelledby=look]")).to_contain_text("都定了")
    expect(page.locator(".lint.ok")).to_contain_text("改过了")


def test_a_draft_of_a_wrong_file_is_thrown_away(desks):
    page = desks["jiedao"]
    paste(page, PLAN.replace("28号", "39号"))
    review = page.url
    page.get_by_role("button", name="删掉草稿").click()
    expect(page).to_have_url(re.compile("/notices$"))
    assert page.goto(review).status == 404


def test_the_same_number_again_is_said(desks, issued):
    page = desks["jiedao"]
    paste(page, PLAN)
    expect(page.get_by_text("这个文号已经有一份了")).to_be_visible()
    page.get_by_role("button", name="删掉草稿").click()


def test_source_and_value_light_each_other(desks):
    page = desks["jiedao"]
    paste(page, PLAN.replace("28号", "32号"))
    page.locator("[id='activity.1.name']").focus()
    lit = page.locator("mark.lit")
    expect(lit.first).to_contain_text("亲子阅读")
    page.locator("mark[data-field='deadline.0.what']").first.click()
    expect(page.locator("[id='deadline.0.what']")).to_be_focused()


def test_without_script_every_value_leads_to_its_source_and_back(desks):
    page = desks.sign_in("jiedao", java_script_enabled=False)
    paste(page, PLAN.replace("28号", "33号"))
    hrefs = page.locator("a.src, a.n, mark sup a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(hrefs) > 10
    for href in set(hrefs):
        assert page.locator(f"[id='{href[1:]}']").count() == 1, href
    page.locator("[id='activity.0.venue']").fill("人民广场")
    page.get_by_role("button", name="加一项").first.click()
    page.locator("[id='activity.2.name']").fill("志愿者巡回宣讲")
    page.get_by_role("button", name="存着下次再核").click()
    page.get_by_role("link", name="家庭健康服务活动").first.click()
    assert values(page, "venue", 1) == ["人民广场"]
    assert values(page, "name", 3)[2] == "志愿者巡回宣讲"
    page.context.close()


def test_a_red_line_asks_for_a_reason_and_the_superior_reads_it(desks):
    page = desks["jiedao"]
    paste(page, BREACHING)
    expect(page.locator("section[aria-labelledby=burden]")).to_contain_text("2 处碰到减负红线")
    page.get_by_role("button", name="确认", exact=True).click()
    refused(page, page.locator("input[name$='.reason']").first.get_attribute("id"), "写明为什么")
    reasons = page.locator("input[name$='.reason']:visible")
    for place in range(reasons.count()):
        reasons.nth(place).fill("县里的通知原文如此")
    confirm(page)
    expect(page.locator("section[aria-labelledby=findings]")).to_contain_text("县里的通知原文如此")
    page.get_by_role("button", name=re.compile("发给下面")).click()
    above = desks["jinxiang"]
    above.goto("/notices")
    above.locator("section[aria-labelledby=breaches]").get_by_role("link").first.click()
    expect(above.locator("section[aria-labelledby=findings]")).to_contain_text("县里的通知原文如此")
    well_made(above)
    below = desks["jinshan"]
    below.goto(above.url)
    expect(below.locator("section[aria-labelledby=findings]")).to_have_count(0)


def test_a_finding_is_let_stand_and_thought_over_again(desks):
    page = desks["jiedao"]
    paste(page, BREACHING.replace("29号", "34号"))
    finding = page.locator(".lint").first
    finding.get_by_role("textbox").fill("上级要求")
    finding.get_by_role("button", name="保持原样").click()
    expect(page.locator(".lint.ok")).to_contain_text("已定：保持原样，上级要求")
    page.reload()
    page.locator(".lint.ok").get_by_role("button", name="改主意").click()
    expect(page.locator(".lint.ok")).to_have_count(0)


def test_the_review_fits_a_phone(desks):
    page = desks["jiedao"]
    paste(page, BREACHING.replace("29号", "35号"))
    well_made(page)


# Out


@pytest.fixture(scope="module")
def issued(desks):
    page = desks["jiedao"]
    paste(page, PLAN)
    page.locator("[id='activity.0.venue']").fill("人民广场")
    confirm(page)
    page.get_by_role("button", name=re.compile("发给下面")).click()
    expect(page.get_by_role("heading", name="公开")).to_be_visible()
    return page.url


def test_the_official_document_has_the_layout_of_the_standard(desks, issued):
    page = desks["jiedao"]
    document = docx.Document(io.BytesIO(fetch(page, issued + "/document.docx")))
    section = document.sections[0]
    text_width = section.page_width - section.left_margin - section.right_margin
    text_height = section.page_height - section.top_margin - section.bottom_margin
    millimetre = 36_000
    assert abs(text_width / millimetre - 156) < 1 and abs(text_height / millimetre - 225) < 1
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any("家庭健康服务活动的通知" in text for text in texts)
    assert any(text.startswith("一、") for text in texts)
    # What a person corrected stands in a table behind the text that was signed.
    assert any("在文化广场举办" in text for text in texts)
    assert any("人民广场" in cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_sessions_come_as_a_calendar(desks, issued):
    page = desks["jiedao"]
    content = fetch(page, issued + "/sessions.ics")
    calendar = icalendar.Calendar.from_ical(content)
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    clinic = events["健康义诊"]
    assert clinic["DTSTART"].dt.isoformat() == "2025-05-20T09:30:00+08:00"
    assert clinic["DTEND"].dt.isoformat() == "2025-05-20T11:00:00+08:00"
    assert str(clinic["LOCATION"]) == "人民广场"
    again = icalendar.Calendar.from_ical(fetch(page, issued + "/sessions.ics"))
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    # Two sessions and the deadline.
    assert len(set(uids)) == len(uids) == 3
    assert uids == [str(event["UID"]) for event in again.walk("VEVENT")]


def test_paper_and_the_original_file(desks, issued):
    page = desks["jiedao"]
    assert fetch(page, issued + "/original").decode() == PLAN
    page.goto(issued + "/print")
    expect(page.locator("article.paper h2")).to_contain_text("家庭健康服务活动的通知")
    well_made(page)
    assert page.request.get(issued.replace("/notices/", "/notices/x") + "/print").status == 404


def test_a_public_page_is_there_for_anybody_until_it_is_taken_back(desks, issued):
    page, visitor = desks["jiedao"], desks.visitor()
    public = issued.replace("/notices/", "/public/notices/")
    assert visitor.goto(public).status == 404
    page.goto(issued)
    page.get_by_role("button", name="公开这份通知").click()
    assert visitor.goto(public).status == 200
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("家庭健康服务活动")
    expect(visitor.locator("article.paper")).to_contain_text("在文化广场举办")
    assert b"BEGIN:VEVENT" in fetch(visitor, public + "/sessions.ics")
    well_made(visitor)
    page.get_by_role("button", name="不再公开").click()
    assert visitor.goto(public).status == 404


# Annual plans


def test_tasks_of_the_year_are_reviewed_issued_and_reported_on(desks):
    page = desks["jinxiang"]
    paste(page, ANNUAL)
    assert page.input_value("#kind") == "annual_plan"
    assert page.input_value("[id='disclosure.index_number']") == "1137/2025-003"
    tasks = page.locator("section[aria-labelledby=tasks]")
    expect(tasks).to_contain_text("项")
    assert "不少于2人" in page.input_value("[id='task.0.indicators']")
    days = page.locator("[id^='day.'][id$='.date']").evaluate_all("all => all.map(one => one.value)")
    assert {"2025-05-15", "2025-05-29", "2025-07-11"} <= set(days)
    well_made(page)
    confirm(page)
    page.get_by_role("button", name=re.compile("发给下面")).click()
    notice = page.url
    below = desks["jiedao"]
    below.goto(notice)
    below.get_by_text("写进展").first.click()
    below.locator("textarea[name=body]:visible").fill("已配齐 2 名专职人员")
    below.get_by_role("button", name="存下进展").first.click()
    expect(below.get_by_text("已配齐 2 名专职人员")).to_be_visible()
    page.goto(notice)
    expect(page.get_by_text("已配齐 2 名专职人员")).to_be_visible()
    expect(page.get_by_text("写了进展的 1 个").first).to_be_visible()
    well_made(page)
    calendar = icalendar.Calendar.from_ical(fetch(page, notice + "/sessions.ics"))
    assert "20250711" in [event["DTSTART"].to_ical().decode() for event in calendar.walk("VEVENT")]
