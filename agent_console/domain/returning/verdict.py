"""May this go back? In one sentence, with the clause, the dates, and what would help."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.returning.lines import Wish, problem_of
from agent_console.domain.returning.policy import Clause, Policy

DAY = len("2026-11-26")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it may, in a sentence; `last_day` is the last on which it may be asked for.

    `would_help` says what would make it possible where it is not; `is_final` that no exception
    does.
    """

    is_eligible: bool
    sentence: str
    clause: str
    delivered_on: date | None = None
    last_day: date | None = None
    days_left: int | None = None
    label_fee: Money | None = None
    would_help: tuple[str, ...] = ()
    is_final: bool = False


def verdict(policy: Policy, wish: Wish, delivered: Moment | None, now: datetime) -> Verdict:
    """Judge a wish; the day is that of the place of delivery where its offset was told."""
    clause = policy.clause(wish.reason)
    problem = problem_of(policy, wish)
    if problem is not None:
        named = problem.clause or clause.name
        return Verdict(
            is_eligible=False,
            sentence=problem.sentence,
            clause=named,
            would_help=problem.would_help,
            is_final=problem.is_final,
        )
    if delivered is None or delivered == Moment():
        return Verdict(
            is_eligible=False,
            sentence=f"Not yet: no parcel with {_these(wish)} of order {wish.order.number} is "
            f"known to be delivered, and the {clause.days} days of “{clause.name}” begin with the "
            "delivery.",
            clause=clause.name,
            would_help=("Wait for the delivery, or stop the parcel on its way.",),
        )
    return _in_time(clause, delivered, now)


def _in_time(clause: Clause, delivered: Moment, now: datetime) -> Verdict:
    began, zone = _day_and_zone(delivered)
    last = began + timedelta(days=clause.days)
    left = (last - now.astimezone(zone).date()).days
    sums = f"delivered on {_day(began)} + {clause.days} days = {_day(last)}"
    told = Verdict(left >= 0, "", clause.name, began, last, left, clause.label_fee)
    if left >= 0:
        days = "today is the last day" if left == 0 else f"{_days(left)} left"
        sentence = f"Yes, by “{clause.name}”: {sums}, {days}; {_fee(clause)}."
        return replace(told, sentence=sentence)
    return replace(
        told,
        sentence=f"No, by “{clause.name}”: {sums}, which was {_days(-left)} ago.",
        would_help=("A supervisor may allow an exception; ask with a reason.",),
    )


def _these(wish: Wish) -> str:
    """Name what is meant: other articles of the order may have come long ago."""
    return "this article" if len(wish.lines) == 1 else "these articles"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _day_and_zone(moment: Moment) -> tuple[date, timezone]:
    """Return the day at the place of the delivery, and the zone as far as it was told."""
    zone = _zone(moment.offset)
    if moment.local is not None:
        return date.fromisoformat(moment.local[:DAY]), zone
    return (moment.utc or datetime.now(UTC)).astimezone(zone).date(), zone


def _zone(offset: str | None) -> timezone:
    if offset is None:
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if offset.startswith("-") else span)


def _fee(clause: Clause) -> str:
    fee = clause.label_fee
    return "the label is free" if fee is None else f"the label costs the customer {fee}"


def _day(one: date) -> str:
    return f"{one.day} {one:%B %Y}"
