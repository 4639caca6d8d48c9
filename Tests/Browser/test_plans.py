"""Own plans: written from two superiors' clauses, issued below, a revision taken over clause by clause, last year's once more."""

import re

import pytest
from playwright.sync_api import expect

from conftest import refused, well_made

NOTICE = """金计生协〔2025〕33号

金乡县计划生育协会关于开展“健康家庭月”活动的通知

各乡镇、街道计生协：

为把家庭健康服务送到群众身边，现将有关事项通知如下。

一、活动时间

2025年7月1日至7月31日

二、活动主题

健康进万家

三、活动内容

（一）讲清健康知识。在群众常去的地方设点讲解，发放问答手册。

（二）办好义诊服务

家庭健康义诊：7月10日，在社区卫生服务中心开展义诊服务，预计200人参加。

（三）走访慰问困难家庭。各单位要入户看望计生特殊家庭。

四、工作要求

（一）一级一级落实，有记录就算完成。

（二）请各乡镇、街道计生协于8月10日前将活动总结报送县计生协。照片自愿报送。

金乡县计划生育协会
2025年6月3日
"""
MINISTRY = """鲁卫函〔2025〕217号

山东省卫生健康委员会关于开展2025年普惠托育宣传月活动的通知

各市卫生健康委：

现将有关事项通知如下。

一、活动时间

2025年7月5日至7月25日

二、活动内容

（一）托育机构开放日。各托育机构要安排一天向社区家庭开放。

（二）科学育儿讲座。可以邀请专家到社区讲课。

山东省卫生健康委员会
2025年6月1日
"""
CHANGED = NOTICE.replace("发放问答手册", "发放问答手册和补贴指南").replace("7月10日，在", "7月12日，在").replace(
    "有记录就算完成", "有一条记录就算完成")


def take_in(page, text, campaign=None):
    """Puts a notice in and confirms it; returns its address."""
    page.goto("/notices/new")
    page.fill("#text", text)
    page.get_by_role("button", name="读一遍").click()
    if campaign:
        page.get_by_role("radio", name="新的活动").check()
        page.fill("#new_campaign_name", campaign)
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_role("heading", name="文件")).to_be_visible()
    return page.url


def issue(page):
    page.get_by_role("button", name=re.compile("发给下面")).click()
    expect(page.get_by_role("heading", name="发给谁了")).to_be_visible()


def clause(page, start):
    """The clause of the form that begins so."""
    return page.locator(".clause").filter(has=page.locator("p.song", has_text=re.compile("^" + start)))


def paper(page):
    """The text on the review page, without the marks."""
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()
    return page.locator("article.paper").evaluate(
        """paper => {
            const copy = paper.cloneNode(true);
            for (const mark of copy.querySelectorAll("sup")) mark.remove();
            return copy.textContent.replaceAll("\u2060", "");
        }""")


@pytest.fixture(scope="module")
def story(desks):
    """The county's notice and the ministry's paper, both at the street."""
    county, street = desks["jinxiang"], desks["jiedao"]
    notice = take_in(county, NOTICE, "2025年健康家庭月")
    issue(county)
    take_in(street, MINISTRY)
    return {"notice": notice}


def test_a_street_writes_a_plan_from_two_superiors(desks, story):
    page = desks["jiedao"]
    page.goto("/home")
    page.get_by_role("link", name="健康家庭月").first.click()
    page.get_by_role("button", name="写本级方案").click()
    expect(page.get_by_role("heading", name="写本级方案", level=1)).to_be_visible()
    story["compose"] = page.url
    expect(page.locator(".chain li").first).to_contain_text("8月5日")
    option = page.locator("#base option", has_text="普惠托育宣传月").get_attribute("value")
    page.select_option("#base", option)
    page.get_by_role("button", name="加上这份").click()
    expect(page.get_by_role("heading", level=2).filter(has_text="普惠托育宣传月")).to_be_visible()
    # Said as it stands, changed, left out: a duty that is left out is told, never stopped.
    speech = clause(page, "讲清健康知识")
    speech.get_by_role("radio", name="改写").check()
    speech.get_by_label("改成").fill("讲清健康知识。在中心广场设点讲解，发放问答手册。")
    speech.get_by_text("谁负责").click()
    speech.get_by_label("责任岗位").fill("街道计生协秘书长")
    speech.get_by_label("协同部门").fill("民政部门、妇联")
    visits = clause(page, "走访慰问")
    visits.get_by_role("radio", name="不写").check()
    expect(visits.get_by_text("这条是规定动作，不写也能成文")).to_be_visible()
    clause(page, "家庭健康义诊").get_by_role("button", name=re.compile("在后面加一条")).click()
    own = page.locator(".clause.own")
    own.get_by_label("自己加的一条").fill("广场舞会：7月20日，在中心广场举办，预计60人参加。")
    own.get_by_label("编号").select_option("2")
    page.get_by_label("领导小组").fill("组长 街道办事处分管负责人")
    well_made(page)
    page.get_by_role("button", name="成文，去核对").click()
    text = paper(page)
    for words in ["根据《金乡县计划生育协会关于开展“健康家庭月”活动的通知》", "鲁卫函〔2025〕217号", "（三）广场舞会", "（四）托育机构开放日", "五、组织领导", "2025年8月5日前将活动总结报送"]:
        assert words in text
    assert "走访慰问" not in text


