"""How the tests of Shopify's records read them."""

from copy import deepcopy

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify import mapper
from agent_console.domain.order import Order
from agent_console.ports.source import OrderRecord
from tests.fakes.shopify.records import Record


def url(what: str, external_id: str) -> str:
    return f"https://wool.example/admin/{what}/{external_id}"


def record(told: Record) -> OrderRecord:
    return mapper.order_record(Node(deepcopy(told)), "AT", url)


def read(told: Record) -> Order:
    return mapper.order(Node(deepcopy(told)))


def said(told: OrderRecord, kind: str) -> list[tuple[str, str | None]]:
    return [(one.status, one.text) for one in told.observations if one.kind == kind]
