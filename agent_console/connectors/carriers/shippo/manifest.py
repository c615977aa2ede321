"""Shippo as a kind of connector: it tracks parcels of the carriers it knows."""

from agent_console.connectors.carriers.shippo import mapper
from agent_console.connectors.carriers.shippo.client import LIMITS, Shippo
from agent_console.connectors.carriers.shippo.settings import FIELDS, settings
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
    return CarrierSource(Shippo(chosen, http), mapper.read)


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read the parcel of a raw answer, and its errors."""
    return explained(exchange, mapper.read, _listed)


def _listed(content: object) -> list[object] | None:
    results = Node(content)["results"].value
    return results if isinstance(results, list) else None


MANIFEST = Manifest("shippo", "Shippo", FIELDS, connect, explain, tracks=any_parcel)
