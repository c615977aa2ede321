"""Which seats make one parcel, and under which subject the store keeps it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from agent_console.domain.observation import SubjectKind
from agent_console.domain.tracking.sightings import parcels
from agent_console.storage.dialect import append, fresh_ids
from agent_console.storage.repositories.parcels.hanging import Claims, place
from agent_console.storage.repositories.parcels.seats import Seat
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.tables.events import subject


@dataclass(frozen=True, slots=True)
class Parcel:
    """The seats of one parcel, its subject, where it belongs, and where it hangs if it does."""

    subject_id: int
    seats: Sequence[Seat]
    wanted: Place
    now: Place | None


def settle(connection: Connection, seats: Sequence[Seat], claimed: Claims) -> list[Parcel]:
    """Say which parcels there are, of all seats of some numbers; new ones get their subjects.

    A parcel keeps the subject most of its records stand under; where two would keep the same one,
    the larger has it.
    """
    groups = sorted(_groups(seats), key=_weight, reverse=True)
    known = _kept(groups)
    new = [at for at in range(len(groups)) if at not in known]
    ids = dict(zip(new, fresh_ids(connection, subject, len(new)), strict=True)) if new else {}
    found = [
        Parcel((known | ids)[at], group, place(group, claimed), _now(group, known.get(at)))
        for at, group in enumerate(groups)
    ]
    append(connection, subject, [_row(one) for one in found if one.now is None])
    return found


def _groups(seats: Sequence[Seat]) -> list[list[Seat]]:
    by_number: dict[str, list[Seat]] = {}
    for seat in seats:
        by_number.setdefault(seat.reference, []).append(seat)
    return [
        [told[at] for at in group]
        for told in by_number.values()
        for group in parcels([seat.sighting() for seat in told])
    ]


def _weight(seats: Sequence[Seat]) -> tuple[int, int]:
    """Return by how many records a parcel is known; messages hardly count."""
    return sum(seat.channel is None for seat in seats), len(seats)


def _heaviest(subjects: Set[int], told: Mapping[int, Sequence[Seat]]) -> int:
    return max(subjects, key=lambda one: (*_weight(told[one]), -one))


def _kept(groups: Sequence[Sequence[Seat]]) -> dict[int, int]:
    kept: dict[int, int] = {}
    taken: set[int] = set()
    for at, group in enumerate(groups):
        told: dict[int, list[Seat]] = {}
        for seat in group:
            if seat.subject_id is not None:
                told.setdefault(seat.subject_id, []).append(seat)
        if free := told.keys() - taken:
            kept[at] = _heaviest(free, told)
            taken.add(kept[at])
    return kept


def _now(group: Sequence[Seat], kept: int | None) -> Place | None:
    there = (seat.place for seat in group if seat.subject_id == kept)
    return None if kept is None else next(there)


def _row(one: Parcel) -> Mapping[str, object]:
    """Make a subject; its key names the number, and is only ever its own."""
    return {
        "id": one.subject_id,
        "kind": SubjectKind.PARCEL.value,
        "key": f"{one.seats[0].reference}/{one.subject_id}",
        "profile_id": one.wanted.owner,
        "order_number": one.wanted.order,
    }
