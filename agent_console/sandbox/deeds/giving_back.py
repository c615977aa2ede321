"""Refunds, cancellations, changes of a placed order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.shop import Line, Modification, Order, Refund, Staff

Share = tuple[Line, int]
"""So many of a line."""


def refund(
    ledger: Ledger,
    at: datetime,
    *,
    order: Order,
    amount: int,
    reason: str,
    lines: Sequence[Share] = (),
) -> None:
    """Approve a refund; history says nothing yet and the order's moment of change stays."""
    payment = order.money
    if payment is None:
        return
    refund_id = ledger.number("refund")
    payment.refunds.append(
        Refund(refund_id, "Pending", amount, reason, list(lines), created=at, updated=at)
    )
    ledger.changes.append(order)


def settle_refund(
    ledger: Ledger, at: datetime, *, order: Order, by: Staff, state: str = "Settled"
) -> None:
    """Pay out what is pending, or fail to."""
    payment = order.money
    for pending in payment.refunds if payment else ():
        if pending.state != "Pending":
            continue
        pending.state, pending.updated = state, at
        data: dict[str, object] = {
            "refundId": pending.id,
            "from": "Pending",
            "to": state,
            "reason": pending.reason,
        }
        ledger.write(order, "ORDER_REFUND_TRANSITION", at, data, by=by)


def cancel(ledger: Ledger, at: datetime, *, order: Order, reason: str, by: Staff) -> None:
    """Cancel all of an order: it is worth nothing any more, what was paid stays paid."""
    shares = [(line, line.quantity) for line in order.lines if line.quantity]
    _take_off(ledger, at, order, shares=shares, reason=reason, by=by)
    order.shipping = 0
    ledger.move(order, "Cancelled", at, by)


def cancel_part(
    ledger: Ledger, at: datetime, *, order: Order, line: Line, reason: str, by: Staff
) -> None:
    """Cancel one piece of a line."""
    _take_off(ledger, at, order, shares=[(line, 1)], reason=reason, by=by)


def reduce(ledger: Ledger, at: datetime, *, order: Order, line: Line, note: str, by: Staff) -> None:
    """Change a placed order by one piece less, with the money for it pending."""
    before, settled = order.total, order.state
    ledger.move(order, "Modifying", at, by)
    _take_off(ledger, at, order, shares=[(line, 1)], reason=None, by=by)
    change = order.total - before
    _modified(ledger, at, order, note=note, change=change, by=by)
    refund(ledger, at, order=order, amount=-change, reason=note, lines=[(line, 1)])
    ledger.move(order, settled, at, by)


def redirect(
    ledger: Ledger, at: datetime, *, order: Order, street: str, note: str, by: Staff
) -> None:
    """Change where a placed order goes."""
    settled = order.state
    ledger.move(order, "Modifying", at, by)
    if order.address is not None:
        order.address = replace(order.address, street=street)
    _modified(ledger, at, order, note=note, change=0, by=by)
    order.updated = at
    ledger.move(order, settled, at, by)


def _modified(
    ledger: Ledger, at: datetime, order: Order, *, note: str, change: int, by: Staff
) -> None:
    modification = Modification(ledger.number("modification"), at, note, change)
    order.modifications.append(modification)
    ledger.write(order, "ORDER_MODIFIED", at, {"modificationId": modification.id}, by=by)


def _take_off(
    ledger: Ledger,
    at: datetime,
    order: Order,
    *,
    shares: Sequence[Share],
    reason: str | None,
    by: Staff,
) -> None:
    for line, quantity in shares:
        line.quantity -= quantity
    is_whole = not any(line.quantity for line in order.lines)
    data: dict[str, object] = {
        "lines": [{"orderLineId": line.id, "quantity": quantity} for line, quantity in shares],
        **({} if reason is None else {"reason": reason}),
        "shippingCancelled": is_whole,
    }
    order.updated = at
    ledger.write(order, "ORDER_CANCELLATION", at, data, by=by)
