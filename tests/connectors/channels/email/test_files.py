"""A file of a mail is fetched from a real Dovecot when somebody asks for it, byte by byte."""

import asyncio
import secrets
from email.message import EmailMessage

import pytest

from agent_console.connectors.channels.email.manifest import connect
from agent_console.ports.failures import NotFound
from agent_console.ports.files import FileSource, Place
from tests.connectors.channels.email.mailboxes import given, of_box, read
from tests.peers.mail.mail import Box

SMALL, LARGE = secrets.token_bytes(30_000), secrets.token_bytes(3_000_000)


def with_files(*files: tuple[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "ana@customer.test", "support@shop.test"
    mail["Subject"], mail["Message-ID"] = "Broken", f"<{secrets.token_hex(8)}@letters>"
    mail["Date"] = "Mon, 23 Nov 2026 10:00:00 +0100"
    mail.set_content("It arrived like this.")
    for name, data in files:
        mail.add_attachment(data, maintype="image", subtype="jpeg", filename=name)
    return mail.as_bytes()


def place_of(mailbox: Box) -> Place:
    [record] = [one for page in read(given(of_box(mailbox))) for one in page.contacts]
    return Place("support", record.external_id, record.contact)


def fetched(mailbox: Box, place: Place, number: int) -> bytes:
    async def ask() -> bytes:
        source = connect(given(of_box(mailbox)))
        assert isinstance(source, FileSource)
        try:
            return await source.file(place, number)
        finally:
            await source.close()

    return asyncio.run(ask())


@pytest.mark.parametrize("data", [SMALL, LARGE], ids=["small", "large"])
def test_each_file_comes_out_exactly_and_the_mail_stays_unread(mailbox: Box, data: bytes):
    mailbox.put([with_files(("one.jpg", data), ("two.jpg", SMALL[:500]))])
    place = place_of(mailbox)
    assert [one.name for one in place.message.attachments] == ["one.jpg", "two.jpg"]
    assert fetched(mailbox, place, 0) == data
    assert fetched(mailbox, place, 1) == SMALL[:500]
    assert b"\\Seen" not in b"".join(mailbox.told("FETCH", "1:*", "(FLAGS)"))


def test_a_mail_in_a_folder_numbered_anew_is_found_by_its_id(mailbox: Box):
    mailbox.put([with_files(("one.jpg", SMALL))])
    place = place_of(mailbox)
    folder, validity, _ = place.external_id.split("/")
    moved = Place(place.connection, f"{folder}/{int(validity) + 1}/77", place.message)
    assert fetched(mailbox, moved, 0) == SMALL


def test_what_has_gone_is_told_so(mailbox: Box):
    mailbox.put([with_files(("one.jpg", SMALL))])
    place = place_of(mailbox)
    with pytest.raises(NotFound):
        fetched(mailbox, place, 1)
    with mailbox.signed_in() as line:
        line.select("INBOX")
        line.store("1", "+FLAGS", "\\Deleted")
        line.expunge()
    with pytest.raises(NotFound):
        fetched(mailbox, place, 0)
