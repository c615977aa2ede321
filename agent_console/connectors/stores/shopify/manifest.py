"""Shopify as a kind of connector."""

from agent_console.connectors.kit.http import Client, Site
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.stores.shopify.api.asking import Api
from agent_console.connectors.stores.shopify.api.throttle import Bucket
from agent_console.connectors.stores.shopify.bulk.files import Files
from agent_console.connectors.stores.shopify.client import ShopifySource
from agent_console.connectors.stores.shopify.explaining import explain
from agent_console.connectors.stores.shopify.settings import FIELDS, settings


def connect(given: Given) -> ShopifySource:
    """Open a connection; nothing is sent yet."""
    chosen = settings(given)
    http = Client(Site(chosen.name, chosen.base_url), given.clock, given.transport)
    bucket = given.wallet.share(chosen.owner(), Bucket)
    api = Api(http, chosen.path(), chosen.access_token, bucket)
    files = Files(chosen.name, chosen.base_url, given.clock, given.transport)
    return ShopifySource(chosen, api, given.clock, files)


MANIFEST = Manifest(kind="shopify", label="Shopify", fields=FIELDS, open=connect, explain=explain)
