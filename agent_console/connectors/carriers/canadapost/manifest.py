"""Canada Post as a kind of connector: it tracks the parcels it carries."""

from agent_console.connectors.carriers.canadapost import mapper
from agent_console.connectors.carriers.canadapost.client import LIMITS, CanadaPost
from agent_console.connectors.carriers.canadapost.settings import FIELDS, settings
from agent_console.connectors.kit.access import client
from agent_console.connectors.kit.carrier.explaining import explained
from agent_console.connectors.kit.carrier.source import CarrierSource
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.kit.xml_tree import decode_either
from agent_console.domain.tracking.whose import is_of_carrier
from agent_console.ports.explaining import Exchange, Explained
from agent_console.ports.source import WantedParcel


def connect(given: Given) -> CarrierSource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    http = client(given, chosen, LIMITS)
    return CarrierSource(CanadaPost(chosen, http), mapper.read, decode_either)


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read the parcel of a raw answer, and its errors."""
    return explained(exchange, mapper.read, _listed, decoder=decode_either)


def _listed(_: object) -> list[object] | None:
    """Say that an answer is of one number."""
    return None


def _is_ours(one: WantedParcel) -> bool:
    return is_of_carrier(mapper.CARRIER, one.carrier, one.number)


MANIFEST = Manifest("canadapost", "Canada Post", FIELDS, connect, explain, tracks=_is_ours)
