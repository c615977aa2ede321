"""A customer with one parcel under way, and what its carrier and the customer tell of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from agent_console.domain.customer import Customer, Tracked
from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment, microseconds
from agent_console.domain.money import Money
from agent_console.domain.observation import Channel, Direction, EntryKind
from agent_console.domain.order import OrderLine
from agent_console.domain.parcel import ParcelStatus, Place, Shipment
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import Source, TimelineEntry
from tests.fakes.desk import NOW
from tests.ui.invented import POST, invented

NUMBER = "00340434161094022098"
VIENNA = timezone(timedelta(hours=1))
TENT = "Blue tent, two persons"


def a_customer(status: str, **told: object) -> Customer:
    """Return a customer whose blue tent the store sent and the carrier tells of."""
    found = invented(events=5).everybody[ProfileId(17)].customer
    known = found.orders[0]
    tent, *_ = known.order.lines
    line = replace(tent, external_id="2", title=TENT)
    sent = replace(
        known.order.fulfilments[0],
        status=ParcelStatus.DELIVERED if status == "delivered" else ParcelStatus.IN_TRANSIT,
        delivered=None,
        number=NUMBER,
        carrier="UPS",
        lines=(("2", line.quantity),),
    )
    order = replace(known.order, lines=(line,), fulfilments=(sent,))
    stated = replace(Shipment("UPS", NUMBER, status, f"raw {status}"), **told)  # type: ignore[arg-type]
    tracked = Tracked(reference(NUMBER), stated, POST, NOW - timedelta(minutes=6))
    return replace(found, orders=(replace(known, order=order, tracked=(tracked,)),))


def clock(at: datetime) -> Moment:
    """Return a moment of which the source told the wall clock of Vienna."""
    local = at.astimezone(VIENNA).replace(tzinfo=None)
    return Moment(at.astimezone(UTC), local.isoformat(timespec="seconds"), "+01:00")


def a_scan(event: int, words: str, status: str, at: Moment, city: str | None = "Memphis"):
    return _entry(event, EntryKind.SCAN, status, words, at, shipment=NUMBER,
                  place=Place(city) if city else None)  # fmt: skip


def a_notice(event: int, words: str, status: str, written: datetime) -> TimelineEntry:
    """Return what a machine's mail tells of the parcel; when it happened it does not say."""
    told = _entry(event, EntryKind.SCAN, status, words, Moment(), shipment=NUMBER,
                  channel=Channel.EMAIL)  # fmt: skip
    sources = (Source("mail", "email", f"m{event}", written),)
    return replace(told, sort_at=microseconds(written), sources=sources)


def noticed(customer: Customer, words: str, status: str, written: datetime) -> Customer:
    """Return the customer with a parcel of which the store knows and only a mail tells."""
    known = customer.orders[0]
    shipment = Shipment("UPS", NUMBER, status, None, said=words)
    told = Tracked(reference(NUMBER), shipment, "mail", written, channel=Channel.EMAIL)
    return replace(customer, orders=(replace(known, tracked=(told,)),))


def a_mail(event: int, subject: str, at: Moment, text: str = "", *, is_ours: bool = False):
    direction = Direction.OUTBOUND if is_ours else Direction.INBOUND
    status = "sent" if is_ours else "received"
    return _entry(event, EntryKind.MESSAGE, status, subject, at, text=text,
                  channel=Channel.EMAIL, direction=direction)  # fmt: skip


def a_call(event: int, at: Moment, text: str, status: str = "follow_up"):
    return _entry(event, EntryKind.CALL, status, "Call taken by Ana", at, text=text,
                  channel=Channel.PHONE, direction=Direction.INBOUND)  # fmt: skip


def _entry(
    event: int, kind: EntryKind, status: str, title: str, at: Moment, **more: object
) -> TimelineEntry:
    told = {"text": None, "order": "10507", **more}
    sources = (Source(POST, "easypost", f"x{event}", NOW),)
    return TimelineEntry(
        event, at.sort_key(NOW), kind, status, title, moment=at, sources=sources, **told
    )  # type: ignore[arg-type]


def a_line(external_id: str, title: str, quantity: str = "1", refunded: str = "0") -> OrderLine:
    each = Money(1000, "EUR")
    many, none, back = Decimal(quantity), Decimal(0), Decimal(refunded)
    return OrderLine(external_id, None, title, many, none, back, each)


def an_order(
    *parcels: Shipment, lines: Sequence[OrderLine], state: str = "Shipped", **more: object
) -> Customer:
    """Return a customer whose order was sent in parcels, a line in each as far as there are any."""
    customer = a_customer("in_transit")
    known = customer.orders[0]
    sent = known.order.fulfilments[0]
    fulfilments = tuple(
        replace(
            sent, external_id=f"f{line.external_id}", number=one.number, carrier=one.carrier,
            status=ParcelStatus.DELIVERED if one.status == "delivered" else ParcelStatus.IN_TRANSIT,
            lines=((line.external_id, line.quantity),),
        )
        for one, line in zip(parcels, lines, strict=False)
    )  # fmt: skip
    heard = NOW - timedelta(minutes=6)
    tracked = tuple(Tracked(reference(one.number or ""), one, POST, heard) for one in parcels)
    order = replace(
        known.order, lines=tuple(lines), fulfilments=fulfilments, state=state, refunds=(), **more
    )
    return replace(customer, orders=(replace(known, order=order, tracked=tracked),))
