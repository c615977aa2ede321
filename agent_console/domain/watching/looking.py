"""A look at an order: what is wrong with it now, and when to look again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.domain.watching.facts import Watched
from agent_console.domain.watching.policy import ExceptionPolicy, Kind
from agent_console.domain.watching.rules import (
    NOTHING,
    Case,
    Rule,
    days_of,
    kept_until,
    left_behind,
)
from agent_console.domain.watching.working import after

AT_LEAST = timedelta(days=1)
"""What nothing is due for is looked at so often all the same: policies change, and links do."""
AT_ONCE = frozenset({Kind.NOT_RECEIVED, Kind.DAMAGED, Kind.FAILED_ATTEMPT})
"""The customer knows as soon as we do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: with which parcel (none: with the order), since when, and why.

    `acts_by` is until when something is to be done, `notices_at` when the customer will notice.
    """

    key: str
    kind: Kind
    since: datetime
    why: str
    acts_by: datetime
    notices_at: datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at an order found; `due` is when to look again, None for never."""

    order: Watched
    findings: tuple[Finding, ...]
    due: datetime | None


def look(order: Watched, policy: ExceptionPolicy, now: datetime) -> Looked:
    """Look at an order as it is known now."""
    if order.placed and now - order.placed > days_of(policy.general.look_back_days):
        return Looked(order, (), None)
    found, later, horizon = list[Finding](), list[datetime](), now + AT_LEAST
    case = Case(order, None, NOTHING, policy, now, horizon)
    _look_at(case, found, later)
    for case.parcel in order.parcels:
        _look_at(case, found, later)
    if not found and not later and not order.is_open:
        return Looked(order, (), None)
    return Looked(order, tuple(found), min([*later, horizon]))


def _look_at(case: Case, found: list[Finding], later: list[datetime]) -> None:
    """Try all rules of a parcel, or of the order; one case serves for all of an order."""
    provisions = case.policy.provisions
    for rule in case.rules():
        case.provision = provisions[rule.kind]
        since = rule.since(case)
        if since is None:
            continue
        if since <= case.now:
            found.append(_finding(rule, case, since))
        else:
            later.append(since)


def _finding(rule: Rule, case: Case, since: datetime) -> Finding:
    notices = noticed(case, rule.kind, since)
    acts_by = since + case.policy.act_within(rule.kind)
    return Finding(
        _key(rule, case),
        rule.kind,
        since,
        rule.why(case, since),
        min(notices, acts_by) if notices > since else acts_by,
        notices,
    )


def _key(rule: Rule, case: Case) -> str:
    """Return the parcel that is spoken of; of an order that came in part the one that did not."""
    if case.parcel is not None:
        return case.parcel.key
    left = left_behind(case.order) if rule.kind is Kind.PARTIAL else []
    return left[0].key if left else ""


def noticed(case: Case, kind: Kind, since: datetime) -> datetime:
    """Return when a customer will notice: at once, or when what was told or is usual passes."""
    if kind in AT_ONCE:
        return since
    one = case.parcel
    if kind is Kind.PICKUP_EXPIRING:
        return kept_until(case) or since
    told = (one.promised or one.estimated) if one else None
    if told is not None:
        return told
    usual = timedelta(days=case.policy.general.usual_days)
    return after(case.order.placed or since, usual, case.policy.general.rest_days)
