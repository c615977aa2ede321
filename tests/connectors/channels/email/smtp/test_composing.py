"""A letter as bytes: headers of one line, words as they were, addresses that are some."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.connectors.channels.email.settings import Settings
from agent_console.connectors.channels.email.smtp.composing import composed, message_id
from agent_console.connectors.channels.email.smtp.handing_over import _dotted
from agent_console.domain.acting.message import Addressee, Letter
from agent_console.ports.failures import Refused

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LETTER = Letter(
    Addressee("ana@customer.test", "Ana"), "Late", "Sorry", "<p>Sorry</p>", "delay", "en"
)
OURS = Settings(
    "support",
    "127.0.0.1",
    143,
    "none",
    "support@shop.test",
    None,
    None,
    frozenset({"support@shop.test"}),
    "support@shop.test",
    tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
)


def read(letter: Letter):
    return message_from_bytes(composed(letter, "k1", AT, OURS), policy=default)


def test_both_forms_travel_and_the_key_is_the_message_id():
    mail = read(LETTER)
    assert mail["Message-ID"] == "<k1@shop.test>" == message_id("k1", "support@shop.test")
    assert mail.get_body(("plain",)).get_content().strip() == "Sorry"
    assert mail.get_body(("html",)).get_content().strip() == "<p>Sorry</p>"
    assert mail["Date"].datetime == AT


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_a_line_end_in_subject_or_name_makes_no_header(end: str):
    evil = f"Late{end}Bcc: everybody@else.test"
    mail = read(replace(LETTER, subject=evil, to=Addressee("ana@customer.test", evil)))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Late Bcc: everybody@else.test"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "ana@",
        "@shop.test",
        "a b@c.test",
        "a@b.test,c@d.test",
        "a@b.test\r\nBcc: x@y.z",
        "<a@b.test>",
        "ana@customer.test>",
        "ü@customer.test",
        "a" * 65 + "@b.test",
    ],
)
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(Refused, match="no address"):
        composed(replace(LETTER, to=Addressee(address)), "k1", AT, OURS)


def test_names_in_any_script_arrive_as_they_are():
    for name in ("علي الأحمد", "王小明", 'Ana "the boss" O\'Neil, Dr.', "ana@home"):
        [to] = read(replace(LETTER, to=Addressee("ana@customer.test", name)))["To"].addresses
        assert (to.display_name, to.addr_spec) == (name, "ana@customer.test")


def test_a_thread_is_kept_and_foreign_ids_are_not_trusted():
    answer = replace(
        LETTER,
        is_answer=True,
        in_reply_to="<9@letters>",
        references=("<7@letters>", "<8@letters>\r\nBcc: x@y.z", "<9@letters>"),
    )
    mail = read(answer)
    assert mail["In-Reply-To"] == "<9@letters>"
    assert mail["References"].split() == ["<7@letters>", "<9@letters>"]
    assert mail["Auto-Submitted"] is None
    assert read(LETTER)["Auto-Submitted"] == "auto-generated"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=100))
def test_no_text_makes_another_mail_of_it(text: str, name: str):
    letter = replace(LETTER, text=text, subject=name, to=Addressee("ana@customer.test", name))
    raw = composed(letter, "k1", AT, OURS)
    mail = message_from_bytes(raw, policy=default)
    assert set(mail.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("MIME-Version", "Content-Type"),
    }
    assert b"\r\n.\r\n" not in _dotted(raw)


def test_a_dot_alone_on_a_line_does_not_end_the_mail():
    assert _dotted(b"a\r\n.\r\n..b\nc") == b"a\r\n..\r\n...b\r\nc\r\n"
