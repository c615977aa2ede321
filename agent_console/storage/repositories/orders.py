"""Orders and their parts: a changed order replaces its parts, an unchanged one is confirmed."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, select, update

from agent_console.domain.identity import reference
from agent_console.domain.order import Fulfilment, Order, ReturnParcel
from agent_console.domain.profile import ProfileId
from agent_console.ports.source import NOBODY, OrderRecord
from agent_console.storage import columns
from agent_console.storage.bulk import Row
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.hashing import content, judge
from agent_console.storage.repositories import finding, order_parts
from agent_console.storage.repositories.people import PersonKey, Telling, key_of
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables import orders as tables
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import profile

ORDER_KEY = Taken(("connection_id", "external_id"), keep=("first_heard",))
PARCEL_KEY = Taken(("order_id", "reference"), keep=("first_heard",))
NAMED = (customer_order.c.id, customer_order.c.external_id)
LAST_MET = case(
    (customer_order.c.gone_at > customer_order.c.last_heard, customer_order.c.gone_at),
    else_=customer_order.c.last_heard,
)
"""When an order was told last, or found to be gone since: both make an answer of before stale."""
KNOWN = select(
    *NAMED, customer_order.c.content, customer_order.c.profile_id, LAST_MET.label("last_heard")
).where(
    customer_order.c.connection_id == bindparam("connection"),
    customer_order.c.external_id.in_(bindparam("ids", expanding=True)),
)

OWNED = (
    select(customer_order.c.external_id, customer_order.c.profile_id)
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .where(
        customer_order.c.connection_id == bindparam("connection"),
        customer_order.c.external_id.in_(bindparam("ids", expanding=True)),
        profile.c.kind != NOBODY,
    )
)


@dataclass(frozen=True, slots=True)
class SavedOrders:
    """The orders that are new or changed, and by id whom they left for another profile.

    `references` are the numbers of all parcels that they name or named before. Who `lost` an
    order or one of its numbers is found by less than is true until finding.remember().
    """

    changed: Sequence[OrderRecord]
    left: Mapping[str, ProfileId]
    lost: Set[ProfileId]
    references: Set[str]


@dataclass(frozen=True, slots=True)
class _Changed:
    """An order that is to be written, the profile it belongs to, and the hash of its record."""

    record: OrderRecord
    owner: ProfileId
    content: int


@dataclass(frozen=True, slots=True)
class _Row:
    """An order with its row and the profile it belongs to."""

    id: int
    owner: ProfileId
    order: Order

    def parcels(self) -> dict[str, Fulfilment]:
        """Return what went out or comes back under a number, by that number."""
        back = {number: one.fulfilment() for number, one in self.returns().items()}
        return back | {reference(one.number): one for one in self.order.sent() if one.number}

    def returns(self) -> dict[str, ReturnParcel]:
        """Return what comes back, by its number."""
        return {reference(one.number): one for one in self.order.returns}


def owners_before(
    connection: Connection, told: Telling, records: Sequence[OrderRecord]
) -> dict[PersonKey, ProfileId]:
    """Return whose the orders were that come without their customer now: they stay theirs."""
    without = {one.order.external_id: one for one in records if one.person.kind == NOBODY}
    if not without:
        return {}
    asked = {"connection": told.connection_id, "ids": list(without)}
    return {
        key_of(without[row.external_id].person): ProfileId(row.profile_id)
        for row in connection.execute(OWNED, asked)
    }


def save(
    connection: Connection,
    told: Telling,
    records: Sequence[OrderRecord],
    profiles: Mapping[PersonKey, ProfileId],
) -> SavedOrders:
    """Store orders of people already stored, but those that were heard of later."""
    wanted = {one.order.external_id: one for one in records}
    hashes = {external: told.ahead.content(one, content_of) for external, one in wanted.items()}
    before = _known(connection, told, list(wanted))
    judged = judge(before, hashes, told.heard_at)
    _touch(connection, told, sorted(before[external].id for external in judged.confirmed))
    changed = {
        external: _Changed(one, profiles[key_of(one.person)], hashes[external])
        for external, one in wanted.items()
        if external not in judged.settled
    }
    left = _left(before, changed)
    named = finding.of_orders(connection, [before[key].id for key in before.keys() & changed])
    finding.forget(connection, set(left.values()))
    made = _write(connection, told, changed)
    numbers = _write_parts(connection, told, made, {row.id for row in before.values()})
    gone = named.difference(*(finding.by_order(row.order, row.owner) for row in made))
    finding.drop(connection, gone)
    lost = {*left.values(), *(owner for _, _, owner in gone)}
    return SavedOrders([one.record for one in changed.values()], left, lost, numbers)


def _write(connection: Connection, told: Telling, changed: Mapping[str, _Changed]) -> list[_Row]:
    rows = [_order_row(told, one) for one in changed.values()]
    written = upsert(connection, customer_order, rows, ORDER_KEY, *NAMED)
    return [_Row(row, changed[key].owner, changed[key].record.order) for row, key in written]


def _left(before: Mapping[str, AnyRow], changed: Mapping[str, _Changed]) -> dict[str, ProfileId]:
    return {
        external: ProfileId(row.profile_id)
        for external, row in before.items()
        if external in changed and row.profile_id != changed[external].owner
    }


def _write_parts(
    connection: Connection, told: Telling, rows: Sequence[_Row], known: Collection[int]
) -> Set[str]:
    stale = [row.id for row in rows if row.id in known]
    order_parts.replace(connection, {row.id: row.order for row in rows}, stale)
    gone = _remove_parcels(connection, [row for row in rows if row.id in known])
    parcels = [
        _parcel_row(told, row, number, one) for row in rows for number, one in row.parcels().items()
    ]
    upsert(connection, tables.shipment, parcels, PARCEL_KEY)
    return gone | {one["reference"] for one in parcels}


def content_of(record: OrderRecord) -> int:
    """Return 63 bits that change with what is told of an order."""
    return content(
        (
            record.order,
            record.contacts,
            record.observations,
            record.admin_url,
            key_of(record.person),
        )
    )


def _known(connection: Connection, told: Telling, ids: Sequence[str]) -> dict[str, AnyRow]:
    rows = connection.execute(KNOWN, {"connection": told.connection_id, "ids": ids})
    return {row.external_id: row for row in rows}


def _touch(connection: Connection, told: Telling, ids: Sequence[int]) -> None:
    if ids:
        heard = {"last_heard": told.heard_at}
        orders = update(customer_order).where(customer_order.c.id.in_(ids))
        connection.execute(orders.values(**heard, gone_at=None))
        parcels = update(tables.shipment).where(tables.shipment.c.order_id.in_(ids))
        connection.execute(parcels.values(**heard))


def _order_row(told: Telling, changed: _Changed) -> Row:
    order = changed.record.order
    return {
        "connection_id": told.connection_id,
        "profile_id": changed.owner,
        "external_id": order.external_id,
        "number": order.number,
        "state": order.state,
        "is_open": order.is_open,
        "is_draft": order.is_draft,
        **columns.moment_row("placed", order.placed),
        **columns.money_row("total", order.total),
        **columns.money_row("shipping", order.shipping),
        "channel": order.channel,
        "ship_to": order.ship_to,
        "address": columns.address_text(order.address),
        "charges": columns.charges_text(order.charges),
        "admin_url": changed.record.admin_url,
        "content": changed.content,
        "first_heard": told.heard_at,
        "last_heard": told.heard_at,
        "gone_at": None,
    }


def _remove_parcels(connection: Connection, rows: Sequence[_Row]) -> Set[str]:
    """Remove the parcels that orders no longer have, and return their numbers."""
    if not rows:
        return set()
    wanted = {(row.id, number) for row in rows for number in row.parcels()}
    table = tables.shipment
    there = connection.execute(
        select(table.c.id, table.c.order_id, table.c.reference).where(
            table.c.order_id.in_([row.id for row in rows])
        )
    )
    gone = [one for one in there if (one.order_id, one.reference) not in wanted]
    if gone:
        connection.execute(delete(table).where(table.c.id.in_([one.id for one in gone])))
    return {one.reference for one in gone}


def _parcel_row(told: Telling, row: _Row, number: str, one: Fulfilment) -> dict[str, Any]:
    return {
        "profile_id": row.owner,
        "order_id": row.id,
        "carrier": one.carrier,
        "number": one.number,
        "reference": number,
        "status": one.status.value,
        "status_text": one.state,
        **columns.moment_row("delivered", one.delivered),
        "is_return": number in row.returns(),
        "first_heard": told.heard_at,
        "last_heard": told.heard_at,
    }
