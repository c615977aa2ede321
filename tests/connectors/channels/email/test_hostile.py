"""No bytes whatever make the reader raise, hang, eat the memory, or lose what somebody wrote."""

import random
import re
import time
import tracemalloc
from collections.abc import Callable
from email import message_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.channels.email.mapper import contact
from agent_console.connectors.kit.reading import UnreadableError
from agent_console.domain.contact import Contact
from tests.connectors.channels.email.letters import HEAD, letter, read

MEGABYTE = 1 << 20
SHORT = 12.0
"""Seconds that the heaviest mail may take on a busy machine; most take a tenth of one."""


def sound(raw: bytes) -> Contact | None:
    """Read bytes and check that what came out can be stored and shown; None when it is no mail."""
    try:
        found = contact(raw)
    except UnreadableError:
        return None
    texts = [found.text, found.plain, found.subject or "", found.html or "", found.message_id or ""]
    texts += [one.name or "" for one in found.attachments]
    texts += [part or "" for party in found.recipients for part in (party.name, party.address)]
    for text in texts:
        text.encode()
        assert "\x00" not in text
    assert bool(found.text.strip()) == bool(found.plain.strip())
    assert "\n" not in (found.subject or "")
    assert not any(
        re.search(r"[/\\\x00-\x1f\u202a-\u202e]", one.name or "") for one in found.attachments
    )
    if found.bounce is not None:
        assert found.automatic
    return found


PIECES = st.sampled_from(
    [
        "From: ann@example.org",
        "To: a@x.example, B <b@x.example>",
        "Subject: =?utf-8?b?w5Y=?=",
        "Subject: ",
        "Date: Mon, 5 Jan 2026 10:30:00 +0100",
        "Date: never",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/html",
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Type: message/rfc822",
        'Content-Type: multipart/alternative; boundary="b"',
        "Content-Type: multipart/report; boundary=b",
        "Content-Type: message/delivery-status",
        "Final-Recipient: rfc822; a@x.example",
        "Action: failed",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "",
        "--b",
        "--b--",
        'Content-Disposition: attachment; filename="../a\u202eb"',
        "words",
        "> quoted",
        "SGVsbG8=",
        "=C3=96",
        "On 5 Jan 2026 10:30, a@x.example wrote:",
        "<p>Hello<table>",
        " folded",
        "Auto-Submitted: auto-replied",
        "Return-Path: <>",
        "Subject: failure notice",
        "<a@x.example>: 550 5.1.1 no",
        "-- ",
        "\x00\x80",
        "Öäü",
    ]
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_mixture_of_parts_is_read(pieces, newline):
    raw = newline.join(pieces).encode()
    assert sound(raw) == sound(raw)


@settings(max_examples=200)
@given(st.binary(max_size=600))
def test_any_bytes_after_a_header_are_read(body):
    assert sound(HEAD.encode() + body) is not None
    assert sound(HEAD.encode() + b"\n" + body) is not None


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw):
    sound(raw)


@settings(max_examples=150)
@given(
    st.binary(max_size=200),
    st.text(max_size=20),
    st.sampled_from(["base64", "quoted-printable", "x-uuencode", "8bit", ""]),
    st.sampled_from(["plain", "html"]),
)
def test_any_charset_and_encoding_are_read(body, charset, encoding, kind):
    head = f"{HEAD}Content-Type: text/{kind}; charset={charset}\n"
    sound(f"{head}Content-Transfer-Encoding: {encoding}\n\n".encode() + body)


@given(
    st.sampled_from(["From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type"]),
    st.binary(max_size=200),
)
def test_any_header_value_is_read(name, value):
    sound(b"MIME-Version: 1.0\n" + name.encode() + b": " + value + b"\n\nHello")


WORDS = st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=40)


