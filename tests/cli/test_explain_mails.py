"""Recorded mails are read by `explain` as well as was promised."""

import json
from pathlib import Path

import pytest

from tests.fakes.program import Program

QUOTES, FAILED, AUTOMATIC = 42, 0.80, 0.97
MAIL = (
    "From: Ana <ana@customer.test>\nSubject: Hi\nDate: Mon, 23 Nov 2026 10:00:00 +0100\n\nhello\n"
)


@pytest.fixture
def channels(shared: Path) -> Path:
    folder = shared / "payloads" / "channels"
    if not (folder / "expected.json").is_file():
        pytest.skip("there are no recorded mails in the folder named shared")
    return folder


def explained(program: Program, file: Path) -> dict:
    [contact] = program.json("explain", "email", str(file))["contacts"]
    return contact


def cases(channels: Path, kind: str) -> dict[str, dict]:
    return json.loads((channels / "expected.json").read_text(encoding="utf-8"))[kind]


def spaced(text: str | None) -> str:
    return " ".join((text or "").split())


def test_a_mail_is_explained_as_the_interface_says(program: Program, tmp_path: Path):
    (tmp_path / "one.eml").write_text(MAIL, encoding="utf-8")
    assert program.json("explain", "email", str(tmp_path / "one.eml")) == {
        "orders": [],
        "shipments": [],
        "contacts": [
            {
                "channel": "email",
                "direction": "inbound",
                "sender": {"name": "Ana", "address": "ana@customer.test"},
                "subject": "Hi",
                "message_id": None,
                "in_reply_to": None,
                "time": {
                    "local_time": "2026-11-23T10:00:00",
                    "utc_offset": "+01:00",
                    "utc": "2026-11-23T09:00:00Z",
                },
                "text": "hello",
                "plain": "hello",
                "attachments": [],
                "automatic": False,
                "bounce": None,
            }
        ],
        "errors": [],
    }


def test_a_plain_body_is_no_mail_and_still_read(program: Program, tmp_path: Path):
    (tmp_path / "one.txt").write_text("Subject: no header\n\n> old\n", encoding="utf-8")
    contact = explained(program, tmp_path / "one.txt")
    assert (contact["subject"], contact["text"]) == (None, "Subject: no header")


def test_what_is_no_mail_is_refused(program: Program, tmp_path: Path):
    (tmp_path / "one.eml").write_bytes(b"\xff\x00 nothing")
    read = program.json("explain", "email", str(tmp_path / "one.eml"))
    assert [one["kind"] for one in read["errors"]] == ["refused"]


def test_recorded_answers_are_told_without_quotation(program: Program, channels: Path):
    known = cases(channels, "quotes")
    read = {name: explained(program, channels / "quotes" / name) for name in known}
    exact = [n for n, one in known.items() if spaced(read[n]["text"]) == spaced(one["reply_text"])]
    assert len(exact) >= QUOTES
    assert [n for n, one in read.items() if one["plain"].strip() and not one["text"].strip()] == []


def test_recorded_bounces_name_whom_they_did_not_reach(program: Program, channels: Path):
    known = {n: one for n, one in cases(channels, "bounces").items() if one["kind"] == "bounce"}
    read = {name: explained(program, channels / "bounces" / name) for name in known}
    named = [one for one in read.values() if one["bounce"] and one["bounce"]["recipients"]]
    assert len(named) >= FAILED * len(known)
    assert sum(one["automatic"] for one in read.values()) >= AUTOMATIC * len(known)


def test_recorded_mails_are_read_as_two_other_readers_do(program: Program, channels: Path):
    compared, wrong = 0, []
    for name, case in cases(channels, "rfc822").items():
        read = explained(program, channels / "rfc822" / name)
        for fact, (key, told) in FACTS.items():
            if case["second_parser_agrees"].get(fact):
                compared += 1
                wrong += [(name, fact)] if spaced(told(read)) != spaced(case[key]) else []
    assert compared >= 3 * FEWEST_MAILS
    assert wrong == []


FEWEST_MAILS = 25
FACTS = {
    "from_addr": ("from_addr", lambda read: read["sender"]["address"]),
    "subject": ("subject", lambda read: read["subject"]),
    "date": ("date_utc", lambda read: read["time"] and read["time"]["utc"]),
}
"""A fact by its name: where it stands in what is known, and in what was read."""
