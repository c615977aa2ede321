"""What comes back from the customer."""

from collections.abc import Iterator, Sequence

from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.timeline import TimelineEntry
from agent_console.queries.answers.case import Whole
from agent_console.queries.answers.clauses import At, By, Clause, Line, Quoted, Rank
from agent_console.queries.answers.parcel import noticed
from agent_console.queries.answers.parcel.due import estimate, is_overdue

NAMES: dict[ParcelStatus, tuple[str, bool]] = {
    ParcelStatus.UNKNOWN: ("unknown", False),
    ParcelStatus.PRE_TRANSIT: ("pre_transit", False),
    ParcelStatus.IN_TRANSIT: ("moving", False),
    ParcelStatus.OUT_FOR_DELIVERY: ("moving", False),
    ParcelStatus.AVAILABLE_FOR_PICKUP: ("pickup", True),
    ParcelStatus.DELIVERED: ("delivered", False),
    ParcelStatus.ATTEMPT_FAILED: ("tried", True),
    ParcelStatus.EXCEPTION: ("held", True),
    ParcelStatus.RETURN_TO_SENDER: ("returning", True),
    ParcelStatus.CANCELLED: ("cancelled", False),
}
"""By which phrase a return is told, and whether somebody has to act."""


def returns(wholes: Sequence[Whole], *, is_news: bool) -> Iterator[Clause]:
    """Yield a clause on each parcel that comes back; it leads where the rest is no news."""
    rank, line = (Rank.LEAD, Line.WHAT) if is_news else (Rank.NEXT, Line.US)
    for whole in wholes:
        if whole.parcel.channel is not None:
            yield noticed.of_return(whole, rank, line)
            continue
        scan, told = whole.came_back() or whole.scan(), whole.parcel.shipment
        slots = {
            **whole.named(), **whole.happened(scan), "by": By(estimate(whole)),
            "words": Quoted(told.status_text or ""),
        }  # fmt: skip
        if told.delivered:
            slots["when"] = At(told.delivered)
        name, is_trouble = _name(whole, scan), NAMES[whole.parcel.status][1]
        facts = whole.facts(scan)
        yield Clause(f"return.{name}", facts, slots, rank, line, is_trouble=is_trouble)


def _name(whole: Whole, scan: TimelineEntry | None) -> str:
    """Return the phrase for how a return stands."""
    name, _ = NAMES[whole.parcel.status]
    if name == "moving":
        return _moving(whole, scan)
    if name == "unknown" and whole.parcel.is_tracked and whole.parcel.shipment.status_text:
        return "unknown_word"
    return "returned" if whole.came_back() is not None else name


def _moving(whole: Whole, scan: TimelineEntry | None) -> str:
    """Return the phrase for a return under way: scanned where, expected when."""
    scanned = "moving" if scan is not None and scan.city() else "unscanned"
    is_awaited = estimate(whole) is not None and not is_overdue(whole)
    return f"{scanned}_expected" if is_awaited else scanned
