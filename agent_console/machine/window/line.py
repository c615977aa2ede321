"""The worker's end of the private local socket that its window listens on."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

from agent_console.ports.desktop import (
    MOST_BYTES,
    News,
    WakeUp,
    Wish,
    decode,
    encode,
)

log = logging.getLogger(__name__)


class WindowLine:
    """News and wishes as lines over a Unix socket (port Line)."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, path: Path) -> "WindowLine":
        """Connect to the window that listens at a path; OSError when none does."""
        return cls(*await asyncio.open_unix_connection(path, limit=MOST_BYTES))

    def tell(self, news: News) -> None:
        """Send news; once the window has gone, it is told to nobody."""
        try:
            line = encode(news)
        except ValueError as error:
            log.warning("news for the window were left out: %s", error)
            return
        if not self._writer.is_closing():
            self._writer.write(line)

    async def wishes(self) -> AsyncIterator[Wish]:
        """Yield wishes until the window goes; what is no wish is logged and skipped."""
        while line := await self._line():
            try:
                message = decode(line)
            except ValueError as error:
                log.warning("the window sent something unreadable: %s", error)
                continue
            if isinstance(message, Wish):
                yield message

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()

    async def _line(self) -> bytes:
        try:
            return await self._reader.readline()
        except (ConnectionError, ValueError):
            return b""


class NobodyListens:
    """The line of a worker without a window: news go nowhere, no wish ever comes."""

    def tell(self, news: News) -> None:
        """Tell nobody."""

    async def wishes(self) -> AsyncIterator[Wish]:
        """Wait for ever."""
        await asyncio.Event().wait()
        yield WakeUp()
