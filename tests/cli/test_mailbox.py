"""A mailbox from the wire to the timeline, as somebody at a terminal sees it."""

import json
from dataclasses import dataclass

import pytest

from tests.connectors.channels.email.mailboxes import letter
from tests.fakes.program import Program
from tests.peers.mail.mail import PASSWORD, Box


@dataclass
class Desk:
    """The program with one mailbox connected."""

    program: Program
    box: Box

    def sync(self, expect: int = 0) -> dict:
        [told] = self.program.json("sync", "--once", expect=expect)["connections"]
        return told

    def messages(self, who: str) -> list[dict]:
        return self.program.json("timeline", who, "--kind", "message")["entries"]


@pytest.fixture
def connected(program: Program, mailbox: Box, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_SUPPORT_PASSWORD", PASSWORD)
    values = {
        "name": "support",
        "kind": "email",
        "imap_host": "127.0.0.1",
        "imap_port": mailbox.peer.imap,
        "imap_security": "none",
        "username": mailbox.address,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    text = "\n".join(["[[connections]]", *lines, ""])
    (program.home / "config.toml").write_text(text, encoding="utf-8")
    return Desk(program, mailbox)


def test_mails_are_on_the_timeline_and_found_by_their_sender(connected: Desk):
    connected.box.deliver([letter(1, words="Where is it?\r\n\r\n> old"), letter(2)])
    answer = letter(3, sender=connected.box.address, To="ana@customer.test", words="On its way")
    connected.box.put([answer], "Sent")
    told = connected.sync()
    assert (told["status"], told["fetched"], told["stored"]) == ("ok", 3, 3)
    entries = connected.messages("ana@customer.test")
    assert [(one["title"], one["direction"], one["text"]) for one in entries] == [
        ("Letter 3", "outbound", "On its way"),
        ("Letter 2", "inbound", "words 2"),
        ("Letter 1", "inbound", "Where is it?"),
    ]
    assert {one["channel"] for one in entries} == {"email"}
    assert entries[2]["sources"][0]["external_id"] == "<1@letters>"
    [found] = connected.program.json("search", "ana@customer.test")["customers"]
    assert (found["name"], found["matched"]["kind"]) == ("Ana Lopez", "email")


def test_a_second_pass_stores_nothing(connected: Desk):
    connected.box.deliver([letter(1)])
    assert connected.sync()["stored"] == 1
    assert connected.sync()["stored"] == 0


def test_a_wrong_password_is_said_and_fails_the_pass(connected: Desk, monkeypatch):
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_SUPPORT_PASSWORD", "Canary-secret")
    told = connected.sync(expect=6)
    assert told["error"]["kind"] == "sign_in_again"
    assert "Canary" not in json.dumps(told)


def test_what_is_no_mail_is_in_quarantine_with_its_words(connected: Desk):
    connected.box.put([b"no header at all\r\n", letter(2)])
    assert connected.sync(expect=7)["quarantined"] == 1
    [record] = connected.program.json("quarantine", "list", expect=7)["records"]
    assert record["raw"].strip() == "no header at all"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"imap_security": "plain"}, "imap_security"),
        ({"imap_host": "mail.example", "imap_security": "none"}, "clear text"),
        ({"password": "x"}, "never stands in this file"),
        ({"imap_prt": "1"}, "imap_port"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(program: Program, wrong: dict, said: str):
    values = {"name": "support", "kind": "email", "imap_host": "127.0.0.1", "username": "a@b.test"}
    lines = [f"{key} = {json.dumps(value)}" for key, value in (values | wrong).items()]
    text = "\n".join(["[[connections]]", *lines, ""])
    (program.home / "config.toml").write_text(text, encoding="utf-8")
    error = program.json("sync", "--once", expect=3)["error"]
    assert said in error["message"]
    assert "line" in error["message"]
