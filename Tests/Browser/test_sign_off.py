"""The clerk prepares, the signatory signs or gives back; what comes back comes back cell by cell.

The tests run in the order of the file and tell one story.
"""

import re

import pytest
from playwright.sync_api import expect

from conftest import enter, refused, well_made
from test_materials import attach, document, png

STREET = "370828001"


class Story:
    first = second = None


@pytest.fixture(scope="module")
def story():
    return Story()


@pytest.fixture(scope="module")
def signatory(desks):
    return desks.open_account(STREET, "fenguan", "signatory")


@pytest.fixture(scope="module")
def clerk(desks):
    return desks.open_account(STREET, "banshiyuan", "clerk")


def hand_over(clerk, campaign):
    clerk.goto(f"/submissions/new?campaign={campaign}&unit={STREET}")
    expect(clerk.locator("main")).to_contain_text("负责人签了字才报上去")
    well_made(clerk)
    clerk.get_by_role("button", name="送负责人签字").click()
    expect(clerk.locator("h1 + .chip")).to_have_text("等负责人签字")
    return clerk.url


def test_the_clerk_hands_over_and_nobody_above_sees_it(desks, campaign, story, clerk, signatory):
    enter(clerk, campaign, "街道宣传", 60)
    story.first = hand_over(clerk, campaign)
    well_made(clerk)
    county = desks["jinxiang"]
    assert county.request.get(story.first).status == 404
    county.goto("/submissions")
    expect(county.locator("tr", has_text="金乡街道").first).to_contain_text("没报")
    # A second one is not possible; the clerk is told why.
    clerk.goto(f"/submissions/new?campaign={campaign}&unit={STREET}")
    clerk.get_by_role("button", name="送负责人签字").click()
    expect(clerk.locator("main")).to_contain_text("已经交给负责人签字了；要改先拿回来")


def test_the_signatory_gives_it_back(campaign, story, clerk, signatory):
    signatory.goto("/home")
    signatory.locator(".todo", has_text="等你签字").click()
    expect(signatory).to_have_url(story.first)
    well_made(signatory)
    signatory.get_by_text("先不签，退给经办人").click()
    signatory.get_by_role("button", name="退给经办人").click()
    refused(signatory, "reason", "写一句退回的原因")
    signatory.fill("#reason", "宣传少记了一场")
    signatory.get_by_role("button", name="退给经办人").click()
    expect(signatory.locator("main")).to_contain_text("负责人没签：宣传少记了一场")
    clerk.goto("/home")
    clerk.locator(".todo", has_text="改好再送签").click()
    expect(clerk.locator("section[aria-labelledby=steps] li").first).to_contain_text("没签，退给经办人")
    enter(clerk, campaign, "街道宣传第二场", 40)


def test_the_signatory_sees_what_changed_and_signs(desks, campaign, story, clerk, signatory):
    attach(clerk, f"/materials/{campaign}/{STREET}", "总结", [("总结.docx", document())])
    story.second = hand_over(clerk, campaign)
    signatory.goto(story.second)
    changed = signatory.locator("section[aria-labelledby=changes] tr")
    expect(changed.filter(has_text="宣传")).not_to_have_count(0)
    expect(signatory.locator("section[aria-labelledby=changes]")).to_contain_text("加了材料“总结.docx”")
    expect(signatory.locator("section[aria-labelledby=files]")).to_contain_text("总结 1 篇")
    well_made(signatory)
    signatory.fill("#name", " ")
    signatory.get_by_role("button", name="同意，签字上报").click()
    refused(signatory, "name", "写上签字人")
    signatory.fill("#name", "分管负责人")
    signatory.get_by_role("button", name="同意，签字上报").click()
    expect(signatory).to_have_url(re.compile("/receipt$"))
    ticket = signatory.locator(".ticket")
    expect(ticket).to_contain_text("分管负责人")
    assert re.fullmatch(r"[0-9 ]{9,}", signatory.locator(".tickno").inner_text())
    well_made(signatory)
    print_hash = signatory.locator(".hash").inner_text()
    county = desks["jinxiang"]
    county.goto(story.second)
    expect(county.locator(".hash").last).to_have_text(print_hash)
    steps = county.locator("section[aria-labelledby=steps] li")
    expect(steps).to_have_count(2)
    expect(steps.first).to_contain_text("签字上报")
    well_made(county)


