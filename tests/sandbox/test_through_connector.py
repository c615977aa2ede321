"""The demo store read by the real connector, as the console reads it."""

import asyncio
from datetime import UTC, datetime

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.vendure.manifest import connect
from agent_console.ports.secrets import Secret
from agent_console.sandbox.vendure.sessions import PASSWORD, USERNAME


class Now:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def source(base):
    values = {"base_url": base, "username": USERNAME}
    return connect(Given("web-shop", values, {"password": Secret(PASSWORD)}, "AT", Now()))


async def read_all(base):
    found = source(base)
    try:
        return [page for name in found.streams() async for page in found.changes(name, None)]
    finally:
        await found.close()


def test_the_connector_reads_every_record(stranger):
    pages = asyncio.run(read_all(stranger.server.base))
    ledger = stranger.world.ledger
    assert [one for page in pages for one in page.unreadable] == []
    assert {one.external_id for page in pages for one in page.people} == {
        str(person.id) for person in ledger.people
    }
    assert {one.order.number for page in pages for one in page.orders} == {
        order.code for order in ledger.orders if not order.is_active
    }
