"""Vendure's customers and orders as facts; what cannot be read says why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.vendure import addresses, charges
from agent_console.connectors.stores.vendure.statuses import (
    CANCELLED,
    DELIVERED,
    DRAFT,
    FINISHED_ORDERS,
    FULFILMENTS,
    MODIFIED,
    MODIFYING,
    PAYMENTS,
    REFUNDS,
    SHIPPED,
    rule,
)
from agent_console.domain import identity
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.moment import Moment, instant
from agent_console.domain.money import Money
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.order import (
    Fulfilment,
    Order,
    OrderLine,
    Payment,
    Refund,
    RefundStage,
    ReturnParcel,
)
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.returning import numbers
from agent_console.ports.explaining import ExplainedOrder
from agent_console.ports.source import CUSTOMER, NOBODY, OrderRecord, PersonRecord

AdminUrl = Callable[[str, str], str]
"""(`orders` or `customers`, id) to the page in the store's admin site."""


def person(node: Node, region: str, admin_url: AdminUrl) -> PersonRecord:
    """Read a customer; a guest is one without a user.

    Raises:
        UnreadableError: its id is missing or a field is of the wrong sort.
    """
    external_id = node["id"].text()
    names = [node[part].text_or_none() for part in ("firstName", "lastName")]
    return PersonRecord(
        kind=CUSTOMER,
        external_id=external_id,
        name=" ".join(filter(None, names)),
        identities=(
            Identity(IdentityKind.STORE_CUSTOMER, external_id, external_id),
            *_addresses(node["emailAddress"], node["phoneNumber"], region),
            *_former_addresses(node),
        ),
        is_guest=node["user"].is_missing(),
        admin_url=admin_url("customers", external_id),
        observations=tuple(_history(node, Subject(SubjectKind.PERSON, external_id), None)),
        has_all_notes=_has_all_history(node),
    )


def order_record(node: Node, region: str, admin_url: AdminUrl) -> OrderRecord:
    """Read an order with its customer and its history.

    Raises:
        UnreadableError: a field that must be there is missing or of the wrong sort.
    """
    read = order(node)
    address, customer = node["shippingAddress"], node["customer"]
    return OrderRecord(
        order=read,
        person=(
            _nobody(node, region) if customer.is_missing() else person(customer, region, admin_url)
        ),
        contacts=tuple(_addresses(customer["emailAddress"], address["phoneNumber"], region)),
        observations=() if read.is_draft else tuple(_told_of(node, read)),
        admin_url=admin_url("orders", read.external_id),
        has_all_notes=_has_all_history(node),
    )


def explained(node: Node, region: str) -> ExplainedOrder:
    """Read an order, and of its customer what names one; a guest is one without a user."""
    customer, address = node["customer"], node["shippingAddress"]
    names = _addresses(customer["emailAddress"], address["phoneNumber"], region)
    user = customer["user"]
    return ExplainedOrder(
        order(node),
        through=next(names, None),
        is_guest=None if customer.is_missing() or user.is_absent else user.is_missing(),
    )


def order(node: Node) -> Order:
    """Read an order as its store states it, in minor units of its currency."""
    currency = node["currencyCode"].text()
    state = node["state"].text()
    refunds = [
        one for payment in node["payments"].told_items() for one in _refunds(payment, currency)
    ]
    shipping = node["shippingWithTax"]
    return Order(
        external_id=node["id"].text(),
        number=node["code"].text(),
        state=state,
        is_open=state not in FINISHED_ORDERS,
        is_draft=state == DRAFT or (node["active"].value is True),
        placed=_moment(node["orderPlacedAt"]),
        total=Money(node["totalWithTax"].whole(), currency),
        shipping=None if shipping.is_missing() else Money(shipping.whole(), currency),
        lines=tuple(_line(line, node, currency) for line in node["lines"].required_items()),
        payments=tuple(_payment(payment, currency) for payment in node["payments"].told_items()),
        refunds=tuple(refunds),
        fulfilments=tuple(_fulfilment(one, node) for one in node["fulfillments"].told_items()),
        ship_to=addresses.lines(node["shippingAddress"]),
        address=addresses.parts(node["shippingAddress"]),
        charges=tuple(charges.charges(node, currency)),
        returns=tuple(_returns(node)),
    )


