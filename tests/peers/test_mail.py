import imaplib
import time

from tests.peers.mail.mail import Box, MailPeer

MAIL = b"From: ana@customer.test\r\nSubject: Parcel 42\r\n\r\nhello\r\n"


def arrived(box: Box, count: int) -> list[object]:
    """Return what is in the inbox once so many mails are."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        found = [one for one in box.told("FETCH", "1:*", "(BODY.PEEK[])") if isinstance(one, tuple)]
        if len(found) >= count:
            return found
    raise AssertionError("no mail arrived")


def test_a_mail_sent_arrives_in_the_mailbox(mailbox: Box):
    mailbox.send(MAIL, "ana@customer.test", [mailbox.address])
    assert b"Parcel 42" in arrived(mailbox, 1)[0][1]


def test_a_mail_to_nobody_comes_back_as_a_real_bounce(mailbox: Box):
    mailbox.send(MAIL, mailbox.address, ["nobody@shop.test"])
    assert b"multipart/report" in arrived(mailbox, 1)[0][1]


def test_nothing_leaves_this_computer(mailbox: Box):
    mailbox.send(MAIL, mailbox.address, ["somebody@elsewhere.example"])
    assert b"5.4.4" in arrived(mailbox, 1)[0][1]


def test_tokens_are_taken_beside_passwords(mail: MailPeer):
    with imaplib.IMAP4("127.0.0.1", mail.imap) as line:
        assert {"AUTH=XOAUTH2", "AUTH=PLAIN"} <= set(line.capabilities)
