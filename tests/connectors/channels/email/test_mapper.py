"""A mail's bytes become facts: who, to whom, when, in which words, with which files."""
# ruff: noqa: RUF001 - words of many scripts

from datetime import UTC, datetime

import pytest

from agent_console.connectors.channels.email.mapper import contact, contact_of_text
from agent_console.connectors.kit.reading import UnreadableError
from agent_console.domain.contact import Party
from agent_console.domain.moment import Moment
from agent_console.domain.observation import Channel, Direction
from tests.connectors.channels.email.letters import field, letter, read

WHOLE = """\
Return-Path: <ann@example.org>
Received: from mx.example.org by mail.shop.example; Mon, 5 Jan 2026 10:31:00 +0100
Date: Mon, 5 Jan 2026 10:30:00 +0100
From: "Lee, Ann" <Ann@Example.org>
To: Help <help@shop.example>, boss@shop.example
Cc: =?utf-8?q?J=C3=BCrgen?= <j@example.org>
Subject: =?utf-8?b?V28gaXN0IG1laW4gUGFrZXQg?= =?utf-8?q?f=C3=BCr_mich=3F?=
Message-ID: <m2@example.org>
In-Reply-To: <m1@shop.example>
References: <m0@shop.example>
 <m1@shop.example>
Content-Type: text/plain; charset=utf-8

Es fehlt.

Am 05.01.2026 um 09:00 schrieb Help:
> Ist es da?
"""


def test_every_fact_of_a_plain_mail_is_read():
    found = read(WHOLE)
    assert (found.channel, found.direction) == (Channel.EMAIL, Direction.INBOUND)
    assert found.sender == Party("Lee, Ann", "Ann@Example.org")
    assert found.recipients == (
        Party("Help", "help@shop.example"),
        Party(None, "boss@shop.example"),
        Party("Jürgen", "j@example.org"),
    )
    assert found.subject == "Wo ist mein Paket für mich?"
    assert (found.message_id, found.in_reply_to) == ("<m2@example.org>", "<m1@shop.example>")
    assert found.references == ("<m0@shop.example>", "<m1@shop.example>")
    assert found.time == Moment(
        datetime(2026, 1, 5, 9, 30, tzinfo=UTC), "2026-01-05T10:30:00", "+01:00"
    )
    assert found.text == "Es fehlt."
    assert "> Ist es da?" in found.plain
    assert (found.automatic, found.bounce, found.attachments, found.html) == (False, None, (), None)


def test_what_we_sent_ourselves_is_outbound():
    own = frozenset({"ann@example.org"})
    assert contact(WHOLE.encode(), own).direction is Direction.OUTBOUND


def test_line_ends_of_any_program_say_the_same():
    lines = WHOLE.encode()
    said = read(lines)
    assert read(lines.replace(b"\n", b"\r\n")) == said
    assert read(lines.replace(b"\n", b"\r")) == said


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n\n",
        b"hello",
        b"\x00\x01\x02",
        b"%PDF-1.4\nxref",
        b'{"From": "a@b"}',
        b"<html>",
        b"a: b\n\nc",
        "Жалоба: нет\n".encode(),
        b"http://shop.example/",
        b"\xff\xfe" * 9,
    ],
)
def test_what_is_no_mail_is_refused(raw):
    with pytest.raises(UnreadableError, match="not a mail"):
        contact(raw)


def test_a_plain_body_is_read_without_a_header():
    said = "Да, спасибо\n\n5 января 2026 г., 10:30 Shop <a@b.example> написал:\n> Ок?"
    found = contact_of_text(said.encode())
    assert found.text == "Да, спасибо"
    assert found.sender is None


