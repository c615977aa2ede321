"""Every kind of connector there is, a line each."""

from agent_console.connectors.carriers.aftership.manifest import MANIFEST as AFTERSHIP
from agent_console.connectors.carriers.canadapost.manifest import MANIFEST as CANADAPOST
from agent_console.connectors.carriers.dhl.manifest import MANIFEST as DHL
from agent_console.connectors.carriers.easypost.manifest import MANIFEST as EASYPOST
from agent_console.connectors.carriers.fedex.manifest import MANIFEST as FEDEX
from agent_console.connectors.carriers.shippo.manifest import MANIFEST as SHIPPO
from agent_console.connectors.carriers.ups.manifest import MANIFEST as UPS
from agent_console.connectors.carriers.usps.manifest import MANIFEST as USPS
from agent_console.connectors.channels.email.manifest import MANIFEST as EMAIL
from agent_console.connectors.kit.manifest import Manifest
from agent_console.connectors.stores.shopify.manifest import MANIFEST as SHOPIFY
from agent_console.connectors.stores.vendure.manifest import MANIFEST as VENDURE
from agent_console.connectors.stores.woocommerce.manifest import MANIFEST as WOOCOMMERCE
from agent_console.ports.explaining import Exchange, Explained

STORES: tuple[Manifest, ...] = (VENDURE, SHOPIFY, WOOCOMMERCE)
CARRIERS: tuple[Manifest, ...] = (
    EASYPOST,
    UPS,
    FEDEX,
    USPS,
    DHL,
    CANADAPOST,
    AFTERSHIP,
    SHIPPO,
)
CHANNELS: tuple[Manifest, ...] = (EMAIL,)
MANIFESTS = (*STORES, *CARRIERS, *CHANNELS)

GROUPS = {
    manifest.kind: group
    for group, manifests in (("store", STORES), ("carrier", CARRIERS), ("channel", CHANNELS))
    for manifest in manifests
}
BY_KIND = {manifest.kind: manifest for manifest in MANIFESTS}


class RegisteredExplainer:
    """Reads raw answers as the connector of a kind does (port Explainer)."""

    def __init__(self, region: str) -> None:
        self._region = region

    def kinds(self) -> tuple[str, ...]:
        """Name the kinds of connectors."""
        return tuple(BY_KIND)

    def explain(self, kind: str, exchange: Exchange) -> Explained:
        """Read an answer; KeyError for a kind that is not registered."""
        return BY_KIND[kind].explain(exchange, self._region)
