"""A real Dovecot, read as the program reads it."""

import asyncio
import imaplib
import ssl
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from agent_console.connectors.channels.email import client, settings
from agent_console.connectors.channels.email.imap import fetching, persevering
from agent_console.connectors.channels.email.manifest import connect
from agent_console.domain.observation import Direction
from agent_console.ports.failures import NotFound, Refused, SignInAgain, TryLater
from tests.connectors.channels.email.mailboxes import Cursors, contacts, given, letter, of_box, read
from tests.peers.mail.mail import PASSWORD, Box


def subjects(pages) -> list[str | None]:
    return [one.subject for one in contacts(pages)]


def test_mails_come_out_exactly_and_stay_unread(mailbox: Box):
    mailbox.put([letter(1, words="Grüße 荷物はどこですか\r\n\r\n> old words")])
    [one] = contacts(read(given(of_box(mailbox))))
    assert (one.text, one.subject, one.message_id) == (
        "Grüße 荷物はどこですか",
        "Letter 1",
        "<1@letters>",
    )
    assert one.sender is not None
    assert (one.sender.name, one.sender.address) == ("Ana Lopez", "ana@customer.test")
    assert b"\\Seen" not in b"".join(mailbox.told("FETCH", "1:*", "(FLAGS)"))


def test_a_carrier_s_notice_comes_out_as_a_mail_and_as_a_scan(mailbox: Box):
    number = "1Z999AA10123456784"
    subject = f"Your package was delivered, {number}"
    date = format_datetime(datetime.now(UTC))
    notice = letter(1, sender="pkginfo@ups.com", Subject=subject, Date=date)
    mailbox.put([notice, letter(2)])
    pages = read(given(of_box(mailbox)))
    assert len(contacts(pages)) == 2
    [told] = [one for page in pages for one in page.notices]
    assert (told.shipment.carrier, told.shipment.number) == ("UPS", number)
    assert told.observation.status == "delivered"


def test_only_what_is_new_is_read_the_next_time(mailbox: Box):
    cursors: Cursors = {}
    mailbox.put([letter(1), letter(2)])
    assert subjects(read(given(of_box(mailbox)), cursors)) == ["Letter 2", "Letter 1"]
    assert subjects(read(given(of_box(mailbox)), cursors)) == []
    mailbox.put([letter(3), letter(4)])
    assert subjects(read(given(of_box(mailbox)), cursors)) == ["Letter 3", "Letter 4"]


def test_what_was_sent_is_outbound_whoever_signed_it(mailbox: Box):
    mailbox.put([letter(1, sender="alias@shop.test", To="ana@customer.test")], "Sent")
    pages = read(given(of_box(mailbox)))
    [record] = [one for page in pages for one in page.contacts]
    assert (record.contact.direction, record.folder) == (Direction.OUTBOUND, "Sent")
    assert [one.external_id for one in record.people] == ["ana@customer.test"]


def test_a_broken_off_first_pass_goes_on_where_it_was(mailbox: Box, monkeypatch):
    monkeypatch.setattr(persevering, "AT_A_TIME", 2)
    mailbox.put([letter(number) for number in range(5)])
    source, cursors = connect(given(of_box(mailbox))), Cursors()

    async def first_page() -> list[str | None]:
        async for page in source.changes("inbox", None):
            cursors["inbox"] = page.cursor
            await source.close()
            return subjects([page])
        return []

    assert asyncio.run(first_page()) == ["Letter 4", "Letter 3"]
    mailbox.put([letter(9)])
    assert subjects(read(given(of_box(mailbox)), cursors)) == [
        "Letter 9",
        "Letter 2",
        "Letter 1",
        "Letter 0",
    ]


def test_it_is_known_how_much_there_is_and_how_much_is_left(mailbox: Box, monkeypatch):
    monkeypatch.setattr(persevering, "AT_A_TIME", 2)
    cursors: Cursors = {}
    mailbox.put([letter(number) for number in range(5)])
    first = [page for page in read(given(of_box(mailbox)), cursors) if page.stream == "inbox"]
    assert {page.total for page in first} == {5}
    assert sum(page.fetched() for page in first) == 5
    mailbox.put([letter(6)])
    assert {page.total for page in read(given(of_box(mailbox)), cursors) if page.fetched()} == {1}


def test_a_folder_made_anew_is_read_anew(mailbox: Box):
    cursors: Cursors = {}
    with mailbox.signed_in() as line:
        line.create("Answers")
    mailbox.put([letter(1), letter(2)], "Answers")
    opened = given(of_box(mailbox, sent_folder="Answers"))
    keys = {one.key for page in read(opened, cursors) for one in page.contacts}
    with mailbox.signed_in() as line:
        line.delete("Answers")
        line.create("Answers")
    mailbox.put([letter(1), letter(2), letter(3)], "Answers")
    again = {one.key for page in read(opened, cursors) for one in page.contacts}
    assert keys < again
    assert len(again) == 3


def test_a_vanished_folder_is_said_by_name(mailbox: Box):
    mailbox.put([letter(1)])
    with pytest.raises(NotFound, match="'Answers'"):
        read(given(of_box(mailbox, sent_folder="Answers")))


def test_a_mailbox_without_sent_mails_is_read_all_the_same(mailbox: Box):
    mailbox.put([letter(1)])
    with mailbox.signed_in() as line:
        line.delete("Sent")
    assert subjects(read(given(of_box(mailbox)))) == ["Letter 1"]


