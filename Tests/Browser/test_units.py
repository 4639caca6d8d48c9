"""改名、划转、合并、拆分、撤销 in mid-campaign: no total changes, and history stays with the unit that made it.

The tests run in the order of the file and tell one story.
"""

import pytest
from playwright.sync_api import expect

from conftest import judge, send, serious, shown, told, well_made
from ledger import CELLS

NATION, COUNTY, STREET, TOWN, HUJI = "00", "370828", "370828001", "370828002", "370828102"
LIUZHUANG, HUOGU, CHENZHUANG, ZHANGLOU = "370828001209", "370828001210", "370828001211", "370828001235"
REASON = "金政发〔2025〕3号"
KINDS = ["rename", "move", "merge", "split", "close"]


@pytest.fixture(scope="module")
def figures(desks, campaign):
    return lambda unit: told(desks["guojia"], campaign, unit)


@pytest.fixture
def conserved(figures):
    """Neither the nation's total nor the county's is another after the change."""
    before = figures(NATION)["live"], figures(COUNTY)["live"], figures(COUNTY)["reported"]
    yield
    assert (figures(NATION)["live"], figures(COUNTY)["live"], figures(COUNTY)["reported"]) == before


def order(page, unit, kind, children=(), **fields):
    """Fills in one of the five forms and sends it, up to the confirmation."""
    page.goto(f"/units/{unit}/changes")
    fold = page.locator("details.plan").filter(has=page.locator(f"input[name=kind][value={kind}]"))
    fold.locator("summary").click()
    for name, value in ({"reason": REASON} | fields).items():
        fold.locator(f"#{kind}-{name}").fill(value)
    for child in children:
        fold.locator(f"input[name='child.{child}']").check()
    fold.get_by_role("button", name="看看会变什么").click()
    return fold


def confirm(page, heading):
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    consequences = page.locator("section[aria-label='会变什么'] li").all_inner_texts()
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("的变更")
    return consequences


def number(text):
    return 0 if text == "—" else int(text.replace(",", ""))


def history(page, unit):
    page.goto(f"/units/{unit}/changes")
    return page.locator("section[aria-labelledby=before] li").all_inner_texts()


def test_the_way_there(desks):
    page = desks["guojia"]
    page.goto(f"/units/{LIUZHUANG}")
    page.get_by_role("link", name="改名、划转、撤并").click()
    expect(page.get_by_text("没有变过")).to_be_visible()
    well_made(page)
    for kind in KINDS:
        page.locator("details.plan").filter(has=page.locator(f"input[value={kind}]")).locator("summary").click()
    well_made(page)
    # Only an administrator: not the county, whose clerk has no such post, and not the street.
    for account, status in [("jinxiang", 403), ("jiedao", 403), ("jinshan", 404)]:
        other = desks[account]
        other.goto("/home")
        assert other.request.get(f"/units/{LIUZHUANG}/changes").status == status
        fields = {"kind": "rename", "name": "新村", "day": "2025-06-04", "reason": REASON, "confirm": "yes"}
        assert send(other, f"/units/{LIUZHUANG}/changes", **fields).status == status


@pytest.mark.parametrize("kind, fields, field, message", [
    ("rename", {"name": ""}, "name", "写上新名称"), ("rename", {"name": "长" * 61}, "name", "写上新名称，2 到 60 个字"),
    ("rename", {"name": "新村", "reason": " "}, "reason", "写一句依据"),
    ("rename", {"name": "新村", "day": ""}, "day", "日期要写成"),
    ("move", {"superior": ""}, "superior", "没有这个单位"), ("move", {"superior": "999999"}, "superior", "没有这个单位"),
    ("move", {"superior": STREET}, "superior", "本来就归这个单位"), ("move", {"superior": LIUZHUANG}, "superior", "不能划到它自己"),
    ("move", {"superior": HUOGU}, "superior", "级别对不上"),
    ("merge", {"target": "abc"}, "target", "没有这个单位"), ("merge", {"target": STREET}, "target", "级别对不上，要选一个村"),
    ("split", {"name": "新村", "code": "3708280012x"}, "code", "区划代码只能是数字"),
    ("split", {"name": "新村", "code": HUOGU}, "code", "已经有单位用了"),
    ("split", {"name": "", "code": "370828001299"}, "name", "写上新名称"),
    ("close", {"reason": "长" * 201}, "reason", "最多 200 个字"),
])
def test_wrong_input(desks, conserved, kind, fields, field, message):
    page = desks["guojia"]
    order(page, LIUZHUANG, kind, **fields)
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(page.locator(f"#{kind}-{field}-e")).to_contain_text(message)
    expect(page.locator(f"#{kind}-{field}")).to_be_visible()
    for name, value in fields.items():
        assert page.input_value(f"#{kind}-{name}") == value
    expect(page.get_by_text("没有变过")).to_be_visible()


