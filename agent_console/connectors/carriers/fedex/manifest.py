"""FedEx as a kind of connector: it tracks the parcels it carries."""

from agent_console.connectors.carriers.fedex import mapper
from agent_console.connectors.carriers.fedex.client import LIMITS, QUOTA, FedEx
from agent_console.connectors.carriers.fedex.settings import FIELDS, settings
from agent_console.connectors.kit.access import budget, client
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
    left = budget(given, chosen, QUOTA)
    api = FedEx(chosen, http, given.wallet, given.clock)
    return CarrierSource(api, mapper.read, budget=left, announce=api.announce)


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read the parcels of a raw answer, and its errors."""
    return explained(exchange, mapper.read, _listed)


def _listed(content: object) -> list[object] | None:
    results = Node(content)["output"]["completeTrackResults"].value
    if not isinstance(results, list):
        return None
    return [{"output": {"completeTrackResults": [one]}} for one in results]


def _is_ours(one: WantedParcel) -> bool:
    return is_of_carrier(mapper.CARRIER, one.carrier, one.number)


MANIFEST = Manifest("fedex", "FedEx", FIELDS, connect, explain, tracks=_is_ours)