@pytest.mark.parametrize(
    ("line", "name", "address"),
    [
        ("From: ann@example.org", None, "ann@example.org"),
        ("From: <ann@example.org>", None, "ann@example.org"),
        ("From: ann@example.org (Ann Lee)", "Ann Lee", "ann@example.org"),
        ('From: "Ann \\"The\\" Lee" <ann@example.org>', 'Ann "The" Lee', "ann@example.org"),
        ("From: 'Ann Lee' <ann@example.org>", "Ann Lee", "ann@example.org"),
        ("From: =?iso-8859-1?q?M=FCller?= <ann@example.org>", "Müller", "ann@example.org"),
        ("From: =?utf-8?b?5byg5YWI55Sf?= <ann@example.org>", "张先生", "ann@example.org"),
        ("From: =?koi8-r?b?4c7OwQ==?= <ann@example.org>", "Анна", "ann@example.org"),
        ("From: =?nonsense?q?Ann?= <ann@example.org>", "Ann", "ann@example.org"),
        ("From: =?utf-8?b?QW5uIDxhbm5AZXhhbXBsZS5vcmc+?=", "Ann", "ann@example.org"),
        ("From: Ann Lee ann@example.org", "Ann Lee", "ann@example.org"),
        ("From: Müller <ann@example.org>", "Müller", "ann@example.org"),
        ("From: MAILER-DAEMON (Mail System)", "Mail System", "MAILER-DAEMON"),
        ("From: bob@evil.example <ann@example.org>", "bob@evil.example", "ann@example.org"),
        ("From: Ann <ann@example.org", "Ann", "ann@example.org"),
        ("Sender: Ann <ann@example.org>", "Ann", "ann@example.org"),
        ("From: Lee, Ann <ann@example.org>", "Lee, Ann", "ann@example.org"),
        ("From: Dr. Lee, Ann, MBA <ann@example.org>", "Dr. Lee, Ann, MBA", "ann@example.org"),
        ("From: =?utf-8?q?M=C3=BCller?=, Ann <ann@example.org>", "Müller, Ann", "ann@example.org"),
        ("From: Lee, Ann (Sales) <ann@example.org>", "Lee, Ann", "ann@example.org"),
        ("From: Lee, ann@example.org", None, "ann@example.org"),
        ("From: Ann\nReply-To: Ann Lee <ann@example.org>", "Ann Lee", "ann@example.org"),
        ("Return-Path: <ann@example.org>", None, "ann@example.org"),
    ],
)
def test_a_sender_in_many_spellings_is_read(line, name, address):
    sender = field(line).sender
    assert sender == Party(name, address)


@pytest.mark.parametrize("line", ["From:", "From: <>", "From: ,;,", "Subject: none"])
def test_nobody_is_no_sender(line):
    assert field(line).sender is None


def test_groups_of_recipients_are_opened():
    found = field("To: Team: a@x.example, B <b@x.example>;, undisclosed-recipients:;")
    assert found.recipients == (Party(None, "a@x.example"), Party("B", "b@x.example"))


def test_a_comma_in_the_name_of_a_recipient_divides_nobody():
    found = field("To: Lee, Bob <bob@x.example>, Ray, Ann <ann@x.example>\nCc: c@x.example")
    assert found.recipients == (
        Party("Lee, Bob", "bob@x.example"),
        Party("Ray, Ann", "ann@x.example"),
        Party(None, "c@x.example"),
    )


@pytest.mark.parametrize("said", ["< 1@x >", "<1@x >", "\t<\t1@x>", "<1@x>"])
def test_blanks_in_an_id_are_not_of_it(said):
    assert field(f"Message-ID: {said}").message_id == "<1@x>"


def test_nobody_is_written_to_twice():
    assert field("To: a@x.example, a@x.example").recipients == (Party(None, "a@x.example"),)


def test_raw_letters_in_a_header_are_read():
    said = b"From: a@x.example\nSubject: Stra\xdfe\n\n"
    assert read(said).subject == "Straße"
    assert read("From: a@x.example\nSubject: Straße\n\n").subject == "Straße"


def test_a_letter_cut_in_two_words_is_whole():
    assert field("Subject: =?utf-8?b?YcM=?= =?utf-8?q?=B6l?=").subject == "aöl"


@pytest.mark.parametrize(
    "line",
    [
        "Subject: a=?utf-8?q?=0D=0ABcc:_evil=40x.example?=",
        "Subject: a\x00 Bcc: evil@x.example",
        "Subject: a\x0b Bcc: evil@x.example",
        "Subject: a\u2028Bcc: evil@x.example",
    ],
)
def test_a_subject_cannot_become_another_header(line):
    found = field(line)
    assert found.recipients == ()
    assert found.subject in {"a Bcc: evil@x.example", "aBcc: evil@x.example"}