def test_old_mails_stay_where_they_are_unless_wanted(mailbox: Box):
    cursors: Cursors = {}
    mailbox.put([letter(1)], received=datetime(2026, 9, 1, tzinfo=UTC))
    mailbox.put([letter(2)])
    month, year = (given(of_box(mailbox, first_days=days)) for days in ("30", "365"))
    assert subjects(read(month, cursors)) == ["Letter 2"]
    assert sorted(subjects(read(year, cursors))) == ["Letter 1", "Letter 2"]
    assert subjects(read(year, cursors)) == []


def test_a_large_mail_is_read_without_its_files(mailbox: Box, monkeypatch):
    monkeypatch.setattr(fetching, "LARGE", 100_000)
    photo = "QUJD" * 500_000
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nThe box is crushed\r\n--b\r\n"
        "Content-Type: image/jpeg; name=box.jpg\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment; filename=box.jpg\r\n\r\n{photo}\r\n--b\r\n"
        "Content-Type: text/plain\r\n\r\nPlease help\r\n--b--"
    )
    mailbox.put([letter(1, words=body, Content_Type="multipart/mixed; boundary=b"), letter(2)])
    records = [one for page in read(given(of_box(mailbox))) for one in page.contacts]
    told = {one.contact.subject: one for one in records}
    assert not told["Letter 1"].is_whole
    assert told["Letter 2"].is_whole
    assert told["Letter 1"].contact.text == "The box is crushed\n\nPlease help"
    [file] = told["Letter 1"].contact.attachments
    assert (file.name, file.content_type) == ("box.jpg", "image/jpeg")
    assert file.size == pytest.approx(1_500_000, rel=0.05)


def test_large_mails_without_id_are_told_apart_and_known_again(mailbox: Box, monkeypatch):
    monkeypatch.setattr(fetching, "LARGE", 100_000)
    raws = [
        letter(
            1,
            words="--b\r\nContent-Type: text/plain\r\n\r\nScan\r\n--b\r\n"
            "Content-Type: image/jpeg; name=scan.jpg\r\nContent-Transfer-Encoding: base64\r\n"
            f"\r\n{'QUJD' * size}\r\n--b--",
            Content_Type="multipart/mixed; boundary=b",
            Message_ID="",
            Date="",
        )
        for size in (100_000, 120_000, 140_000)
    ]
    mailbox.put(raws)
    keys = [
        {one.key for page in read(given(of_box(mailbox))) for one in page.contacts}
        for _ in range(2)
    ]
    assert len(keys[0]) == 3
    assert keys[0] == keys[1]


def test_what_is_no_mail_goes_aside_and_the_rest_stays(mailbox: Box):
    mailbox.put([b"no header at all\r\n", letter(2)])
    pages = read(given(of_box(mailbox)))
    [bad] = [one for page in pages for one in page.unreadable]
    assert (bad.raw.strip(), subjects(pages)) == ("no header at all", ["Letter 2"])
    again = connect(given(of_box(mailbox))).read(bad.stream, bad.raw)
    assert [one.raw for one in again.unreadable] == [bad.raw]


def test_a_wrong_password_asks_to_sign_in_again(mailbox: Box):
    with pytest.raises(SignInAgain) as caught:
        read(given(of_box(mailbox), {"password": "Canary-secret"}))
    assert "Canary" not in str(caught.value)


def test_a_good_token_lets_in_and_an_expired_one_does_not(mailbox: Box):
    mailbox.put([letter(1)])
    mailbox.peer.tokens.good["fresh-token"] = mailbox.address
    assert subjects(read(given(of_box(mailbox), {"oauth_token": "fresh-token"}))) == ["Letter 1"]
    with pytest.raises(SignInAgain, match="oauth_token"):
        read(given(of_box(mailbox), {"oauth_token": "stale-token"}))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_is_trusted_or_nothing_is_said(mailbox: Box, security: str):
    port = mailbox.peer.imaps if security == "tls" else mailbox.peer.imap
    told = {"imap_host": "localhost", "imap_port": str(port), "imap_security": security}
    opened = given(of_box(mailbox) | told)
    with pytest.raises(TryLater, match="certificate is not trusted"):
        read(opened)
    trusting = ssl.create_default_context(cafile=mailbox.peer.certificate)
    chosen = replace(settings.settings(opened), tls=trusting)
    assert PASSWORD not in repr(chosen)
    source = client.EmailSource(chosen, opened.clock)

    async def probe() -> str:
        try:
            return await source.probe()
        finally:
            await source.close()

    assert mailbox.address in asyncio.run(probe())


def test_nothing_goes_in_clear_text_beyond_this_computer(mailbox: Box):
    with pytest.raises(Refused, match="clear text"):
        connect(given(of_box(mailbox, imap_host="mail.example")))


def test_without_any_secret_nothing_is_opened(mailbox: Box):
    with pytest.raises(SignInAgain, match="secrets set support password"):
        connect(replace(given(of_box(mailbox)), secrets={}))


def test_reading_takes_no_lock_from_others(mailbox: Box):
    mailbox.put([letter(1)])
    with mailbox.signed_in() as line:
        line.select("INBOX")
        read(given(of_box(mailbox)))
        assert isinstance(line, imaplib.IMAP4)
        assert line.uid("STORE", "1", "+FLAGS", r"(\Flagged)")[0] == "OK"