@given(WORDS)
def test_words_survive_every_encoding(words):
    for charset in ("utf-8", "utf-16", "gb18030"):
        coded = "".join(f"={byte:02X}" for byte in words.encode(charset))
        found = letter(
            coded,
            f"Content-Type: text/plain; charset={charset}",
            "Content-Transfer-Encoding: quoted-printable",
        )
        assert found.plain == words.strip()


def test_mutilated_mails_are_read():
    dice = random.Random(7)
    whole = (
        HEAD
        + "Date: Mon, 5 Jan 2026 10:30:00 +0100\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: text/html; charset=utf-8\n\n<p>Hello <b>you</b>\n"
        "--b\nContent-Type: image/png; name=a.png\n"
        "Content-Transfer-Encoding: base64\n\nAAAAAAAA\n--b--\n"
    ).encode()
    for _ in range(1500):
        raw = bytearray(whole[: dice.randrange(len(whole))] if dice.random() < 0.3 else whole)
        for _ in range(dice.randrange(6)):
            raw[dice.randrange(len(raw) or 1) : dice.randrange(len(raw) or 1)] = dice.randbytes(
                dice.randrange(9)
            )
        sound(bytes(raw))


def nested(depth: int, head: str = "") -> bytes:
    """Return multiparts within multiparts around a word."""
    hulls = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)
    )
    return f"{HEAD}{head}{hulls}Content-Type: text/plain\n\nHello".encode()


@pytest.mark.parametrize("depth", [1, 20, 300, 5000])
def test_parts_within_parts_have_an_end(depth):
    found = sound(nested(depth))
    assert found is not None
    assert "Hello" in found.plain


@pytest.mark.parametrize("depth", [1, 20, 300, 5000])
def test_mails_within_mails_have_an_end(depth):
    found = sound(
        HEAD.encode() + b"Content-Type: message/rfc822\n\n" * depth + b"Subject: x\n\nHello"
    )
    assert found is not None
    assert "Hello" in found.plain


def test_a_bounce_of_hulls_is_not_given_to_the_library():
    raw = nested(400, "Return-Path: <>\nX-Loop: a\n").replace(b"My parcel", b"failure notice")
    with pytest.raises(RecursionError):
        message_from_bytes(nested(3000))
    assert sound(raw) is not None


def test_ten_thousand_recipients_are_read():
    to = ",\n ".join(f'"Name, {n}" <u{n}@example.org>' for n in range(12_000))
    found = read(f"From: a@x.example\nTo: {to}\n\nHello")
    assert len(found.recipients) == 10_000
    assert found.recipients[9_999].address == "u9999@example.org"
    assert found.text == "Hello"


