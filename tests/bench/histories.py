"""Histories of parcels with known truth: seasons, weekends, holidays, outliers, a disruption."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from agent_console.domain.forecasting.calibration import CameTrue
from agent_console.domain.forecasting.delivery_days import learned as delivery_days
from agent_console.domain.forecasting.foretelling import forecast, plain_median
from agent_console.domain.forecasting.learning import Guess, Learned, happenings
from agent_console.domain.forecasting.samples import Area, Finished, Sent

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
HOME = Area("AT", "", "8010")
AREAS = (
    *(Area("AT", "", code) for code in ("1010", "4020", "5020", "8020")),
    *(Area("DE", "", code) for code in ("10115", "20095", "50667", "80331")),
    *(Area("IT", region) for region in ("Lazio", "Lombardia")),
    Area("PL", "", "00001"),
)
BASES = {"AT": 1, "DE": 3, "IT": 5, "PL": 4}
HOLIDAYS = {(12, 25), (12, 26), (1, 1), (5, 1), (10, 26)}


@dataclass(frozen=True, slots=True)
class Regime:
    """What a history is like; shares are of all parcels, days are working days."""

    name: str
    a_day: int = 6
    days: int = 540
    weekend: frozenset[int] = frozenset({5, 6})
    jitter: float = 0.35
    outliers: float = 0.02
    peak: float = 1.5
    """More days in the weeks before Christmas."""
    bias: float = 0.6
    """So many days the carriers' estimates are too early."""
    estimated: float = 0.8
    stuck: float = 0.0
    """So many days more to one part of a country, in a part of the weeks that are tested."""
    starts: date = date(2025, 1, 6)


REGIMES = (
    Regime("usual"),
    Regime("no estimates", estimated=0.0),
    Regime("honest carrier", bias=0.0, jitter=0.5),
    Regime("six days a week", weekend=frozenset({6}), bias=1.2),
    Regime("few parcels", a_day=3),
    Regime("disruption", stuck=3.0),
    Regime("wild", jitter=0.8, outliers=0.06, peak=3.0),
    Regime("first season ever", days=420),
    Regime("second season", days=800, a_day=5),
)


def history(regime: Regime, seed: int) -> list[Finished]:
    """Return the parcels of a regime, in the order in which they were sent."""
    dice = random.Random(f"{regime.name}/{seed}")
    slow = {(carrier, area): dice.random() for carrier in ("DHL", "DPD") for area in AREAS}
    return [
        _parcel(regime, dice, slow, regime.starts + ONE_DAY * at)
        for at in range(regime.days)
        for _ in range(_count(regime, dice, regime.starts + ONE_DAY * at))
    ]


def split(parcels: list[Finished], share: float = 0.75) -> tuple[list[Finished], list[Finished]]:
    """Return what had come by a day to learn from, and what was sent after it."""
    end = parcels[int(len(parcels) * share)].sent.shipped
    before = [one for one in parcels if one.delivered < end]
    return before, [one for one in parcels if one.sent.shipped >= end]


def _count(regime: Regime, dice: random.Random, day: date) -> int:
    quiet = 0.25 if day.weekday() in {5, 6} else 1.0
    return round(regime.a_day * quiet * dice.uniform(0.6, 1.4))


def _parcel(
    regime: Regime, dice: random.Random, slow: dict[tuple[str, Area], float], day: date
) -> Finished:
    carrier, area = dice.choice(("DHL", "DHL", "DPD")), dice.choice(AREAS)
    service = dice.choice(("", "", "express"))
    base = BASES[area.country] + slow[carrier, area] * 1.5
    base *= 0.5 if service else 1.0
    took = base + max(dice.gauss(0, regime.jitter), -0.6) + (dice.random() < 0.2)
    took += 0.5 * (day.weekday() == 4)
    took += regime.peak * _peak(day)
    late = dice.random() < regime.outliers
    took += dice.expovariate(1 / 6) if late else 0.0
    if area.postcode == "10115" and day >= regime.starts + ONE_DAY * int(regime.days * 0.8):
        took += regime.stuck
    estimate = None
    if dice.random() < regime.estimated:
        said = base + dice.gauss(0, 0.4) - regime.bias + 0.4
        estimate = _open(regime, day, max(round(said), 1), area.country)
    sent = Sent(carrier, day, HOME, area, service, estimate)
    return Finished(sent, _open(regime, day, max(round(took), 1), area.country))


def _peak(day: date) -> float:
    """Return how full the vans are: 1 before Christmas, 0 for most of the year."""
    return max(0.0, 1 - abs((day - date(day.year, 12, 16)).days) / 21)


def _open(regime: Regime, day: date, count: int, country: str) -> date:
    while count:
        day += ONE_DAY
        closed = day.weekday() in regime.weekend or (day.month, day.day) in HOLIDAYS
        count -= not closed
    return day


def walked(parcels: list[Finished], since: date, after: int = 0) -> list[CameTrue]:
    """Learn day by day, and return what was said of each parcel that left since a day.

    It is said so many days after a parcel left, of those that had not come before. Days of delivery
    are learned anew each week, from what had come by then.
    """
    learned = Learned(delivery_days([one for one in parcels if one.delivered < since]))
    guesses, said, anew = dict[int, Guess](), list[CameTrue](), since + WEEK
    asked = _asked(parcels, since, after)
    for on, is_coming, at in sorted(happenings(parcels)):
        if on >= anew:
            learned.almanac = delivery_days([each for each in parcels if each.delivered < on])
            anew = on + WEEK
        said += [one for each in asked.pop(on, ()) if (one := _said(learned, each, on))]
        if is_coming:
            learned.add(parcels[at], guesses.pop(at))
        else:
            guesses[at] = learned.guess(parcels[at].sent, on)
    return said


def _asked(parcels: list[Finished], since: date, after: int) -> dict[date, list[Finished]]:
    asked = dict[date, list[Finished]]()
    for one in parcels:
        on = one.sent.shipped + ONE_DAY * after
        if one.sent.shipped >= since and one.delivered >= on:
            asked.setdefault(on, []).append(one)
    return asked


def _said(learned: Learned, one: Finished, on: date) -> CameTrue | None:
    told, plain = forecast(learned, one.sent, on), plain_median(learned, one.sent)
    if told.half is None or told.most is None:
        return None
    median = None if plain is None else one.sent.shipped + ONE_DAY * plain
    days = told.half, told.most, median, one.sent.estimated
    return CameTrue(one.sent.shipped, one.delivered, *days)
