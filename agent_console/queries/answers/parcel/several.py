"""How several parcels of an order stand: what came as one, what is still to come each by itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agent_console.domain.customer import KnownParcel
from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus
from agent_console.queries.answers.case import Case, Whole
from agent_console.queries.answers.clauses import Clause, Line, On, Piece, Rank, Slot
from agent_console.queries.answers.parcel.lead import lead
from agent_console.queries.answers.parcel.outlook import outlook

BOTH = 2
MOST_TOLD = 2
"""So many parcels that are still to come are told of by themselves."""
URGENCY = (
    ParcelStatus.EXCEPTION,
    ParcelStatus.RETURN_TO_SENDER,
    ParcelStatus.ATTEMPT_FAILED,
    ParcelStatus.CANCELLED,
    ParcelStatus.UNKNOWN,
    ParcelStatus.AVAILABLE_FOR_PICKUP,
    ParcelStatus.PRE_TRANSIT,
    ParcelStatus.IN_TRANSIT,
    ParcelStatus.OUT_FOR_DELIVERY,
    ParcelStatus.DELIVERED,
)
"""Which parcels are told of first where not all can be."""


def together(found: Iterable[KnownParcel]) -> Sequence[KnownParcel]:
    """Return parcels with all that is in them: what a store sent under one number is one."""
    by_number: dict[str, KnownParcel] = {}
    for one in found:
        number = reference(one.shipment.number or "") if one.is_tracked else ""
        name = number or f"{len(by_number)}."
        sent, known = one.fulfilment, by_number.get(name, one)
        lines = sent.lines if known is one else (*known.fulfilment.lines, *sent.lines)
        by_number[name] = replace(known, fulfilment=replace(known.fulfilment, lines=lines))
    return tuple(by_number.values())


def parcels(case: Case, wholes: Sequence[Whole]) -> Iterator[Clause]:
    """Yield how the parcels of an order stand, and what comes of those still under way."""
    if len(wholes) == 1:
        yield from _told(wholes[0], names_it=False)
        return
    came = [one for one in wholes if one.is_delivered() and one.parcel.channel is None]
    still = sorted((one for one in wholes if one not in came), key=_urgency)
    yield from _came(case, came, len(wholes))
    for whole in still[:MOST_TOLD]:
        yield from _told(whole, names_it=len(still) > 1)
    if rest := [one for one in still[MOST_TOLD:] if not one.is_delivered()]:
        facts = tuple(one.fact() for one in rest)
        yield Clause("several.more", facts, rank=Rank.MUST, count=len(rest))


def focus(wholes: Sequence[Whole]) -> Whole | None:
    """Return the parcel on which the order waits: the most urgent, else the last that came."""
    return min(wholes, key=_urgency, default=None)


def _told(whole: Whole, *, names_it: bool) -> Iterator[Clause]:
    first = lead(whole)
    yield first
    yield from outlook(whole, first, names_it=names_it)
    if whole.is_delivered() and (signed := whole.parcel.shipment.signed_by):
        slots: dict[str, Slot] = {"words": signed}
        yield Clause("why.signed", whole.facts(whole.scan()), slots, Rank.EXTRA, Line.NEXT)


def _came(case: Case, came: Sequence[Whole], total: int) -> Iterator[Clause]:
    """Say which of the parcels are delivered, who says so, and who contradicts."""
    if came:
        yield _delivery(case, came, total)
    for whole in came:
        yield from outlook(whole, lead(whole), names_it=True)


def _delivery(case: Case, came: Sequence[Whole], total: int) -> Clause:
    last = max(came, key=lambda one: _delivered(one).told_key())
    facts = tuple(dict.fromkeys(fact for one in came for fact in lead(one).facts))
    inside = Piece("parcel.containing", {"articles": case.goods([one.parcel for one in came])})
    day = On(_delivered(last) if all(_delivered(one) != Moment() for one in came) else None)
    slots = {**last.named(), "total": total, "when": day, "with": inside}
    slots["last"] = Piece("several.last", {"when": day}, "when")
    name, is_told_by_one = _share(len(came), total), len({str(one.teller()) for one in came}) == 1
    name = f"several.{name}" if is_told_by_one else f"several.{name}_each"
    return Clause(name, facts, slots, count=len(came), brief={"with": None})


def _share(came: int, total: int) -> str:
    """Return the phrase for so many of all parcels."""
    if came < total:
        return "delivered"
    return "both_delivered" if total == BOTH else "all_delivered"


def _delivered(whole: Whole) -> Moment:
    return whole.parcel.shipment.delivered or Moment()


def _urgency(whole: Whole) -> int:
    return URGENCY.index(whole.parcel.status)