def test_a_unit_with_units_below_is_not_closed(desks, conserved):
    page = desks["guojia"]
    order(page, STREET, "close")
    expect(page.get_by_role("alert")).to_contain_text("下面还有 19 个单位，先把它们划走或改用“合并”")
    order(page, NATION, "close")
    expect(page.get_by_role("alert")).to_contain_text("全国这一级不能这样改")
    order(page, STREET, "split", name="新街道", code="370828009")
    expect(page.get_by_role("alert")).to_contain_text("选一下哪些下级归新单位")


def test_rename(desks, figures, conserved, campaign):
    page = desks["guojia"]
    order(page, LIUZHUANG, "rename", name="刘庄社区居民委员会")
    # 再看看 leads back with all that was typed; nothing happened.
    page.get_by_role("button", name="再看看").click()
    assert page.input_value("#rename-name") == "刘庄社区居民委员会" and page.input_value("#rename-reason") == REASON
    expect(page.get_by_text("没有变过")).to_be_visible()
    order(page, LIUZHUANG, "rename", name="刘庄社区居民委员会")
    assert serious(page) == []
    confirm(page, "把刘庄村改名为刘庄社区居民委员会")
    assert REASON in history(page, LIUZHUANG)[0] and "2025年6月4日" in history(page, LIUZHUANG)[0]
    street = desks["jiedao"]
    street.goto("/submissions")
    expect(street.get_by_role("rowheader", name="刘庄社区")).to_be_visible()
    street.get_by_role("row").filter(has_text="刘庄社区").get_by_role("link", name="看").click()
    expect(street.locator(".seal").first).to_contain_text("刘庄")
    assert figures(LIUZHUANG)["live"] == figures(LIUZHUANG)["reported"]


def test_move_after_it_was_reported(desks, figures, conserved, campaign):
    page = desks["guojia"]
    own = figures(LIUZHUANG)["live"]
    street, town = figures(STREET), figures(TOWN)
    assert any(own.values())
    order(page, LIUZHUANG, "move", superior=TOWN)
    consequences = confirm(page, "把刘庄社区划到高河街道")
    assert any("全国的总数不变" in line for line in consequences)

    def minus(all_, part):
        return {cell: value - part.get(cell, 0) for cell, value in all_.items()}

    assert figures(STREET)["live"] == minus(street["live"], own)
    assert minus(figures(TOWN)["live"], own) == town["live"]
    # What was reported stays with whom it was reported to.
    assert figures(STREET)["reported"] == street["reported"] and figures(TOWN)["reported"] == town["reported"]
    for unit, account, sign in [(STREET, "jiedao", -1), (TOWN, "guojia", 1)]:
        page = desks[account]
        page.goto(f"/stat-tables/{campaign}/{unit}?figures=reported")
        reported = shown(page)
        page.get_by_role("navigation", name="看哪个数").get_by_role("link", name="按现在的区划").click()
        expect(page.get_by_text("划走、划来的，都按现在归谁算")).to_be_visible()
        today = shown(page)
        assert [number(new) - number(old) for new, old in zip(today, reported)] == [
            sign * own.get(cell.id, 0) for cell in CELLS]
        expect(page.get_by_text("刘庄社区").first).to_be_visible()
        well_made(page)
    # In the county both lie below: one figure.
    county = desks["jinxiang"]
    county.goto(f"/stat-tables/{campaign}/{COUNTY}?figures=reported")
    expect(county.get_by_role("navigation", name="看哪个数")).not_to_contain_text("按现在的区划")
    street = desks["jiedao"]
    street.goto("/changes")
    expect(street.locator("main ul.list li").filter(has_text="划到高河街道")).to_have_count(1)
    street.goto("/submissions")
    expect(street.get_by_role("rowheader", name="刘庄社区")).to_have_count(0)


