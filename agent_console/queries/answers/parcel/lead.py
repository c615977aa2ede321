"""How a parcel stands, in one clause that says only what its facts hold."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.timeline import TimelineEntry
from agent_console.queries.answers.case import WORDED, Whole
from agent_console.queries.answers.clauses import At, Clause, On, Piece, Quoted, Slot
from agent_console.queries.answers.parcel import noticed
from agent_console.queries.days import day_of
from agent_console.queries.parcels import dated

LONG = 2
"""After so many days without a first scan they are counted."""
MOVES = frozenset({"taken", "left", "arrived", "sorted", "export"})
UNPLACED = frozenset({"left", "arrived"})
HANDED = frozenset({"neighbour", "locker", "mailbox"})
RETURNED = "lead.returned"
HELD_BY = {
    Fault.CUSTOMS: "lead.held_customs",
    Fault.ADDRESS: "lead.held_address",
    Fault.DAMAGE: "lead.held_damage",
    Fault.LOSS: "lead.held_loss",
}


def lead(whole: Whole) -> Clause:
    """Say how a parcel stands."""
    if whole.parcel.channel is not None:
        return noticed.alone(whole)
    if whole.parcel.is_unscanned():
        return _unscanned(whole)
    return SAID[whole.parcel.status](whole)


def _delivered(whole: Whole) -> Clause:
    scan = whole.scan()
    told = whole.parcel.shipment
    slots = whole.happened(scan)
    slots["when"] = At(told.delivered or (scan.moment if scan else None))
    handed = whole.movement(scan.title if scan else told.said)
    if handed in HANDED:
        slots["to_whom"] = Piece(f"where.{handed}")
    shop = whole.case.event(EntryKind.FULFILMENT, "delivered") if scan is None else None
    return Clause("lead.delivered", whole.facts(scan or shop), {**whole.named(), **slots})


def _out(whole: Whole) -> Clause:
    scan = whole.scan()
    return _clause(whole, "lead.out", scan)


def _pickup(whole: Whole) -> Clause:
    return _clause(whole, "lead.pickup", whole.scan())


def _moving(whole: Whole) -> Clause:
    scan = whole.scan()
    if scan is not None:
        return _scanned(whole, scan, scan.title)
    told = whole.parcel.shipment
    if whole.parcel.is_tracked and told.said and not whole.parcel.keeps_why:
        words = Quoted(told.said)
        return _clause(whole, "lead.scanned", None, when=At(told.said_at), words=words)
    if (since := whole.parcel.since) is not None and since.text:
        slots = whole.scanned(since)
        return _clause(whole, _by_movement(whole, since.text, slots), None, **slots)
    shipped = dated(whole.parcel)
    if shipped is None or shipped == Moment():
        return _clause(whole, "lead.moving", None)
    entry = whole.case.event(EntryKind.FULFILMENT, "shipped")
    by_store = Piece("teller.store")
    return _clause(whole, "lead.shipped", entry, on_day=On(shipped), teller=by_store)


def _scanned(whole: Whole, scan: TimelineEntry, words: str) -> Clause:
    slots = whole.happened(scan) | {"words": Quoted(words)}
    return _clause(whole, _by_movement(whole, words, slots), scan, **slots)


def _by_movement(whole: Whole, words: str, slots: Mapping[str, Slot]) -> str:
    """Return the phrase for what a scan means; what is not known for certain is quoted."""
    movement = whole.movement(words)
    if movement not in MOVES:
        return "lead.scanned"
    is_unplaced = movement in UNPLACED and not slots.get("place")
    return f"lead.{movement}_unplaced" if is_unplaced else f"lead.{movement}"


def _prepared(whole: Whole) -> Clause:
    scan = whole.scan()
    return _clause(whole, "lead.prepared", scan, on_day=On(dated(whole.parcel)))


def _unscanned(whole: Whole) -> Clause:
    """Say that the store calls it shipped and its carrier has nothing but its data."""
    shipped = dated(whole.parcel)
    entry = whole.case.event(EntryKind.FULFILMENT, "shipped")
    facts = whole.facts(entry, whole.scan())
    slots = {**whole.named(), "on_day": On(shipped)}
    days = _days_since(whole, day_of(shipped, whole.case.zone))
    if days < LONG:
        return Clause("lead.unscanned", facts, slots)
    return Clause("lead.unscanned_days", facts, slots, count=days)


def _days_since(whole: Whole, day: date | None) -> int:
    now = whole.case.now
    return 0 if now is None or day is None else (now.astimezone(whole.case.zone).date() - day).days


def is_lost(whole: Whole) -> bool:
    """Say that it is told to be lost: no day that was told before holds any more."""
    told = whole.parcel.shipment
    return whole.parcel.status is ParcelStatus.EXCEPTION and told.fault is Fault.LOSS


def _attempted(whole: Whole) -> Clause:
    return _worded(whole, "lead.attempted")


def _held(whole: Whole) -> Clause:
    fault = whole.parcel.shipment.fault
    name = HELD_BY.get(fault, "lead.held") if fault else "lead.held"
    because = Piece(f"because.{fault}") if fault and name == "lead.held" else None
    return _worded(whole, name, because=because)


def _returning(whole: Whole) -> Clause:
    back = whole.came_back()
    if back is None:
        return _worded(whole, "lead.returning")
    told = _worded(whole, RETURNED, when=At(back.moment))
    return replace(told, facts=tuple(dict.fromkeys((*whole.facts(back), *told.facts))))


def _cancelled(whole: Whole) -> Clause:
    return _worded(whole, "lead.cancelled")


def _worded(whole: Whole, name: str, **more: Slot) -> Clause:
    """Say what is wrong with a parcel, and why in the words of its carrier."""
    scan, told = whole.reason(), whole.parcel.shipment
    words = Quoted((scan.title if scan else told.said) or "")
    inside: dict[str, Slot] = {
        "carrier": whole.carrier(),
        "words": words,
        "on_day": On(scan.moment if scan else told.said_at),
    }
    said = Piece("said.tail", inside, "words")
    return _clause(whole, name, scan, words=words, said=said, **more)


def _unknown(whole: Whole) -> Clause:
    raw = whole.parcel.shipment.status_text
    name = "lead.unknown" if raw else "lead.unknown_unworded"
    return _clause(whole, name, whole.scan(), words=Quoted(raw or ""))


def _clause(
    whole: Whole,
    name: str,
    scan: TimelineEntry | None,
    **more: Slot,
) -> Clause:
    is_trouble = whole.parcel.status in WORDED
    slots = {**whole.named(), **whole.happened(scan), **more}
    if name == "lead.scanned":
        slots["said"] = Piece("said.scanned", dict(slots), "words")
    return Clause(name, whole.facts(scan), slots, is_trouble=is_trouble)


SAID: Mapping[ParcelStatus, Callable[[Whole], Clause]] = {
    ParcelStatus.DELIVERED: _delivered,
    ParcelStatus.OUT_FOR_DELIVERY: _out,
    ParcelStatus.AVAILABLE_FOR_PICKUP: _pickup,
    ParcelStatus.IN_TRANSIT: _moving,
    ParcelStatus.PRE_TRANSIT: _prepared,
    ParcelStatus.ATTEMPT_FAILED: _attempted,
    ParcelStatus.EXCEPTION: _held,
    ParcelStatus.RETURN_TO_SENDER: _returning,
    ParcelStatus.CANCELLED: _cancelled,
    ParcelStatus.UNKNOWN: _unknown,
}
"""How each state is said."""
