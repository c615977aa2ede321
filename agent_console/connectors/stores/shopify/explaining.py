"""Raw answers and webhooks of Shopify's, for people to look at."""

from collections.abc import Callable, Iterator, Mapping

from agent_console.connectors.kit.explaining import Document, documents, trouble_of
from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.kit.times import told_time
from agent_console.connectors.stores.shopify import aside, mapper, parcels, rest
from agent_console.connectors.stores.shopify.api.asking import mark, troubles
from agent_console.connectors.stores.shopify.api.marking import is_hidden
from agent_console.connectors.stores.shopify.parcels import all_of
from agent_console.domain.contact import Contact
from agent_console.domain.parcel import Shipment
from agent_console.ports.explaining import Exchange, Explained, ExplainedOrder, Trouble

Told = ExplainedOrder | Shipment | Contact | Trouble
Reader = Callable[[Node, str], Iterator[Told]]
GID, DRAFT = "gid://shopify/", "/DraftOrder/"
"""What stands in the id of an order that nobody has placed."""
NO_ORDER = Trouble("refused", "expected an order, a refund or a fulfilment; there is none in it")


def explain(exchange: Exchange, region: str) -> Explained:
    """Read orders and parcels out of a raw answer, or out of the body of a webhook."""
    told = [one for document in documents(exchange, _listed) for one in _told(document, region)]
    return Explained(
        orders=tuple(one for one in told if isinstance(one, ExplainedOrder)),
        shipments=tuple(one for one in told if isinstance(one, Shipment)),
        contacts=tuple(one for one in told if isinstance(one, Contact)),
        errors=tuple(one for one in told if isinstance(one, Trouble)),
    )


def _told(document: Document, region: str) -> Iterator[Told]:
    trouble = trouble_of(document)
    if trouble is not None:
        yield trouble
        return
    node = Node(document.content)
    try:
        wrong = troubles(node)
        mark(node)
        found = list(_found(node)) if not node["data"].is_missing() or not wrong else []
    except UnreadableError as error:
        yield Trouble("refused", str(error))
        return
    yield from wrong
    for reader, one in found:
        yield from _one(reader, one, region)


def _one(reader: Reader, node: Node, region: str) -> Iterator[Told]:
    try:
        yield from list(reader(node, region))
    except UnreadableError as error:
        yield Trouble("refused", str(error))


def _found(node: Node) -> Iterator[tuple[Reader, Node]]:
    """Yield what there is to read, and how."""
    if not node["data"].is_missing():
        yield from _of_graphql(node["data"])
        return
    bare = _by_fields(node)  # first, for an order has fields that are wrappings elsewhere
    wrapped = [] if bare else [(name, one) for name, one in WRAPPED.items() if _is_in(node, name)]
    if bare or not wrapped:
        yield bare or _wrong, node
    for name, reader in wrapped:
        told = node[name]
        several = told.items() if isinstance(told.value, list) else [told]
        yield from ((reader, one) for one in several)


def _is_in(node: Node, name: str) -> bool:
    return isinstance(node[name].value, list | dict)


def _of_graphql(data: Node) -> Iterator[tuple[Reader, Node]]:
    for name in ("order", "node"):
        if not data[name].is_absent:
            yield _reader(data[name]), data[name]
    for one in (*all_of(data, "orders"), *all_of(data, "customers"), *data["nodes"].items()):
        yield _reader(one), one
    for name, reader in (("customer", _customer), ("giftCard", _gift_card)):
        if not data[name].is_missing():
            yield reader, data[name]


def _reader(node: Node) -> Reader:
    """Return how to read what a question about orders got for an answer."""
    if is_hidden(node.value):
        return _hidden
    if node.is_missing():
        return _missing
    kind = str(node["id"].value).removeprefix(GID).partition("/")[0]
    return KINDS.get(kind, _order)