@pytest.mark.parametrize(
    ("said", "utc", "local", "offset"),
    [
        ("Mon, 5 Jan 2026 10:30:00 +0100", "2026-01-05T09:30:00", "2026-01-05T10:30:00", "+01:00"),
        ("5 Jan 2026 10:30 -0730", "2026-01-05T18:00:00", "2026-01-05T10:30:00", "-07:30"),
        ("Mon, 5 Jan 2026 10:30:00 GMT", "2026-01-05T10:30:00", "2026-01-05T10:30:00", "+00:00"),
        ("Mon, 5 Jan 2026 10:30:00 EST", "2026-01-05T15:30:00", "2026-01-05T10:30:00", "-05:00"),
        ("Mon, 5 Jan 2026 10:30:00 -0000", "2026-01-05T10:30:00", "2026-01-05T10:30:00", None),
        ("Mon, 5 Jan 2026 10:30:00", None, "2026-01-05T10:30:00", None),
        ("Mon, 5 Jan 2026 10:30:00 XYZ", None, "2026-01-05T10:30:00", None),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00", "1970-01-01T00:00:00", "+00:00"),
        (
            "Mon, 05 Jan 2026 10:30:00 +01:00",
            "2026-01-05T09:30:00",
            "2026-01-05T10:30:00",
            "+01:00",
        ),
        ("2026-01-05T10:30:00+01:00", "2026-01-05T09:30:00", "2026-01-05T10:30:00", "+01:00"),
        ("2026-01-05 10:30:00 +0100", "2026-01-05T09:30:00", "2026-01-05T10:30:00", "+01:00"),
        ("2026-01-05T10:30:00.123Z", "2026-01-05T10:30:00", "2026-01-05T10:30:00", "+00:00"),
        ("2026-01-05 10:30", None, "2026-01-05T10:30:00", None),
        ("Wed, 31 Dec 2025 23:59:60 +0000", "2025-12-31T23:59:59", "2025-12-31T23:59:59", "+00:00"),
        ("Di, 05 Mai 2026 10:30:00 +0200", "2026-05-05T08:30:00", "2026-05-05T10:30:00", "+02:00"),
        ("Mi, 4 März 2026 10:30:00 +0100", "2026-03-04T09:30:00", "2026-03-04T10:30:00", "+01:00"),
        (
            "mer., 5 août 2026 10:30:00 +0200",
            "2026-08-05T08:30:00",
            "2026-08-05T10:30:00",
            "+02:00",
        ),
        ("Fri, 31 Dec 2099 23:59:59 +0000", "2099-12-31T23:59:59", "2099-12-31T23:59:59", "+00:00"),
    ],
)
def test_a_date_is_kept_as_told(said, utc, local, offset):
    time = field(f"Date: {said}").time
    assert time is not None
    assert time.local == local
    assert time.offset == offset
    assert time.utc == (datetime.fromisoformat(f"{utc}+00:00") if utc else None)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "yesterday",
        "0",
        "99 Foo 2026",
        "Mon, 5 Jan 12026 10:30:00 +0100",
        "5 Jan 1200 00:00:00 +1400",
        "31 Dec 9999 23:59:59 -1200",
        "Mon, 5 Jan 2026 10:30:00 +999999999",
        "99999999999999999999",
        "2026-13-05T10:30:00Z",
        "2026-01-05T10:61:00Z",
        ":" * 200,
    ],
)
def test_what_is_no_date_is_none(said):
    assert field(f"Date: {said}").time is None


def test_without_its_fields_a_mail_is_still_read():
    found = field("X-Mailer: none")
    assert (found.sender, found.subject, found.message_id, found.time) == (None, None, None, None)
    assert found.text == "Hello"


CJK = "包裹在哪里。" * 30


@pytest.mark.parametrize(
    ("language", "body", "text"),
    [
        ("en", "It is broken.\n\nAnn\n\nSent from my iPhone", "It is broken.\n\nAnn"),
        ("de", "Es ist kaputt.\n\nGrüße\nAnn\n-- \nAnn Lee", "Es ist kaputt.\n\nGrüße\nAnn"),
        ("fr", "C’est cassé.\n\nEnvoyé de mon iPad", "C’est cassé."),
        ("es", "Está roto.\n\nEnviado desde mi iPad", "Está roto."),
        ("it", "È rotto.\n\nInviato da iPad", "È rotto."),
        ("nl", "Het is kapot.\n\nVerzonden vanaf mijn iPad", "Het is kapot."),
        ("pl", "Jest zepsute.\n\nWysłane z telefonu", "Jest zepsute."),
        ("ru", "Сломано.\n\nОтправлено из мобильной Почты", "Сломано."),
        ("ja", "壊れています。\n\niPadから送信", "壊れています。"),
        ("zh", f"{CJK}\n\n发自我的手机", CJK),
        ("ar", "إنه مكسور\n\nأُرسلت من الـ iPad", "إنه مكسور"),
        ("pt", "Está partido.\n\nEnviado do meu iPad", "Está partido."),
    ],
)
def test_a_letter_in_any_language_is_read(language, body, text):
    assert letter(body, f"Content-Language: {language}").text == text