def test_one_goes_back_to_the_clauses_and_they_are_as_they_were(desks, story):
    page = desks["jiedao"]
    page.get_by_role("link", name="回去改条款").click()
    expect(clause(page, "走访慰问").get_by_role("radio", name="不写")).to_be_checked()
    expect(page.get_by_text("核对那一页改过的会换成新的")).to_be_visible()
    page.get_by_label("标题", exact=True).fill("")
    page.get_by_role("button", name="成文，去核对").click()
    refused(page, "title", "写上方案的标题")
    page.get_by_label("标题", exact=True).fill("金乡街道“健康家庭月”实施方案")
    page.get_by_role("button", name="成文，去核对").click()
    expect(page.get_by_role("heading", name="核对这份通知")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="确认", exact=True).click()
    story["plan"] = page.url
    same = page.locator("section[aria-labelledby=same]")
    expect(same).to_contain_text("改写")
    expect(same.locator("ins", has_text="中心广场")).to_have_count(1)
    expect(page.locator("section[aria-labelledby=cited] a").first).to_contain_text("健康家庭月")
    well_made(page)
    issue(page)


def test_the_superior_sees_who_wrote_a_plan_and_the_village_has_one_to_do(desks, story):
    above = desks["jinxiang"]
    above.goto(story["notice"])
    answered = above.locator("section[aria-labelledby=got] li").filter(has_text="金乡街道")
    expect(answered).to_contain_text("写了方案")
    answered.get_by_role("link", name="看方案").click()
    expect(above.get_by_role("heading", level=1)).to_contain_text("金乡街道“健康家庭月”实施方案")
    below = desks["jinshan"]
    below.goto("/home")
    todo = below.locator(".todo").filter(has_text="健康家庭月").filter(has_not_text="别的活动")
    expect(todo).to_have_count(1)
    expect(todo).to_contain_text("8月5日前")


def test_a_revision_is_taken_over_clause_by_clause(desks, story):
    county, page = desks["jinxiang"], desks["jiedao"]
    county.goto(story["notice"])
    county.get_by_role("link", name="改一版").click()
    county.get_by_role("button", name="读一遍，去核对").click()
    refused(county, "text", "还没有改动")
    county.get_by_label("全文").fill(CHANGED)
    well_made(county)
    county.get_by_role("button", name="读一遍，去核对").click()
    expect(county.get_by_text("的改版。确认后再发")).to_be_visible()
    county.get_by_role("button", name="确认", exact=True).click()
    issue(county)
    page.goto("/home")
    todo = page.locator(".todo").filter(has_text="通知修订了")
    expect(todo).to_contain_text("改了 3 条")
    todo.get_by_role("link").click()
    changes = page.locator(".clause")
    expect(changes).to_have_count(3)
    expect(changes.nth(0).locator("ins")).to_contain_text("和补贴指南")
    expect(changes.nth(0)).to_contain_text("在中心广场设点讲解")
    expect(changes.nth(1).locator("del")).to_have_text("7月10日")
    expect(changes.nth(1).locator("ins")).to_have_text("7月12日")
    well_made(page)
    changes.nth(0).get_by_role("radio", name="保持我们的").check()
    changes.nth(1).get_by_role("radio", name="采用新的").check()
    changes.nth(2).get_by_role("radio", name="采用新的").check()
    page.get_by_role("button", name="就这么定").click()
    expect(page.get_by_role("heading", name="改一版方案")).to_be_visible()
    page.get_by_role("button", name="成文，去核对").click()
    text = paper(page)
    for words in ["7月12日，在社区卫生服务中心", "有一条记录就算完成", "在中心广场设点讲解，发放问答手册。", "广场舞会"]:
        assert words in text
    assert "补贴指南" not in text
    page.get_by_role("button", name="确认", exact=True).click()
    issue(page)
    below = desks["jinshan"]
    below.goto("/home")
    todo = below.locator(".todo").filter(has_text="健康家庭月").filter(has_not_text="别的活动")
    expect(todo).to_have_count(1)
    expect(todo).to_contain_text("通知修订了")
    todo.get_by_role("link").click()
    expect(below.locator(".clause").first).to_be_visible()
    well_made(below)
    below.get_by_role("button", name="照样办").click()
    below.goto("/home")
    expect(below.locator(".todo").filter(has_text="通知修订了")).to_have_count(0)


def test_an_own_plan_is_revised_by_its_clauses(desks, story):
    page = desks["jiedao"]
    page.goto("/notices")
    page.locator("main ul.list a.t").filter(has_text="健康家庭月").first.click()
    page.get_by_role("link", name="改一版").click()
    well_made(page)
    page.get_by_role("button", name="打开条款").click()
    expect(page.get_by_role("heading", name="改一版方案")).to_be_visible()
    expect(page.locator("main")).to_contain_text("在中心广场设点讲解")


def test_it_all_works_without_script(desks, story):
    page = desks.sign_in("jiedao", java_script_enabled=False)
    page.goto("/notices")
    # The ministry's paper is a base of its own, too.
    page.locator("main ul.list a.t").filter(has_text="普惠托育").first.click()
    begin = page.get_by_role("button", name="写本级方案")
    if begin.count():
        begin.click()
        page.get_by_role("button", name=re.compile("在后面加一条")).first.click()
        page.locator(".clause.own textarea").first.fill("本街道自己办的一场讲座。")
        page.get_by_role("button", name="存着下次再写").click()
        expect(page.get_by_role("heading", name="通知", level=1)).to_be_visible()
    page.context.close()
