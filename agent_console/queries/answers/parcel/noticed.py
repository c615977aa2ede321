"""What only messages tell of a parcel: a carrier's or a store's machine wrote a mail about it.

It is quoted and never taken for a scan: a message says what happened and hardly when, nor whether
it holds still.
"""

from collections.abc import Iterator

from agent_console.domain.moment import instant
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.timeline import TimelineEntry
from agent_console.queries.answers.case import Whole
from agent_console.queries.answers.clauses import Clause, Line, On, Quoted, Rank, Slot

OVER = frozenset({ParcelStatus.DELIVERED, ParcelStatus.RETURN_TO_SENDER, ParcelStatus.CANCELLED})
"""States after which a message tells nothing new."""
VAGUE = frozenset({ParcelStatus.UNKNOWN, ParcelStatus.PRE_TRANSIT, ParcelStatus.IN_TRANSIT})
"""What is no news of a parcel that is tracked."""


def alone(whole: Whole) -> Clause:
    """Say how a parcel stands of which nobody else tells."""
    return Clause("lead.noticed", whole.facts(_last(whole)), _slots(whole))


def of_return(whole: Whole, rank: Rank, line: Line) -> Clause:
    """Say how a return stands of which nobody else tells."""
    return Clause("return.noticed", whole.facts(_last(whole)), _slots(whole), rank, line)


def _last(whole: Whole) -> TimelineEntry | None:
    return next(iter(whole.case.history.noticed(whole.number)), None)


def _slots(whole: Whole) -> dict[str, Slot]:
    shipment = whole.parcel.shipment
    written, said = instant(whole.parcel.last_heard), shipment.said or shipment.status
    return {**whole.named(), "on_day": On(written), "words": Quoted(said.rstrip("."))}


def news(whole: Whole) -> TimelineEntry | None:
    """Return what a message told last of a parcel, where that is news to whoever tracks it."""
    if whole.parcel.channel is not None or not whole.parcel.is_tracked:
        return None
    last, status = whole.last(), whole.parcel.status
    if status in OVER:
        return None
    later = (
        one
        for one in whole.case.history.noticed(whole.number)
        if last is None or one.sort_at > last.sort_at
    )
    return next((one for one in later if one.status not in {status, *VAGUE}), None)


def quoted(whole: Whole) -> Iterator[Clause]:
    """Yield the news that a message has, in its words."""
    told = news(whole)
    if told is None:
        return
    written = told.observed_at()
    slots: dict[str, Slot] = {
        "on_day": On(instant(written) if written else None),
        "words": Quoted(told.title.rstrip(".")),
    }
    yield Clause("dispute.noticed", whole.facts(told), slots, Rank.MUST, Line.WHAT)


def denies(whole: Whole) -> bool:
    """Say that a message has it delivered, and whoever tracks it has not."""
    told = news(whole)
    return told is not None and told.status == ParcelStatus.DELIVERED
