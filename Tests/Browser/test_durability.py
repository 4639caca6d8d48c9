"""Nothing acknowledged is lost: the server is killed in the middle of 50 submitting clients, again and again.

MEMBERDAY_KILL_ROUNDS: how often (default 20).
"""

import http.client
import json
import os
import random
import re
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import DEMO_PASSWORD, Server, memberday

ROUNDS = int(os.environ.get("MEMBERDAY_KILL_ROUNDS", "20"))
CLIENTS = 50
VILLAGE, STREET = "370828001010", "370828001"
# A client ends by itself after so many, should the kill come late.
MOST_EACH = 40


@pytest.fixture
def server(tmp_path):
    """The demo's data, then the real server over it."""
    folder = tmp_path / "data"
    Server(folder, "demo").start("--fresh").stop()
    server = Server(folder, "serve", "--insecure-cookies").start()
    yield server
    server.stop()


class Client:
    """One connection of a village's device."""

    def __init__(self, port, token=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method, path, body=None):
        self.connection.request(method, path, json.dumps(body) if body else None, self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def send(self, record):
        """The receipt number, once it is acknowledged."""
        status, text = self.ask("POST", "/api/v1/activities", record)
        assert status == 201, text
        receipt = json.loads(text)
        assert receipt["id"] == record["id"]
        return receipt["receipt"]


class Round:
    """What 50 clients sent until the server went away, and what it acknowledged."""

    def __init__(self, server, token, campaign, first):
        self.server = server
        self.token = token
        self.campaign = campaign
        self.number = first
        self.sent = {}
        self.acknowledged = {}
        self.lock = threading.Lock()
        self.enough = threading.Event()
        self.wanted = random.randint(CLIENTS, 4 * CLIENTS)

    def record(self):
        with self.lock:
            self.number += 1
            record = {
                "id": str(uuid.uuid4()), "campaign": self.campaign, "category": "publicity", "date": "2025-05-29",
                "title": f"断电时记的第 {self.number} 条", "people": self.number, "note": "字" * random.randint(0, 400),
            }
            self.sent[record["id"]] = record
            return record

    def client(self, _):
        client = Client(self.server.port, self.token)
        for _ in range(MOST_EACH):
            record = self.record()
            try:
                number = client.send(record)
            except (OSError, http.client.HTTPException):
                return
            with self.lock:
                self.acknowledged[record["id"]] = number
                if len(self.acknowledged) >= self.wanted:
                    self.enough.set()

    def run(self):
        with ThreadPoolExecutor(CLIENTS) as pool:
            working = [pool.submit(self.client, place) for place in range(CLIENTS)]
            assert self.enough.wait(60)
            self.server.kill()
            for client in working:
                client.result()
        return self


def sign_in(server):
    status, text = Client(server.port).ask(
        "POST", "/api/v1/sessions", {"account": "jinshan", "password": DEMO_PASSWORD})
    assert status == 201, text
    return json.loads(text)["token"]


def figures(server, token, campaign):
    status, text = Client(server.port, token).ask("GET", f"/api/v1/stat-tables/{campaign}/{VILLAGE}")
    assert status == 200, text
    live = json.loads(text)["live"]
    return live["publicity-village-sessions"], live["publicity-village-people"]


def newest_campaign(server, token):
    client = Client(server.port, token)
    client.connection.request("GET", "/stat-tables", headers=client.headers)
    return client.connection.getresponse().headers["location"].split("/")[2]


def in_parallel(work, items):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(work, items))


def test_no_acknowledged_record_is_lost_or_doubled(server):
    token = sign_in(server)
    campaign = newest_campaign(server, token)
    sessions, people = figures(server, token, campaign)
    numbers, unanswered, kept = {}, 0, 0
    sent = {}
    for _ in range(ROUNDS):
        done = Round(server, token, campaign, first=len(sent)).run()
        sent |= done.sent
        alone = memberday("recount", "--data", server.folder)
        assert (alone.returncode, alone.stdout) == (0, "没有差别\n"), alone.stderr
        server.start()

        # Present before anything is sent again, and under the number that was given.
        local = threading.local()

        def client():
            if not hasattr(local, "client"):
                local.client = Client(server.port, token)
            return local.client

        def stub(identifier):
            status, page = client().ask("GET", f"/activities/{identifier}/receipt")
            return re.search(r'class="tickno">([\d ]+)<', page)[1].replace(" ", "") if status == 200 else None

        found = dict(zip(done.sent, in_parallel(stub, done.sent)))
        lost = [identifier for identifier, number in done.acknowledged.items() if found[identifier] != number]
        assert lost == []
        unknown = [identifier for identifier in done.sent if identifier not in done.acknowledged]
        unanswered += len(unknown)
        kept += sum(found[identifier] is not None for identifier in unknown)
        present = [identifier for identifier in done.sent if found[identifier]]
        assert figures(server, token, campaign) == (
            sessions + len(present), people + sum(done.sent[identifier]["people"] for identifier in present))

        # Sent again: the same receipts, and those that had been cut off arrive once.
        receipts = dict(zip(done.sent, in_parallel(lambda record: client().send(record), done.sent.values())))
        assert all(receipts[identifier] == found[identifier] for identifier in present)
        numbers |= receipts
        sessions += len(done.sent)
        people += sum(record["people"] for record in done.sent.values())
        assert figures(server, token, campaign) == (sessions, people)
        running = memberday("recount", "--data", server.folder)
        assert (running.returncode, running.stdout) == (0, "没有差别\n"), running.stderr

    assert len(set(numbers.values())) == len(sent)
    # The kills did fall into the middle of the work.
    assert unanswered >= ROUNDS
    print(f"{ROUNDS} kills, {len(sent)} records, {unanswered} unanswered, of which {kept} had been kept")


def test_a_retry_a_day_later_and_after_an_edit_gets_the_first_receipt(server):
    token = sign_in(server)
    campaign = newest_campaign(server, token)
    record = {
        "id": str(uuid.uuid4()), "campaign": campaign, "category": "service", "date": "2025-05-20",
        "title": "义诊", "people": 20,
    }
    client = Client(server.port, token)
    number = client.send(record)
    page = client.ask("GET", f"/activities/{record['id']}/edit")[1]
    csrf = re.search(r'name="csrf" value="(\w+)"', page)[1]
    form = f"csrf={csrf}&category=service&date=2025-05-20&title=edited&count=25&measure=people&sessions=1"
    edit = Client(server.port, token)
    edit.headers["Content-Type"] = "application/x-www-form-urlencoded"
    edit.connection.request("POST", f"/activities/{record['id']}/edit", form, edit.headers)
    assert edit.connection.getresponse().status == 303
    assert "edited" in client.ask("GET", f"/activities/{record['id']}")[1]
    server.kill()
    server.start()
    client = Client(server.port, token)
    assert client.send(record) == number
    assert "25 人" in client.ask("GET", f"/activities/{record['id']}")[1]
    status, text = client.ask("POST", "/api/v1/activities", record | {"people": 25})
    assert status == 409 and "改" in json.loads(text)["title"]


def test_the_folder_is_free_again_after_a_kill(server):
    server.kill()
    assert (server.folder / "memberday.sock").exists()
    export = memberday("table", "export", STREET, "-o", server.folder / "table.xlsx", "--data", server.folder)
    assert export.returncode == 0, export.stderr
    server.start()
    assert memberday("recount", "--data", server.folder).stdout == "没有差别\n"
