"""Vendure as a kind of connector."""

from collections.abc import Iterator

from agent_console.connectors.kit.explaining import Document, documents, trouble_of
from agent_console.connectors.kit.graphql import troubles
from agent_console.connectors.kit.http import Client, Site
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.stores.vendure import mapper
from agent_console.connectors.stores.vendure.client import VendureSource
from agent_console.connectors.stores.vendure.settings import FIELDS, settings
from agent_console.ports.explaining import Exchange, Explained, ExplainedOrder, Trouble


def connect(given: Given) -> VendureSource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    http = Client(Site(chosen.name, chosen.base_url), given.clock, given.transport)
    return VendureSource(chosen, http, given.clock)


def explain(exchange: Exchange, region: str) -> Explained:
    """Read orders out of a raw answer: a bare order, a list, or what GraphQL wraps them in."""
    orders, errors = list[ExplainedOrder](), list[Trouble]()
    for document in documents(exchange, _listed):
        for told in _told(document, region):
            if isinstance(told, Trouble):
                errors.append(told)
            else:
                orders.append(told)
    return Explained(orders=tuple(orders), errors=tuple(errors))


def _told(document: Document, region: str) -> Iterator[ExplainedOrder | Trouble]:
    if (trouble := trouble_of(document)) is not None:
        yield trouble
        return
    node = Node(document.content)
    try:
        found, wrong = list(_orders(node)), [*troubles(node), *_not_let_in(node)]
    except UnreadableError as error:
        yield Trouble("refused", str(error))
        return
    yield from wrong
    if not wrong and _has_no_order(node):
        yield Trouble("not_found", "the store has no such order")
    for one in found:
        yield _one(one, region)


def _one(node: Node, region: str) -> ExplainedOrder | Trouble:
    try:
        return mapper.explained(node, region)
    except UnreadableError as error:
        return Trouble("refused", str(error))


def _not_let_in(node: Node) -> list[Trouble]:
    login = node["data"]["login"]
    if login.is_missing() or not login["id"].is_missing():
        return []
    return [Trouble("sign_in_again", f"the store does not accept: {login['message'].value}")]


def _has_no_order(node: Node) -> bool:
    """Say that the answer is of one order, and that there is none."""
    asked = node["data"]["order"]
    return asked.is_missing() and not asked.is_absent and not node["data"].is_missing()


def _listed(content: object) -> list[object] | None:
    """Return the elements of the list in an answer, if it is one."""
    items = Node(content)["data"]["orders"]["items"].value
    return items if isinstance(items, list) else None


def _orders(node: Node) -> Iterator[Node]:
    data = node["data"]
    if data.is_missing():
        if node["errors"].is_missing():
            yield node
        return
    if not data["orders"].is_missing():
        yield from data["orders"]["items"].required_items()
    if not data["order"].is_missing():
        yield data["order"]


MANIFEST = Manifest(kind="vendure", label="Vendure", fields=FIELDS, open=connect, explain=explain)
