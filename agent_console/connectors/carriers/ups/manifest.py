"""UPS as a kind of connector: it tracks the parcels it carries."""

from agent_console.connectors.carriers.ups import mapper
from agent_console.connectors.carriers.ups.client import LIMITS, Ups
from agent_console.connectors.carriers.ups.settings import FIELDS, settings
from agent_console.connectors.kit.access import client
from agent_console.connectors.kit.carrier.explaining import explained
from agent_console.connectors.kit.carrier.source import CarrierSource
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.kit.reading import Node
from agent_console.domain.tracking.whose import is_of_carrier
from agent_console.ports.explaining import Exchange, Explained
from agent_console.ports.source import WantedParcel


def connect(given: Given) -> CarrierSource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    http = client(given, chosen, LIMITS)
    return CarrierSource(Ups(chosen, http, given.wallet, given.clock), mapper.read)


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read the packages of a raw answer, and its errors."""
    return explained(exchange, mapper.read, _listed)


def _listed(content: object) -> list[object] | None:
    shipments = Node(content)["trackResponse"]["shipment"].value
    if not isinstance(shipments, list):
        return None
    return [{"trackResponse": {"shipment": [one]}} for one in shipments]


def _is_ours(one: WantedParcel) -> bool:
    return is_of_carrier(mapper.CARRIER, one.carrier, one.number)


MANIFEST = Manifest("ups", "UPS", FIELDS, connect, explain, tracks=_is_ours)
