"""A file of a message fetched because somebody asked: drawn in small, and kept."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.ports.failures import NotFound, RemoteFailure
from agent_console.ports.files import FileShelf, FileSource, Picture, Place
from agent_console.sync.turn import Connection

AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class FileErrands:
    """Fetches files, a few at a time: each may be as large as a store lets in."""

    shelf: FileShelf
    draw: Picture
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def fetch(
        self, connections: Mapping[str, Connection], event_id: int, number: int
    ) -> str | None:
        """Fetch a file of an event's message and keep it; return why not, or None."""
        async with self._turns:
            place = await asyncio.to_thread(self.shelf.place, event_id)
            if place is None:
                return "the message is not kept here any more"
            if place.connection not in connections:
                return f"{place.connection} is not connected any more"
            try:
                data = await _fetched(connections[place.connection], place, number)
            except RemoteFailure as failure:
                return failure.message
            picture = await self.draw(data)
            await asyncio.to_thread(self.shelf.keep, event_id, number, data, picture)
            return None


async def _fetched(connection: Connection, place: Place, number: int) -> bytes:
    source = connection.open()
    try:
        if not isinstance(source, FileSource):
            raise NotFound(f"{place.connection} hands out no files")
        return await source.file(place, number)
    finally:
        await source.close()
