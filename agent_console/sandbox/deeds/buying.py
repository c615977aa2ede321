"""Registering, filling a cart, paying."""

from datetime import datetime

from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.shop import Order, Payment, Person, Staff


def register(ledger: Ledger, at: datetime, *, person: Person) -> None:
    """Open an account, or note down a guest."""
    person.id = ledger.number("person")
    person.created = person.updated = at
    ledger.people.append(person)
    ledger.changes.append(person)
    if person.is_guest:
        return
    person.user_id = ledger.number("user") + 1
    for kind in ("CUSTOMER_REGISTERED", "CUSTOMER_VERIFIED"):
        ledger.write(person, kind, at, {"strategy": "native"}, is_public=False)


def place(
    ledger: Ledger, at: datetime, *, order: Order, method: str, is_authorised_only: bool = False
) -> None:
    """Fill the cart and pay; this moves the order's moment of change."""
    fill(ledger, at, order=order)
    pay(ledger, at, order=order, method=method, is_authorised_only=is_authorised_only)


def fill(ledger: Ledger, at: datetime, *, order: Order) -> None:
    """Fill the cart and go to the till."""
    if not order.person.id:
        register(ledger, at, person=order.person)
    _open(ledger, at, order)
    order.address = order.address or order.person.address
    _overwrite_guest(ledger, at, order)
    ledger.move(order, "AddingItems", at)
    if order.coupon is not None:
        data: dict[str, object] = {
            "couponCode": order.coupon.code,
            "promotionId": order.coupon.id,
        }
        ledger.write(order, "ORDER_COUPON_APPLIED", at, data)
    ledger.move(order, "ArrangingPayment", at)
    _remember_address(ledger, at, order)


def pay(
    ledger: Ledger, at: datetime, *, order: Order, method: str, is_authorised_only: bool = False
) -> None:
    """Pay what is in the cart: now the order is placed."""
    state = "Authorized" if is_authorised_only else "Settled"
    _book(ledger, at, order, method=method, state=state)
    order.placed = order.updated = at
    for line in order.lines:
        line.placed = line.quantity
    ledger.move(order, f"Payment{state}", at)


def decline(ledger: Ledger, at: datetime, *, order: Order, method: str) -> None:
    """Have a payment refused: the cart stays a cart."""
    _book(ledger, at, order, method=method, state="Declined")


def settle(ledger: Ledger, at: datetime, *, order: Order, by: Staff) -> None:
    """Take the money that was authorised; the order's moment of change stays."""
    payment = order.money
    if payment is None or payment.state != "Authorized":
        return
    payment.state, payment.updated = "Settled", at
    data: dict[str, object] = {"paymentId": payment.id, "from": "Authorized", "to": "Settled"}
    ledger.write(order, "ORDER_PAYMENT_TRANSITION", at, data, by=by)
    ledger.move(order, "PaymentSettled", at, by)


def draft(ledger: Ledger, at: datetime, *, order: Order, by: Staff) -> None:
    """Start an order at the counter; it is nobody's cart and not placed."""
    _open(ledger, at, order)
    ledger.move(order, "Draft", at, by)


def _open(ledger: Ledger, at: datetime, order: Order) -> None:
    order.id = ledger.number("order")
    order.created = order.updated = at
    for line in order.lines:
        line.id = ledger.number("line")
    ledger.orders.append(order)


def _book(ledger: Ledger, at: datetime, order: Order, *, method: str, state: str) -> None:
    payment_id = ledger.number("payment")
    transaction = None if state == "Declined" else f"{method[:2]}_{order.code}{payment_id:05d}"
    order.payments.append(
        Payment(payment_id, state, order.total, method, transaction, created=at, updated=at)
    )
    data: dict[str, object] = {"paymentId": payment_id, "from": "Created", "to": state}
    ledger.write(order, "ORDER_PAYMENT_TRANSITION", at, data)


def _overwrite_guest(ledger: Ledger, at: datetime, order: Order) -> None:
    """Keep only the latest phone of a guest, as the store does; the order keeps its own."""
    person, phone = order.person, order.address and order.address.phone
    if person.is_guest and phone and phone != person.phone:
        person.phone, person.updated = phone, at
        ledger.changes.append(person)


def _remember_address(ledger: Ledger, at: datetime, order: Order) -> None:
    person = order.person
    if person.addresses or order.address is None:
        return
    person.addresses.append((ledger.number("address"), order.address))
    data: dict[str, object] = {"address": order.address.one_line()}
    ledger.write(person, "CUSTOMER_ADDRESS_CREATED", at, data, is_public=False)
