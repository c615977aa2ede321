"""One rule for each kind: from when it holds, given what is known now, and why in words.

Each says the moment from which it holds, so that it is also known when to look again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.watching.facts import Report, Sighted, Watched
from agent_console.domain.watching.policy import ExceptionPolicy, Kind, Provision, Turn
from agent_console.domain.watching.promises import is_foretold, told, why_late
from agent_console.domain.watching.working import after

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOVING = frozenset(
    {
        ParcelStatus.IN_TRANSIT,
        ParcelStatus.OUT_FOR_DELIVERY,
        ParcelStatus.EXCEPTION,
        ParcelStatus.ATTEMPT_FAILED,
        ParcelStatus.UNKNOWN,
    }
)
UNDER_WAY = MOVING | {ParcelStatus.PRE_TRANSIT, ParcelStatus.AVAILABLE_FOR_PICKUP}
AWAITING = frozenset({ParcelStatus.AVAILABLE_FOR_PICKUP})
HELD = frozenset({ParcelStatus.EXCEPTION, ParcelStatus.ATTEMPT_FAILED})
NOT_SENT = frozenset({ParcelStatus.PRE_TRANSIT})
GONE = frozenset({ParcelStatus.CANCELLED})


@dataclass(slots=True)
class Case:
    """An order, a parcel of it or none, and what the house has written down about a kind.

    Its `parcel` and `provision` are changed from rule to rule: one case does for all of an order.
    What is due after `horizon` is looked at before all the same, so days of rest are not counted
    for it. `is_told` says that somebody may have told of something that is wrong.
    """

    order: Watched
    parcel: Sighted | None
    provision: Provision
    policy: ExceptionPolicy
    now: datetime
    horizon: datetime
    is_told: bool = True

    def waited(self, start: datetime | None, hours: float) -> datetime | None:
        """Return when so many hours have passed, but for days of rest."""
        if start is None:
            return None
        wait = hours_of(hours)
        at = start + wait
        return at if at > self.horizon else after(start, wait, self.policy.general.rest_days)

    def rules(self) -> "tuple[Rule, ...]":
        """Return the rules that may hold: most parcels are told nothing of but where they are."""
        one = self.parcel
        if one is None:
            return OF_ORDERS
        self.is_told = (
            one.fault is not None
            or one.had_attempt
            or one.status in HELD
            or bool(self.order.reports)
            or self.policy.says(one.words)
        )
        return BY_STATUS[one.status] if self.is_told else UNTOLD[one.status]


Since = Callable[[Case], datetime | None]
Why = Callable[[Case, datetime], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """When a kind holds and why, of parcels in some states; without any of orders as a whole.

    One that `is_told` holds only where somebody says so: the carrier, or the customer.
    """

    kind: Kind
    since: Since
    why: Why
    of: frozenset[ParcelStatus]
    is_told: bool = False


@lru_cache
def hours_of(hours: float) -> timedelta:
    """Return so many hours; policies tell few."""
    return timedelta(hours=hours)


@lru_cache
def days_of(days: float) -> timedelta:
    """Return so many days; policies tell few."""
    return timedelta(days=days)


def _seen(case: Case) -> Sighted:
    if case.parcel is None:
        raise ValueError("a rule about parcels was asked about an order")
    return case.parcel


def _heard(one: Sighted) -> datetime | None:
    return one.said_at or one.last_scan or one.shipped or one.made


def _not_shipped(case: Case) -> datetime | None:
    order = case.order
    sent = [one for one in order.parcels if one.status not in GONE]
    is_idle = order.unsent if not sent else all(_is_idle(one) for one in sent)
    if not (order.is_open and is_idle):
        return None
    return case.waited(order.placed, case.provision.hours)


def _is_idle(one: Sighted) -> bool:
    """Say that a parcel was packed at the most: no carrier knows it, no shop says it left."""
    return not one.is_tracked and one.status in NOT_SENT and one.shipped is None


def _no_pickup(case: Case) -> datetime | None:
    one = _seen(case)
    if not one.is_tracked:
        return None
    return case.waited(one.shipped or one.first_scan or one.made, case.provision.hours)


def _stalled(case: Case) -> datetime | None:
    one = _seen(case)
    if not one.is_tracked:
        return None
    return case.waited(one.last_scan, _patience(one, case.provision))


def _patience(one: Sighted, provision: Provision) -> float:
    """Return after how many hours without a scan something is wrong."""
    if one.usual_gap is not None:
        return max(one.usual_gap / HOUR * provision.times_usual, provision.least_hours)
    if one.status is ParcelStatus.OUT_FOR_DELIVERY:
        return provision.out_hours
    return provision.abroad_hours if one.is_abroad else provision.hours


def _why_stalled(case: Case, since: datetime) -> str:
    one = _seen(case)
    hours = _patience(one, case.provision)
    usual = one.usual_gap
    rest = f"; nine of ten wait {usual / HOUR:.0f} hours there at the most" if usual else ""
    return (
        f"Its last scan was {told(one.last_scan)}; since {told(since)} that is more than "
        f"{hours:.0f} working hours ago{rest}."
    )


def _late(case: Case) -> datetime | None:
    """Hold as soon as a promise cannot be kept any more, else when its time has passed."""
    one = _seen(case)
    if one.promised is None:
        return one.estimated and one.estimated + case.provision.hours * HOUR
    if is_foretold(one):
        return min(one.last_scan or one.promised, one.promised)
    return one.promised


def _why_late(case: Case, _since: datetime) -> str:
    return why_late(_seen(case), case.now)


def _weather(case: Case) -> datetime | None:
    one = _seen(case)
    if not _is_named(one, case.provision, Fault.WEATHER):
        return None
    return None if _is_back_in_time(one) else _heard(one)


def _is_back_in_time(one: Sighted) -> bool:
    """Say that it moves again, and will come as it was promised."""
    if None in (one.said_at, one.last_scan, one.promised, one.estimated):
        return False
    return bool(
        one.said_at and one.last_scan and one.promised and one.estimated
        and one.last_scan > one.said_at
        and one.estimated <= one.promised
    )  # fmt: skip


def _is_named(one: Sighted, provision: Provision, fault: Fault) -> bool:
    """Say that its source names the fault, or for want of that uses words for it."""
    if one.fault is not None:
        return one.fault is fault
    return provision.says(one.words)


def _attempt(case: Case) -> datetime | None:
    one = _seen(case)
    is_failed = one.status is ParcelStatus.ATTEMPT_FAILED
    is_back = one.had_attempt and one.status is not ParcelStatus.OUT_FOR_DELIVERY
    return _heard(one) if is_failed or is_back else None


def _address(case: Case) -> datetime | None:
    one = _seen(case)
    is_told = one.fault is Fault.ADDRESS
    is_held = one.status in HELD and _is_named(one, case.provision, Fault.ADDRESS)
    return _heard(one) if is_told or is_held else None


def _customs(case: Case) -> datetime | None:
    one = _seen(case)
    is_told = one.fault is Fault.CUSTOMS
    is_held = one.status in HELD and _is_named(one, case.provision, Fault.CUSTOMS)
    return _heard(one) if is_told or is_held else None


def _damaged(case: Case) -> datetime | None:
    one = _seen(case)
    if told_of := reports(case):
        return told_of[0].at
    is_open = one.status in MOVING or (one.fault and one.status is not ParcelStatus.CANCELLED)
    return _heard(one) if is_open and _is_named(one, case.provision, Fault.DAMAGE) else None


def _lost(case: Case) -> datetime | None:
    one = _seen(case)
    if not one.is_tracked:
        return None
    if case.is_told and _is_named(one, case.provision, Fault.LOSS):
        return _heard(one)
    return one.last_scan and one.last_scan + days_of(case.provision.days)


def _heard_of(case: Case) -> datetime | None:
    return _heard(_seen(case))


def _expiring(case: Case) -> datetime | None:
    last, provision = _seen(case).last_scan, case.provision
    return last and last + (provision.days - provision.warn_days) * DAY


def _why_expiring(case: Case, _since: datetime) -> str:
    one = _seen(case)
    return (
        f"It waits to be picked up since {told(one.last_scan)} and is kept for "
        f"{case.provision.days:.0f} days, until {told(kept_until(case))}."
    )


def kept_until(case: Case) -> datetime | None:
    """Return until when a parcel that waits to be picked up is kept, as the house reckons."""
    last = _seen(case).last_scan
    return last and last + case.provision.days * DAY


def _not_received(case: Case) -> datetime | None:
    """Hold while a customer who says so after the delivery may still wait for it."""
    return min((one.at for one in reports(case)), default=None)


def reports(case: Case) -> list[Report]:
    """Return what a customer wrote of a parcel, lately and soon after it was delivered.

    Where another parcel of the order is still to come it is about that, unless this one is named.
    What was written before she took it back counts no more.
    """
    one, days, again = _seen(case), case.provision.days * DAY, case.provision.is_withdrawn
    taken_back = max((each.at for each in case.order.reports if again(each.words)), default=None)
    delivered = one.delivered
    if not case.order.reports or one.status is not ParcelStatus.DELIVERED or delivered is None:
        return []
    has_others = any(each.status in UNDER_WAY for each in case.order.parcels)
    return [
        each
        for each in case.order.reports
        if case.provision.is_reported(each.words)
        and case.now < each.at + days
        and delivered < each.at < delivered + days
        and not (taken_back and each.at < taken_back)
        and each.order in {None, case.order.number}
        and not (has_others and (one.number or "").casefold() not in each.words)
    ]


def _why_not_received(case: Case, since: datetime) -> str:
    delivered = told(_seen(case).delivered)
    return f"The carrier says delivered {delivered}; the customer wrote {told(since)} it is not."


def _partial(case: Case) -> datetime | None:
    order = case.order
    came = [one.delivered for one in order.parcels if one.delivered is not None]
    if not came or not order.is_open or not (order.unsent or left_behind(order)):
        return None
    return case.waited(min(came), case.provision.hours)


def left_behind(order: Watched) -> list[Sighted]:
    """Return the parcels of an order that did not leave yet."""
    return [one for one in order.parcels if one.status in NOT_SENT]


def _why_partial(case: Case, _since: datetime) -> str:
    parcels = case.order.parcels
    came = sum(one.status is ParcelStatus.DELIVERED for one in parcels)
    left = len(left_behind(case.order))
    rest = f"{left} not moved yet" if left else "the rest is in no parcel yet"
    return f"{came} of {len(parcels)} parcels came, {rest}."


def _why_told(case: Case, since: datetime) -> str:
    one = _seen(case)
    quoted = f": “{one.said.rstrip('.')}”" if one.said else ""
    return f"{one.carrier or 'The carrier'} says so since {told(since)}{quoted}."


def _why_damaged(case: Case, since: datetime) -> str:
    if reports(case):
        delivered = told(_seen(case).delivered)
        return f"Delivered {delivered}; the customer wrote {told(since)} of damage."
    return _why_told(case, since)


def _why_not_shipped(case: Case, since: datetime) -> str:
    return (
        f"Ordered {told(case.order.placed)}, and not sent {case.provision.hours:.0f} working "
        f"hours later, {told(since)}."
    )


def _why_no_pickup(case: Case, since: datetime) -> str:
    one = _seen(case)
    began = "Shipped according to the store" if one.shipped else "Its label was made"
    at = told(one.shipped or one.first_scan or one.made)
    return f"{began} {at}, and no scan until {told(since)}."


def _why_lost(case: Case, since: datetime) -> str:
    if _is_named(_seen(case), case.provision, Fault.LOSS):
        return _why_told(case, since)
    last = told(_seen(case).last_scan)
    return f"Its last scan was {last}, more than {case.provision.days:.0f} days ago."


ANY = frozenset(ParcelStatus)
WHOLE = frozenset[ParcelStatus]()
RULES: tuple[Rule, ...] = (
    Rule(Kind.NOT_RECEIVED, _not_received, _why_not_received, frozenset({ParcelStatus.DELIVERED})),
    Rule(Kind.LOST, _lost, _why_lost, MOVING),
    Rule(Kind.DAMAGED, _damaged, _why_damaged, ANY, is_told=True),
    Rule(Kind.RETURN_TO_SENDER, _heard_of, _why_told, frozenset({ParcelStatus.RETURN_TO_SENDER})),
    Rule(Kind.CUSTOMS, _customs, _why_told, MOVING, is_told=True),
    Rule(Kind.ADDRESS, _address, _why_told, UNDER_WAY, is_told=True),
    Rule(Kind.PICKUP_EXPIRING, _expiring, _why_expiring, AWAITING),
    Rule(Kind.FAILED_ATTEMPT, _attempt, _why_told, MOVING, is_told=True),
    Rule(Kind.WEATHER, _weather, _why_told, MOVING, is_told=True),
    Rule(Kind.NO_PICKUP, _no_pickup, _why_no_pickup, NOT_SENT),
    Rule(Kind.STALLED, _stalled, _why_stalled, MOVING),
    Rule(Kind.LATE, _late, _why_late, UNDER_WAY - AWAITING),
    Rule(Kind.PARTIAL, _partial, _why_partial, WHOLE),
    Rule(Kind.NOT_SHIPPED, _not_shipped, _why_not_shipped, WHOLE),
)
"""Of several that hold, the gravest speaks: they stand in the order of their kinds."""
OF_ORDERS = tuple(rule for rule in RULES if rule.of == WHOLE)
BY_STATUS = {one: tuple(rule for rule in RULES if one in rule.of) for one in ParcelStatus}
UNTOLD = {
    status: tuple(rule for rule in rules if not rule.is_told) for status, rules in BY_STATUS.items()
}
NOTHING = Provision(Kind.LATE, "", Turn.US, 0)
