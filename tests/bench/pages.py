"""Pages as a connector would hand them in, made from a seed: orders of the population's people."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from agent_console.domain.moment import from_microseconds, instant
from agent_console.domain.money import Money
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.order import Fulfilment, Order, OrderLine, Payment
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.source import OrderRecord, Page
from tests.bench.people import SEED, record, someone
from tests.bench.population import END, FIFTY, SCANS, WORDS

ORDERS_A_PAGE, EVENTS_AN_ORDER = 100, 9
EVENTS_A_PAGE = ORDERS_A_PAGE * EVENTS_AN_ORDER
NOW = from_microseconds(END) + timedelta(days=1)


def page(number: int, customers: int) -> Page:
    """Return a page of new orders; the same number is always the same page."""
    dice = random.Random(SEED * 7_919 + number)
    owners = (dice.randint(FIFTY + 1, customers) for _ in range(ORDERS_A_PAGE))
    orders = tuple(_record(dice, f"p{number}-{at}", owner) for at, owner in enumerate(owners))
    return Page("orders", orders=orders, cursor=str(number))


def pages(start: int, count: int, customers: int) -> list[Page]:
    """Return some pages in a row."""
    return [page(number, customers) for number in range(start, start + count)]


def _record(dice: random.Random, name: str, owner: int) -> OrderRecord:
    who, placed = someone(owner), NOW - timedelta(minutes=dice.randrange(60 * 24 * 14))
    person = record(who)
    parcel = f"2Z{name.upper().replace('-', 'X')}"
    number = f"N{name.upper()}"
    return OrderRecord(
        _order(name, number, parcel, placed),
        person,
        person.identities[:1],
        tuple(_told(dice, (name, number, parcel), placed)),
    )


def _order(name: str, number: str, parcel: str, placed: datetime) -> Order:
    worth = Money(4_990, "EUR")
    line = OrderLine("l1", "SKU-1", "Lamp", Decimal(1), Decimal(0), Decimal(0), worth)
    paid = Payment(
        external_id="y1",
        amount=worth,
        state="Settled",
        stage="settled",
        method="visa",
        created=instant(placed),
    )
    sent = Fulfilment(
        external_id="f1",
        state="Shipped",
        status=ParcelStatus.IN_TRANSIT,
        carrier="DHL",
        number=parcel,
        created=instant(placed),
        shipped=instant(placed),
        delivered=None,
        lines=(("l1", Decimal(1)), ("l2", Decimal(1))),
    )
    return Order(
        external_id=name,
        number=number,
        state="Shipped",
        is_open=True,
        is_draft=False,
        placed=instant(placed),
        total=worth,
        shipping=None,
        lines=(line, line),
        payments=(paid,),
        refunds=(),
        fulfilments=(sent,),
    )


def _told(
    dice: random.Random, names: tuple[str, str, str], placed: datetime
) -> Iterator[Observation]:
    """Yield three of four as scans of the parcel, the rest as what a shop and its people say."""
    name, number, parcel = names
    for at in range(EVENTS_AN_ORDER):
        when = instant(placed + timedelta(minutes=7 * at))
        if at % 4:
            status, text = SCANS[at // 2 % len(SCANS)]
            yield Observation(
                Subject(SubjectKind.PARCEL, parcel), EntryKind.SCAN, status, when,
                external_id=f"{name}-{at}", code="XX", text=text, order=number, shipment=parcel,
            )  # fmt: skip
        else:
            yield Observation(
                Subject(SubjectKind.ORDER, name), EntryKind.NOTE, "order", when,
                external_id=f"{name}-{at}", text=" ".join(dice.choices(WORDS, k=12)), order=number,
                direction=Direction.INTERNAL,
            )  # fmt: skip
