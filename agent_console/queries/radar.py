"""The radar: parcels at risk and not told of yet, those first whose customers notice first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.profile import ProfileId
from agent_console.domain.watching.policy import ExceptionPolicy, Provision, Turn
from agent_console.domain.watching.radar import (
    Concern,
    Counts,
    Group,
    counted,
    grouped,
    in_order,
    with_incidents,
)
from agent_console.ports.tracking.watching import RadarReader

TURNS = {
    Turn.US: "our turn",
    Turn.CARRIER: "the carrier's turn",
    Turn.CUSTOMER: "the customer's turn",
    Turn.CUSTOMS: "the turn of customs",
}
"""How it is said whose turn it is."""


@dataclass(frozen=True, slots=True)
class Radar:
    """What is at risk: one by one and in groups, with the counts of all of it."""

    concerns: Sequence[Concern]
    groups: Sequence[Group]
    counts: Counts
    policy: ExceptionPolicy


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next about a parcel or an order, by whom and until when, and why."""

    order: str
    number: str | None
    cause: str
    why: str
    turn: Turn
    acts_by: datetime
    remedies: tuple[str, ...]


def next_steps(reader: RadarReader, customer: ProfileId) -> tuple[NextStep, ...]:
    """Return what is to be done next for a customer, the most urgent first.

    Nothing where the policy of the house cannot be used: that is said where parcels are watched,
    and is no reason to show no customer.
    """
    found = sorted(reader.of_customer(customer), key=Concern.acts_by)
    try:
        provisions = reader.policy().provisions if found else {}
    except ValueError:
        return ()
    return tuple(_next_step(one, provisions[one.main.kind]) for one in found)


def _next_step(one: Concern, provision: Provision) -> NextStep:
    return NextStep(
        one.order,
        one.number,
        provision.cause,
        one.main.why,
        provision.turn,
        one.acts_by(),
        tuple(each.words for each in provision.remedies),
    )


def radar(reader: RadarReader, end_of_day: datetime, actor: str | None = None) -> Radar:
    """Return what is at risk now; `end_of_day` is when today ends where it is asked."""
    policy = reader.policy()
    found = in_order(with_incidents(reader.concerns(), policy.general.area_parcels))
    return Radar(found, grouped(found), counted(found, end_of_day, actor), policy)
