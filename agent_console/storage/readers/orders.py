"""Orders put together again from their parts."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection, Table, select

from agent_console.domain.order import Order
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

Parts = dict[int, list[AnyRow]]


def put_together(connection: Connection, heads: Sequence[AnyRow]) -> list[Order]:
    """Return the orders of some rows of customer_order, in the same sequence."""
    ids = [row.id for row in heads]
    lines = _parts(connection, tables.order_line, ids)
    payments = _parts(connection, tables.payment, ids)
    refunds = _parts(connection, tables.refund, ids)
    fulfilments = _parts(connection, tables.fulfilment, ids)
    quantities = _parts(connection, tables.fulfilment_line, ids)
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
        )
        for row in heads
    ]


def _parts(connection: Connection, table: Table, order_ids: Sequence[int]) -> Parts:
    if not order_ids:
        return {}
    parts: Parts = {}
    rows = connection.execute(
        select(table)
        .where(table.c.order_id.in_(order_ids))
        .order_by(table.c.order_id, table.c.position)
    )
    for row in rows.all():
        parts.setdefault(row.order_id, []).append(row)
    return parts


def _quantities(fulfilment: AnyRow, rows: Sequence[AnyRow]) -> tuple[tuple[str, Decimal], ...]:
    return tuple(
        (row.line_ref, Decimal(row.quantity))
        for row in rows
        if row.external_id == fulfilment.external_id
    )
