"""What is sent through the demo's door stays in the demo."""

import smtplib
from email.message import EmailMessage

import pytest

from agent_console.sandbox.mail.imap.session import PASSWORD, USERNAME


def letter(to, text="Hello\n.\n..dots stay\n"):
    message = EmailMessage()
    message["From"], message["To"] = USERNAME, to
    message["Subject"], message["Message-ID"] = "Your jacket", "<sent-1@ridgeline.example>"
    message.set_content(text)
    return message


def test_a_mail_to_the_service_lies_in_its_inbox(moving):
    with moving.sender() as client:
        assert client.send_message(letter(USERNAME)) == {}
    with moving.reader() as client:
        client.select("INBOX", readonly=True)
        [found] = client.uid("SEARCH", "HEADER", "Message-ID", "<sent-1@ridgeline.example>")[1]
        raw = client.uid("FETCH", found.decode(), "(FLAGS BODY.PEEK[])")[1][0]
    assert b"FLAGS ()" in raw[0]
    assert raw[1].startswith(b"Return-Path: <service@ridgeline.example>\r\nReceived: by ")
    assert raw[1].endswith(b"Hello\r\n.\r\n..dots stay\r\n")


def test_a_mail_to_a_customer_leaves_nothing_behind(moving):
    count = len(moving.mailroom.inbox.messages)
    with moving.sender() as client:
        assert client.send_message(letter("helena.brandt@example.test")) == {}
    moving.mailroom.catch_up()
    assert b"sent-1@" not in b"".join(one.raw for one in moving.mailroom.inbox.messages)
    assert len(moving.mailroom.inbox.messages) >= count


def test_a_copy_for_oneself_proves_that_it_was_sent(moving):
    with moving.sender() as client:
        everybody = ["helena.brandt@example.test", USERNAME]
        client.send_message(letter(everybody[0]), to_addrs=everybody)
    assert b"sent-1@" in moving.mailroom.inbox.messages[-1].raw


def test_an_address_nobody_has_is_refused(moving):
    with moving.sender() as client, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.send_message(letter("nobody@elsewhere.example"))
    [(code, told)] = refused.value.recipients.values()
    assert (code, told[:5]) == (550, b"5.1.1")


def test_only_who_signed_in_may_send(moving):
    with smtplib.SMTP("127.0.0.1", moving.smtp.port) as client:
        with pytest.raises(smtplib.SMTPSenderRefused) as refused:
            client.send_message(letter(USERNAME))
        assert refused.value.smtp_code == 530
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(USERNAME, "guess")
        client.login(USERNAME.upper(), PASSWORD)
        assert client.send_message(letter(USERNAME)) == {}


def test_letters_of_any_script_pass(moving):
    with moving.sender() as client:
        client.send_message(letter(USERNAME, "こんにちは, Zoë\n"))
    assert b"utf-8" in moving.mailroom.inbox.messages[-1].raw
