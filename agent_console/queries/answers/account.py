"""All that can be said of an order: its parcels, its money, whose turn it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from agent_console.domain.customer import KnownParcel
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus
from agent_console.queries.answers import contacts, shop
from agent_console.queries.answers.case import Case, Whole
from agent_console.queries.answers.clauses import Clause, Rank
from agent_console.queries.answers.parcel import back
from agent_console.queries.answers.parcel.several import parcels, together

OVER = frozenset({ParcelStatus.CANCELLED, ParcelStatus.PRE_TRANSIT, ParcelStatus.UNKNOWN})
"""States of a parcel that say nothing against a cancelled order."""


@dataclass(frozen=True, slots=True)
class Account:
    """All that can be said of an order, and of which parcels."""

    clauses: tuple[Clause, ...]
    wholes: tuple[Whole, ...]
    is_denied: bool = False


def account(case: Case) -> Account:
    """Return all that can be said of an order."""
    if case.known.gone_at is not None:
        return _over(case, shop.gone(case))
    return _over(case, shop.cancelled(case)) if case.is_cancelled() else _going_on(case)


def _over(case: Case, first: Clause) -> Account:
    """Say that nothing more comes of an order, unless a carrier tells of a parcel all the same."""
    moving = _wholes(case, (one for one in case.known.parcels() if one.is_tracked))
    moving = tuple(
        one for one in moving if one.parcel.status not in OVER and one.parcel.channel is None
    )
    if not moving:
        return Account((first,), ())
    still = next(iter(parcels(case, moving)))
    return Account((first, replace(still, is_trouble=True, rank=Rank.MUST)), moving)


def _going_on(case: Case) -> Account:
    sent = _wholes(case, together(case.known.parcels()))
    returned = _wholes(case, case.known.returns())
    has_come = bool(sent) and all(one.is_delivered() for one in sent)
    is_back_news = has_come and bool(returned)
    told = tuple(parcels(case, sent)) if sent else (shop.nothing_sent(case),)
    if is_back_news:
        told = tuple(replace(one, rank=Rank.EXTRA) for one in told)
    since = _since_delivery(case, sent) if has_come and not returned else None
    coming_back = tuple(back.returns(returned, is_news=is_back_news))
    clauses = (
        *(coming_back if is_back_news else ()),
        *told,
        *((since[0],) if since else ()),
        *shop.unsent(case, case.known.parcels()),
        *(() if is_back_news else coming_back),
        *shop.refunds(case),
        *contacts.ours(case, is_told=since is not None),
    )
    return Account(clauses, (*sent, *returned), since is not None and since[1])


def _since_delivery(case: Case, sent: Sequence[Whole]) -> tuple[Clause, bool] | None:
    moments = [one.delivered() for one in sent]
    return contacts.since_delivery(case, max(moments, key=Moment.told_key))


def _wholes(case: Case, found: Iterable[KnownParcel]) -> tuple[Whole, ...]:
    return tuple(Whole(case, one) for one in found)
