"""What a mail tells of a parcel reaches the store beside the mail, whatever it says."""

import asyncio
from collections.abc import Sequence

import pytest

from agent_console.connectors.channels.email import client
from agent_console.connectors.channels.email.client import INBOX, SENT
from agent_console.connectors.channels.email.manifest import connect
from agent_console.domain.moment import Moment
from agent_console.domain.observation import Channel, EntryKind
from agent_console.ports.source import Page
from tests.connectors.channels.email.mailboxes import given, letter

NUMBER = "1Z999AA10123456784"
DELIVERED = letter(
    1,
    sender="pkginfo@ups.com",
    Subject=f"Your package was delivered, {NUMBER}",
    Auto_Submitted="auto-generated",
)


def page_of(raw: bytes, stream: str = INBOX) -> Page:
    """Read a mail as quarantine hands it back, which is the way of all mails."""
    values = {"imap_port": "1", "username": "support@shop.test"}
    source = connect(given(values))
    try:
        return source.read(stream, raw.decode())
    finally:
        asyncio.run(source.close())


def statuses(page: Page) -> Sequence[str]:
    return [one.observation.status for one in page.notices]


def test_a_notice_stays_a_mail_and_tells_a_scan():
    page = page_of(DELIVERED)
    [mail], [told] = page.contacts, page.notices
    assert told.external_id == mail.key
    assert (told.shipment.carrier, told.shipment.number) == ("UPS", NUMBER)
    assert (told.shipment.status, told.shipment.delivered) == ("delivered", None)
    said = told.observation
    assert (said.kind, said.channel, said.moment) == (EntryKind.SCAN, Channel.EMAIL, Moment())
    assert said.external_id == mail.key
    assert said.author == "Ana Lopez"
    assert told.told_at.isoformat() == "2026-11-23T09:01:00+00:00"
    assert page.fetched() == 1


def test_a_mail_from_after_now_tells_no_scan_when_it_is_read_again():
    assert statuses(page_of(DELIVERED)) == ["delivered"]
    later = DELIVERED.replace(b"23 Nov 2026", b"23 Nov 2099")
    page = page_of(later)
    assert len(page.contacts) == 1
    assert not page.notices


def test_what_customers_and_we_ourselves_write_tells_no_scan():
    by_customer = letter(1, Subject=f"Your package was delivered, {NUMBER}")
    assert not statuses(page_of(by_customer))
    assert not statuses(page_of(DELIVERED, SENT))


def test_a_mail_nobody_thought_of_is_kept_as_a_mail(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise ValueError("nobody thought of that")

    monkeypatch.setattr(client, "notice", fail)
    page = page_of(DELIVERED)
    assert len(page.contacts) == 1
    assert not page.unreadable
    assert not page.notices
