"""Being told: the inbox, the reminder once a day, and mail through a server of the test's own."""

import email
import email.policy
import re
import time

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from playwright.sync_api import expect

from conftest import DEMO_PASSWORD, Desks, Server, free_port, memberday, send, well_made

PHONE = {"width": 360, "height": 740}
STREET = "370828001"
MAIL_USER, MAIL_PASSWORD = "huodong@example.cn", 'pa"ss\\ 口令'


def remind_row(page, unit):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=unit, exact=True))


@pytest.fixture(scope="module")
def missing(desks):
    """Who owes something, in the order of the page, and of those one that owes its table, with somebody in it."""
    page = desks["jiedao"]
    page.goto("/gaps")
    rows = page.locator("section[aria-labelledby=gaps] tbody tr")
    names = rows.locator("th a").all_inner_texts()
    codes = [link.get_attribute("href").split("/")[-1] for link in rows.locator("th a").all()]
    assert len(codes) > 2 and codes == sorted(codes)
    place = next(place for place, row in enumerate(rows.all())
                 if "信息统计表" in row.locator(".chip").all_inner_texts())
    desks.open_account(codes[place], "taoyuan")
    desks.pages["taoyuan"].close()
    desks.pages["taoyuan"] = desks.sign_in("taoyuan", viewport=PHONE)
    return names, names[place], codes[place]


def test_a_reminder_is_seen_before_it_is_sent_and_goes_once(desks, missing):
    _, name, _ = missing
    page, colleague = desks["jiedao"], desks.sign_in("jiedao")
    for path in ["/home", "/submissions", "/gaps"]:
        page.goto(path)
        expect(remind_row(page, name).get_by_role("link", name="提醒")).to_be_visible()
    for window in [page, colleague]:
        window.goto("/gaps")
        remind_row(window, name).get_by_role("link", name="提醒").click()
        expect(window.get_by_role("heading", name="发提醒")).to_be_visible()
        expect(window.locator("section[aria-labelledby=drafts]")).to_contain_text(f"{name}：还差 信息统计表")
    well_made(page)
    # Looking sent nothing; then both press.
    page.get_by_role("button", name="发出提醒").click()
    expect(page.get_by_role("status")).to_have_text("发出了 1 条提醒。")
    expect(page.locator("main ul.list li").first).to_contain_text(f"{name}：还差 信息统计表")
    colleague.get_by_role("button", name="发出提醒").click()
    expect(colleague.locator("main")).to_contain_text("今天提醒过了，一个单位一天只提醒一次")
    for path in ["/home", "/submissions", "/gaps"]:
        page.goto(path)
        expect(remind_row(page, name)).to_contain_text("今天提醒过了")
        expect(remind_row(page, name).get_by_role("link", name="提醒")).to_have_count(0)
    page.goto("/reminders")
    expect(page.locator("main ul.list li")).to_have_count(1)
    well_made(page)


def test_all_that_are_left_at_once(desks, missing):
    names, name, _ = missing
    others = [one for one in names if one != name]
    page = desks["jiedao"]
    page.goto("/gaps")
    page.get_by_role("link", name=f"提醒还缺东西的 {len(others)} 个").click()
    expect(page.locator("main")).to_contain_text(f"今天提醒过了，不再发：{name}")
    assert page.locator("section[aria-labelledby=drafts] li b").all_inner_texts() == others
    # The text for a chat has everybody, with a link to where it is done.
    lines = page.locator("#chat-text").input_value().split("\n")
    assert [line.split("：")[0] for line in lines] == names
    assert all(re.search(r"^\S+：还差 \S.*。点这里就能交：http://127\.0\.0\.1:\d+/(submissions/new\?campaign=\S+&unit=|materials/\S+/)\d{12}$", line)
               for line in lines), lines
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_role("button", name="复制好了")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").replace("\r", "") == "\n".join(lines)
    page.get_by_role("button", name="发出提醒").click()
    expect(page.get_by_role("status")).to_have_text(f"发出了 {len(others)} 条提醒。")
    page.goto("/gaps")
    expect(page.get_by_role("link", name="提醒还缺东西的")).to_have_count(0)
    well_made(page)


