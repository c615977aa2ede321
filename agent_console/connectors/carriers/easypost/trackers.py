"""Trackers of an answer as parcels: those that can be read, and those that cannot."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from agent_console.connectors.carriers.easypost import mapper, statuses
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.domain.moment import microseconds
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.tracking.carrier_names import is_same_carrier
from agent_console.domain.tracking.sightings import window
from agent_console.ports.source import ParcelRecord, Unreadable, WantedParcel

STREAM = "trackers"
OVER = frozenset({ParcelStatus.DELIVERED, ParcelStatus.RETURN_TO_SENDER, ParcelStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Found:
    """The trackers of an answer, read, and those that could not be, the newest last."""

    records: tuple[ParcelRecord, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    def has(self, one: WantedParcel) -> bool:
        """Say whether the wanted parcel is among them, as far as can be told."""
        return self.has_lost() or any(_is_of(one, record) for record in self.records)

    def has_lost(self) -> bool:
        """Say whether one of them could not be read at all."""
        return any(not one.is_copy for one in self.unreadable)

    def with_more(self, newer: "Found") -> "Found":
        """Return both, each tracker once."""
        again = {record.external_id for record in newer.records}
        older = [record for record in self.records if record.external_id not in again]
        return Found((*older, *newer.records), newer.unreadable)


def read(nodes: Iterable[Node]) -> Found:
    """Read trackers, the newest last."""
    records, unreadable = list[ParcelRecord](), list[Unreadable]()
    for node in sorted(nodes, key=lambda node: str(node["created_at"].value or "")):
        lapses = Lapses()
        try:
            records.append(mapper.record(node, lapses))
        except UnreadableError as error:
            unreadable.append(_aside(node, str(error)))
            continue
        if lapses.reasons:
            unreadable.append(replace(_aside(node, "; ".join(lapses.reasons)), is_copy=True))
    return Found(tuple(records), tuple(unreadable))


def _aside(node: Node, reason: str) -> Unreadable:
    said = node["id"].value
    external_id = str(said) if isinstance(said, (str, int)) else None
    raw = json.dumps(node.value, ensure_ascii=False)
    return Unreadable(STREAM, external_id, reason, raw)


def _is_of(one: WantedParcel, record: ParcelRecord) -> bool:
    """Say whether a tracker can be of the wanted parcel: its carrier, and not one of long ago."""
    carrier = statuses.carrier(one.carrier)
    is_other = carrier is not None and not is_same_carrier(carrier, record.shipment.carrier)
    return not (is_other or ended_before(one, record))


def ended_before(one: WantedParcel, record: ParcelRecord) -> bool:
    """Say that a tracker came to its end before the order was placed: the number is used again."""
    seen = window(record.shipment)
    if one.placed is None or seen is None or record.shipment.status not in OVER:
        return False
    return seen.last + seen.slack() < microseconds(one.placed)
