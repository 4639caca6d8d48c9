"""Takes pictures of the demo's screens: preview/NAME-WIDTH.png."""
import os
import pathlib
import re
import subprocess
import tempfile

from playwright.sync_api import sync_playwright

SCREENS = {
    None: {"sign-in": "/sign-in", "code": "/sign-in/codes"},
    "jinshan": {"village-home": "/home", "record": "/activities/new", "activities": "/activities", "table-village": "/stat-tables"},
    "jiedao": {
        "workbench": "/home", "table-township": "/stat-tables", "children": "/submissions", "submit": "/submissions/new",
        "notices": "/notices", "import": "/notices/new", "unit": "/units/370828001", "media": "/media-items", "channels": "/accounts",
        "new-posts": "/units/370828001/posts/new", "slips": "/units/370828001/posts/slips", "devices": "/devices",
    },
    "guojia": {"nation": "/home", "table-nation": "/stat-tables", "search": "/units?q=街道", "posts": "/units/00/posts"},
}


def main():
    out = pathlib.Path("preview")
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [os.environ["MEMBERDAY"], "demo", "--data", folder, "--port", "0"], stdout=subprocess.PIPE, text=True)
        try:
            address = next(found.group() for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                for width in (360, 1280):
                    for account, screens in SCREENS.items():
                        page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
                        if account:
                            page.goto(address + "/sign-in")
                            page.fill("[name=account]", account)
                            page.fill("[name=password]", "huiyuan529")
                            page.click("main form button.btn")
                        for name, path in screens.items():
                            page.goto(address + path)
                            page.screenshot(path=out / f"{name}-{width}.png", full_page=True)
                browser.close()
        finally:
            server.terminate()
            server.wait()
    print(f"{len(list(out.glob('*.png')))} pictures in {out}/")


main()
