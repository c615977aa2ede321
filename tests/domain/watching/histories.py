"""Histories of parcels made from a seed, with what is true of each: who is in trouble, and why.

Lanes with gaps of their own, weekends without scans, a season in which all is slower, slow parcels
that are fine, and troubles: stalls, losses, labels that nobody picks up, hubs that stand still.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.watching.working import after

S = ParcelStatus
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGIN = datetime(2026, 8, 3, 8, 0, tzinfo=UTC)
REST = frozenset({5, 6})
STAGES = (
    ("label", S.PRE_TRANSIT, 6.0),
    ("origin", S.IN_TRANSIT, 5.0),
    ("left", S.IN_TRANSIT, 9.0),
    ("hub", S.IN_TRANSIT, 14.0),
    ("hub left", S.IN_TRANSIT, 13.0),
    ("depot", S.IN_TRANSIT, 9.0),
    ("out", S.OUT_FOR_DELIVERY, 5.0),
    ("delivered", S.DELIVERED, 0.0),
)
"""What is scanned, and how many hours of working days pass until the next scan, as a rule."""


@dataclass(frozen=True, slots=True)
class World:
    """How a world is: how much of everything there is in it."""

    seed: int
    parcels: int = 6_000
    days: int = 140
    trouble: float = 0.12
    spread: float = 0.3
    season: float = 1.3
    outages: int = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """From where to where a carrier brings parcels, how fast, and through which hub."""

    carrier: str
    hub: str
    pace: float
    promised: float


@dataclass(slots=True)
class History:
    """What happened to a parcel, and what is true of it."""

    lane: Lane
    placed: datetime
    promised: datetime
    scans: list[tuple[str, ParcelStatus, datetime]] = field(default_factory=list)
    trouble: str | None = None

    def delivered(self) -> datetime | None:
        """Return when it came."""
        return self.scans[-1][2] if self.scans[-1][1] is S.DELIVERED else None

    def is_in_trouble(self) -> bool:
        """Say that it stood somewhere as nothing does by itself, or came late, or never."""
        came = self.delivered()
        return self.trouble is not None or came is None or came > self.promised


def histories(world: World) -> list[History]:
    """Return the parcels of a world, oldest first."""
    dice = random.Random(world.seed)
    lanes = list(_lanes(dice))
    outages = _outages(world, dice, lanes)
    made = [_history(world, dice, lanes, outages) for _ in range(world.parcels)]
    return sorted(made, key=lambda one: one.placed)


def _lanes(dice: random.Random) -> Iterator[Lane]:
    whole = sum(hours for _, _, hours in STAGES)
    for carrier in ("DHL", "UPS", "GLS"):
        for hub in ("Linz", "Leipzig", "Memphis", "Roissy"):
            pace = dice.uniform(0.6, 1.6)
            yield Lane(carrier, f"{hub} {carrier}", pace, pace * whole * 1.45 + 24)


Outage = tuple[str, datetime, datetime]


def _outages(world: World, dice: random.Random, lanes: list[Lane]) -> list[Outage]:
    found = list[Outage]()
    for _ in range(world.outages):
        start = BEGIN + timedelta(days=dice.uniform(5, world.days))
        found.append((dice.choice(lanes).hub, start, start + dice.uniform(48, 110) * HOUR))
    return found


def _history(
    world: World, dice: random.Random, lanes: list[Lane], outages: list[Outage]
) -> History:
    lane = dice.choice(lanes)
    placed = after(BEGIN + timedelta(days=dice.uniform(0, world.days)), HOUR, REST)
    promised = after(placed, lane.promised * HOUR, REST).replace(hour=20, minute=0)
    made = History(lane, placed, promised)
    wanted = dice.choices(("stall", "loss", "no pick-up"), (6, 2, 2))[0]
    if dice.random() < world.trouble:
        made.trouble = wanted
    _go(world, dice, made, outages)
    return made


def _go(world: World, dice: random.Random, made: History, outages: list[Outage]) -> None:
    at, stops = made.placed, dice.randrange(1, len(STAGES) - 2)
    for number, (name, status, hours) in enumerate(STAGES):
        at, is_held = _past_outages(at, name, made.lane, outages)
        if is_held:
            made.trouble = made.trouble or "outage"
        made.scans.append((name, status, at))
        if made.trouble == "loss" and number == stops:
            return
        slow = world.season if (at - BEGIN).days > world.days * 0.75 else 1.0
        wait = hours * made.lane.pace * slow * dice.lognormvariate(0, world.spread)
        wait *= dice.uniform(1.3, 1.8) if dice.random() < 0.02 else 1
        if (made.trouble == "stall" and number == stops) or (
            made.trouble == "no pick-up" and number == 0
        ):
            wait += dice.uniform(48, 120)
        at = after(at, wait * HOUR, REST)


def _past_outages(
    at: datetime, name: str, lane: Lane, outages: list[Outage]
) -> tuple[datetime, bool]:
    """Hold what would leave a hub that stands still; whether so long that it counts."""
    for hub, start, end in outages:
        if name == "hub left" and lane.hub == hub and start <= at < end:
            return end, end - at > DAY
    return at, False
