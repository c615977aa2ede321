"""The demo's EasyPost read by the real connector, as the console reads it."""

import asyncio
from datetime import UTC, datetime

import pytest

from agent_console.connectors.carriers.easypost.manifest import connect
from agent_console.connectors.kit.manifest import Given
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Wanted, WantedParcel
from agent_console.sandbox.easypost.server import API_KEY
from tests.sandbox.stories import KEYS, gather

FINAL = {
    "on_time": ["delivered"],
    "weather_delay": ["delivered", "in_transit"],
    "no_scan": ["pre_transit"],
    "delivered_not_received": ["delivered"],
    "failed_attempt": ["attempt_failed"],
    "customs": ["exception"],
    "bad_address": ["exception"],
    "damaged": ["delivered"],
    "return_to_sender": ["return_to_sender"],
    "split_late": ["delivered", "pre_transit"],
    "return_refund": ["delivered", "in_transit"],
    "two_emails": ["out_for_delivery"],
}


class Now:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def wanted(consignment):
    order = consignment.order
    return WantedParcel(consignment.parcel.number, consignment.parcel.carrier, None, order.placed)


def read(post, consignments):
    """Ask the connector for parcels by the numbers and carriers that the store tells."""

    async def ask():
        values = {"base_url": post.server.base}
        found = connect(Given("easypost", values, {"api_key": Secret(API_KEY)}, "AT", Now()))
        try:
            return [
                page
                async for page in found.reread(Wanted(parcels=tuple(map(wanted, consignments))))
            ]
        finally:
            await found.close()

    pages = asyncio.run(ask())
    assert [one for page in pages for one in (*page.unreadable, *page.untracked)] == []
    return {one.shipment.number: one.shipment for page in pages for one in page.parcels}


@pytest.mark.parametrize("key", KEYS)
def test_the_console_reads_each_story_right(post, key):
    consignments = gather(post.world, key).parcels()
    found = read(post, consignments)
    assert sorted(one.status for one in found.values()) == FINAL[key]
    for one in consignments:
        shipment = found[one.parcel.number]
        assert [scan.text for scan in shipment.scans] == [scan.words.text for scan in one.scans]
        assert [scan.moment.utc for scan in shipment.scans] == [
            scan.at.replace(microsecond=0) for scan in one.scans
        ]
        assert shipment.signed_by == one.signed_by
        assert ParcelStatus.UNKNOWN not in {scan.status for scan in shipment.scans}


def test_the_console_sees_the_missed_door_and_the_new_day(post):
    [rome] = read(post, gather(post.world, "failed_attempt").parcels()).values()
    assert rome.had_attempt
    jacket = read(post, gather(post.world, "weather_delay").parcels())["00340434190094022115"]
    assert (jacket.estimated.utc.isoformat(), jacket.estimated.local) == (
        "2026-11-23T17:00:00+00:00",
        "2026-11-23T18:00:00",
    )


def test_the_console_makes_the_trackers_that_are_missing(moving):
    ledger = moving.world.ledger.consignments
    today = [one for one in ledger.values() if one.announced.date() == moving.world.now.date()]
    assert today
    found = read(moving, today)
    assert {one.parcel.number for one in today} == found.keys()
    newest = {one.number for one in moving.server.trackers.page({})[0][: len(today)]}
    assert newest == found.keys()