def test_the_village_sees_it_on_its_phone(desks, missing):
    _, _, code = missing
    page = desks["taoyuan"]
    page.goto("/home")
    card = page.locator(".todo").first
    expect(card).to_contain_text("还差 信息统计表")
    expect(card.locator(".chip")).to_contain_text("提醒")
    # The reminder, and the notices that came before.
    new = int(page.locator(".unread").inner_text().split()[0])
    assert new > 1
    well_made(page)
    page.locator("details.drop.end summary").click()
    page.get_by_role("link", name="收件箱").click()
    expect(page.locator(".todo").first).to_contain_text("还差 信息统计表")
    well_made(page)
    page.locator("section[aria-labelledby=told] a").first.click()
    expect(page).to_have_url(re.compile(rf"/submissions/new\?campaign=\S+&unit={code}$"))
    expect(page.locator(".unread")).to_have_text(f"{new - 1} 条新消息")
    # What the other one in the same village has opened is its own.
    desks["jinshan"].goto("/inbox")
    expect(desks["jinshan"].locator(".unread")).to_have_text(f"{new} 条新消息")


def test_both_are_told_of_report_and_return(desks, missing):
    _, name, _ = missing
    village, street = desks["taoyuan"], desks["jiedao"]
    village.goto("/home")
    recorded = village.locator("#mine .q").inner_text() != "0 条"
    village.locator("section[aria-labelledby=report]").get_by_role(
        "link", name="报完了" if recorded else "零报告").click()
    village.get_by_role("button", name="报上去").click()
    expect(village.locator(".chip").first).to_contain_text("等上级看")
    # The card is gone with what it asked for.
    village.goto("/home")
    expect(village.get_by_text("还差 信息统计表")).to_have_count(0)
    street.goto("/inbox")
    line = street.locator("section[aria-labelledby=told] li").first
    expect(line).to_contain_text(name + ("报来了" if recorded else "零报告"))
    expect(line).to_contain_text("新的")
    line.get_by_role("link").click()
    street.get_by_text("有不对的，退回").click()
    street.fill("#reason", "5月29日那场没记，补上再报")
    street.get_by_role("button", name="退回补正").click()
    expect(street.locator(".chip").first).to_contain_text("退回补正")
    village.goto("/inbox")
    told = village.locator("section[aria-labelledby=told] li").first
    expect(told).to_contain_text("退回补正：第 1 次上报")
    expect(told).to_contain_text("5月29日那场没记，补上再报")
    expect(village.locator(".todo").first).to_contain_text("上级退回来了")
    village.get_by_role("button", name="都看过了").click()
    expect(village.locator("section[aria-labelledby=told] .chip")).to_have_count(0)
    # The street's own copy is none of the village's business, and the other way round.
    street.goto("/inbox")
    number = village.locator("section[aria-labelledby=told] a").first.get_attribute("href")
    assert street.request.get(number).status == 404


# Mail


class Mailbox:
    """What arrived, read as a mail program reads it."""

    def __init__(self):
        self.raw = []

    async def handle_DATA(self, server, session, envelope):
        self.raw.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 kept"

    def wait(self, count):
        deadline = time.monotonic() + 30
        while len(self.raw) < count and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(self.raw) == count
        sender, recipients, content = self.raw[-1]
        return sender, recipients, email.message_from_bytes(content, policy=email.policy.default)


