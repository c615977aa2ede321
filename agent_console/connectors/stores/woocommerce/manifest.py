"""WooCommerce as a kind of connector."""

from math import inf

import httpx

from agent_console.connectors.kit.access import client
from agent_console.connectors.kit.http import Limits
from agent_console.connectors.kit.loopback import is_loopback
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.stores.woocommerce.catching_up import SMALL
from agent_console.connectors.stores.woocommerce.client import WooCommerceSource
from agent_console.connectors.stores.woocommerce.explaining import explain
from agent_console.connectors.stores.woocommerce.settings import FIELDS, settings

LIMITS = Limits(at_once=2, per_second=4.0, deadline_s=60.0)
"""A store has a small server of its own, and its customers go first."""


def connect(given: Given) -> WooCommerceSource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    http = client(given, chosen, LIMITS)
    is_ours = is_loopback(httpx.URL(chosen.base_url).host)  # and answers as fast as it is asked
    return WooCommerceSource(chosen, http, given.clock, inf if is_ours else SMALL)


MANIFEST = Manifest(
    kind="woocommerce", label="WooCommerce", fields=FIELDS, open=connect, explain=explain
)
