"""附件模板: a form is a file; looked at on real figures, published for good, taken into use. No line of Swift.

The tests run in the order of the file and tell one story.
"""

import copy
import json

import pytest
from playwright.sync_api import expect

import office
from conftest import HERE, enter, fetch, refused, send, serious, told, well_made

EXAMPLES = HERE.parents[1] / "Examples"
SHORT = json.loads((EXAMPLES / "cfpa-529-2026.json").read_text(encoding="utf-8"))
WEEK = json.loads((EXAMPLES / "redcross-week.json").read_text(encoding="utf-8"))
STREET, VILLAGE = "370828001", "370828001010"


def upload(page, form, name="表样.json"):
    content = form if isinstance(form, bytes) else json.dumps(form, ensure_ascii=False).encode()
    page.goto("/table-templates")
    page.set_input_files("#file", {"name": name, "mimeType": "application/json", "buffer": content})
    page.get_by_role("button", name="传上来看看").click()


def place(form):
    return f"/table-templates/{form['id']}/{form['version']}"


def cells(form):
    return [entry["cell"] for block in form["blocks"] for row in block["rows"] for entry in row if "cell" in entry]


def printed_labels(page):
    return [text.replace("\n", "") for text in page.locator("table.annex th").all_inner_texts()]


def labels(form):
    """In the order of print: a block's name, then its rows."""
    for block in form["blocks"]:
        yield block["label"].replace("\n", "")
        for row in block["rows"]:
            yield from (entry["label"].replace("\n", "") for entry in row if "label" in entry)


# Files that are wrong


def changed(change):
    form = copy.deepcopy(SHORT)
    change(form)
    return form


def first_row(form):
    return form["blocks"][0]["rows"][0]