@pytest.fixture(scope="module")
def mailbox():
    mailbox = Mailbox()

    def known(server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (MAIL_USER.encode(), MAIL_PASSWORD.encode())
        return AuthResult(success=right)

    controller = Controller(
        mailbox, hostname="127.0.0.1", port=free_port(), authenticator=known, auth_required=True,
        auth_require_tls=False)
    controller.start()
    mailbox.port = controller.port
    yield mailbox
    controller.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory, mailbox):
    """The demo's data behind a server that can send mail."""
    folder = tmp_path_factory.mktemp("mail") / "data"
    Server(folder, "demo").start("--fresh").stop()
    secret = folder.parent / "password"
    secret.write_text(MAIL_PASSWORD + "\n", encoding="utf-8")
    server = Server(folder, "serve", "--insecure-cookies")
    server.options += (
        "--mail-server", f"smtp://127.0.0.1:{mailbox.port}", "--mail-sender", "huodong@example.cn", "--mail-user",
        MAIL_USER, "--mail-password-file", secret, "--address", server.url)
    yield server.start()
    server.stop()


@pytest.fixture(scope="module")
def windows(browser, running):
    windows = Desks(browser, running, DEMO_PASSWORD)
    yield windows
    windows.close()


def test_an_address_is_confirmed_by_its_mail(windows, running, mailbox):
    page = windows["jinshan"]
    page.goto("/me")
    well_made(page)
    page.fill("#mail", "name@example")
    page.locator("form[action='/me']").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("邮箱要写成 name@example.cn 这样")
    expect(page.locator("#mail")).to_have_value("name@example")
    well_made(page)
    page.fill("#mail", "jin.shan@example.cn")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("main")).to_contain_text("确认信发到 jin.shan@example.cn 了")
    sender, recipients, message = mailbox.wait(1)
    assert (sender, recipients) == ("huodong@example.cn", ["jin.shan@example.cn"])
    assert message["subject"] == "确认你的邮箱"
    assert message["from"].addresses[0].display_name == "会员活动日"
    assert message["message-id"].endswith("@example.cn>") and message["date"].datetime
    link = re.search(rf"{running.url}(/mail/confirm/[0-9a-f]{{64}})\s", message.get_content())[1]
    # Whoever opens it, signed in or not: looking does nothing, pressing does, once.
    visitor = windows.visitor(viewport=PHONE)
    for _ in range(2):
        visitor.goto(link)
        expect(visitor.get_by_role("button", name="确认")).to_be_visible()
    well_made(visitor)
    page.goto("/me")
    expect(page.locator("main")).to_contain_text("确认信发到")
    visitor.get_by_role("button", name="确认").click()
    expect(visitor.get_by_role("heading", name="邮箱确认好了")).to_be_visible()
    page.goto("/me")
    expect(page.locator("main")).to_contain_text("jin.shan@example.cn 确认过了")
    visitor.goto(link)
    expect(visitor.locator("main")).to_contain_text("这个链接用过了")


@pytest.mark.parametrize("evil", ["a@b.cn\r\nBcc: x@y.cn", "a@b.cn, c@d.cn", "<a@b.cn>", "-oX@b.cn", "a@b.cn\nDATA"])
def test_an_address_is_one_address(windows, mailbox, evil):
    page = windows["jinshan"]
    page.goto("/me")
    before = len(mailbox.raw)
    answer = send(page, "/me", mail=evil, daily="1")
    assert answer.status == 422
    page.goto("/me")
    expect(page.locator("#mail")).to_have_value("jin.shan@example.cn")
    assert len(mailbox.raw) == before


@pytest.mark.parametrize("options", [
    ["--mail-server", "smtp://127.0.0.1:25"],
    ["--mail-server", "http://127.0.0.1", "--mail-sender", "a@b.cn", "--address", "http://127.0.0.1:1"],
    ["--mail-server", "smtp://127.0.0.1:25", "--mail-sender", "a", "--address", "http://127.0.0.1:1"],
    ["--mail-server", "smtp://127.0.0.1:25", "--mail-sender", "a@b.cn", "--address", "127.0.0.1"],
    ["--mail-server", "smtp://127.0.0.1:25", "--mail-sender", "a@b.cn", "--address", "http://h", "--mail-user", "a"],
])
def test_half_a_mail_server_is_a_wrong_call(options, tmp_path):
    ended = memberday("serve", "--data", tmp_path / "data", *options)
    assert ended.returncode == 64 and "--" in ended.stderr
    assert not (tmp_path / "data").exists()
