"""The parcels of a customer somebody opened are asked for, quietly."""

from agent_console.ports.desktop import (
    Followed,
    FollowParcels,
    PauseReading,
    RefreshCustomer,
    Refreshed,
)
from agent_console.ports.failures import TryLater
from agent_console.ports.source import Wanted, WantedParcel, any_parcel
from tests.fakes.syncing import MemorySource
from tests.sync.test_worker import Workshop


def followed(shop: Workshop, *numbers: str) -> None:
    async def story(shop: Workshop) -> None:
        await shop.passes_ended(len(shop.sources))
        shop.line.wished.put_nowait(FollowParcels(7, numbers))
        await shop.until(lambda: bool(shop.line.of(Followed)))

    shop.run(story)
    assert shop.line.of(Followed) == [Followed(7)]
    assert shop.line.of(Refreshed) == [], "nobody asked for it, nobody is told"


def test_the_parcels_somebody_looks_at_are_asked_for_and_nothing_else():
    mine = [WantedParcel("1Z 1"), WantedParcel("1Z2"), WantedParcel("1Z3")]
    shop = Workshop(
        {
            "post": MemorySource(tracks=any_parcel),
            "other": MemorySource(tracks=any_parcel),
            "shop": MemorySource(),
            "support": MemorySource(is_mailbox=True),
        }
    )
    shop.intake.knows = {"post": Wanted(parcels=mine), "shop": Wanted(["1"], ["7"])}
    followed(shop, "1z1", "1Z3", "1Z9")

    assert shop.sources["post"].asked[-1] == Wanted(parcels=[mine[0], mine[2]])
    opened = {name: source.opened for name, source in shop.sources.items()}
    assert opened == {"post": 2, "other": 1, "shop": 1, "support": 1}


def test_a_carrier_that_fails_ends_the_looking_after_all_the_same():
    shop = Workshop({"post": MemorySource(failure=TryLater("later"), tracks=any_parcel)})
    shop.intake.knows = {"post": Wanted(parcels=[WantedParcel("1Z1")])}
    followed(shop, "1Z1")


def test_nothing_is_asked_for_while_reading_is_paused():
    shop = Workshop({"post": MemorySource(tracks=any_parcel)})
    shop.intake.knows = {"post": Wanted(parcels=[WantedParcel("1Z1")])}

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(1)
        shop.line.wished.put_nowait(PauseReading())
        shop.line.wished.put_nowait(FollowParcels(7, ("1Z1",)))
        shop.line.wished.put_nowait(RefreshCustomer(7))
        await shop.until(lambda: bool(shop.line.of(Refreshed)))

    shop.run(story)
    assert shop.line.of(Followed) == []
