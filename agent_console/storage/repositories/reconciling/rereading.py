"""What is to be read again although its source would not say that it changed."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, update

from agent_console.domain.profile import ProfileId
from agent_console.ports.intake import RereadRule
from agent_console.ports.source import CUSTOMER, Wanted
from agent_console.storage.tables.orders import customer_order, fulfilment, refund
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.people import profile

ORDER, PERSON = customer_order.c, profile.c
LONG_AGO = datetime.fromtimestamp(0, UTC)
"""When nobody was asked for: who is to be asked for next was, as far as the order of it goes."""


def due(connection: Connection, name: str, rule: RereadRule, now: datetime) -> Wanted:
    """Return the orders and people to be read again now, the longest unheard first.

    An order mentions people whom the source may have no longer: only being asked for counts.
    """
    asked = func.coalesce(PERSON.asked_at, PERSON.first_heard)
    orders = (
        _at(name, select(ORDER.external_id), ORDER.connection_id)
        .where(ORDER.gone_at.is_(None), ORDER.last_heard < now, or_(*_due_orders(rule, now)))
        .order_by(ORDER.last_heard, ORDER.id)
    )
    people = (
        _at(name, select(PERSON.external_id), PERSON.connection_id)
        .where(
            PERSON.kind == CUSTOMER,
            PERSON.gone_at.is_(None),
            asked < now,
            asked <= now - rule.settled_every,
        )
        .order_by(asked, PERSON.id)
        .limit(rule.people_at_once)
    )
    return Wanted(
        people=list(connection.execute(people).scalars()),
        orders=list(connection.execute(orders).scalars()),
    )


def known(connection: Connection, name: str, customer: ProfileId) -> Wanted:
    """Return one customer's people, with all their orders, and the orders known to be theirs."""
    people = _at(name, select(PERSON.external_id), PERSON.connection_id).where(
        PERSON.customer_id == customer, PERSON.kind == CUSTOMER
    )
    mine = select(PERSON.id).where(PERSON.customer_id == customer)
    orders = _at(name, select(ORDER.external_id), ORDER.connection_id).where(
        ORDER.profile_id.in_(mine)
    )
    return Wanted(
        people=list(connection.execute(people).scalars()),
        orders=list(connection.execute(orders).scalars()),
        with_their_orders=True,
    )


def orders_of(connection: Connection, name: str, people: Collection[str]) -> Sequence[str]:
    """Return the orders of people who are not known to be gone, as far as those are there."""
    orders = (
        _at(name, select(ORDER.external_id), ORDER.connection_id)
        .join(profile, PERSON.id == ORDER.profile_id)
        .where(
            PERSON.kind == CUSTOMER,
            PERSON.external_id.in_(list(people)),
            PERSON.connection_id == ORDER.connection_id,
            PERSON.gone_at.is_(None),
            ORDER.gone_at.is_(None),
        )
        .order_by(ORDER.id)
    )
    return list(connection.execute(orders).scalars())


def be_next(connection: Connection, people: Sequence[ProfileId]) -> None:
    """Have people be asked for before all others, even if the pass that learned why fails."""
    if people:
        these = update(profile).where(PERSON.id.in_(people))
        connection.execute(these.values(asked_at=LONG_AGO))


def _at(name: str, statement: Select[str], column: ColumnElement[int]) -> Select[str]:
    return statement.join(connections, connections.c.id == column).where(connections.c.name == name)


def _due_orders(rule: RereadRule, now: datetime) -> tuple[ColumnElement[bool], ...]:
    pending = select(refund.c.order_id).where(refund.c.stage == "pending")
    still_open = or_(ORDER.is_open, ORDER.id.in_(pending))
    old = ORDER.placed_utc < now - rule.young
    return (
        and_(still_open, or_(~old, ORDER.placed_utc.is_(None))),
        and_(still_open, old, ORDER.last_heard <= now - rule.old_every),
        and_(
            ~ORDER.is_open,
            ORDER.last_heard <= now - rule.settled_every,
            _settled_since(now - rule.settled_for),
        ),
    )


def _settled_since(start: datetime) -> ColumnElement[bool]:
    """Say that an order was placed, delivered or refunded since then."""
    delivered = select(fulfilment.c.order_id).where(fulfilment.c.delivered_utc >= start)
    refunded = select(refund.c.order_id).where(refund.c.created_utc >= start)
    return or_(ORDER.placed_utc >= start, ORDER.id.in_(delivered), ORDER.id.in_(refunded))
