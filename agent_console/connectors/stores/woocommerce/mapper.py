"""WooCommerce's orders as facts; what cannot be read says why.

An order is read with what belongs to it: under `_customer`, `_notes` and `_refunds`, put there by
records.py, and `_hidden` where its store does not show the customer. Without them, as a webhook
tells it, it is read as far as it goes.
"""

from collections.abc import Iterator
from decimal import Decimal

from agent_console.connectors.kit.reading import Lapses, Node
from agent_console.connectors.stores.woocommerce.parts import (
    addresses,
    amounts,
    notes,
    people,
    tracking,
)
from agent_console.connectors.stores.woocommerce.parts.refunds import refunded, refunds
from agent_console.connectors.stores.woocommerce.statuses import (
    CANCELLED,
    COMPLETED,
    DRAFTS,
    FAILED,
    FINISHED_ORDERS,
    MANUAL,
    PAID,
)
from agent_console.connectors.stores.woocommerce.times import told_at
from agent_console.domain import identity
from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.order import (
    Fulfilment,
    Order,
    OrderLine,
    Payment,
    PaymentStage,
    ReturnParcel,
)
from agent_console.domain.returning import numbers
from agent_console.ports.explaining import ExplainedOrder
from agent_console.ports.source import OrderRecord


def order_record(
    node: Node, region: str, admin_url: people.AdminUrl, lapses: Lapses | None = None
) -> OrderRecord:
    """Read an order with its customer, notes and refunds.

    Raises:
        UnreadableError: a field that must be there is missing or of the wrong sort.
    """
    read = order(node, lapses)
    return OrderRecord(
        order=read,
        person=people.buyer(node, region, admin_url),
        contacts=people.contacts(node, region),
        observations=() if read.is_draft else tuple(_told_of(node, read)),
        admin_url=admin_url("orders", read.external_id),
        has_all_notes=not node["_notes"].is_missing(),
    )


def explained(node: Node, region: str) -> ExplainedOrder:
    """Read an order, and of its buyer what names one."""
    named = next(iter(people.contacts(node, region)), None)
    return ExplainedOrder(order(node), through=named, is_guest=people.account(node))


def order(node: Node, lapses: Lapses | None = None) -> Order:
    """Read an order as its store states it; a parcel that cannot be read is left out of it."""
    currency = node["currency"].text()
    state = node["status"].text()
    external_id = node["id"].text()
    sent = tracking.fulfilments(node, Lapses() if lapses is None else lapses)
    shipping = amounts.money_or_none(node["shipping_total"], currency)
    return Order(
        external_id=external_id,
        number=node["number"].text_or_none() or external_id,
        state=state,
        is_open=state not in FINISHED_ORDERS,
        is_draft=state in DRAFTS,
        placed=told_at(node, "date_created"),
        total=amounts.money(node["total"], currency),
        shipping=shipping,
        lines=tuple(_line(one, node, currency) for one in node["line_items"].required_items()),
        payments=tuple(_payments(node, state, currency)),
        refunds=tuple(refunds(node, currency)),
        fulfilments=sent,
        ship_to=addresses.lines(node["shipping"]),
        address=addresses.parts(node["shipping"]),
        charges=tuple(amounts.charges(node, currency)),
        returns=tuple(_returns(node, {identity.reference(one.number or "") for one in sent})),
    )


def _line(line: Node, order_node: Node, currency: str) -> OrderLine:
    quantity = line["quantity"].decimal()
    sku = line["sku"].text_or_none()
    return OrderLine(
        external_id=line["id"].text(),
        sku=sku,
        title=line["name"].text_or_none() or sku or "Unnamed article",
        quantity=quantity,
        cancelled=quantity if order_node["status"].value == CANCELLED else Decimal(0),
        refunded=refunded(order_node, line),
        unit_price=amounts.unit_price(line, quantity, currency),
        stated=amounts.money_or_none(line["subtotal"], currency),
    )


def _payments(node: Node, state: str, currency: str) -> Iterator[Payment]:
    """Yield what was paid: WooCommerce tells when, and by which method, but no other amount."""
    at, amount = told_at(node, "date_paid"), amounts.money(node["total"], currency)
    is_paid = at != Moment()
    if not amount.minor or not (is_paid or state == FAILED):
        return
    method = node["payment_method_title"].text_or_none() or node["payment_method"].text_or_none()
    yield Payment(
        external_id=node["transaction_id"].text_or_none() or f"{node['id'].text()}:payment",
        amount=amount,
        state=PAID if is_paid else state,
        stage=PaymentStage.SETTLED if is_paid else PaymentStage.FAILED,
        method=method,
        created=at,
    )


def _returns(node: Node, told: set[str]) -> Iterator[ReturnParcel]:
    """Yield the parcels that come back, as notes name them: WooCommerce has no place for them."""
    texts = (notes.text(one) for one in node["_notes"].items())
    for one in numbers.named(filter(None, texts)):
        if (number := identity.reference(one.number)) not in told:
            told.add(number)
            yield ReturnParcel(one.carrier, one.number)


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
            amount=read.total,
            order=read.number,
        )
    completed = told_at(node, "date_completed")
    if completed != Moment():
        yield Observation(
            subject,
            EntryKind.ORDER,
            COMPLETED,
            completed,
            external_id=f"completed:{read.external_id}",
            order=read.number,
        )
    yield from _paid(read, subject)
    if not node["_refunds"].is_missing():  # else it is not told when that was
        yield from _paid_back(read, subject)
    yield from _sent(read, subject)
    yield from notes.told(node, read, subject)
    if node["_hidden"].value is True and people.account(node) is False:
        yield _hidden(read, subject)


def _paid(read: Order, subject: Subject) -> Iterator[Observation]:
    for one in read.payments:
        if one.created != Moment():
            yield Observation(
                subject,
                EntryKind.PAYMENT,
                one.stage,
                one.created,
                external_id=f"payment:{read.external_id}",
                detail=one.method,
                amount=one.amount,
                order=read.number,
            )


def _paid_back(read: Order, subject: Subject) -> Iterator[Observation]:
    for one in read.refunds:
        yield Observation(
            subject,
            EntryKind.REFUND,
            MANUAL if one.state == MANUAL else one.stage,
            one.created,
            external_id=f"refund:{one.external_id}",
            text=one.reason,
            amount=one.amount,
            order=read.number,
        )


def _sent(read: Order, subject: Subject) -> Iterator[Observation]:
    for one in read.fulfilments:
        yield Observation(
            subject,
            EntryKind.FULFILMENT,
            one.state,
            one.shipped or one.created,
            external_id=f"parcel:{one.external_id}",
            detail=one.carrier,
            what=_articles(read, one),
            order=read.number,
            shipment=one.number,
        )


def _hidden(read: Order, subject: Subject) -> Observation:
    """Return that the store does not show the customer: it is not known to be nothing."""
    text = "Hidden by the permissions of the store: the customer"
    return Observation(
        subject,
        EntryKind.SYSTEM,
        text,
        read.placed,
        external_id="hidden",
        text=text,
        order=read.number,
    )


def _articles(read: Order, parcel: Fulfilment) -> str | None:
    """Name what is in a parcel, where it is told."""
    titles = {line.external_id: line.title for line in read.lines}
    named = [
        titles[line] if quantity == 1 else f"{quantity.normalize():f} × {titles[line]}"  # noqa: RUF001 - as people write it
        for line, quantity in parcel.lines
        if line in titles
    ]
    return ", ".join(named) or None
