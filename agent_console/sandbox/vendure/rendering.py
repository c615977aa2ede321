"""The shop as the plain dictionaries that a Vendure store would answer with."""

from collections.abc import Sequence
from functools import lru_cache

from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.shop import (
    Address,
    Entry,
    Line,
    Order,
    Parcel,
    Payment,
    Person,
    Refund,
    Staff,
)
from agent_console.sandbox.vendure.notation import Record, millis, seconds
from agent_console.sandbox.vendure.sums import sums

EMPTY_ADDRESS: Record = dict.fromkeys(
    (
        "fullName",
        "company",
        "streetLine1",
        "streetLine2",
        "city",
        "province",
        "postalCode",
        "country",
        "countryCode",
        "phoneNumber",
    )
)


class Rendered:
    """Every person and order as a dictionary, by id, kept up with the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._seen = 0
        self.customers: dict[str, Record] = {}
        self.orders: dict[str, Record] = {}
        self.catch_up()

    def catch_up(self) -> None:
        """Render again whom something was written about since the last time."""
        changes = self._ledger.changes
        changed, self._seen = dict.fromkeys(changes[self._seen :]), len(changes)
        for person in (one for one in changed if isinstance(one, Person) and one.id):
            self.customers.setdefault(str(person.id), {}).update(_customer(person))
        for order in (one for one in changed if isinstance(one, Order)):
            customer = self.customers[str(order.person.id)]
            self.orders.setdefault(str(order.id), {}).update(_order(order, customer))


def _customer(person: Person) -> Record:
    created, updated = seconds(person.created), seconds(person.updated)
    user: Record = {
        "id": str(person.user_id),
        "createdAt": created,
        "updatedAt": updated,
        "identifier": person.email,
        "verified": True,
    }
    return {
        "id": str(person.id),
        "createdAt": created,
        "updatedAt": updated,
        "title": None,
        "firstName": person.first,
        "lastName": person.last,
        "phoneNumber": person.phone,
        "emailAddress": person.email,
        "addresses": [
            _saved_address(number, address, is_first=place == 0)
            for place, (number, address) in enumerate(person.addresses)
        ],
        "user": None if person.is_guest else user,
        "entries": [_entry(entry, millis(entry.at)) for entry in person.history],
        "customFields": None,
    }


def _saved_address(number: int, address: Address, *, is_first: bool) -> Record:
    return {
        **_address(address),
        "id": str(number),
        "country": {"code": address.country_code, "name": address.country},
        "defaultShippingAddress": is_first,
        "defaultBillingAddress": False,
    }


def _address(address: Address | None) -> Record:
    if address is None:
        return EMPTY_ADDRESS
    return {
        "fullName": address.full_name,
        "company": address.company,
        "streetLine1": address.street,
        "streetLine2": None,
        "city": address.city,
        "province": address.province,
        "postalCode": address.postcode,
        "country": address.country,
        "countryCode": address.country_code,
        "phoneNumber": address.phone,
    }


def _order(order: Order, customer: Record) -> Record:
    """Render an order; all sums are of whole minor units and add up."""
    return {
        "id": str(order.id),
        "createdAt": seconds(order.created),
        "updatedAt": seconds(order.updated),
        "type": "Regular",
        "orderPlacedAt": None if order.placed is None else millis(order.placed),
        "code": order.code,
        "state": order.state,
        "active": order.is_active,
        "customer": customer,
        "customerLastName": order.person.last,
        "shippingAddress": _address(order.address),
        "billingAddress": EMPTY_ADDRESS,
        "couponCodes": [order.coupon.code] if order.coupon else [],
        "payments": [_payment(payment) for payment in order.payments],
        "fulfillments": [_fulfilment(parcel) for parcel in order.parcels],
        "modifications": [
            {
                "id": str(one.id),
                "createdAt": seconds(one.at),
                "priceChange": one.price_change,
                "note": one.note,
            }
            for one in order.modifications
        ],
        "entries": [_entry(entry, seconds(entry.at)) for entry in order.history],
        "customFields": {"purchaseChannel": order.channel},
        **sums(order),
    }


def _payment(payment: Payment) -> Record:
    return {
        "id": str(payment.id),
        "createdAt": seconds(payment.created),
        "updatedAt": seconds(payment.updated),
        "method": payment.method,
        "amount": payment.amount,
        "state": payment.state,
        "transactionId": payment.transaction,
        "errorMessage": None,
        "refunds": [_refund(refund, payment) for refund in payment.refunds],
        "metadata": {},
    }


def _refund(refund: Refund, payment: Payment) -> Record:
    is_settled = refund.state == "Settled"
    return {
        "id": str(refund.id),
        "createdAt": seconds(refund.created),
        "updatedAt": seconds(refund.updated),
        "items": 0,
        "shipping": 0,
        "adjustment": 0,
        "total": refund.total,
        "method": payment.method,
        "state": refund.state,
        "transactionId": f"re_{payment.id}_{refund.id}" if is_settled else None,
        "reason": refund.reason,
        "lines": _shares(refund.lines),
        "paymentId": str(payment.id),
    }


def _fulfilment(parcel: Parcel) -> Record:
    shares = _shares(parcel.lines)
    return {
        "id": str(parcel.id),
        "createdAt": seconds(parcel.created),
        "updatedAt": seconds(parcel.updated),
        "lines": shares,
        "summary": shares,
        "state": parcel.state,
        "method": parcel.carrier,
        "trackingCode": parcel.number,
    }


def _shares(lines: Sequence[tuple[Line, int]]) -> list[Record]:
    return [{"orderLineId": str(line.id), "quantity": quantity} for line, quantity in lines]


def _entry(entry: Entry, created: str) -> Record:
    return {
        "id": str(entry.id),
        "createdAt": created,
        "updatedAt": seconds(entry.at),
        "type": entry.type,
        "isPublic": entry.is_public,
        "administrator": entry.by and _administrator(entry.by),
        "data": entry.data,
    }


@lru_cache(maxsize=64)
def _administrator(staff: Staff) -> Record:
    return {
        "id": str(staff.id),
        "createdAt": "2024-03-01T08:00:00.000Z",
        "updatedAt": "2024-03-01T08:00:00.000Z",
        "firstName": staff.first,
        "lastName": staff.last,
        "emailAddress": f"staff{staff.id}@example.test",
    }
