"""Files of messages in memory: where they lie, who hands them out, and a shelf to keep them."""

from dataclasses import dataclass, field

from agent_console.domain.contact import Contact
from agent_console.domain.observation import Channel, Direction
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.files import Place
from tests.fakes.syncing import MemorySource

MESSAGE = Contact(Channel.EMAIL, Direction.INBOUND)


@dataclass
class FilingSource(MemorySource):
    """A source that hands out files too (port FileSource)."""

    refusal: RemoteFailure | None = None

    async def file(self, place: Place, number: int) -> bytes:
        if self.refusal is not None:
            raise self.refusal
        return f"file {number} of {place.external_id}".encode()


@dataclass
class MemoryShelf:
    """Knows message 5 at a connection and message 7 elsewhere (port FileShelf)."""

    connection: str
    kept: dict[tuple[int, int], tuple[bytes, bytes | None]] = field(default_factory=dict)

    def place(self, event_id: int) -> Place | None:
        at = {5: self.connection, 7: "elsewhere"}.get(event_id)
        return Place(at, str(event_id), MESSAGE) if at else None

    def keep(self, event_id: int, number: int, data: bytes, picture: bytes | None) -> None:
        self.kept[event_id, number] = data, picture


async def small(data: bytes) -> bytes | None:
    """Draw a file (port Picture)."""
    return b"small " + data