def _by_fields(node: Node) -> Reader | None:
    """Return how to read a body that nothing is wrapped around, as webhooks send it."""
    fields = node.value if isinstance(node.value, dict) else {}
    return next((reader for marks, reader in MARKS.items() if fields.keys() >= set(marks)), None)


def _listed(content: object) -> list[object] | None:
    """Return the elements of the list in an answer, if it is one."""
    node = Node(content)
    data = node["data"]
    lists = data["orders"]["nodes"], data["customers"]["nodes"], data["nodes"]
    for found in (*lists, node["orders"], node["customers"]):
        if isinstance(found.value, list):
            return found.value
    return None


def _order(node: Node, region: str) -> Iterator[Told]:
    if DRAFT not in str(node["id"].value):
        yield mapper.explained(node, region)


def _missing(_: Node, __: str) -> Iterator[Told]:
    yield Trouble("not_found", "the store has no such order")


def _hidden(_: Node, __: str) -> Iterator[Told]:
    yield Trouble("sign_in_again", "an order is hidden by the permissions of the store")


def _rest_order(node: Node, region: str) -> Iterator[Told]:
    is_new = not node["totalPriceSet"].is_absent
    yield from _order(node if is_new else rest.order(node), region)


def _refund(node: Node, _: str) -> Iterator[Told]:
    yield ExplainedOrder(mapper.order(rest.refunded_order(node)), is_part=True)


def _fulfilment(node: Node, _: str) -> Iterator[Told]:
    yield from parcels.shipments(rest.fulfilment(node))


def _event(node: Node, _: str) -> Iterator[Told]:
    event = rest.fulfilment_event(node)
    scan = parcels.scan(event)
    yield Shipment(
        carrier=None,
        number=None,
        status=scan.status,
        status_text=scan.code,
        unique_id=event["fulfillmentId"].text_or_none(),
        estimated=told_time(event["estimatedDeliveryAt"]),
        scans=(scan,),
    )


def _customer(node: Node, region: str) -> Iterator[Told]:
    yield aside.customer(node, region)


def _gift_card(node: Node, _: str) -> Iterator[Told]:
    yield aside.gift_card(node)


def _nothing(_: Node, __: str) -> Iterator[Told]:
    """Read nothing: no purchase and no parcel is in it."""
    return iter(())


def _wrong(_: Node, __: str) -> Iterator[Told]:
    yield NO_ORDER


KINDS: Mapping[str, Reader] = {"Customer": _customer, "GiftCard": _gift_card}
"""By the kind in an id: how to read what is asked for by it; all others are orders."""
OTHERS = (
    *("draft_order", "product", "shop", "event", "metafield", "webhook"),
    *("fulfillment_order", "return", "transaction"),
)
WRAPPED: Mapping[str, Reader] = {
    "order": _rest_order,
    "orders": _rest_order,
    "refund": _refund,
    "refunds": _refund,
    "fulfillment": _fulfilment,
    "fulfillments": _fulfilment,
    "fulfillment_event": _event,
    "fulfillment_events": _event,
    "customer": _customer,
    "customers": _customer,
    "gift_card": _gift_card,
    "gift_cards": _gift_card,
    **{name + plural: _nothing for name in OTHERS for plural in ("", "s")},
}
"""What the old API wraps its answers in; a draft is no order."""
MARKS: Mapping[tuple[str, ...], Reader] = {
    ("lineItems",): _order,
    ("totalPriceSet",): _order,
    ("refund_line_items",): _refund,
    ("line_items", "invoice_url"): _nothing,
    ("line_items", "total_price"): _rest_order,
    ("tracking_numbers",): _fulfilment,
    ("fulfillment_id", "happened_at"): _event,
    ("last_characters", "balance"): _gift_card,
    ("first_name", "email"): _customer,
    ("gateway", "kind"): _nothing,
    ("return_line_items",): _nothing,
}
"""By which fields a body is known; what has most to tell of it comes first."""
