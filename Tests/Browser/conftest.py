"""What all browser tests share: a server of their own on a free port, a browser, and somebody signed in.

MEMBERDAY names the binary (default: the debug build of this working copy).
"""

import os
import queue
import re
import socket
import subprocess
import threading
import uuid
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

HERE = Path(__file__).parent
# Real notices beside the working copy; they are not in the repository.
SHARED = HERE.parents[2] / "shared"
BINARY = Path(os.environ.get("MEMBERDAY", HERE / "../../.build/debug/memberday")).resolve()
UNITS = HERE.parent / "Fixtures" / "units-small.csv"
CHROMIUM = "/usr/bin/chromium"
DEMO_PASSWORD = "huiyuan529"
START_LIMIT = 60
# Names of fixtures.
SERVERS, WINDOWS = ["demo", "server", "running"], ["desks", "windows"]
expect.set_options(timeout=10_000)


def memberday(*arguments, cwd=None, timeout=60):
    """Runs one command to its end."""
    return subprocess.run(
        [BINARY, *map(str, arguments)], cwd=cwd, capture_output=True, encoding="utf-8", timeout=timeout, check=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`memberday serve` or `memberday demo` over one data folder; ended by its own process id."""

    def __init__(self, folder, command="serve", *options):
        self.folder = Path(folder)
        self.command = command
        self.options = options
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = Path(str(folder) + ".log")
        self.printed = []
        self.process = None
        self.seen = 0

    def start(self, *options):
        """Returns when it answers. `options` are for this start only."""
        arguments = [BINARY, self.command, "--data", self.folder, "--port", str(self.port), *self.options, *options]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=log)
        lines = queue.Queue()
        threading.Thread(target=self._read, args=(self.process.stdout, lines), daemon=True).start()
        self.printed = []
        while not self.printed or not re.search(re.escape(self.url) + r"(\s|$)", self.printed[-1]):
            line = lines.get(timeout=START_LIMIT)
            assert line is not None, f"the server ended: {self.log.read_text()}"
            self.printed.append(line)
        return self

    @staticmethod
    def _read(pipe, lines):
        for line in pipe:
            lines.put(line.decode())
        lines.put(None)

    def stop(self):
        """Asks it to end; returns the exit code."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(30)

    def kill(self):
        """As a power cut ends it."""
        self.process.kill()
        self.process.wait(30)

    def defects(self):
        """What the server logged as its own fault (pages answered with 500) since this was last asked."""
        lines = self.log.read_text(errors="replace").splitlines()
        new, self.seen = lines[self.seen:], len(lines)
        return [line for line in new if "defect" in line]


class Desks:
    """Browser windows by account, each with its own cookies."""

    def __init__(self, browser, server, password):
        self.browser = browser
        self.server = server
        self.password = password
        self.pages = {}
        self.complaints = []

    def visitor(self, **options):
        """A window of somebody who has not signed in."""
        context = self.browser.new_context(base_url=self.server.url, **options)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._console(page, message))
        return page

    def _dialog(self, dialog):
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, page, message):
        # A refused form is a page with status 4xx; Chromium notes that as an error of its own.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.complaints.append(f"{page.url}: {message.text}")

    def sign_in(self, account, password=None, **options):
        page = self.visitor(**options)
        page.goto("/sign-in")
        page.fill("#account", account)
        page.fill("#password", password or self.password)
        page.get_by_role("button", name="登录").click()
        expect(page).to_have_url(self.server.url + "/home")
        return page

    def __getitem__(self, account):
        if account not in self.pages:
            self.pages[account] = self.sign_in(account)
        return self.pages[account]

    def open_account(self, unit, account, *roles):
        """The nation's administrator opens one; returns its window."""
        page = self["guojia"]
        page.goto(f"/units/{unit}/posts")
        page.fill("#name", "经办人" if roles else "记录员")
        page.fill("#account", account)
        page.fill("#password", self.password)
        for role in roles:
            page.check(f"input[name='role.{role}']")
        page.get_by_role("button", name="开账号").click()
        expect(page.locator("section[aria-labelledby=now]")).to_contain_text(account)
        return self[account]

    def close(self):
        for context in self.browser.contexts:
            context.close()


def serious(page):
    """Violations that axe calls serious or critical, with the first elements of each."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]][:3])
            for one in found if one["impact"] in ("serious", "critical")]


def well_made(page, widths=(360, 1280)):
    """What every page owes its reader, on a phone and on a desk."""
    before = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 780})
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide at {width} px"
        assert serious(page) == [], f"{page.url} at {width} px"
    page.set_viewport_size(before)


def refused(page, field, message):
    """The form is back, with the error at its field."""
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(message)
    expect(page.locator(f"[id='{field}-e']")).to_contain_text(message)
    expect(alert.get_by_role("link").first).to_have_attribute("href", f"#{field}")
    expect(page.locator(f"[id='{field}']")).to_be_visible()


def shown(page):
    """The values of the official table on the page, in the order of print, without marks of adjustments."""
    cells = page.locator("table.annex tr.v td > span")
    return cells.evaluate_all("all => all.map(one => (one.querySelector('a') ?? one.firstChild).textContent.trim())")


def told(page, campaign, unit):
    """The same from the interface: live, reported, missing, uncounted."""
    return page.request.get(f"/api/v1/stat-tables/{campaign}/{unit}").json()


def fetch(page, path):
    """The bytes of a file."""
    answer = page.request.get(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    return answer.body()


def send(page, path, **fields):
    """Sends a form with the token of the page that is open; the answer is not followed."""
    token = page.locator("input[name=csrf]").first.get_attribute("value")
    return page.request.post(path, form={"csrf": token} | fields, max_redirects=0)


def enter(page, campaign, title, people, category="publicity", **fields):
    """Enters a record by its form alone; returns where it is."""
    record = {"id": str(uuid.uuid4()), "campaign": campaign, "title": title, "category": category,
              "date": "2025-05-29", "count": str(people), "measure": "people"} | fields
    answer = send(page, "/activities", **record)
    assert answer.status == 303, answer.text()
    return f"/activities/{record['id']}"


def judge(page, unit, verb="收下"):
    """The superior opens what a unit handed up, and accepts it."""
    page.goto("/submissions")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=unit, exact=True))
    row.get_by_role("link", name="去看").click()
    page.get_by_role("button", name=verb).click()
    expect(page.locator(".chip").first).to_contain_text("收下了")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo, made anew for each file of tests."""
    server = Server(tmp_path_factory.mktemp("demo") / "data", "demo").start("--fresh")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def desks(browser, demo):
    """Windows of the demo's accounts."""
    desks = Desks(browser, demo, DEMO_PASSWORD)
    yield desks
    desks.close()


@pytest.fixture(scope="module")
def campaign(desks):
    """The demo's campaign."""
    page = desks["jinshan"]
    page.goto("/stat-tables")
    return page.url.split("/")[-2]


@pytest.fixture(autouse=True)
def no_complaints(request):
    """No page may raise a script error or open a dialog, and the server may find no defect in itself."""
    used = [request.getfixturevalue(name) for name in SERVERS + WINDOWS if name in request.fixturenames]
    yield
    for thing in used:
        if isinstance(thing, Server):
            assert thing.defects() == []
        else:
            said, thing.complaints[:] = thing.complaints[:], []
            assert said == []
