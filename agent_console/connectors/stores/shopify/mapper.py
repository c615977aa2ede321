"""Shopify's orders as facts; what cannot be read says why."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.kit.times import told_time
from agent_console.connectors.stores.shopify import amounts, parcels, paying, people
from agent_console.connectors.stores.shopify.amounts import money
from agent_console.connectors.stores.shopify.api.products import HOW_TO
from agent_console.connectors.stores.shopify.parcels import all_of
from agent_console.connectors.stores.shopify.people import AdminUrl, tail
from agent_console.connectors.stores.shopify.statuses import (
    CAME_BACK,
    CANCELLED,
    FULFILLED,
    SETTLED_MONEY,
    TAKEN_OFF,
    UNSENT,
)
from agent_console.connectors.stores.shopify.telling import told_of
from agent_console.domain.moment import Moment
from agent_console.domain.order import Fulfilment, Order, OrderLine
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.explaining import ExplainedOrder
from agent_console.ports.source import OrderRecord, PersonRecord

NOTHING = Decimal(0)
OVER = frozenset({ParcelStatus.DELIVERED, ParcelStatus.RETURN_TO_SENDER, ParcelStatus.CANCELLED})
"""Where a parcel is that is on its way no more."""


def person(node: Node, region: str, admin_url: AdminUrl) -> PersonRecord:
    """Read a customer; raises UnreadableError."""
    return people.person(node, region, admin_url)


def order_record(
    node: Node, region: str, admin_url: AdminUrl, old: datetime | None = None
) -> OrderRecord:
    """Read an order with its customer and all that happened to it.

    Raises:
        UnreadableError: a field that must be there is missing or of the wrong sort.
    """
    read = order(node, old)
    customer = node["customer"]
    is_named = not customer["id"].is_missing()
    told = paying.transactions(node, read.total.currency)
    return OrderRecord(
        order=read,
        person=(
            people.person(customer, region, admin_url) if is_named else people.nobody(node, region)
        ),
        contacts=tuple(dict.fromkeys(people.contacts(node, region))),
        observations=() if read.is_draft else tuple(told_of(node, read, told)),
        admin_url=admin_url("orders", read.external_id),
        has_all_notes=not node["events"].is_absent and not node["note"].is_absent,
    )


def explained(node: Node, region: str) -> ExplainedOrder:
    """Read an order, and what names its customer."""
    customer = node["customer"]
    names = (*people.contacts(node, region), *people.of_customer(customer, region))
    is_told = not (customer.is_missing() or customer["state"].is_absent)
    return ExplainedOrder(
        order(node),
        through=next(iter(names), None),
        is_guest=people.is_guest(customer) if is_told else None,
    )


def order(node: Node, old: datetime | None = None) -> Order:
    """Read an order as its store states it, in the currency of the shop.

    What was sent of one placed before `old` is taken for come.
    """
    total = money(node["totalPriceSet"])
    currency = total.currency
    sent = tuple(parcels.fulfilments(node))
    return Order(
        external_id=tail(node["id"]),
        number=node["name"].text(),
        state=state(node),
        is_open=is_open(node, sent, old),
        is_draft=node["test"].value is True,
        placed=_placed(node),
        total=total,
        shipping=amounts.told_money(node["totalShippingPriceSet"], currency),
        lines=tuple(_lines(node, currency)),
        payments=tuple(paying.payments(paying.transactions(node, currency))),
        refunds=tuple(paying.refunds(node, currency)),
        fulfilments=sent,
        channel=channel(node),
        ship_to=people.lines(node["shippingAddress"]),
        address=people.parts(node["shippingAddress"]),
        charges=tuple(amounts.charges(node, currency)),
        returns=tuple(parcels.returned(node)),
    )


def state(node: Node) -> str:
    """Return the store's words for an order: "paid, partially fulfilled"; or that it is off."""
    if not node["cancelledAt"].is_missing():
        return CANCELLED
    money_word = _word(node["displayFinancialStatus"]).lower()
    sent = _word(node["displayFulfillmentStatus"])
    words = [money_word, "" if sent in UNSENT else sent.lower()]
    told = ", ".join(one.replace("_", " ") for one in words if one)
    return told or sent.lower() or "open"


def is_open(node: Node, sent: tuple[Fulfilment, ...], old: datetime | None = None) -> bool:
    """Say that something is still to come of an order.

    Many stores put an order away as soon as its parcel is handed over, and many never hear that it
    came. So a parcel on its way keeps an order open, but none that was placed before `old`.
    """
    if not node["cancelledAt"].is_missing():
        return False
    is_sent = _word(node["displayFulfillmentStatus"]) == FULFILLED
    is_paid = _word(node["displayFinancialStatus"]) in SETTLED_MONEY
    if not (node["closed"].value is True or (is_sent and is_paid)):
        return True
    placed = _placed(node).utc
    is_old = old is not None and placed is not None and placed < old
    return not is_old and any(map(_is_under_way, sent))


def _is_under_way(one: Fulfilment) -> bool:
    is_kept = one.status is ParcelStatus.AVAILABLE_FOR_PICKUP
    return is_kept or (one.number is not None and one.status not in OVER)


def _word(node: Node) -> str:
    return (node.text_or_none() or "").upper()


def _placed(node: Node) -> Moment:
    return told_time(node["processedAt"]) or told_time(node["createdAt"]) or Moment()


def channel(node: Node) -> str | None:
    """Return the shop an order was made in, else the name of where it was."""
    return node["retailLocation"]["name"].text_or_none() or node["sourceName"].text_or_none()


def _lines(node: Node, currency: str) -> Iterator[OrderLine]:
    given_back = _refunded(node)
    back = _counted(all_of(node, "refunds"), lambda kind: kind == CAME_BACK)
    for one in all_of(node, "lineItems"):
        external_id = tail(one["id"])
        quantity = one["quantity"].decimal()
        current, refunded = one["currentQuantity"], given_back.get(external_id, NOTHING)
        now = quantity if current.is_missing() else current.decimal()
        removed = max(quantity - now - max(refunded, back.get(external_id, NOTHING)), NOTHING)
        yield OrderLine(
            external_id=external_id,
            sku=one["sku"].text_or_none(),
            title=one["name"].text_or_none() or one["sku"].text_or_none() or "Unnamed article",
            quantity=quantity,
            cancelled=removed,
            refunded=refunded,
            unit_price=money(one["originalUnitPriceSet"], currency, is_rounded=True),
            how_to=one[HOW_TO].text_or_none(),
        )


def _refunded(node: Node) -> dict[str, Decimal]:
    """Return how many of each line money went back for, of what was or may have been sent.

    What was taken off before it was sent, with money or without, counts as cancelled.
    """
    paid_back = filter(paying.is_paid_back, all_of(node, "refunds"))
    return _counted(paid_back, lambda kind: kind != TAKEN_OFF)


def _counted(refunds: Iterable[Node], is_meant: Callable[[str], bool]) -> dict[str, Decimal]:
    """Count the articles of refunds by their lines, by how they were put back in stock."""
    found: dict[str, Decimal] = {}
    for refund in refunds:
        for line in all_of(refund, "refundLineItems"):
            if is_meant(str(line["restockType"].value).upper()):
                external_id = tail(line["lineItem"]["id"])
                found[external_id] = found.get(external_id, NOTHING) + line["quantity"].decimal()
    return found
