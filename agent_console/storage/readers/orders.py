"""Orders put together again from their parts."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection, Table, select

from agent_console.domain.customer import KnownIdentity, KnownOrder
from agent_console.domain.identity import Identity, IdentityKind, reference
from agent_console.domain.order import Order, ReturnParcel
from agent_console.storage import columns
from agent_console.storage.asking.among import IDS, among, bare_rows, listed
from agent_console.storage.readers.parcels import namesakes, tracked
from agent_console.storage.rows import (
    AnyRow,
    fulfilment_of,
    line_of,
    moment_of,
    money_of,
    money_or_none,
    payment_of,
    refund_of,
)
from agent_console.storage.tables import orders as tables
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.people import identity

RETURNS = (
    select(tables.shipment.c.order_id, tables.shipment.c.carrier, tables.shipment.c.number)
    .where(
        among(tables.shipment.c.order_id),
        tables.shipment.c.is_return,
    )
    .order_by(tables.shipment.c.id)
)

PARTS = {
    table: select(table).where(among(table.c.order_id)).order_by(table.c.order_id, table.c.position)
    for table in (
        tables.order_line,
        tables.payment,
        tables.refund,
        tables.fulfilment,
        tables.fulfilment_line,
    )
}

Parts = dict[int, list[AnyRow]]
Names = dict[tuple[int, str], list[KnownIdentity]]
"""Names by (profile row, external id of an order or "")."""


def known_orders(
    connection: Connection, rows: Sequence[AnyRow], *, scans: bool
) -> tuple[KnownOrder, ...]:
    """Return orders with who told them, through which name they belong to whom, their parcels."""
    names = _names(connection, rows)
    orders = put_together(connection, rows)
    parcels = tracked(connection, _references(orders), scans=scans)
    unclaimed = namesakes(connection, _references(orders))
    return tuple(
        KnownOrder(
            order=order,
            connection=row.source,
            first_heard=row.first_heard,
            last_heard=row.last_heard,
            through=_through(row, names),
            admin_url=row.admin_url,
            gone_at=row.gone_at,
            tracked=tuple(parcels.get((row.profile_id, row.number), ())),
            namesakes=tuple(
                one for number in sorted(_references([order])) for one in unclaimed.get(number, ())
            ),
        )
        for row, order in zip(rows, orders, strict=True)
    )


def _references(orders: Sequence[Order]) -> set[str]:
    """Return the numbers that orders name, normalised."""
    numbers = (number for order in orders for number in order.numbers())
    return {reference(number) for number in numbers} - {""}


def _names(connection: Connection, heads: Sequence[AnyRow]) -> Names:
    rows = connection.execute(
        select(identity, connections.c.name.label("source"))
        .join(connections, connections.c.id == identity.c.connection_id)
        .where(
            identity.c.profile_id.in_({row.profile_id for row in heads}),
            identity.c.order_ref.in_({"", *(row.external_id for row in heads)}),
        )
        .order_by(identity.c.profile_id, identity.c.id)
    )
    names: Names = {}
    for row in rows:
        known = KnownIdentity(Identity(IdentityKind(row.kind), row.raw, row.value), row.source)
        names.setdefault((row.profile_id, row.order_ref), []).append(known)
    return names


def _through(order: AnyRow, names: Names) -> KnownIdentity:
    """Say by which name an order hangs on a customer: its e-mail, its phone, else the account."""
    told: list[KnownIdentity] = [
        *names.get((order.profile_id, order.external_id), ()),
        *names.get((order.profile_id, ""), ()),
    ]
    preferred = (IdentityKind.EMAIL, IdentityKind.PHONE, IdentityKind.STORE_CUSTOMER)
    return min(told, key=lambda known: preferred.index(known.identity.kind))


def put_together(connection: Connection, heads: Sequence[AnyRow]) -> list[Order]:
    """Return the orders of some rows of customer_order, in the same sequence."""
    ids = [row.id for row in heads]
    lines = _parts(connection, tables.order_line, ids)
    payments = _parts(connection, tables.payment, ids)
    refunds = _parts(connection, tables.refund, ids)
    fulfilments = _parts(connection, tables.fulfilment, ids)
    quantities = _parts(connection, tables.fulfilment_line, ids)
    back = _returns(connection, ids)
    return [
        Order(
            external_id=row.external_id,
            number=row.number,
            state=row.state,
            is_open=row.is_open,
            is_draft=row.is_draft,
            placed=moment_of(row, "placed"),
            total=money_of(row, "total"),
            shipping=money_or_none(row, "shipping"),
            lines=tuple(map(line_of, lines.get(row.id, ()))),
            payments=tuple(map(payment_of, payments.get(row.id, ()))),
            refunds=tuple(map(refund_of, refunds.get(row.id, ()))),
            fulfilments=tuple(
                fulfilment_of(one, _quantities(one, quantities.get(row.id, [])))
                for one in fulfilments.get(row.id, ())
            ),
            channel=row.channel,
            ship_to=row.ship_to,
            address=columns.address_of(row.address),
            charges=columns.charges_of(row.charges, row.total_currency),
            returns=tuple(back.get(row.id, ())),
        )
        for row in heads
    ]


def _parts(connection: Connection, table: Table, order_ids: Sequence[int]) -> Parts:
    if not order_ids:
        return {}
    parts: Parts = {}
    for row in connection.execute(PARTS[table], {IDS: listed(order_ids)}).all():
        parts.setdefault(row.order_id, []).append(row)
    return parts


def _returns(connection: Connection, order_ids: Sequence[int]) -> dict[int, list[ReturnParcel]]:
    """Return what comes back of orders."""
    parcels: dict[int, list[ReturnParcel]] = {}
    if order_ids:
        for order_id, carrier, number in bare_rows(connection, RETURNS, listed(order_ids)):
            parcels.setdefault(order_id, []).append(ReturnParcel(carrier, number))
    return parcels


def _quantities(fulfilment: AnyRow, rows: Sequence[AnyRow]) -> tuple[tuple[str, Decimal], ...]:
    return tuple(
        (row.line_ref, Decimal(row.quantity))
        for row in rows
        if row.external_id == fulfilment.external_id
    )
