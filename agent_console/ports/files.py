"""The files of messages: fetched only when somebody asks, kept only up to a size."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from agent_console.domain.contact import Contact

MIB = 1 << 20
MOST_FETCHED, MOST_KEPT = 25 * MIB, 10 * MIB
"""A file larger than the first is not fetched; one larger than the second leaves its picture."""

Picture = Callable[[bytes], Awaitable[bytes | None]]
"""Draws a small PNG of a file; None where there is none to draw."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of a message lie: its connection, its id there, and the message."""

    connection: str
    external_id: str
    message: Contact


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was fetched: a small PNG where it could be drawn, and whether it is kept."""

    picture: bytes | None
    is_kept: bool


@runtime_checkable
class FileSource(Protocol):
    """A source that hands out the files of its messages."""

    async def file(self, place: Place, number: int) -> bytes:
        """Return a file of a message, by its place among them; NotFound when it has gone."""


class FileShelf(Protocol):
    """Keeps files that were fetched."""

    def place(self, event_id: int) -> Place | None:
        """Return where the files of an event's message lie, None where the event is none."""

    def keep(self, event_id: int, number: int, data: bytes, picture: bytes | None) -> None:
        """Keep a file and its picture; the oldest make room."""


class FileReader(Protocol):
    """Reads the files that were kept."""

    def kept(self, event_id: int) -> Mapping[int, KeptFile]:
        """Return what is kept of the files of a message, by their place among them."""

    def data(self, event_id: int, number: int) -> bytes | None:
        """Return a file itself, None where it is not kept."""
