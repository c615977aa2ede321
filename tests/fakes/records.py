"""Records as a connector would hand them in, small and with everything that matters in them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from agent_console.domain import identity
from agent_console.domain.identity import Identity
from agent_console.domain.moment import Moment, instant
from agent_console.domain.money import Money
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.order import Charge, Fulfilment, Order, OrderLine, Payment, Refund
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.source import OrderRecord, Page, PersonRecord, Unreadable

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
EUR = "EUR"
JACKET = OrderLine(
    "l1",
    "JACKET-M",
    "Trail jacket",
    Decimal(1),
    Decimal(0),
    Decimal(0),
    Money(14990, EUR),
    Money(14980, EUR),
)
SOCKS = OrderLine(
    "l2", "SOCKS", "Wool socks", Decimal("1.5"), Decimal(0), Decimal(0), Money(1755, EUR)
)


def at(minutes: float) -> datetime:
    """Return a time so many minutes after the start."""
    return START + timedelta(minutes=minutes)


def names(email: str | None, phone: str | None) -> tuple[Identity, ...]:
    """Return the identities of an e-mail and a phone number, as Austria writes them."""
    found = (email and identity.email(email), phone and identity.phone(phone, "AT"))
    return tuple(one for one in found if one)


def person(
    external_id: str = "1",
    name: str = "Helena Brandt",
    email: str | None = "helena@brandt.example",
    phone: str | None = "+43 664 1882041",
) -> PersonRecord:
    """Return a customer of a store."""
    return PersonRecord("customer", external_id, name, names(email, phone))


def note(order_id: str, text: str, *, external_id: str = "n1", minutes: float = 30) -> Observation:
    """Return a note on an order."""
    return Observation(
        Subject(SubjectKind.ORDER, order_id),
        EntryKind.NOTE,
        "order",
        instant(at(minutes)),
        external_id=external_id,
        text=text,
        direction=Direction.INTERNAL,
        order=f"A-{order_id}",
    )


def placed(order_id: str, minutes: float = 0) -> Observation:
    """Return the placing of an order."""
    return Observation(
        Subject(SubjectKind.ORDER, order_id),
        EntryKind.ORDER,
        "placed",
        instant(at(minutes)),
        external_id=f"order:{order_id}",
        amount=Money(18990, EUR),
        order=f"A-{order_id}",
    )


def order(external_id: str = "7", *, minutes: float = 0, number: str | None = None) -> Order:
    """Return an order of two lines, one shipped, one refund settled and one pending."""
    return Order(
        external_id=external_id,
        number=number or f"A-{external_id}",
        state="PartiallyShipped",
        is_open=True,
        is_draft=False,
        placed=instant(at(minutes)),
        total=Money(18990, EUR),
        shipping=Money(490, EUR),
        lines=(JACKET, SOCKS),
        payments=(
            Payment("p1", Money(18990, EUR), "Settled", "settled", "visa", instant(at(minutes))),
        ),
        refunds=(
            Refund("r1", Money(2400, EUR), "Settled", "settled", "torn bag", instant(at(60))),
            Refund("r2", Money(100, EUR), "Pending", "pending", None, Moment()),
        ),
        fulfilments=(
            Fulfilment(
                "f1",
                "Shipped",
                ParcelStatus.IN_TRANSIT,
                "DHL",
                f"0034 0434 1610 {external_id}",
                instant(at(20)),
                instant(at(25)),
                None,
                (("l1", Decimal(1)),),
            ),
        ),
        ship_to="Helena Brandt\nAm Ring 1\n8010 Graz\nAT",
        charges=(Charge("discount", "Ten % off", Money(-500, EUR)),),
    )


def order_record(
    made: Order | None = None, owner: PersonRecord | None = None, *said: Observation
) -> OrderRecord:
    """Return an order with its customer and what happened to it."""
    read = made or order()
    buyer = owner or person()
    told = (placed(read.external_id), *said)
    return OrderRecord(read, buyer, names("helena@brandt.example", "0664 188 20 41"), told)


def page(*orders: OrderRecord, cursor: str | None = None) -> Page:
    """Return a page of orders."""
    return Page("orders", orders=orders, cursor=cursor)


def people_page(*people: PersonRecord) -> Page:
    """Return a page of customers."""
    return Page("customers", people=people)


def broken_page(external_id: str, raw: str = '{"id": "9"}') -> Page:
    """Return a page whose only record cannot be read."""
    return Page("orders", unreadable=(Unreadable("orders", external_id, "no total", raw),))


def changed(record: OrderRecord, *said: Observation, state: str | None = None) -> OrderRecord:
    """Return a record with more said of it, and perhaps in another state."""
    made = replace(record.order, state=state or record.order.state)
    return replace(record, order=made, observations=(*record.observations, *said))