def test_a_stamped_scan_may_come_with_it(desks, story, clerk):
    clerk.goto(story.second)
    clerk.get_by_role("link", name="打印这一版的表").click()
    expect(clerk.locator(".annex")).to_have_count(1)
    clerk.get_by_role("link", name="回第 2 次上报").click()
    scans = clerk.locator("section[aria-labelledby=scans]")
    scans.get_by_text("传盖了章的表").click()
    scans.get_by_role("button", name="传扫描件").click()
    refused(clerk, "scan", "先选要传的文件")
    one = {"name": "盖章表.docx", "mimeType": "application/octet-stream", "buffer": png(3)}
    scans.locator("input[type=file]").set_input_files(one)
    scans.get_by_role("button", name="传扫描件").click()
    refused(clerk, "scan", "改成 .png 再传")
    scans.locator("input[type=file]").set_input_files({**one, "name": "盖章表.png"})
    scans.get_by_role("button", name="传扫描件").click()
    expect(scans.locator("li")).to_contain_text("盖章表.png")
    well_made(clerk)
    county, province = desks["jinxiang"], desks["shandong"]
    county.goto(story.second)
    scan = county.locator("section[aria-labelledby=scans] a.t")
    address = scan.get_attribute("href")
    assert county.request.get(address).body() == png(3)
    expect(county.locator("section[aria-labelledby=scans] form")).to_have_count(0)
    # Above the direct superior it is counted.
    province.goto(story.second)
    expect(province.locator("section[aria-labelledby=scans] h2")).to_have_text("盖章扫描件 1 份")
    expect(province.locator("section[aria-labelledby=scans] li")).to_have_count(0)
    assert province.request.get(address).status == 403


def test_it_comes_back_cell_by_cell(desks, campaign, story, clerk):
    county = desks["jinxiang"]
    county.goto(story.second)
    county.get_by_text("有不对的，退回").click()
    county.get_by_role("button", name="退回补正").click()
    refused(county, "reason", "写一句退回的原因")
    county.get_by_text("按格、按材料写").click()
    cell = county.locator("[id^='cell.publicity-township']").first
    cell.fill("和方案对不上")
    county.locator("[id='requirement.stamped_scan']").fill("章看不清")
    county.locator("[id='requirement.summary']").fill("少了不足和打算")
    well_made(county)
    county.get_by_role("button", name="退回补正").click()
    expect(county.locator("h1 + .chip")).to_have_text("退回补正")
    clerk.goto("/home")
    clerk.locator(".todo", has_text="上级退回来了").click()
    remarks = clerk.locator("section[aria-labelledby=remarks] li")
    expect(remarks).to_have_count(3)
    expect(remarks.first).to_contain_text("和方案对不上")
    expect(remarks.nth(1)).to_contain_text("总结")
    expect(remarks.nth(2)).to_contain_text("盖章扫描件")
    clerk.get_by_role("link", name="改好了，再报一次").click()
    expect(clerk.locator("section[aria-labelledby=remarks] li")).to_have_count(3)
    well_made(clerk)


def test_an_office_of_one_hands_up_in_one_step(desks, campaign, clerk):
    nation = desks["guojia"]
    nation.goto(f"/units/{STREET}")
    nation.get_by_role("link", name="怎么上报").click()
    well_made(nation)
    nation.get_by_label("经办人直接报").check()
    nation.get_by_role("button", name="保存").click()
    clerk.goto(f"/submissions/new?campaign={campaign}&unit={STREET}")
    clerk.get_by_role("button", name=re.compile("确认上报|报上更正的数")).click()
    expect(clerk.locator("h1 + .chip")).to_have_text("等上级看")
    clerk.get_by_role("button", name="撤回").click()
    expect(clerk.locator("h1 + .chip")).to_have_text("撤回了")
    assert clerk.request.get(f"/units/{STREET}/settings").status == 403
