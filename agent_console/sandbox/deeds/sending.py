"""Parcels: packed, shipped, delivered, called off; the order's moment of change stays."""

from datetime import datetime

from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.shop import Order, Parcel, Staff

GONE = frozenset({"Shipped", "Delivered"})


def pack(ledger: Ledger, at: datetime, *, order: Order, parcel: Parcel, by: Staff) -> None:
    """Pack a parcel: what it was meant for, or all that is left of the order."""
    parcel.lines = parcel.lines or [(line, line.quantity) for line in order.lines if line.quantity]
    parcel.id = ledger.number("parcel")
    parcel.created = at
    order.parcels.append(parcel)
    ledger.write(order, "ORDER_FULFILLMENT", at, {"fulfillmentId": parcel.id}, by=by)
    _bring(ledger, at, order, parcel=parcel, state="Pending", by=by)


def ship(ledger: Ledger, at: datetime, *, order: Order, parcel: Parcel, by: Staff) -> None:
    """Hand a parcel to its carrier."""
    _bring(ledger, at, order, parcel=parcel, state="Shipped", by=by)
    if order.state in {"PaymentSettled", "PartiallyShipped"}:
        state = "Shipped" if _is_complete(order, GONE) else "PartiallyShipped"
        _advance(ledger, at, order, state=state, by=by)


def deliver(ledger: Ledger, at: datetime, *, order: Order, parcel: Parcel) -> None:
    """Note that the carrier has delivered."""
    _bring(ledger, at, order, parcel=parcel, state="Delivered", by=None)
    is_complete = _is_complete(order, frozenset({"Delivered"}))
    _advance(ledger, at, order, state="Delivered" if is_complete else "PartiallyDelivered", by=None)


def call_off(ledger: Ledger, at: datetime, *, order: Order, parcel: Parcel, by: Staff) -> None:
    """Take back a packed parcel, to pack it anew."""
    _bring(ledger, at, order, parcel=parcel, state="Cancelled", by=by)


def _bring(
    ledger: Ledger, at: datetime, order: Order, *, parcel: Parcel, state: str, by: Staff | None
) -> None:
    data: dict[str, object] = {"fulfillmentId": parcel.id, "from": parcel.state, "to": state}
    parcel.state, parcel.updated = state, at
    ledger.write(order, "ORDER_FULFILLMENT_TRANSITION", at, data, by=by)


def _advance(ledger: Ledger, at: datetime, order: Order, *, state: str, by: Staff | None) -> None:
    if order.state != state:
        ledger.move(order, state, at, by)


def _is_complete(order: Order, states: frozenset[str]) -> bool:
    sent = sum(
        quantity
        for parcel in order.parcels
        if parcel.state in states
        for _, quantity in parcel.lines
    )
    return sent >= sum(line.quantity for line in order.lines)
