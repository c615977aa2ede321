"""USPS as a kind of connector: it tracks the parcels it carries."""

from agent_console.connectors.carriers.usps import mapper
from agent_console.connectors.carriers.usps.client import LIMITS, QUOTA, Usps
from agent_console.connectors.carriers.usps.settings import FIELDS, settings
from agent_console.connectors.kit.access import budget, client
from agent_console.connectors.kit.carrier.explaining import explained
from agent_console.connectors.kit.carrier.source import CarrierSource
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.domain.tracking.whose import is_of_carrier
from agent_console.ports.explaining import Exchange, Explained
from agent_console.ports.source import WantedParcel


def connect(given: Given) -> CarrierSource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    http = client(given, chosen, LIMITS)
    left = budget(given, chosen, QUOTA)
    return CarrierSource(Usps(chosen, http, given.wallet, given.clock), mapper.read, budget=left)


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read the parcel of a raw answer, and its errors."""
    return explained(exchange, mapper.read, _listed)


def _listed(_content: object) -> list[object] | None:
    """Return none: an answer is one parcel's."""
    return None


def _is_ours(one: WantedParcel) -> bool:
    return is_of_carrier(mapper.CARRIER, one.carrier, one.number)


MANIFEST = Manifest("usps", "USPS", FIELDS, connect, explain, tracks=_is_ours)
