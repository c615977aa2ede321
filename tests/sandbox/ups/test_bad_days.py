"""The connector of UPS gets through every bad day of UPS's, and keeps to what it is told."""

import asyncio
from collections.abc import Iterator

import pytest

from agent_console.connectors.carriers.ups.manifest import MANIFEST
from agent_console.connectors.kit import http
from agent_console.connectors.kit.manifest import Given
from agent_console.domain.parcel import Shipment
from agent_console.ports.failures import NotFound, Refused, SignInAgain, TryLater
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Wanted, WantedParcel
from agent_console.sandbox.carriage import Consignment
from agent_console.sandbox.serving.faults import Behaviour
from agent_console.sandbox.ups.mischief import Prank
from agent_console.sandbox.ups.server import CLIENT_ID, CLIENT_SECRET, UpsServer
from agent_console.sandbox.world import World
from tests.fakes.clock import FixedClock
from tests.sandbox.conftest import NOW, serving

PASSES, ENOUGH = 12, 8


@pytest.fixture
def ups(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[UpsServer]:
    """UPS over the world that nobody moves; whoever is to wait unasked waits but a moment."""
    monkeypatch.setattr(http, "FIRST_PAUSE_S", 0.001)
    server = UpsServer(world, behaviour=Behaviour(slow_seconds=0.05))
    with serving(server):
        yield server


def parcels(ups: UpsServer) -> list[Consignment]:
    """Return some parcels of UPS's, of all sorts."""
    known = ups.world.ledger.consignments.values()
    ours = [one for one in known if one.carrier.easypost == "UPS" and one.scans]
    return sorted(ours, key=lambda one: one.scans[-1].words.status)[:: max(1, len(ours) // ENOUGH)]


def given(ups: UpsServer, secret: str = CLIENT_SECRET) -> Given:
    values = {"base_url": f"{ups.base}/api", "account": ""}
    secrets = {"client_id": Secret(CLIENT_ID), "client_secret": Secret(secret)}
    return Given("ups", values, secrets, "AT", FixedClock(NOW))


def synced(ups: UpsServer, *pranks: Prank) -> dict[str, Shipment]:
    """Ask for parcels, pass after pass, while pranks are played, until nothing is due."""
    ups.mischief.plan(pranks)
    due = {one.parcel.number: WantedParcel(one.parcel.number) for one in parcels(ups)}
    found: dict[str, Shipment] = {}
    connection = given(ups)

    async def passed() -> None:
        source = MANIFEST.open(connection)
        try:
            async for page in source.reread(Wanted(parcels=list(due.values()))):
                for record in page.parcels:
                    number = record.shipment.number or ""
                    found[number] = record.shipment
                    due.pop(number, None)
        except (TryLater, Refused, NotFound):
            return  # what is due stays due
        finally:
            await source.close()

    for _ in range(PASSES):
        if due:
            asyncio.run(passed())
    assert not due
    assert ups.mischief.is_over()
    return found


@pytest.mark.parametrize("prank", list(Prank))
def test_one_bad_answer_costs_no_parcel(ups: UpsServer, prank: Prank):
    found = synced(ups, Prank.FINE, prank)
    assert found.keys() == {one.parcel.number for one in parcels(ups)}
    assert ups.mischief.too_early == 0


def test_a_day_of_all_of_them_ends_as_a_day_without_any(ups: UpsServer):
    fine = synced(ups)
    assert synced(ups, *Prank, *Prank, *reversed(Prank)) == fine
    assert ups.mischief.too_early == 0


def test_what_is_read_is_what_the_world_knows(ups: UpsServer):
    found = synced(ups)
    for one in parcels(ups):
        read = found[one.parcel.number]
        assert len(read.scans) == len(one.scans)
        assert [scan.moment.utc for scan in read.scans] == [scan.at for scan in one.scans]
        assert (read.status == "delivered") is (one.scans[-1].words.status == "delivered")


def test_a_token_is_fetched_once_and_anew_only_when_it_ended(ups: UpsServer):
    synced(ups)
    assert ups.mischief.lent == 1
    synced(ups, Prank.FINE, Prank.EXPIRED)
    assert ups.mischief.lent == 3, "the second connection of a process of its own, and the change"


def test_a_number_is_not_asked_for_again_and_again(ups: UpsServer):
    synced(ups, *[Prank.WAIT_UNTOLD] * 3)
    most = max(ups.mischief.asked.count(one) for one in ups.mischief.asked)
    assert most <= http.TRIES + 1


def test_a_wrong_secret_is_said_and_nothing_asked(ups: UpsServer):
    async def probed() -> None:
        source = MANIFEST.open(given(ups, "another"))
        try:
            await source.probe()
        finally:
            await source.close()

    with pytest.raises(SignInAgain):
        asyncio.run(probed())
    assert ups.mischief.asked == []
