"""The points of a Shopify store: all that ask with one token share them, and people go first."""

import asyncio
from dataclasses import replace

import pytest

from agent_console.connectors.kit.carrier.tokens import Wallet
from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify.api.throttle import Bucket
from agent_console.connectors.stores.shopify.client import ShopifySource
from agent_console.connectors.stores.shopify.manifest import connect
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Wanted
from tests.contracts.source_contract import SourceContract, Wire, without_waiting
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.serving import answered
from tests.fakes.shopify.story import story

URGENT = Wanted(people=["1"], is_urgent=True)


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let pauses pass at once, and note how long they would have been."""
    return without_waiting(monkeypatch)


def opened(admin: Admin, wallet: Wallet, base_url: str = "http://127.0.0.1:3102") -> ShopifySource:
    transport = Wire(lambda request: answered(admin, request)).transport()
    secrets, clock = {"access_token": Secret(admin.token)}, SourceContract.CLOCK
    given = Given("wool", {"base_url": base_url}, secrets, "AT", clock, transport, wallet=wallet)
    return connect(given)


async def passed(source: ShopifySource) -> None:
    async for _ in source.changes("orders", None):
        pass


def full(points: float) -> Bucket:
    """Return a bucket of 2,000 points that fills by 100 a second, and holds so many now."""
    bucket = Bucket()
    status = {"maximumAvailable": 2_000, "currentlyAvailable": points, "restoreRate": 100}
    bucket.hear(
        Node({"extensions": {"cost": {"requestedQueryCost": 700, "throttleStatus": status}}})
    )
    return bucket


@pytest.mark.parametrize("sharing", ["shared", "apart"])
def test_what_one_pass_spent_another_waits_for(sharing: str, pauses: list[float]):
    admin, wallet, is_shared = story(), Wallet(), sharing == "shared"
    admin.points = 100.0

    async def run() -> None:
        await opened(admin, wallet).probe()
        pauses.clear()
        await opened(admin, wallet if is_shared else Wallet()).probe()

    asyncio.run(run())
    assert bool(pauses) is is_shared


def test_two_stores_have_a_bucket_each(pauses: list[float]):
    admin, wallet = story(), Wallet()
    admin.points = 100.0

    async def run() -> None:
        await opened(admin, wallet).probe()
        pauses.clear()
        await opened(admin, wallet, "http://127.0.0.1:3103").probe()

    asyncio.run(run())
    assert pauses == []


def test_routine_waits_as_long_as_somebody_at_a_screen_asks():
    told: list[str] = []

    async def ask(bucket: Bucket, name: str, *, is_urgent: bool) -> None:
        async with bucket.turn(is_urgent=is_urgent):
            told.append(name)

    async def run() -> None:
        bucket = full(0)
        with bucket.claim(is_urgent=True):
            routine = asyncio.create_task(ask(bucket, "routine", is_urgent=False))
            for _ in range(50):
                await asyncio.sleep(0)
            await ask(bucket, "urgent", is_urgent=True)
        await routine

    asyncio.run(run())
    assert told == ["urgent", "routine"]


def test_a_refresh_goes_before_the_pass_it_meets():
    admin, wallet = story(), Wallet()
    admin.points = 100.0

    async def run() -> None:
        routine = asyncio.create_task(passed(opened(admin, wallet)))
        await asyncio.sleep(0)
        async for _ in opened(admin, wallet).reread(URGENT):
            pass
        await routine

    asyncio.run(run())
    names = [one["query"].split()[1].partition("(")[0] for one in admin.asked]
    assert names.index("CustomersById") <= 2, names


@pytest.mark.parametrize(
    "wanted", [Wanted(["1", "2"], with_their_orders=True), Wanted((), ["7", "9"])]
)
def test_who_waits_at_a_screen_has_what_is_left_for_them(wanted: Wanted, pauses: list[float]):
    admin = story()
    admin.points, admin.spoilt = 800.0, {"gid://shopify/Order/9"}
    # a question is 722, and a pass leaves 200

    async def run(*, is_urgent: bool) -> bool:
        pauses.clear()
        async for _ in opened(admin, Wallet()).reread(replace(wanted, is_urgent=is_urgent)):
            pass
        return any(pause > 0 for pause in pauses)

    assert asyncio.run(run(is_urgent=False))
    assert not asyncio.run(run(is_urgent=True))


def test_points_of_a_question_under_way_are_not_spent_twice():
    async def run() -> tuple[float, float]:
        bucket = full(1_400)
        before = bucket.wait_s(is_urgent=True)
        async with bucket.turn(is_urgent=True), bucket.turn(is_urgent=True):
            return before, bucket.wait_s(is_urgent=True)

    before, after = asyncio.run(run())
    assert before == 0
    assert 5 < after < 7, "two of 700 are under way, and a third has no room before 2,100"


def test_what_fails_gives_its_place_back():
    async def run() -> float:
        bucket = full(2_000)
        for _ in range(9):
            with pytest.raises(ValueError, match="no"):
                await _failing(bucket)
        return bucket.wait_s()

    assert asyncio.run(run()) == 0


async def _failing(bucket: Bucket) -> None:
    with bucket.claim(is_urgent=True):
        async with bucket.turn(is_urgent=True):
            raise ValueError("no")
