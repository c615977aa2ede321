"""A mailbox opened as the connector opens it, and read to its end."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from agent_console.connectors.channels.email.manifest import connect
from agent_console.connectors.kit.manifest import Given
from agent_console.domain.contact import Contact
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Wanted
from tests.fakes.clock import FixedClock
from tests.peers.mail.mail import PASSWORD, Box

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Cursors = dict[str, str]


def letter(
    number: int, *, sender: str = "ana@customer.test", words: str = "", **more: str
) -> bytes:
    """Return a mail."""
    fields = {
        "From": f"Ana Lopez <{sender}>",
        "To": "support@shop.test",
        "Message-ID": f"<{number}@letters>",
        "Date": f"Mon, 23 Nov 2026 10:{number % 60:02}:00 +0100",
        "Subject": f"Letter {number}",
    } | {name.replace("_", "-"): value for name, value in more.items()}
    header = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{header}\r\n{words or f'words {number}'}\r\n".encode()


def given(values: Mapping[str, str], secrets: Mapping[str, str] | None = None) -> Given:
    """Return settings as config.toml would give them."""
    defaults = {"imap_host": "127.0.0.1", "imap_security": "none", "first_days": "365"}
    told = {name: Secret(text) for name, text in (secrets or {"password": PASSWORD}).items()}
    return Given("support", defaults | values, told, "AT", FixedClock(NOON))


def of_box(box: Box, **values: str) -> dict[str, str]:
    """Return the settings of a mailbox."""
    return {"imap_port": str(box.peer.imap), "username": box.address, **values}


def read(opened: Given, cursors: Cursors | None = None) -> list[Page]:
    """Follow all streams to their end, keeping the cursors as sync does."""
    kept = {} if cursors is None else cursors

    async def follow() -> list[Page]:
        source, pages = connect(opened), list[Page]()
        try:
            for stream in source.streams():
                async for page in source.changes(stream, kept.get(stream)):
                    pages.append(page)
                    kept[stream] = page.cursor or kept.get(stream, "")
        finally:
            await source.close()
        return pages

    return asyncio.run(follow())


def reread(opened: Given, wanted: Wanted) -> list[Page]:
    """Ask for some mails again."""

    async def ask() -> list[Page]:
        source = connect(opened)
        try:
            return [page async for page in source.reread(wanted)]
        finally:
            await source.close()

    return asyncio.run(ask())


def contacts(pages: list[Page]) -> list[Contact]:
    """Return what was read."""
    return [one.contact for page in pages for one in page.contacts]