def test_merge_of_two_villages(desks, figures, conserved):
    page = desks["guojia"]
    street = figures(STREET)
    both = [figures(unit)["live"] for unit in [HUOGU, CHENZHUANG]]
    order(page, HUOGU, "merge", target=CHENZHUANG)
    confirm(page, "把霍古村并入陈庄村")
    assert figures(STREET)["live"] == street["live"] and figures(STREET)["reported"] == street["reported"]
    # What each of the two recorded stays its own; the closed one's goes on counting in the street.
    assert [figures(unit)["live"] for unit in [HUOGU, CHENZHUANG]] == both
    page.goto(f"/units/{HUOGU}")
    expect(page.locator(".chip").first).to_have_text("撤销了")
    page.goto(f"/units/{HUOGU}/changes")
    expect(page.get_by_text("这个单位已经撤了，只能看以前的变更")).to_be_visible()
    fields = {"kind": "rename", "name": "新村", "day": "2025-06-04", "reason": REASON, "confirm": "yes"}
    answer = send(page, f"/units/{HUOGU}/changes", **fields)
    assert answer.status == 422 and "已经撤销了" in answer.text()


def test_split_of_a_town(desks, figures, conserved):
    page = desks["guojia"]
    town = figures(HUJI)
    children = [f"{HUJI}{place}" for place in [200, 201, 202]]
    parts = [figures(child)["live"] for child in children]
    assert any(any(part.values()) for part in parts)
    order(page, HUJI, "split", name="胡集新区街道办事处", code="370828190", children=children)
    # What was ticked comes back with 再看看.
    page.get_by_role("button", name="再看看").click()
    for child in children:
        expect(page.locator(f"input[name='child.{child}']")).to_be_checked()
    order(page, HUJI, "split", name="胡集新区街道办事处", code="370828190", children=children)
    confirm(page, "从胡集镇分出胡集新区街道办事处")
    new, old = figures("370828190"), figures(HUJI)
    villages = [cell for cell in town["live"] if "village" in cell]
    assert [new["live"][cell] for cell in villages] == [sum(part[cell] for part in parts) for cell in villages]
    assert {cell: new["live"][cell] + old["live"][cell] for cell in town["live"]} == town["live"]
    assert old["reported"] == town["reported"] and not any(new["reported"].values())
    page.goto("/units/370828190")
    expect(page.get_by_text("金乡县").first).to_be_visible()


def test_close_a_village_that_did_not_report(desks, figures, conserved):
    """What it recorded is not lost: its superior reports it."""
    page = desks["guojia"]
    own = figures(ZHANGLOU)["live"]
    street = figures(STREET)
    assert any(own.values())
    order(page, ZHANGLOU, "close")
    confirm(page, "撤销张楼村")
    assert figures(STREET)["live"] == street["live"] and figures(STREET)["missing"] == street["missing"]
    page = desks["jiedao"]
    page.goto("/submissions")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="张楼村"))
    row.get_by_role("link", name="替它报").click()
    page.get_by_role("button", name="报上去").click()
    expect(page.locator(".chip").first).to_have_text("收下了")
    after = figures(STREET)["reported"]
    assert after == {cell: value + own.get(cell, 0) for cell, value in street["reported"].items()}


def test_the_new_superior_takes_the_figure_over(desks, figures, campaign):
    """What the moved village reports next goes to where it reports today, and leaves the former superior."""
    page = desks.open_account(TOWN, "gaohe", "clerk", "signatory")
    village = desks.open_account(LIUZHUANG, "liuzhuang")
    street, own = figures(STREET)["reported"], figures(LIUZHUANG)["reported"]
    village.goto("/activities/new")
    village.fill("#title", "划过来以后办的")
    village.fill("#count", "0")
    village.get_by_role("button", name="保存").click()
    expect(village.get_by_role("heading", name="记好了")).to_be_visible()
    village.goto(f"/submissions/new?campaign={campaign}&unit={LIUZHUANG}&kind=report")
    village.get_by_role("button", name="报上去").click()
    expect(village.locator(".chip").first).to_have_text("等上级看")
    judge(page, "刘庄社区")
    taken = figures(LIUZHUANG)["reported"]
    assert figures(STREET)["reported"] == {cell: value - own.get(cell, 0) for cell, value in street.items()}
    assert {cell: value for cell, value in figures(TOWN)["reported"].items() if value} == {
        cell: value for cell, value in taken.items() if value}