def _returns(node: Node) -> Iterator[ReturnParcel]:
    """Yield the parcels that come back, as notes name them: Vendure has no place for them."""
    codes = (one["trackingCode"].text_or_none() for one in node["fulfillments"].told_items())
    told = {identity.reference(code) for code in codes if code}
    notes = (entry["data"]["note"].text_or_none() for entry in _entries(node))
    for one in numbers.named(filter(None, notes)):
        if (number := identity.reference(one.number)) not in told:
            told.add(number)
            yield ReturnParcel(one.carrier, one.number)


def _nobody(node: Node, region: str) -> PersonRecord:
    """Make a person of an order whose customer the store does not name any more."""
    address = node["shippingAddress"]
    external_id = node["id"].text()
    return PersonRecord(
        kind=NOBODY,
        external_id=external_id,
        name=address["fullName"].text_or_none() or "",
        identities=(
            Identity(IdentityKind.STORE_CUSTOMER, external_id, f"order {external_id}"),
            *_addresses(Node(None), address["phoneNumber"], region),
        ),
        is_guest=True,
    )


def _addresses(email: Node, phone: Node, region: str) -> Iterator[Identity]:
    mail, number = email.text_or_none(), phone.text_or_none()
    found = (mail and identity.email(mail), number and identity.phone(number, region))
    yield from (one for one in found if one)


def _line(node: Node, order_node: Node, currency: str) -> OrderLine:
    now = node["quantity"].decimal()
    ordered = now
    if not node["orderPlacedQuantity"].is_missing():
        ordered = max(now, node["orderPlacedQuantity"].decimal())
    external_id = node["id"].text()
    variant, stated = node["productVariant"], node["linePriceWithTax"]
    return OrderLine(
        external_id=external_id,
        sku=variant["sku"].text_or_none(),
        title=variant["name"].text_or_none() or variant["sku"].text_or_none() or "Unnamed article",
        quantity=ordered,
        cancelled=ordered - now,
        refunded=_refunded(order_node, external_id),
        unit_price=Money(node["unitPriceWithTax"].whole(), currency),
        stated=None if stated.is_missing() else Money(stated.whole(), currency),
    )


def _refunded(order_node: Node, line_id: str) -> Decimal:
    return sum(
        (
            line["quantity"].decimal()
            for payment in order_node["payments"].told_items()
            for refund in payment["refunds"].told_items()
            if REFUNDS.get(refund["state"].text()) == RefundStage.SETTLED
            for line in refund["lines"].told_items()
            if line["orderLineId"].text() == line_id
        ),
        Decimal(0),
    )


def _payment(node: Node, currency: str) -> Payment:
    state = node["state"].text()
    return Payment(
        external_id=node["id"].text(),
        amount=Money(node["amount"].whole(), currency),
        state=state,
        stage=PAYMENTS.get(state, state),
        method=node["method"].text_or_none(),
        created=_created(node),
    )


def _refunds(payment: Node, currency: str) -> Iterator[Refund]:
    for node in payment["refunds"].told_items():
        state = node["state"].text()
        yield Refund(
            external_id=node["id"].text(),
            amount=Money(node["total"].whole(), currency),
            state=state,
            stage=REFUNDS.get(state, state),
            reason=node["reason"].text_or_none(),
            created=_created(node),
        )


def _fulfilment(node: Node, order_node: Node) -> Fulfilment:
    state = node["state"].text()
    external_id = node["id"].text()
    return Fulfilment(
        external_id=external_id,
        state=state,
        status=FULFILMENTS.get(state, ParcelStatus.UNKNOWN),
        carrier=node["method"].text_or_none(),
        number=node["trackingCode"].text_or_none(),
        created=_created(node),
        shipped=_moved(order_node, external_id, SHIPPED),
        delivered=_moved(order_node, external_id, DELIVERED) if state == DELIVERED else None,
        lines=tuple(
            (line["orderLineId"].text(), line["quantity"].decimal())
            for line in node["lines"].told_items()
        ),
    )


def _moment(node: Node) -> Moment:
    at = node.instant_or_none()
    return Moment() if at is None else instant(at)


def _created(node: Node) -> Moment:
    at = node["createdAt"].told_instant()
    return Moment() if at is None else instant(at)


def _entries(node: Node) -> list[Node]:
    """Return the history of an order or customer in the order in which it was written."""
    found = list(node["history"]["items"].told_items())
    return sorted(found, key=lambda entry: (len(entry["id"].text()), entry["id"].text()))


