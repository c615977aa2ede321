"""Raw answers of WooCommerce for `explain`: orders, notes, and the bodies of webhooks."""

from collections.abc import Iterator

from agent_console.connectors.kit.explaining import (
    Document,
    account,
    documents,
    trouble_of,
)
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.stores.woocommerce import mapper
from agent_console.connectors.stores.woocommerce.parts import notes, people
from agent_console.connectors.stores.woocommerce.records import PING
from agent_console.connectors.stores.woocommerce.times import told_at
from agent_console.domain.contact import Contact, Party
from agent_console.domain.observation import Channel, Direction
from agent_console.ports.explaining import Exchange, Explained, ExplainedOrder, Trouble

Read = ExplainedOrder | Contact | Trouble


def explain(exchange: Exchange, region: str) -> Explained:
    """Read orders and notes out of a raw answer: one, a list of them, or webhooks as they came."""
    if exchange.text.startswith(PING):
        return Explained()
    read = [one for document in documents(exchange, _listed) for one in _told(document, region)]
    return Explained(
        orders=tuple(one for one in read if isinstance(one, ExplainedOrder)),
        contacts=tuple(one for one in read if isinstance(one, Contact)),
        errors=tuple(one for one in read if isinstance(one, Trouble)),
    )


def _listed(content: object) -> list[object] | None:
    return content if isinstance(content, list) else None


def _told(document: Document, region: str) -> Iterator[Read]:
    if (trouble := trouble_of(document)) is not None:
        yield trouble
        return
    try:
        yield from _read(_unpacked(Node(document.content)), region)
    except UnreadableError as error:
        yield Trouble("refused", str(error))


def _unpacked(node: Node) -> Node:
    """Return the body of a webhook that was kept with its headers; nothing of a ping."""
    body = node["body"].value
    if node["headers"].is_missing() or not isinstance(body, str):
        return node
    return Node({}) if body.startswith(PING) else Node(decode(body))


def _read(node: Node, region: str) -> Iterator[Read]:
    if not node["code"].is_missing() and not node["message"].is_missing():
        yield Trouble("refused", f"the store says: {node['message'].text()}")
    elif not node["note"].is_absent:
        yield _note(node)
    elif not node["refunded_by"].is_absent or not node["amount"].is_absent:
        yield Trouble("refused", _refund_alone(node))
    elif not node["line_items"].is_absent or not node["status"].is_absent:
        yield mapper.explained(node, region)
    elif not node["email"].is_absent and not node["billing"].is_absent:
        who = people.customer(node, region, lambda _, __: "")
        yield account(who, told_at(node, "date_modified"))


def _refund_alone(node: Node) -> str:
    """Say what is missing beside a refund, and in which answer it stands."""
    up = next(node["_links"]["up"].items(), Node(None))["href"].text_or_none() or ""
    number = up.rstrip("/").rpartition("/")[2]
    order = f"order {number}" if number.isdigit() else "its order"
    what = " ".join(filter(None, ("refund", node["id"].text_or_none())))
    amount = node["amount"].text_or_none() or "an amount not told"
    return (
        f"{what} is of {amount}, and names no currency: that stands in {order};"
        f' explain the answer for {order} with this one in it as "_refunds"'
    )


def _note(node: Node) -> Contact:
    """Read a note as what was said within the store, or to the customer."""
    is_out = notes.is_to_customer(node)
    words = notes.text(node) or ""
    author = node["author"].text_or_none()
    return Contact(
        channel=Channel.STORE,
        direction=Direction.OUTBOUND if is_out else Direction.INTERNAL,
        sender=Party(author, None) if author else None,
        time=told_at(node, "date_created"),
        text=words,
        plain=words,
    )
