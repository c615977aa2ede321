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
    """Return the line of the message that speaks of a parcel."""
    shipment = whole.parcel.shipment
    return next(
        (
            one
            for one in _told(whole)
            if (one.status, one.title) == (shipment.status, shipment.said)
        ),
        None,
    )


def _told(whole: Whole) -> Iterator[TimelineEntry]:
    """Yield what messages tell of a parcel of the order, the last first."""
    told = whole.case.history.noticed(whole.number)
    return (one for one in told if one.order in {None, whole.case.number})


def _slots(whole: Whole) -> dict[str, Slot]:
    shipment = whole.parcel.shipment
    written, said = instant(whole.parcel.last_heard), shipment.said or shipment.status
    return {**whole.named(), "on_day": On(written), "words": _words(said)}


def _words(said: str) -> Quoted:
    return Quoted(said.rstrip(".!?"))


def news(whole: Whole) -> TimelineEntry | None:
    """Return what a message told last of a parcel, where that is news to whoever tracks it.

    That it has come is news whatever was written after it.
    """
    status = whole.parcel.status
    if whole.parcel.channel is not None or not whole.parcel.is_tracked or status in OVER:
        return None
    later = list(_later(whole))
    came = (one for one in later if one.status == ParcelStatus.DELIVERED)
    newest = next(came, later[0] if later else None)
    return None if newest is None or newest.status == status else newest


def _later(whole: Whole) -> Iterator[TimelineEntry]:
    """Yield what messages told since the last scan, the last first."""
    last = whole.last()
    since = 0 if last is None else last.sort_at
    return (one for one in _told(whole) if one.status not in VAGUE and one.sort_at > since)


def quoted(whole: Whole) -> Iterator[Clause]:
    """Yield the news that a message has, in its words."""
    told = news(whole)
    if told is None:
        return
    written = told.observed_at()
    slots: dict[str, Slot] = {
        "on_day": On(instant(written) if written else None),
        "words": _words(told.title),
    }
    yield Clause("dispute.noticed", whole.facts(told), slots, Rank.MUST, Line.WHAT)


def denies(whole: Whole) -> bool:
    """Say that a message has it delivered, and whoever tracks it has not."""
    told = news(whole)
    return told is not None and told.status == ParcelStatus.DELIVERED
