"""AfterShip as a kind of connector: it tracks parcels of all the carriers it knows."""

from agent_console.connectors.carriers.aftership import mapper
from agent_console.connectors.carriers.aftership.client import LIMITS, AfterShip
from agent_console.connectors.carriers.aftership.settings import FIELDS, settings
from agent_console.connectors.kit.access import client
from agent_console.connectors.kit.carrier.explaining import explained
from agent_console.connectors.kit.carrier.source import CarrierSource
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.kit.reading import Node
from agent_console.ports.explaining import Exchange, Explained
from agent_console.ports.source import any_parcel


def connect(given: Given) -> CarrierSource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    http = client(given, chosen, LIMITS)
    return CarrierSource(AfterShip(chosen, http), mapper.read)


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read the parcels of a raw answer, and its errors."""
    return explained(exchange, mapper.read, _listed)


def _listed(content: object) -> list[object] | None:
    trackings = Node(content)["data"]["trackings"].value
    return trackings if isinstance(trackings, list) else None


MANIFEST = Manifest("aftership", "AfterShip", FIELDS, connect, explain, tracks=any_parcel)
