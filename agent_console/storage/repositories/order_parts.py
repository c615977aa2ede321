"""The parts of orders: written anew as a whole whenever their order has changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete

from agent_console.domain.order import Fulfilment, Order, OrderLine, Payment, Refund
from agent_console.storage.columns import moment_row, money_row
from agent_console.storage.dialect import append
from agent_console.storage.tables import orders as tables

PARTS = (
    tables.order_line,
    tables.payment,
    tables.refund,
    tables.fulfilment_line,
    tables.fulfilment,
)


def replace(connection: Connection, orders: Mapping[int, Order], stale: Sequence[int]) -> None:
    """Write the parts of orders, by their rows; those of the stale ones are removed before."""
    if stale:
        for table in PARTS:
            connection.execute(delete(table).where(table.c.order_id.in_(stale)))
    for table, rows in _part_rows(orders).items():
        append(connection, table, rows)


def _part_rows(orders: Mapping[int, Order]) -> dict[Table, list[dict[str, Any]]]:
    rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in PARTS}
    for order_id, order in orders.items():
        for table, each in _parts_of(order).items():
            rows[table] += [
                {"order_id": order_id, "position": n, **row} for n, row in enumerate(each)
            ]
    return rows


def _parts_of(order: Order) -> dict[Table, list[dict[str, Any]]]:
    return {
        tables.order_line: [_line(line) for line in order.lines],
        tables.payment: [_payment(one) for one in order.payments],
        tables.refund: [_refund(one) for one in order.refunds],
        tables.fulfilment: [_fulfilment(one) for one in order.fulfilments],
        tables.fulfilment_line: [
            {"external_id": one.external_id, "line_ref": line, "quantity": str(quantity)}
            for one in order.fulfilments
            for line, quantity in one.lines
        ],
    }


def _line(line: OrderLine) -> dict[str, Any]:
    return {
        "external_id": line.external_id,
        "sku": line.sku,
        "title": line.title,
        "quantity": str(line.quantity),
        "cancelled": str(line.cancelled),
        "refunded": str(line.refunded),
        **money_row("price", line.unit_price),
        **money_row("stated", line.stated),
        "how_to": line.how_to,
    }


def _payment(payment: Payment) -> dict[str, Any]:
    return {
        "external_id": payment.external_id,
        "state": payment.state,
        "stage": payment.stage,
        "method": payment.method,
        **money_row("amount", payment.amount),
        **moment_row("created", payment.created),
    }


def _refund(refund: Refund) -> dict[str, Any]:
    return {
        "external_id": refund.external_id,
        "state": refund.state,
        "stage": refund.stage,
        "reason": refund.reason,
        **money_row("amount", refund.amount),
        **moment_row("created", refund.created),
    }


def _fulfilment(one: Fulfilment) -> dict[str, Any]:
    return {
        "external_id": one.external_id,
        "state": one.state,
        "status": one.status.value,
        "carrier": one.carrier,
        "number": one.number,
        **moment_row("created", one.created),
        **moment_row("shipped", one.shipped),
        **moment_row("delivered", one.delivered),
    }
