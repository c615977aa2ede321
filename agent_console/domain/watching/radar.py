"""What is at risk, parcel by parcel: who knows of it, who has it, and what belongs together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.parcel import Place
from agent_console.domain.profile import ProfileId
from agent_console.domain.watching.policy import RANK, Kind

MARK = "r"
STANDING = frozenset({Kind.STALLED, Kind.WEATHER})
"""What may be one incident where several parcels have it at one place."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong with a parcel; `facts` are the events it rests on."""

    kind: Kind
    since: datetime
    opened_at: datetime
    why: str
    acts_by: datetime
    notices_at: datetime
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ParcelKey:
    """Names a parcel of an order, or with an empty number the order itself."""

    order_row: int
    key: str

    def text(self) -> str:
        """Write it as people hand it around: `r12-1Z999`."""
        return f"{MARK}{self.order_row}-{self.key}"


def parcel_key(text: str) -> ParcelKey | None:
    """Read what `text` wrote; None where it is no key."""
    row, dash, key = text.removeprefix(MARK).partition("-")
    is_key = text.startswith(MARK) and dash and row.isascii() and row.isdecimal()
    return ParcelKey(int(row), key) if is_key else None


@dataclass(frozen=True, slots=True)
class Concern:
    """A parcel at risk: whose it is, where it was last, what is wrong, the gravest first.

    `told_at` is when the customer last heard from us since it began, `acted_at` when we did
    something else about it, `owner` who takes care of it.
    """

    key: ParcelKey
    customer: ProfileId
    name: str
    order: str
    carrier: str | None
    number: str | None
    place: Place
    troubles: tuple[Trouble, ...]
    promised: datetime | None = None
    expected: datetime | None = None
    told_at: datetime | None = None
    acted_at: datetime | None = None
    owner: str | None = None
    claimed_at: datetime | None = None
    together: int = 1

    @property
    def main(self) -> Trouble:
        """Return what speaks for it."""
        return self.troubles[0]

    def since(self) -> datetime:
        """Return when it began."""
        return min(one.since for one in self.troubles)

    def notices_at(self) -> datetime:
        """Return when the customer will notice, if nobody tells them before."""
        return min(one.notices_at for one in self.troubles)

    def acts_by(self) -> datetime:
        """Return until when something is to be done."""
        return min(one.acts_by for one in self.troubles)


@dataclass(frozen=True, slots=True)
class Group:
    """Concerns with one cause; of carrier and place what all of them have in common."""

    kind: Kind
    carrier: str | None
    depot: str | None
    area: str | None
    concerns: tuple[Concern, ...]

    def untold(self) -> int:
        """Return how many of them were not told."""
        return sum(one.told_at is None for one in self.concerns)

    def since(self) -> datetime:
        """Return when it began."""
        return min(one.since() for one in self.concerns)


def ranked(troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    """Put what is wrong with a parcel in order, the gravest first."""
    return tuple(sorted(troubles, key=lambda one: RANK[one.kind]))


def in_order(concerns: Iterable[Concern]) -> list[Concern]:
    """Put those first who were not told, and of them who will notice first."""
    return sorted(
        concerns,
        key=lambda one: (
            one.told_at is not None,
            one.acted_at is not None,
            one.notices_at(),
            one.key.order_row,
            one.key.key,
        ),
    )


@dataclass(frozen=True, slots=True)
class Incident:
    """So many parcels that stand still at one place, and whether weather is told of one."""

    is_weather: bool
    parcels: int


Depot = tuple[str, str]
Incidents = dict[Depot | None, Incident]


def with_incidents(concerns: Sequence[Concern], parcels: int) -> list[Concern]:
    """Name as one incident what stands still at one place of one carrier, from so many on."""
    there = [(_depot(one) if _stands(one) else None, one) for one in concerns]
    incidents = _incidents(there, parcels)
    return [
        one if (incident := incidents.get(depot)) is None else _of_incident(one, incident)
        for depot, one in there
    ]


def _incidents(there: Sequence[tuple[Depot | None, Concern]], parcels: int) -> Incidents:
    standing = Counter(depot for depot, _ in there if depot is not None)
    weather = {depot for depot, one in there if depot and one.main.kind is Kind.WEATHER}
    many = (depot for depot, count in standing.items() if count >= parcels)
    return {depot: Incident(depot in weather, standing[depot]) for depot in many}


def _stands(one: Concern) -> bool:
    """Say that a parcel may be part of an incident at a place."""
    return one.main.kind in STANDING and bool(one.place.city)


def _depot(one: Concern) -> Depot:
    return (one.carrier or "").casefold(), (one.place.city or "").casefold()


def _of_incident(one: Concern, incident: Incident) -> Concern:
    kind = Kind.WEATHER if incident.is_weather else Kind.AREA
    main = one.main
    why = f"{main.why} {incident.parcels} parcels stand still at {one.place.city}."
    first = Trouble(
        kind, main.since, main.opened_at, why, main.acts_by, main.notices_at, main.facts
    )
    return Concern(  # half of what replace() takes, and they may be thousands
        one.key,
        one.customer,
        one.name,
        one.order,
        one.carrier,
        one.number,
        one.place,
        (first, *one.troubles[1:]),
        one.promised,
        one.expected,
        one.told_at,
        one.acted_at,
        one.owner,
        one.claimed_at,
        incident.parcels,
    )


def grouped(concerns: Sequence[Concern]) -> list[Group]:
    """Put together what has one cause, at one place where there are several, in their order."""
    at_places = Counter(map(_cause_and_depot, concerns))
    found: dict[tuple[str, ...], list[Concern]] = {}
    for one in concerns:
        place = _cause_and_depot(one)
        found.setdefault(place if at_places[place] > 1 else place[:1], []).append(one)
    return [_group(each) for each in found.values()]


def _cause_and_depot(one: Concern) -> tuple[str, ...]:
    return (one.main.kind.value, *_depot(one))


def _group(concerns: Sequence[Concern]) -> Group:
    """Name of a group what all of it have in common."""
    return Group(
        concerns[0].main.kind,
        _common(one.carrier for one in concerns),
        _common(one.place.city for one in concerns),
        _common(area_of(one) for one in concerns),
        tuple(concerns),
    )


def _common(told: Iterable[str | None]) -> str | None:
    first, *others = told
    return first if all(one == first for one in others) else None


def area_of(one: Concern) -> str | None:
    """Name the area a parcel was in last."""
    return one.place.region or one.place.country


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are at risk, of how many nobody was told, whose customers will notice today."""

    at_risk: int
    not_told: int
    notice_today: int
    mine: int
    by_kind: tuple[tuple[Kind, int], ...] = ()


def counted(concerns: Sequence[Concern], end_of_day: datetime, actor: str | None) -> Counts:
    """Count for the rail; a customer with several parcels will notice once."""
    untold = [one for one in concerns if one.told_at is None]
    today = {one.customer for one in untold if one.notices_at() < end_of_day}
    kinds = Counter(one.main.kind for one in concerns)
    return Counts(
        len(concerns),
        len(untold),
        len(today),
        sum(actor is not None and one.owner == actor for one in concerns),
        tuple((kind, kinds[kind]) for kind in Kind if kind in kinds),
    )
