"""Paperwork in memory: the real pad over a notebook and drafts that are dicts."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from agent_console.actions.notes.pad import StoreNotePad
from agent_console.actions.waiting.deciding import Tray
from agent_console.actions.watching.taking import Crew
from agent_console.domain.acting.note import Note
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.notebook import DRAFT
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ports.clock import Clock
from tests.fakes.people import MemoryRegistry
from tests.fakes.radar import MemoryRadar
from tests.fakes.waiting import MemoryWaiting


@dataclass
class MemoryDrafts:
    """Drafts by profile and kind (port Drafts)."""

    texts: dict[tuple[ProfileId, str], str] = field(default_factory=dict)

    def draft(self, profiles: Collection[ProfileId], kind: str) -> str:
        return next((self.texts[one, kind] for one in profiles if (one, kind) in self.texts), "")

    def keep(self, profile: ProfileId, kind: str, text: str, now: datetime) -> None:
        self.texts.pop((profile, kind), None)
        if text:
            self.texts[profile, kind] = text

    def profiles(self, kind: str) -> Collection[ProfileId]:
        return frozenset(who for who, one in self.texts if one == kind)


@dataclass
class MemoryNotebook:
    """Notes by their keys (port Notebook); with `failure` nothing is kept."""

    drafts: MemoryDrafts = field(default_factory=MemoryDrafts)
    notes: dict[str, tuple[ProfileId, Note]] = field(default_factory=dict)
    failure: Exception | None = None

    def write(
        self,
        key: str,
        profile: ProfileId,
        note: Note,
        said: Statement,
        *,
        ends_draft: bool = False,
    ) -> bool:
        if self.failure is not None:
            raise self.failure
        if ends_draft:
            self.drafts.texts.pop((profile, DRAFT), None)
        is_new = key not in self.notes
        self.notes.setdefault(key, (profile, note))
        return is_new


@dataclass
class MemoryPaperwork:
    """What a window puts down, to be looked at afterwards."""

    clock: Clock
    book: MemoryNotebook = field(default_factory=MemoryNotebook)
    waiting: MemoryWaiting = field(default_factory=MemoryWaiting)
    radar: MemoryRadar = field(default_factory=MemoryRadar)
    people: MemoryRegistry | None = None

    def open(self) -> Paperwork:
        pad = StoreNotePad(self.book, self.book.drafts, self.clock, "mira")
        tray = Tray(self.waiting, self.clock, "mira")
        self.people = self.people or MemoryRegistry(self.clock)
        crew = Crew(self.radar, self.clock, "mira")
        return Paperwork(pad, tray, crew, self.people.open())

    def saved(self) -> list[Note]:
        return [note for _, note in self.book.notes.values()]

    def kept(self) -> str:
        """Return what is kept of notes that were not saved."""
        return " ".join(self.book.drafts.texts.values())
