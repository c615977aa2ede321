"""Everything a question may be asked of."""

from dataclasses import dataclass

from agent_console.ports.acting.waiting import WaitingReader
from agent_console.ports.clock import Clock
from agent_console.ports.files import FileReader
from agent_console.ports.linking import NO_HAND_OFFS, UNSAID, HandOffReader, PairReader
from agent_console.ports.reading import (
    CustomerReader,
    HealthReader,
    LookupReader,
    MessageReader,
    PhraseReader,
    RecentReader,
    TimelineReader,
)
from agent_console.ports.tracking.watching import NOTHING, RadarReader


@dataclass(frozen=True, slots=True)
class Desk:
    """The readers of one store, the clock, the region of national phone numbers, the phrases."""

    people: CustomerReader
    timelines: TimelineReader
    lookup: LookupReader
    recent: RecentReader
    health: HealthReader
    clock: Clock
    region: str
    messages: MessageReader
    files: FileReader
    waiting: WaitingReader
    phrases: PhraseReader
    radar: RadarReader = NOTHING
    pairs: PairReader = UNSAID
    hand_offs: HandOffReader = NO_HAND_OFFS
