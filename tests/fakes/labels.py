"""Labels in memory: a shelf, prices that are asked for, and a seller that does as it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.label import Label, LabelFile, LabelFormat, Quote
from agent_console.domain.money import Money
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.labels import Parcel, Told
from tests.fakes.records import at

WANTED_FOR, KEPT_FOR = timedelta(minutes=2), timedelta(days=1)
LABEL = Label(
    *("shp_1", "UPS", "Ground", "1Z999", Money(742, "USD")),
    *(LabelFormat.PDF, "https://files.example/1.pdf", at(1)),
)


def bought(key: str, connection: str, result: str | None = None) -> Intent:
    """Return the intent of a label that was bought."""
    wanted = Wanted(IntentKind.LABEL, connection, ProfileId(1), "{}", at(0), timedelta(seconds=9))
    told = msgspec.json.encode(LABEL).decode() if result is None else result
    return Intent(key, wanted, IntentState.DONE, "ann", ProfileId(1), at(0), result=told)


@dataclass
class _Slot:
    intent: Intent
    next_try: datetime
    file: LabelFile | None = None
    trouble: str | None = None


@dataclass
class MemoryShelf:
    """All of the port over a dict (port Shelf)."""

    slots: dict[str, _Slot] = field(default_factory=dict)

    @property
    def shelf(self) -> "MemoryShelf":
        return self

    def buy(self, key: str, connection: str, now: datetime, result: str | None = None) -> None:
        self.slots[key] = _Slot(bought(key, connection, result), now)

    def take_back(self, key: str, now: datetime) -> None:
        self.slots.pop(key)

    def missing(self, connection: str, now: datetime) -> Sequence[Intent]:
        waiting = (one for one in self.slots.values() if one.file is None and one.next_try <= now)
        return [one.intent for one in waiting if one.intent.wanted.connection == connection]

    def keep(self, key: str, file: LabelFile) -> None:
        if slot := self.slots.get(key):
            slot.file, slot.trouble = file, None

    def fail(self, key: str, words: str, next_try: datetime) -> None:
        slot = self.slots.get(key)
        if slot and slot.file is None:
            slot.trouble, slot.next_try = words, next_try

    def file(self, key: str) -> LabelFile | None:
        slot = self.slots.get(key)
        return slot.file if slot else None

    def trouble(self, key: str) -> str | None:
        slot = self.slots.get(key)
        return slot.trouble if slot else None


@dataclass
class _Asked:
    connection: str
    parcel: Parcel
    at: datetime
    told: Told | None = None


@dataclass
class MemoryQuotes:
    """All of the port over a dict (port Quotes)."""

    asked: dict[str, _Asked] = field(default_factory=dict)

    def ask(self, key: str, connection: str, parcel: Parcel, now: datetime) -> None:
        self.asked = {k: one for k, one in self.asked.items() if one.at >= now - KEPT_FOR}
        self.asked.setdefault(key, _Asked(connection, parcel, now))

    def told(self, key: str) -> Told | None:
        one = self.asked.get(key)
        return one.told if one else None

    def unanswered(self, connection: str, now: datetime) -> Sequence[tuple[str, Parcel]]:
        return [
            (key, one.parcel)
            for key, one in self.asked.items()
            if (one.connection, one.told) == (connection, None) and one.at >= now - WANTED_FOR
        ]

    def answer(self, key: str, told: Told) -> None:
        if key in self.asked:
            self.asked[key].told = told


@dataclass
class FakeSeller:
    """Answers as it is told to, in turn, and counts how often it was opened (port LabelSeller)."""

    quotes: list[Quote | Exception] = field(default_factory=list)
    files: list[LabelFile | Exception] = field(default_factory=list)
    fetched: list[Label] = field(default_factory=list)
    opened: int = 0
    closed: int = 0

    def open(self) -> "FakeSeller":
        self.opened += 1
        return self

    async def quote(self, parcel: Parcel) -> Quote:
        told = self.quotes.pop(0)
        if isinstance(told, Exception):
            raise told
        return told

    async def file(self, label: Label) -> LabelFile:
        self.fetched.append(label)
        told = self.files.pop(0)
        if isinstance(told, Exception):
            raise told
        return told

    async def close(self) -> None:
        self.closed += 1
