"""EasyPost as a kind of connector: it tracks the parcels stores tell of, and sells labels."""

from collections.abc import Iterator
from itertools import chain

from agent_console.connectors.carriers.easypost import mapper
from agent_console.connectors.carriers.easypost.client import LIMITS, EasyPostSource
from agent_console.connectors.carriers.easypost.labels.account import LIMITS as LABEL_LIMITS
from agent_console.connectors.carriers.easypost.labels.account import Account
from agent_console.connectors.carriers.easypost.labels.papers import HOSTS
from agent_console.connectors.carriers.easypost.labels.seller import EasyPostLabels
from agent_console.connectors.carriers.easypost.labels.sender import EasyPostSender
from agent_console.connectors.carriers.easypost.settings import FIELDS, settings
from agent_console.connectors.kit.downloads import Downloads, Guard
from agent_console.connectors.kit.explaining import Document, documents
from agent_console.connectors.kit.http import Client, Site
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.domain.parcel import Shipment
from agent_console.ports.explaining import Exchange, Explained, Trouble
from agent_console.ports.source import any_parcel

MARKS = frozenset({"object", "id", "trackers", "has_more", "result"})
"""Anything of EasyPost's has one of these; trackers need not be in it."""


def connect(given: Given) -> EasyPostSource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    site = Site(chosen.name, chosen.base_url, LIMITS)
    return EasyPostSource(chosen, Client(site, given.clock, given.transport))


def send(given: Given) -> EasyPostSender:
    """Open a connection as what buys labels and takes them back; nothing is sent yet."""
    return EasyPostSender(_account(given), given.clock)


def sell(given: Given) -> EasyPostLabels:
    """Open a connection as what tells prices and fetches labels; nothing is sent yet."""
    guard = Guard(given.name, HOSTS, given.values["base_url"])
    return EasyPostLabels(_account(given), Downloads(guard, given.clock, given.transport))


def _account(given: Given) -> Account:
    chosen = settings(given)
    site = Site(chosen.name, chosen.base_url, LABEL_LIMITS)
    return Account(chosen, Client(site, given.clock, given.transport))


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read the trackers of a raw answer, whatever they are wrapped in, and its errors."""
    shipments, errors = list[Shipment](), list[Trouble]()
    nothing = Document([], exchange.http_status)
    for document in list(documents(exchange, _listed)) or [nothing]:
        for told in _told(document):
            if isinstance(told, Trouble):
                errors.append(told)
            else:
                shipments.append(told)
    return Explained(shipments=tuple(shipments), errors=tuple(errors))


def _told(document: Document) -> Iterator[Shipment | Trouble]:
    if (trouble := mapper.trouble(document)) is not None:
        yield trouble
        return
    node = Node(document.content)
    try:
        found = list(mapper.trackers(node))
    except UnreadableError as error:
        yield Trouble("refused", str(error))
        return
    if not found and not _is_of_easypost(node.value):
        yield Trouble("refused", "there is nothing of EasyPost's in it")
    yield from chain.from_iterable(map(_one, found))


def _listed(content: object) -> list[object] | None:
    items = Node(content)["trackers"].value
    return items if isinstance(items, list) else None


def _one(node: Node) -> Iterator[Shipment | Trouble]:
    """Yield a tracker, and behind it what had to be left out of it."""
    if (trouble := mapper.trouble(Document(node.value))) is not None:
        yield trouble
        return
    lapses = Lapses()
    try:
        yield mapper.shipment(node, lapses)
    except UnreadableError as error:
        yield Trouble("refused", str(error))
    yield from (Trouble("refused", f"left out: {reason}") for reason in lapses.reasons)


def _is_of_easypost(value: object) -> bool:
    return isinstance(value, dict) and not MARKS.isdisjoint(value)


MANIFEST = Manifest(
    "easypost", "EasyPost", FIELDS, connect, explain, send=send, sell=sell, tracks=any_parcel
)
