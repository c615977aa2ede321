"""The recorded mails are read as well as was promised; they are only there beside a checkout."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from agent_console.connectors.channels.email.html_text import text_of_html
from agent_console.connectors.channels.email.mapper import contact, contact_of_text
from agent_console.connectors.channels.email.quotation.stripping import own_words
from agent_console.domain.contact import Bounce, Contact
from agent_console.domain.moment import iso_z

Cases = dict[str, dict[str, Any]]
QUOTES, FAILED, AUTOMATIC, KINDS, DIGITS = 46, 0.95, 0.97, 0.97, 0.9
"""What must be reached: exact answers of 52, then shares of all bounces."""


@pytest.fixture(scope="module")
def channels(shared: Path) -> Path:
    """The folder of recorded mails, or a reason to skip."""
    folder = shared / "payloads" / "channels"
    if not (folder / "expected.json").is_file():
        pytest.skip("there are no recorded mails in the folder named shared")
    return folder


@pytest.fixture(scope="module")
def expected(channels: Path) -> dict[str, Cases]:
    """What is known of each recorded mail."""
    return json.loads((channels / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bounces(channels: Path, expected: dict[str, Cases]) -> list[tuple[dict[str, Any], Contact]]:
    """Every recorded bounce as known and as read."""
    return [
        (case, contact((channels / "bounces" / name).read_bytes()))
        for name, case in expected["bounces"].items()
    ]


def spaced(text: str | None) -> str:
    """Return a text with its white space made equal."""
    return " ".join((text or "").split())


def kind(bounce: Bounce | None) -> str:
    return bounce.kind.value if bounce else "not_a_bounce"


def answers(channels: Path, cases: Cases) -> dict[str, tuple[str, Contact]]:
    """Return the expected answer and the contact of each recorded answer."""
    found = {}
    for name, case in cases.items():
        raw = (channels / "quotes" / name).read_bytes()
        read = contact(raw) if name.endswith(".eml") else contact_of_text(raw)
        found[name] = (case["reply_text"], read)
    return found


def test_recorded_answers_are_found_exactly(channels, expected):
    read = answers(channels, expected["quotes"])
    missed = [name for name, (want, got) in read.items() if spaced(want) != spaced(got.text)]
    assert len(read) - len(missed) >= QUOTES, missed


def test_no_recorded_answer_is_lost(channels, expected):
    read = answers(channels, expected["quotes"])
    assert [
        name for name, (_, got) in read.items() if got.plain.strip() and not got.text.strip()
    ] == []


def test_recorded_answers_come_from_people(channels, expected):
    read = answers(channels, expected["quotes"])
    assert [name for name, (_, got) in read.items() if got.automatic or got.bounce] == []


def test_recorded_answers_know_their_sender_and_time(channels, expected):
    read = answers(channels, expected["quotes"])
    for name, case in expected["quotes"].items():
        got = read[name][1]
        if name.endswith(".eml"):
            assert got.sender is not None
            assert got.sender.address == case["from_addr"]
            assert (iso_z(got.time.utc) if got.time else None) == case["date_utc"]


def test_recorded_html_answers_are_found(channels, expected):
    for name, case in expected["quotes_html"].items():
        html = (channels / "quotes_html" / name).read_text(encoding="utf-8", errors="replace")
        assert spaced(own_words(text_of_html(html))) == spaced(case["reply_text_ws_insensitive"]), (
            name
        )


def test_recorded_bounces_name_the_failed(bounces):
    about = [(case, read) for case, read in bounces if case["kind"] == "bounce"]
    found = 0
    for case, read in about:
        got = {one.address.lower() for one in read.bounce.recipients} if read.bounce else set()
        want = {one["recipient"].lower() for one in case["dsn_machine_part"]}
        found += got == want if want else bool(got)
    assert found / len(about) >= FAILED


def test_recorded_bounces_are_seen_as_automatic(bounces):
    machines = [read.automatic for case, read in bounces if case["kind"] != "not_a_bounce"]
    assert sum(machines) / len(machines) >= AUTOMATIC


def test_recorded_bounces_are_of_the_right_kind(bounces):
    right = [case["kind"] == kind(read.bounce) for case, read in bounces]
    assert sum(right) / len(right) >= KINDS
    assert not any(read.bounce for case, read in bounces if case["kind"] == "not_a_bounce")


def test_recorded_bounces_fail_for_the_right_length(bounces):
    right = []
    for case, read in bounces:
        rows = case["recipients_expected"]
        if case["kind"] == "bounce" and len(rows) == 1 and read.bounce and read.bounce.recipients:
            status = read.bounce.recipients[0].status
            if status and rows[0]["status"]:
                right.append(status[0] == rows[0]["status"][0])
    assert sum(right) / len(right) >= DIGITS


def test_recorded_mails_say_what_two_parsers_say(channels, expected):
    for name, case in expected["rfc822"].items():
        read, firm = (
            contact((channels / "rfc822" / name).read_bytes()),
            case["second_parser_agrees"],
        )
        if firm["subject"]:
            assert spaced(read.subject) == spaced(case["subject"]), name
        if firm["from_addr"]:
            assert (read.sender.address if read.sender else None) == case["from_addr"], name
        if firm["date"]:
            assert (iso_z(read.time.utc) if read.time else None) == case["date_utc"], name
        assert read.message_id == case["message_id"], name
        assert read.in_reply_to == case["in_reply_to"], name


def test_recorded_texts_are_read_whole(channels, expected):
    cases = {name: case for name, case in expected["rfc822"].items() if case["has_plain"]}
    same = 0
    for name, case in cases.items():
        plain = spaced(contact((channels / "rfc822" / name).read_bytes()).plain)
        same += hashlib.sha256(plain.encode()).hexdigest() == case["plain_sha256"]
    # One was read with the wrong charset by the first parser, one has HTML beside its plain text.
    assert same >= len(cases) - 2
