"""ORDER and SHIPMENT, from whatever read them: the store or `explain`."""

from collections.abc import Iterator, Sequence

from agent_console.cli.documents.values import date, money, place, quantity
from agent_console.domain.customer import KnownIdentity, KnownOrder, KnownParcel, Namesake
from agent_console.domain.moment import iso_z
from agent_console.domain.order import SHIPPING_DISCOUNT, Order
from agent_console.domain.parcel import Scan, Shipment
from agent_console.ports.explaining import ExplainedOrder


def known_order(known: KnownOrder) -> dict[str, object]:
    """Write an order of the store; `gone_at` is since when its source has it no longer."""
    told = (*known.parcels(), *known.returns())
    parcels = [one for parcel in told for one in _known_parcel(parcel)]
    return {
        **order(known.order, known.through),
        "shipments": parcels,
        "gone_at": iso_z(known.gone_at),
    }


def explained_order(read: ExplainedOrder, kind: str) -> dict[str, object]:
    """Write an order of a raw answer; nobody but the kind of connector is its source."""
    through = None if read.through is None else KnownIdentity(read.through, kind)
    untold = {"state": None, "total": None} if read.is_part else {}
    return {**order(read.order, through), **untold, "is_guest": read.is_guest}


def order(read: Order, through: KnownIdentity | None) -> dict[str, object]:
    """Write an order; `through` is the identity by which it belongs to its customer, if told."""
    return {
        "number": read.number,
        "placed_at": iso_z(read.placed.utc),
        "state": read.state,
        "total": money(read.total),
        "shipping": money(read.shipping),
        "refunded": money(read.refunded()),
        "refund_pending": money(read.refund_pending()),
        "payments": [
            {"amount": money(one.amount), "state": one.state, "method": one.method}
            for one in read.payments
        ],
        "lines": [
            {
                "sku": line.sku,
                "title": line.title,
                "quantity": quantity(line.quantity),
                "cancelled": quantity(line.cancelled),
                "refunded": quantity(line.refunded),
                "unit_price": money(line.unit_price),
                "stated": money(line.stated),
                "how_to": line.how_to,
            }
            for line in read.lines
        ],
        "charges": [
            {"kind": one.kind, "title": one.title, "amount": money(one.amount)}
            for one in read.charges
            if one.kind != SHIPPING_DISCOUNT
        ],
        "shipments": [
            *map(shipment, read.shipments()),
            *(shipment(one.shipment()) for one in read.returns),
        ],
        "through": None if through is None else identity(through),
    }


def identity(known: KnownIdentity) -> dict[str, object]:
    """Write a name of a person and who told it."""
    return {
        "kind": known.identity.kind.value,
        "value": known.identity.value,
        "source": known.source,
    }


def _known_parcel(parcel: KnownParcel) -> Iterator[dict[str, object]]:
    """Write a parcel with what else bears its number, and further ones that hang on its order."""
    yield shipment(parcel.shipment, parcel.namesakes)
    yield from map(shipment, parcel.others)


def shipment(read: Shipment, namesakes: Sequence[Namesake] = ()) -> dict[str, object]:
    """Write a parcel; `ambiguous` is what bears its number and may or may not be it."""
    return {
        "carrier": read.carrier,
        "number": read.number,
        "unique_id": read.unique_id,
        "status": str(read.status),
        "status_text": read.status_text,
        "promised": date(read.promised),
        "estimated": date(read.estimated),
        "delivered_at": date(read.delivered),
        "signed_by": read.signed_by,
        "had_attempt": read.had_attempt,
        "is_return": read.is_return,
        "events": [_scan(scan) for scan in read.scans],
        "ambiguous": [
            {
                "carrier": one.carrier,
                "first_seen": date(one.first_seen),
                "last_seen": date(one.last_seen),
            }
            for one in namesakes
        ],
    }


def _scan(scan: Scan) -> dict[str, object]:
    return {
        "code": scan.code,
        "text": scan.text,
        "status": scan.status,
        "local_time": scan.moment.local,
        "utc_offset": scan.moment.offset,
        "utc": iso_z(scan.moment.utc),
        "place": place(scan.place),
    }
