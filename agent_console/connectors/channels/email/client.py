"""A mailbox as pages of records: new mails first, then the older ones from the newest down."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from agent_console.connectors.channels.email.imap.persevering import Fetching, Haul
from agent_console.connectors.channels.email.imap.session import Box, Session
from agent_console.connectors.channels.email.imap.whole import file_of
from agent_console.connectors.channels.email.notices import records
from agent_console.connectors.channels.email.notices.reading import notice
from agent_console.connectors.channels.email.progress import Progress, progress
from agent_console.connectors.channels.email.record import (
    HEADER,
    NOT_FETCHED,
    ONLY_HEADER,
    Found,
    raw_bytes,
    raw_header,
    raw_text,
    record,
)
from agent_console.connectors.channels.email.settings import Settings
from agent_console.connectors.channels.email.smtp.line import reach
from agent_console.connectors.kit.reading import UnreadableError
from agent_console.ports.clock import Clock
from agent_console.ports.failures import NotFound, TryLater
from agent_console.ports.files import Place
from agent_console.ports.source import (
    Aside,
    ContactRecord,
    NoticeRecord,
    Page,
    Unreadable,
    Wanted,
)

INBOX, SENT = "inbox", "sent"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
UNFORESEEN = (ArithmeticError, LookupError, RecursionError, ValueError)
"""What a mail that nobody thought of may raise; it goes aside, and the others go on."""

log = logging.getLogger(__name__)


class EmailSource:
    """Reads one mailbox, its inbox and what was sent from it (port Source)."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._session: Session | None = None

    def streams(self) -> Sequence[str]:
        """What came in is read first, for somebody waits for an answer to it."""
        return [INBOX, SENT]

    async def probe(self) -> str:
        """Sign in, also where mail leaves, and say what is there."""
        session = await self._signed_in()
        box = await asyncio.to_thread(session.open, "INBOX")
        sent = await asyncio.to_thread(session.sent_folder)
        told = [f"signed in as {self._settings.username}", f"{box.next_uid - 1} mails so far"]
        told.append(f"sent mails in {sent}" if sent else "no folder of sent mails")
        if (out := self._settings.outgoing) is not None:
            await asyncio.to_thread(reach, self._settings, out)
            told.append(f"mail leaves through {out.host}")
        return ", ".join(told)

    async def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:
        """Yield the new mails in the order they came, then older ones from the newest down."""
        session = await self._signed_in()
        box = await asyncio.to_thread(self._box, session, stream)
        if box is None:
            self._say_what_is_gone(cursor)
            return
        known = progress(cursor, box, self._settings.first_days)
        newer, older = await asyncio.to_thread(self._unread, session, known)
        total = len(newer) + len(older)
        fetching, place = Fetching(session, partial(self._again, box)), (box, stream)
        async for page, last in self._pages(fetching, place, newer):
            known = known.up_to(last)
            yield replace(page, cursor=known.encoded(), total=total)
        if not known.low:
            return
        async for page, last in self._pages(fetching, place, older):
            known = known.down_to(last)
            yield replace(page, cursor=known.encoded(), total=total)
        yield Page(stream, cursor=known.down_to(0).encoded(), total=total)

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield mails that could not be fetched, each by itself; a mail never changes."""
        for stream in dict.fromkeys(one.stream for one in wanted.aside):
            session = await self._signed_in()
            box = await asyncio.to_thread(self._box, session, stream)
            if box is None:
                continue
            for uid in _uids(wanted.aside, stream, box):
                fetching = Fetching(await self._signed_in(), partial(self._again, box))
                async for page, _ in self._pages(fetching, (box, stream), [uid]):
                    yield page

    def read(self, stream: str, raw: str) -> Page:
        """Read one mail from quarantine again; of one that never came there is a header at most."""
        if raw == NOT_FETCHED or raw.startswith(HEADER):
            return Page(stream, unreadable=(Unreadable(stream, None, ONLY_HEADER, raw),))
        found = Found(f"{stream}:again", stream, raw_bytes(raw), is_sent=stream == SENT)
        return self._with(Page(stream), found)

    async def file(self, place: Place, number: int) -> bytes:
        """Fetch one file of a mail (port FileSource)."""
        session = await self._signed_in()
        return await asyncio.to_thread(file_of, session, place.external_id, place.message, number)

    async def close(self) -> None:
        """Hang up."""
        if self._session is not None:
            self._session.close()
            self._session = None

    async def _pages(
        self, fetching: Fetching, place: tuple[Box, str], uids: Sequence[int]
    ) -> AsyncIterator[tuple[Page, int]]:
        """Yield the mails of these numbers in pages, each with the last number it holds."""
        hauls = fetching.hauls(uids)
        while (haul := await asyncio.to_thread(next, hauls, None)) is not None:
            yield await asyncio.to_thread(self._page, place, haul), haul.last

    def _page(self, place: tuple[Box, str], haul: Haul) -> Page:
        box, stream = place
        folder = f"{box.folder}/{box.validity}"
        broken = (
            Unreadable(stream, f"{folder}/{one.uid}", one.reason, raw_header(one.header))
            for one in haul.broken
        )
        page = Page(stream, unreadable=tuple(broken))
        for mail in haul.mails:
            page = self._with(
                page,
                Found(
                    place=f"{folder}/{mail.head.uid}",
                    folder=box.folder,
                    raw=mail.raw or b"",
                    received=mail.head.received,
                    is_sent=stream == SENT,
                    is_whole=not mail.head.is_large(),
                    sizes=mail.sizes,
                ),
            )
        return page

    def _again(self, box: Box) -> Session:
        """Sign in again, to the folder that was open.

        Raises:
            TryLater: it has been numbered anew meanwhile.
        """
        if self._session is not None:
            self._session.close()
        self._session = Session(self._settings)
        if self._session.open(box.folder).validity != box.validity:
            raise TryLater(f"{self._settings.name} has numbered {box.folder!r} anew")
        return self._session

    def _with(self, page: Page, found: Found) -> Page:
        """Return the page with one mail more, readable or not."""
        try:
            read = record(found, self._settings.own, self._clock.now())
        except UNFORESEEN as error:
            reason = str(error) if isinstance(error, UnreadableError) else type(error).__name__
            bad = Unreadable(page.stream, found.place, reason, raw_text(found.raw))
            return replace(page, unreadable=(*page.unreadable, bad))
        told = self._notices(found, read)
        return replace(page, contacts=(*page.contacts, read), notices=(*page.notices, *told))

    def _notices(self, found: Found, read: ContactRecord) -> Sequence[NoticeRecord]:
        """Return what a mail tells of a parcel; what nobody thought of leaves it a mail."""
        if found.is_sent:
            return ()
        try:
            own, now = self._settings.own, self._clock.now()
            told = notice(read.contact, found.raw, found.received, own, now=now)
        except UNFORESEEN as error:
            log.warning("a mail was not read as a notice: %s", type(error).__name__)
            return ()
        return () if told is None else (records.record(told, read.contact, read.key),)

    async def _signed_in(self) -> Session:
        if self._session is None:
            self._session = await asyncio.to_thread(Session, self._settings)
        return self._session

    def _box(self, session: Session, stream: str) -> Box | None:
        """Open the folder of a stream; None where the mailbox has none for what was sent."""
        if stream == INBOX:
            return session.open("INBOX")
        folder = session.sent_folder()
        if folder is None:
            return None
        try:
            return session.open(folder)
        except NotFound:
            if self._settings.sent_folder:
                raise
            return None

    def _say_what_is_gone(self, cursor: str | None) -> None:
        """Raise NotFound where the folder of what was sent has been read before."""
        name = self._settings.name
        if cursor:
            raise NotFound(
                f"{name} has no folder of sent mails any more: none that is sent is read until "
                "it is there again, or sent_folder names another"
            )
        log.warning("%s has no folder of sent mails", name)

    def _unread(self, session: Session, known: Progress) -> tuple[list[int], list[int]]:
        """Return the numbers of the new mails as they came, and of the old ones from the newest."""
        newer = [n for n in session.found(f"UID {known.high + 1}:*") if n > known.high]
        if not known.low:
            return newer, []
        wanted = f"UID 1:{max(1, known.low - 1)}", *self._since(known.days)
        return newer, [n for n in session.found(*wanted) if n < known.low][::-1]

    def _since(self, days: int) -> Sequence[str]:
        if not days:
            return ()
        first = self._clock.now() - timedelta(days=days)
        return (f"SINCE {first.day}-{MONTHS[first.month - 1]}-{first.year}",)


def _uids(aside: Sequence[Aside], stream: str, box: Box) -> list[int]:
    """Return the numbers of mails set aside in a folder, as long as it numbers them so."""
    folder = f"{box.folder}/{box.validity}/"
    told = [one.external_id for one in aside if one.stream == stream]
    numbers = [one.removeprefix(folder) for one in told if one.startswith(folder)]
    return [int(one) for one in numbers if one.isdecimal()]
