"""Vendure as a kind of connector."""

from collections.abc import Iterator

from agent_console.connectors.kit.explaining import documents, trouble_of
from agent_console.connectors.kit.graphql import troubles
from agent_console.connectors.kit.http import Client, Site
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.stores.vendure import mapper
from agent_console.connectors.stores.vendure.client import VendureSource
from agent_console.connectors.stores.vendure.settings import FIELDS, settings
from agent_console.domain.order import Order
from agent_console.ports.explaining import Exchange, Explained, Trouble


def connect(given: Given) -> VendureSource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    http = Client(Site(chosen.name, chosen.base_url), given.clock, given.transport)
    return VendureSource(chosen, http, given.clock)


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read orders out of a raw answer: a bare order, a list, or what GraphQL wraps them in."""
    orders, errors = list[Order](), list[Trouble]()
    for document in documents(exchange):
        if (trouble := trouble_of(document)) is not None:
            errors.append(trouble)
            continue
        try:
            nodes = list(_orders(Node(document.content)))
            errors += [*troubles(Node(document.content)), *_not_let_in(Node(document.content))]
        except UnreadableError as error:
            errors.append(Trouble("refused", str(error)))
            continue
        for node in nodes:
            try:
                orders.append(mapper.order(node))
            except UnreadableError as error:
                errors.append(Trouble("refused", str(error)))
    return Explained(orders=tuple(orders), errors=tuple(errors))


def _not_let_in(node: Node) -> list[Trouble]:
    login = node["data"]["login"]
    if login.is_missing() or not login["id"].is_missing():
        return []
    return [Trouble("sign_in_again", f"the store does not accept: {login['message'].value}")]


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
