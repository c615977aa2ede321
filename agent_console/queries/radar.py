"""The radar: parcels at risk and not told of yet, those first whose customers notice first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.watching.policy import ExceptionPolicy
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


@dataclass(frozen=True, slots=True)
class Radar:
    """What is at risk: one by one and in groups, with the counts of all of it."""

    concerns: Sequence[Concern]
    groups: Sequence[Group]
    counts: Counts
    policy: ExceptionPolicy


def radar(reader: RadarReader, end_of_day: datetime, actor: str | None = None) -> Radar:
    """Return what is at risk now; `end_of_day` is when today ends where it is asked."""
    policy = reader.policy()
    found = in_order(with_incidents(reader.concerns(), policy.general.area_parcels))
    return Radar(found, grouped(found), counted(found, end_of_day, actor), policy)
