"""What a customer's timeline tells about an order: scans, contacts, decisions, by their events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agent_console.domain.acting.waiting import ANSWERS, ASKS, Saying
from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment
from agent_console.domain.observation import Direction, EntryKind
from agent_console.domain.timeline import TimelineEntry


@dataclass(frozen=True, slots=True)
class History:
    """The newest entries of a timeline as far as an answer rests on them, newest first.

    With `is_loose` contacts that name no order count as being about this one.
    """

    entries: Sequence[TimelineEntry] = ()
    is_loose: bool = False
    _scans: Mapping[str, Sequence[TimelineEntry]] = field(default_factory=dict)
    _noticed: Mapping[str, Sequence[TimelineEntry]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Sequence[TimelineEntry], *, is_loose: bool = False) -> "History":
        """Sort a timeline, newest first, by what it tells of."""
        scans: dict[str, list[TimelineEntry]] = {}
        noticed: dict[str, list[TimelineEntry]] = {}
        for one in entries:
            if one.kind is EntryKind.SCAN and one.shipment:
                told = scans if one.channel is None else noticed
                told.setdefault(reference(one.shipment), []).append(one)
        return cls(entries, is_loose, scans, noticed)

    def scans(self, number: str | None) -> Sequence[TimelineEntry]:
        """Return the scans of a parcel, the last one first, as those tell them who track it."""
        return self._scans.get(reference(number or ""), ())

    def noticed(self, number: str | None) -> Sequence[TimelineEntry]:
        """Return what nobody but messages tells of a parcel, the last one first."""
        return self._noticed.get(reference(number or ""), ())

    def scan(self, number: str | None, status: str) -> TimelineEntry | None:
        """Return the last scan of a parcel with this status."""
        return next((one for one in self.scans(number) if one.status == status), None)

    def of_order(self, order: str, kind: EntryKind, *statuses: str) -> TimelineEntry | None:
        """Return the newest entry of a kind on an order, of any of some states where given."""
        fits = (one for one in self.entries if one.kind is kind and one.order == order)
        return next(
            (one for one in fits if not statuses or one.status.casefold() in statuses), None
        )

    def asked(self, order: str) -> TimelineEntry | None:
        """Return the newest thing the customer asked."""
        return self._said(order, ASKS)

    def answered(self, order: str) -> TimelineEntry | None:
        """Return the newest answer of ours."""
        return self._said(order, ANSWERS)

    def heard_of(self, order: str) -> Iterator[TimelineEntry]:
        """Yield what the customer said, by whatever way, newest first."""
        for one in self.entries:
            if one.direction is not Direction.INBOUND or not self._is_about(one, order):
                continue
            if one.kind is EntryKind.CALL or one.status in ASKS.get((one.kind, one.direction), ()):
                yield one

    def _said(self, order: str, table: Mapping[Saying, frozenset[str]]) -> TimelineEntry | None:
        for one in self.entries:
            if one.direction is None or not self._is_about(one, order):
                continue
            if one.status in table.get((one.kind, one.direction), ()):
                return one
        return None

    def _is_about(self, one: TimelineEntry, order: str) -> bool:
        return one.order == order or (one.order is None and self.is_loose)


def event_id(entry: TimelineEntry) -> str:
    """Write the id of an event as the timeline document has it."""
    return f"e{entry.event_id}"


def is_after(entry: TimelineEntry, moment: Moment | None) -> bool:
    """Say that something was said after a time that was told."""
    return moment is not None and moment != Moment() and entry.sort_at > moment.told_key()
