"""Invented customers: a split shipment, a refund, a cancellation, a guest, 10,000 events."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from agent_console.domain import identity
from agent_console.domain.customer import Customer, KnownIdentity, KnownOrder, Tracked
from agent_console.domain.moment import Moment, instant
from agent_console.domain.money import Money
from agent_console.domain.observation import Channel, EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.order import Fulfilment, Order, OrderLine, Payment, Refund
from agent_console.domain.parcel import ParcelStatus, Shipment
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import Source, TimelineEntry
from agent_console.domain.wording import title
from tests.fakes.desk import NOW, REGION, SHOP, MemoryDesk, Person, sort_key

BUSY = ProfileId(100)
POST = "easypost"


def invented(now: datetime = NOW, events: int = 10_000) -> MemoryDesk:
    """Return the desk of the invented people; the largest has so many events."""
    return MemoryDesk([*_stories(now), _busy(now, events)], now)


def _stories(now: datetime) -> Iterable[Person]:
    split = (
        _parcel("1", "DHL", "00340434161094022115", now, 30, ParcelStatus.IN_TRANSIT),
        _parcel("2", "DHL", "00340434161094022098", now, 52, ParcelStatus.DELIVERED),
    )
    yield _person(1, "Helena Brandt", "+43 664 1882041", _order("10482", now, 96, split), now)
    back = Refund("r", Money(2400, "EUR"), "Settled", "settled", "torn bag", _at(now, 20))
    yield _person(
        2,
        "Samuel Adeyemi",
        "+43 1 5330001",
        _order("10377", now, 200, split[1:], refunds=(back,)),
        now,
    )
    cancelled = _order("10391", now, 40, (), state="Cancelled", minor=10094, currency="USD")
    yield _person(3, "Aiko Tanaka", "+1 415 555 0134", cancelled, now)
    guest = (_order("10402", now, 300, split[1:]), _order("10455", now, 26, ()))
    yield _person(4, "Lena Hofer", "+43 699 1120934", guest, now)
    yield _person(5, "Oliver Grant", "+44 20 7946 0018", (), now)
    others = (
        "Tomás Ferreira",
        "Fatima Zahra",
        "Mateusz Nowak",
        "Chloé Martin",
        "Ruth Goldberg",
        "Daniel Eriksson",
        "Ines Haas",
        "Emil Kovač",
        "<b>Bold</b> & Sons",
    )
    for number, name in enumerate(others):
        order = _order(str(10500 + number), now, 120 + 31 * number, split[number % 2 :][:1])
        yield _person(10 + number, name, f"+43 660 55501{number:02}", order, now)


def _busy(now: datetime, events: int) -> Person:
    person = _person(BUSY, "Ridgeline Outfitters", "+43 316 402118", _order("9000", now, 9000), now)
    words = ("scan", "in_transit", "delivered")
    person.entries += [
        an_entry(
            200_000 + n,
            now - timedelta(minutes=25 * n + 700),
            EntryKind.SCAN,
            words[1 + (n % 9 == 0)],
            text=f"Left the sorting centre {n % 37}",
            order="9000",
        )
        for n in range(events)
    ]
    person.entries.sort(key=sort_key, reverse=True)
    return person


def _person(
    number: int, name: str, phone: str, orders: Order | tuple[Order, ...], now: datetime
) -> Person:
    own = orders if isinstance(orders, tuple) else (orders,)
    heard = now - timedelta(minutes=2)
    mail = f"{identity.folded(name).split()[0].strip('<b>/')}.{number}@posteo.example"
    told = (identity.email(mail), identity.phone(phone, REGION))
    known = tuple(KnownIdentity(one, SHOP) for one in told if one)
    customer = Customer(
        id=ProfileId(number),
        name=name,
        profiles=(ProfileId(number),),
        identities=known,
        links=(),
        orders=tuple(
            KnownOrder(o, SHOP, heard, heard, known[0], f"https://shop.example/admin/{o.number}")
            for o in own
        ),
        order_count=len(own),
        last_heard=heard,
    )
    entries = [entry for order in own for entry in _history(order, number)]
    note = "She leaves on Tuesday morning and asks whether it can go to a pick-up point instead; the neighbour at number 12 takes parcels after five."  # noqa: E501 - people write so
    entries.append(
        an_entry(
            number * 1000 + 900,
            now - timedelta(minutes=11 + 47 * number % 900),
            EntryKind.NOTE,
            "person",
            text=note if number % 2 else "Call back after 14:00.",
        )
    )
    return Person(customer, sorted(entries, key=sort_key, reverse=True))


def _history(order: Order, number: int) -> Iterable[TimelineEntry]:
    start = order.placed.utc or NOW
    base = number * 1000 + int(order.number[-2:]) * 8

    def told(n: int, hours: float, kind: EntryKind, status: str, **more: object) -> TimelineEntry:
        return an_entry(
            base + n, start + timedelta(hours=hours), kind, status, order=order.number, **more
        )

    yield told(0, 0, EntryKind.ORDER, "placed", amount=order.total)
    steps = ("ArrangingPayment", "PaymentAuthorized", "PaymentSettled")
    for n, step in enumerate(steps):
        yield told(1 + n, 0.02 * (n + 1), EntryKind.ORDER, step)
    yield told(4, 0.1, EntryKind.PAYMENT, "settled", amount=order.total, detail="Visa")
    if order.state == "Cancelled":
        yield told(5, 20, EntryKind.ORDER, "cancelled")
    for n, parcel in enumerate(order.fulfilments):
        shipped = (parcel.shipped and parcel.shipped.utc) or NOW
        kinds = ("shipped", "delivered")[: 1 + (parcel.status is ParcelStatus.DELIVERED)]
        for m, status in enumerate(kinds):
            yield an_entry(
                base + 600 + 10 * n + m,
                shipped + timedelta(hours=22.3 * m),
                EntryKind.FULFILMENT,
                status,
                order=order.number,
                shipment=parcel.number,
                detail=parcel.carrier,
            )
    for refund in order.refunds:
        yield an_entry(
            base + 7,
            refund.created.utc or NOW,
            EntryKind.REFUND,
            refund.stage,
            order=order.number,
            amount=refund.amount,
        )


def an_entry(
    event_id: int, at: datetime, kind: EntryKind, status: str, **more: object
) -> TimelineEntry:
    said = Observation(Subject(SubjectKind.ORDER, "x"), kind, status, instant(at), **more)  # type: ignore[arg-type]
    source = Source(SHOP, "vendure", f"h{event_id}", max(at, NOW - timedelta(minutes=2)))
    return TimelineEntry(
        event_id=event_id,
        sort_at=said.moment.sort_key(at),
        kind=kind,
        status=status,
        title=title(said),
        text=said.text,
        moment=said.moment,
        sources=(source,),
        order=said.order,
        shipment=said.shipment,
        channel=Channel.STORE if kind is EntryKind.VISIT else None,
        amount=said.amount,
        place=said.place,
    )


def _order(
    number: str, now: datetime, hours: float, parcels: tuple[Fulfilment, ...] = (), **more: object
) -> Order:
    currency, minor = str(more.pop("currency", "EUR")), int(str(more.pop("minor", 18990)))
    state = str(more.pop("state", "PartiallyShipped" if parcels else "PaymentSettled"))
    lines = (
        OrderLine(
            "1",
            "TJ-M",
            "Trail jacket M, moss",
            Decimal(1),
            Decimal(0),
            Decimal(0),
            Money(minor - 3510 - 490, currency),
        ),
        OrderLine(
            "2", "WS-2", "Wool socks", Decimal(2), Decimal(0), Decimal(0), Money(1755, currency)
        ),
    )
    paid = Payment("p", Money(minor, currency), "Settled", "settled", "Visa", _at(now, hours - 0.1))
    return Order(
        external_id=number,
        number=number,
        state=state,
        is_open=state != "Cancelled",
        is_draft=False,
        placed=_at(now, hours),
        total=Money(minor, currency),
        shipping=Money(490, currency),
        lines=lines,
        payments=(paid,),
        refunds=more.get("refunds", ()),
        fulfilments=parcels,  # type: ignore[arg-type]
        ship_to="Helena Brandt\nPlüddemanngasse 12\n8010 Graz\nAT",
    )


def _parcel(
    line: str, carrier: str, number: str, now: datetime, hours: float, status: ParcelStatus
) -> Fulfilment:
    delivered = _at(now, hours - 22.3) if status is ParcelStatus.DELIVERED else None
    state = "Delivered" if delivered else "Shipped"
    quantity = Decimal(line)
    return Fulfilment(
        line,
        state,
        status,
        carrier,
        number,
        created=_at(now, hours + 20),
        shipped=_at(now, hours),
        delivered=delivered,
        lines=((line, quantity),),
    )


def tracked_by_carrier(customer: Customer, status: str, **more: object) -> Customer:
    """Return a customer whose carrier told of the parcels of the first order, an hour ago."""
    first, *others = customer.orders
    numbers = {identity.reference(one.number or "") for one in first.order.fulfilments}
    told = Shipment(**{"carrier": "DHLExpress", "number": None, "status": status,
                       "status_text": f"raw {status}", **more})  # fmt: skip
    tracked = (Tracked(one, told, POST, NOW - timedelta(hours=1)) for one in sorted(numbers))
    return replace(customer, orders=(replace(first, tracked=tuple(tracked)), *others))


def an_order_of(memory: MemoryDesk, number: ProfileId, other: Person) -> None:
    """Let somebody have the orders and the history of somebody else as well."""
    person = memory.everybody[number]
    person.entries[:] = [*other.entries, *person.entries]
    orders = (*person.customer.orders, *other.customer.orders)
    person.customer = replace(person.customer, orders=orders, order_count=len(orders))


def _at(now: datetime, hours: float) -> Moment:
    return instant(now - timedelta(hours=hours))