BARE = HEAD.encode()
MIXED = BARE + b"Content-Type: multipart/mixed; boundary=b\n\n"
FILE = b"--b\n\nHello\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
NOTICE = b"From: mailer-daemon@x.example\nReturn-Path: <>\nSubject: failure notice\n\n"
HEAVY: dict[str, Callable[[], bytes]] = {
    "text": lambda: (
        BARE
        + b"\n"
        + b"seventy letters of text and a little more so that a line is full ....\n" * 590_000
    ),
    "one line": lambda: BARE + b"\n" + b"a" * 40 * MEGABYTE,
    "empty lines": lambda: BARE + b"\n" + b"\n" * 40 * MEGABYTE + b"Hello",
    "a file": lambda: MIXED + FILE + (b"A" * 76 + b"\n") * 540_000 + b"--b--\n",
    "html": lambda: (
        BARE + b"Content-Type: text/html\n\n" + b"<p>hello <b>world</b></p>\n" * 1_500_000
    ),
    "marks": lambda: BARE + b"\n" + b">" * 4 * MEGABYTE,
    "a header": lambda: BARE + b"X-A: " + b"a " * 10 * MEGABYTE + b"\n\nHello",
    "headers": lambda: BARE + b"X: a\n" * 2 * MEGABYTE + b"\nHello",
    "folds": lambda: BARE + b"X: a\n" + b" a\n" * 2 * MEGABYTE + b"\nHello",
    "words": lambda: b"From: a@x.example\nSubject: " + b"=?utf-8?q?a?= " * 200_000 + b"\n\nHello",
    "half words": lambda: b"From: a@x.example\nSubject: " + b"=?a?b?" * 500_000 + b"\n\nHello",
    "parts": lambda: MIXED + b"--b\n\nx\n" * 1_000_000,
    "no parts": lambda: MIXED + (b"--b" + b" " * 1000 + b"x\n") * 5_000,
    "comments": lambda: b"From: " + b"(" * MEGABYTE + b"\n\nHello",
    "quotes": lambda: b"From: " + b'\\"' * MEGABYTE + b"\n\nHello",
    "angles": lambda: b"From: " + b"<a@b" * MEGABYTE + b"\n\nHello",
    "parameters": lambda: BARE + b"Content-Type: text/plain" + b'; a="b"' * 100_000 + b"\n\nHello",
    "open parameter": lambda: (
        BARE + b'Content-Type: text/plain; a="' + b'\\"' * 100_000 + b"\n\nHello"
    ),
    "labels": lambda: BARE + b"\n" + b"From: a@b\n" * 200_000,
    "verbs": lambda: BARE + b"\n" + b"wrote:\n" * 150_000,
    "dashes": lambda: BARE + b"\n" + (b"-_" * 190 + b"x\n") * 3_000,
    "rules": lambda: BARE + b"\n" + (b"-" * 390 + b"\n") * 3_000,
    "spaces": lambda: BARE + b"\n" + (b" " * 390 + b"x:\n") * 3_000,
    "numbers": lambda: BARE + b"\n" + (b"1 " * 190 + b":\n") * 3_000,
    "addresses": lambda: BARE + b"\n" + (b"a@" * 190 + b":\n") * 3_000,
    "notice": lambda: NOTICE + (b"a.@" * 300 + b"\n") * 2_000,
    "notice of marks": lambda: NOTICE + (b"> " * 400 + b"\n") * 2_000,
    "notice of many": lambda: (
        NOTICE + b"".join(b"<u%d@x.example>: 550 no\n" % n for n in range(30_000))
    ),
    "long notice": lambda: (
        NOTICE + b"no address here for anybody to find in this line of text\n" * 20_000
    ),
    "nothing": lambda: BARE + b"\n" + b"\x00" * MEGABYTE,
    "quoted": lambda: (
        BARE + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=41" * 2 * MEGABYTE
    ),
}
"""Mails that are large, or shaped to be slow; made when they are needed."""


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_mail_takes_bounded_time(name):
    raw = HEAVY[name]()
    started = time.monotonic()
    found = sound(raw)
    assert time.monotonic() - started < SHORT
    assert found is not None
    assert len(found.plain) <= MEGABYTE


@pytest.mark.parametrize("name", ["text", "one line", "empty lines", "a file", "html"])
def test_forty_megabytes_take_bounded_memory(name):
    raw = HEAVY[name]()
    tracemalloc.start()
    try:
        found = contact(raw)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.text
    assert peak < 300 * MEGABYTE


@pytest.mark.parametrize("length", [1, 10, 100])
@pytest.mark.parametrize(
    "piece",
    [
        "a@",
        "<a",
        "> ",
        "wrote ",
        "1:",
        "--",
        "_-",
        "From:",
        "(a",
        " \t",
        "=?",
        "On 5 Jan ",
        "a.b@c.d,",
    ],
)
def test_a_line_of_a_megabyte_is_read_in_linear_time(piece, length):
    line = piece * (MEGABYTE // 10 * length // 10 // len(piece))
    started = time.monotonic()
    sound(f"{HEAD}\n{line}\n> quoted\n{line}:\n".encode())
    sound(f"From: mailer-daemon@x.example\nSubject: failure notice\n\n{line}\n".encode())
    sound(f"From: {line}\nSubject: {line}\nDate: {line}\nContent-Type: {line}\n\nHello".encode())
    assert time.monotonic() - started < SHORT