WRONG = {
    "broken": (b'{"id": "cfpa', "这不是表样文件"), "empty": (b"", "这不是表样文件"), "a list": (b"[]", "这不是表样文件"),
    "no json": ("只是文字".encode(), "这不是表样文件"), "too large": (b" " * ((1 << 20) + 1), "最多 1 MB"),
    "a key missing": (changed(lambda form: form.pop("blocks")), "blocks"),
    "another type": (changed(lambda form: first_row(form)[0].update(label=7)), "blocks.0.rows.0.0"),
    "a span too wide": (changed(lambda form: first_row(form)[0].update(columns=4)), "“publicity”这一块的行列对不上"),
    "a span too narrow": (changed(lambda form: first_row(form)[0].update(columns=1)), "“publicity”这一块的行列对不上"),
    "a cell twice": (changed(lambda form: cells(form)[1].update(id=cells(form)[0]["id"])), "出现了两次"),
    "an unknown level": (changed(lambda form: cells(form)[0].update(levels=["planet"])), "没有写清是哪一级"),
    "an unknown measure": (changed(lambda form: cells(form)[0].update(measure="smiles")), "没有在 measures 里写"),
    "an unknown kind": (changed(lambda form: cells(form)[0].update(kind="dancing")), "在 categories 里没有"),
    "a rule of nothing": (changed(lambda form: form["rules"][0].update(left=["nothing"])), "没写全，或提到了没有的格"),
    "a name with spaces": (changed(lambda form: form.update(id="Mein Formular")), "只能用小写字母、数字和连字符"),
    "what comes with the product": (changed(lambda form: form.update(id="cfpa-529-2021")), "第 1 版已经有了"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_file(desks, kind):
    form, message = WRONG[kind]
    page = desks["guojia"]
    upload(page, form)
    refused(page, "file", message)
    expect(page.locator("main ul.list li")).to_have_count(1)


def test_no_file(desks):
    page = desks["guojia"]
    page.goto("/table-templates")
    well_made(page)
    page.get_by_role("button", name="传上来看看").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("main ul.list li")).to_have_count(1)


# A short form of the same table


def test_upload_and_preview_on_real_figures(desks, campaign):
    page = desks["guojia"]
    upload(page, SHORT)
    expect(page).to_have_url(desks.server.url + place(SHORT))
    expect(page.locator(".chip").first).to_have_text("草稿")
    expect(page.get_by_text("用 2025年会员活动月 在")).to_be_visible()
    assert printed_labels(page) == list(labels(SHORT))
    live = told(page, campaign, "00")["live"]
    # What both forms count is the same number; the preview has the figures of now.
    expect(page.locator("section.card table.annex")).to_contain_text(f"{live['publicity-village-people']:,}")
    changes = page.locator("section[aria-labelledby=compare]")
    expect(changes).to_contain_text("现在用 cfpa-529-2021 第 1 版")
    expect(changes).to_contain_text("新增一格：宣传活动")
    expect(page.locator("section[aria-labelledby=figures]")).to_contain_text("没有这一格")
    well_made(page)
    # A draft is its owner's alone, and nothing changed by looking.
    assert desks["jiedao"].request.get(place(SHORT)).status == 404
    assert told(page, campaign, "00")["live"] == live


def test_a_draft_replaces_itself(desks):
    page = desks["guojia"]
    upload(page, SHORT | {"notes": ["换了一句说明。"]})
    expect(page.get_by_text("换了一句说明。")).to_be_visible()
    upload(page, SHORT)
    expect(page.get_by_text("换了一句说明。")).to_have_count(0)
    assert json.loads(fetch(page, place(SHORT) + "/file"))["notes"] == SHORT["notes"]
    # A draft is not for use.
    assert send(page, place(SHORT) + "/use", campaign="018f8a3e-5f6b-7c2d-9e10-000000000001").status in (404, 409)


def test_publish_once(desks):
    page = desks["guojia"]
    page.goto(place(SHORT))
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.locator(".chip").first).to_have_text("已发布")
    expect(page.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    again = send(page, place(SHORT) + "/publish")
    assert again.status == 409 and "这一版已经发布过了" in again.text()
    upload(page, SHORT | {"notes": []})
    refused(page, "file", "第 1 版已经有了，把 version 改大一号再传")
    page.goto(place(SHORT))
    expect(page.get_by_text(SHORT["notes"][0])).to_be_visible()
    well_made(page)


def test_it_is_taken_into_use(desks, campaign):
    page = desks["guojia"]
    village = desks["jinshan"]
    village.goto("/activities/new")
    before = told(page, campaign, STREET)["live"]
    page.goto(place(SHORT))
    page.locator(f"form:has(input[value='{campaign}'])").get_by_role("button", name="用这一版").click()
    expect(page.get_by_text("正在用")).to_be_visible()
    page.goto("/table-templates")
    expect(page.locator("main ul.list li").filter(has_text=SHORT["id"])).to_contain_text("用在 2025年会员活动月")
    after = told(page, campaign, STREET)["live"]
    both = set(before) & set(after)
    assert len(both) >= 6 and {cell: before[cell] for cell in both} == {cell: after[cell] for cell in both}
    assert set(after) - both, "the short form has cells of its own"

    for account, unit in [("jiedao", STREET), ("jinshan", VILLAGE), ("guojia", "00")]:
        page = desks[account]
        page.goto(f"/stat-tables/{campaign}/{unit}")
        expect(page.locator(".annex-cap")).to_have_text("第27个“5.29会员活动日”信息统计表（简表）")
        assert printed_labels(page) == list(labels(SHORT))
        well_made(page)
    table = f"/stat-tables/{campaign}/{STREET}/table"
    word = [office.folded(item.text) for item in office.word_grid(fetch(desks["jiedao"], table + ".docx"))]
    assert [text for text in word if text in set(map(office.folded, labels(SHORT)))] == [
        office.folded(text) for text in labels(SHORT)]


def test_the_new_measures_are_asked_for_and_counted(desks, campaign):
    page = desks["jinshan"]
    measures = {cell["measure"]: cell["id"] for cell in cells(SHORT) if cell["levels"] == ["village"]}
    assert {"online", "leaflets", "households"} <= set(measures)
    before = told(page, campaign, VILLAGE)["live"]
    page.goto("/activities/new")
    page.fill("#title", "直播讲政策")
    page.get_by_role("radio", name="宣传", exact=True).check()
    page.fill("#date", "2025-05-29")
    page.fill("#count", "30")
    if page.locator("details.fold").get_attribute("open") is None:
        page.locator("details.fold summary").click()
    page.get_by_label("线上触达人次").fill("１,250")
    page.get_by_label("发放宣传资料").fill("几百")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("线上触达人次")).to_have_value("１,250")
    page.get_by_label("发放宣传资料").fill("300")
    well_made(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
    after = told(page, campaign, VILLAGE)["live"]
    assert after[measures["online"]] == before[measures["online"]] + 1250
    assert after[measures["leaflets"]] == before[measures["leaflets"]] + 300


# A form of another organisation


def test_a_form_of_another_organisation(desks, campaign):
    page = desks["guojia"]
    upload(page, WEEK)
    expect(page.locator(".chip").first).to_have_text("草稿")
    assert printed_labels(page) == list(labels(WEEK))
    well_made(page)
    page.get_by_role("button", name="发布", exact=True).click()
    # A category of both forms that means something else in each could not be replaced; here none is.
    page.locator(f"form:has(input[value='{campaign}'])").get_by_role("button", name="用这一版").click()
    expect(page.get_by_text("正在用")).to_be_visible()
    street = desks["jiedao"]
    street.goto(f"/stat-tables/{campaign}/{STREET}")
    expect(street.locator(".annex-cap")).to_have_text("2025年“红十字博爱周”活动统计表")
    expect(street.locator("p.seal").first).to_contain_text("：金乡街道红十字会")
    assert printed_labels(street) == list(labels(WEEK))
    well_made(street)
    street.goto("/activities/new")
    expect(street.get_by_role("radio", name="无偿献血")).to_be_visible()
    before = told(street, campaign, STREET)["live"]
    enter(street, campaign, "急救进社区", 25, "first-aid-talk")
    after = told(street, campaign, STREET)["live"]
    assert sorted(after[cell] - before[cell] for cell in after if after[cell] != before[cell])[-1] == 25


@pytest.mark.parametrize("path", ["", "/print"])
def test_its_own_words_stand_around_the_table(desks, campaign, path):
    street = desks["jiedao"]
    street.goto(f"/stat-tables/{campaign}/{STREET}{path}")
    expect(street.locator("p.seal").first).to_have_text("单位（盖章）：金乡街道红十字会")
    for words in WEEK["foot"]:
        expect(street.locator("p.foot-line")).to_contain_text(words)


def test_a_cell_that_changes_its_meaning(desks, campaign):
    page = desks["guojia"]
    form = copy.deepcopy(WEEK) | {"version": 2}
    cell = cells(form)[0]
    assert cell["levels"] == ["province"]
    cell["levels"] = ["county"]
    upload(page, form)
    expect(page.get_by_text(f"格“{cell['id']}”和上一版同名，算的却不是同一个数；请给它换个名字再传")).to_be_visible()
    expect(page.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    assert serious(page) == []
    if send(page, place(form) + "/publish").status == 303:
        assert send(page, place(form) + "/use", campaign=campaign).status == 409
    page.goto(f"/stat-tables/{campaign}/00")
    page.goto(place(WEEK))
    expect(page.get_by_text("正在用")).to_be_visible()


def test_who_may_not(desks, campaign):
    page = desks["jiedao"]
    page.goto("/table-templates")
    expect(page.locator("#file")).to_have_count(0)
    expect(page.locator("main ul.list li").filter(has_text="草稿")).to_have_count(0)
    assert serious(page) == []
    token = page.locator("input[name=csrf]").first.get_attribute("value")
    file = {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(SHORT | {"version": 3}).encode()}
    answer = page.request.post("/table-templates", multipart={"csrf": token, "file": file}, max_redirects=0)
    assert answer.status == 403
    assert send(page, place(WEEK) + "/publish").status == 403
    assert send(page, place(SHORT) + "/use", campaign=campaign).status == 403
    page.goto(place(SHORT))
    expect(page.get_by_role("button", name="用这一版")).to_have_count(0)
    page.goto(f"/stat-tables/{campaign}/{STREET}")
    expect(page.locator(".annex-cap")).to_contain_text("红十字博爱周")