def _has_all_history(node: Node) -> bool:
    history = node["history"]
    items, said = history["items"].value, history["totalItems"]
    return isinstance(items, list) and not said.is_missing() and len(items) >= said.whole()


def _former_addresses(node: Node) -> Iterator[Identity]:
    """Yield the e-mail addresses a customer had before; mail to them still finds the person."""
    for entry in _entries(node):
        old = entry["data"]["oldEmailAddress"].text_or_none()
        if old and (address := identity.email(old)):
            yield address


def _moved(order_node: Node, fulfilment_id: str, state: str) -> Moment | None:
    """Return when a fulfilment went to a state, if the history tells."""
    for entry in _entries(order_node):
        data = entry["data"]
        if data["fulfillmentId"].text_or_none() == fulfilment_id and data["to"].value == state:
            return _created(entry)
    return None


def _told_of(node: Node, read: Order) -> Iterator[Observation]:
    """Yield everything that happened to an order, each thing once."""
    subject = Subject(SubjectKind.ORDER, read.external_id)
    if read.placed != Moment():
        yield Observation(
            subject,
            EntryKind.ORDER,
            "placed",
            read.placed,
            external_id=f"order:{read.external_id}",
            amount=_asked_for(node, read),
            order=read.number,
        )
    for refund in read.refunds:
        yield Observation(
            subject,
            EntryKind.REFUND,
            "pending",
            refund.created,
            external_id=f"refund:{refund.external_id}",
            text=refund.reason,
            amount=refund.amount,
            order=read.number,
        )
    yield from _history(node, subject, read)


def _asked_for(node: Node, read: Order) -> Money | None:
    """Return what an order came to when it was placed; what changes it later changes its total."""
    is_less = read.state == CANCELLED or any(line.cancelled for line in read.lines)
    is_modified = any(entry["type"].value == MODIFIED for entry in _entries(node))
    is_open = read.state in MODIFYING
    return None if is_less or is_modified or is_open else read.total


def _history(node: Node, subject: Subject, read: Order | None) -> Iterator[Observation]:
    for entry in _entries(node):
        told = rule(entry["type"].text())
        data = entry["data"]
        state = data["to"].text_or_none() or ""
        if state in told.quiet:
            continue
        part = _part(read, told.kind, data[told.part].text_or_none() if told.part else None)
        yield Observation(
            subject,
            told.kind,
            told.status or state,
            _created(entry),
            external_id=f"history:{entry['id'].text()}",
            code=entry["type"].text(),
            text=data[told.text].text_or_none(),
            detail=part.detail or data[told.detail].text_or_none(),
            what=part.what,
            amount=part.amount,
            order=None if read is None else read.number,
            shipment=part.shipment,
            direction=_direction(entry) if told.kind is EntryKind.NOTE else None,
            author=_author(entry["administrator"]),
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """What a history entry leaves out of the payment, refund or fulfilment it is about."""

    amount: Money | None = None
    detail: str | None = None
    shipment: str | None = None
    what: str | None = None


def _part(read: Order | None, kind: EntryKind, part_id: str | None) -> _Part:
    if read is None or part_id is None:
        return _Part()
    parts = {
        EntryKind.PAYMENT: {
            one.external_id: _Part(one.amount, one.method) for one in read.payments
        },
        EntryKind.REFUND: {one.external_id: _Part(one.amount) for one in read.refunds},
        EntryKind.FULFILMENT: {
            one.external_id: _Part(None, one.carrier, one.number, _articles(read, one))
            for one in read.fulfilments
        },
    }
    return parts.get(kind, {}).get(part_id, _Part())


def _articles(read: Order, fulfilment: Fulfilment) -> str | None:
    """Name what is in a parcel: "Trail jacket, 2x Wool socks"."""
    titles = {line.external_id: line.title for line in read.lines}
    named = [
        titles[line] if quantity == 1 else f"{quantity.normalize():f} × {titles[line]}"  # noqa: RUF001 - as people write it
        for line, quantity in fulfilment.lines
        if line in titles
    ]
    return ", ".join(named) or None


def _direction(entry: Node) -> Direction:
    return Direction.OUTBOUND if entry["isPublic"].value is True else Direction.INTERNAL


def _author(admin: Node) -> str | None:
    names = (admin["firstName"].text_or_none(), admin["lastName"].text_or_none())
    return " ".join(filter(None, names)) or None
