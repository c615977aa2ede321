"""How sure an answer is: one word, by rules over its sources."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from agent_console.domain.parcel import ParcelStatus
from agent_console.queries.answers.case import Case, Whole
from agent_console.queries.answers.parcel import noticed
from agent_console.queries.answers.parcel.due import estimate, is_overdue

MOVING = frozenset(
    {
        ParcelStatus.IN_TRANSIT,
        ParcelStatus.OUT_FOR_DELIVERY,
        ParcelStatus.AVAILABLE_FOR_PICKUP,
        ParcelStatus.ATTEMPT_FAILED,
        ParcelStatus.EXCEPTION,
        ParcelStatus.RETURN_TO_SENDER,
    }
)
"""States of a carrier that a store which calls a parcel shipped agrees with."""


class Certainty(StrEnum):
    """How sure it is, the least sure first.

    `disputed`: sources contradict each other, or the customer writes that nothing came; of an order
    that is called off a carrier tells of a parcel all the same, and of one a mail that it has come.
    `unknown`: nobody says in words we know how it stands, or when it comes that is overdue.
    `stale`: a source of it fails, or was not read in time.
    `one_source`: only one source tells it, or the others know less.
    `likely`: how it stands is told by two sources, when it comes is a carrier's estimate.
    `certain`: two sources tell the same, or the store tells of what only it can know.
    """

    DISPUTED = "disputed"
    UNKNOWN = "unknown"
    STALE = "stale"
    ONE_SOURCE = "one_source"
    LIKELY = "likely"
    CERTAIN = "certain"


def certainty(
    case: Case, wholes: Sequence[Whole], stale: Collection[str], *, is_denied: bool
) -> Certainty:
    """Return how sure an answer is: as the least sure of its parcels."""
    told = [_of_parcel(whole) for whole in wholes]
    if is_denied or (case.is_cancelled() and wholes):
        told.append(Certainty.DISPUTED)
    if case.known.gone_at is not None:
        told.append(Certainty.UNKNOWN)
    sources = {case.known.connection, *(one.parcel.connection for one in wholes)}
    if sources & set(stale):
        told.append(Certainty.STALE)
    order = list(Certainty)
    return min(told, key=order.index, default=Certainty.CERTAIN)


def _of_parcel(whole: Whole) -> Certainty:
    parcel, status = whole.parcel, whole.parcel.status
    if _is_disputed(whole):
        return Certainty.DISPUTED
    if status is ParcelStatus.UNKNOWN or is_overdue(whole):
        return Certainty.UNKNOWN
    stated = parcel.fulfilment.status
    agrees = stated is status or (stated is ParcelStatus.IN_TRANSIT and status in MOVING)
    if not (parcel.is_tracked and agrees) or parcel.channel is not None:
        return Certainty.ONE_SOURCE
    return Certainty.LIKELY if estimate(whole) is not None else Certainty.CERTAIN


def _is_disputed(whole: Whole) -> bool:
    parcel = whole.parcel
    is_told_otherwise = any(one.status != parcel.shipment.status for one in parcel.others)
    return parcel.is_disputed() or is_told_otherwise or noticed.denies(whole)
