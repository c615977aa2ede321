"""A Shopify store's file that breaks off, or that nobody tells of: on where it was left."""

import asyncio
from collections.abc import Iterator
from contextlib import aclosing

import pytest

from agent_console.ports.failures import SignInAgain, TryLater
from agent_console.ports.source import Page
from tests.connectors.stores.shopify_reading import numbers, of_many, opened
from tests.contracts.source_contract import without_waiting
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import clock

RUN = "BulkRun"


@pytest.fixture(autouse=True, scope="module")
def pauses() -> Iterator[list[float]]:
    """Let pauses pass at once, and note how long they would have been."""
    with pytest.MonkeyPatch.context() as patch:
        yield without_waiting(patch)


@pytest.mark.parametrize("trouble", ["lost", "expired"])
def test_an_operation_that_the_store_tells_nothing_of_is_not_waited_for(trouble: str):
    admin = of_many(12)
    admin.longest = 12
    admin.troubles = {3: trouble}  # the first look
    pages, cursor, is_broken = kept(admin, "bulk 7 gid://shopify/BulkOperation/1")
    assert (len(numbers(pages)), cursor, is_broken) == (12, clock(1), False)


def kept(admin: Admin, cursor: str | None) -> tuple[list[Page], str | None, bool]:
    """Follow the orders until something breaks: pages, the cursor saved last, whether it broke."""
    pages: list[Page] = []

    async def run() -> bool:
        async with aclosing(opened(admin).changes("orders", cursor)) as told:
            try:
                async for page in told:
                    pages.append(page)  # noqa: PERF401 - what came before the failure is wanted
            except (TryLater, SignInAgain):
                return True
        return False

    is_broken = asyncio.run(run())
    saved = [page.cursor for page in pages if page.cursor]
    return pages, saved[-1] if saved else cursor, is_broken


def test_a_file_that_breaks_off_is_read_on_where_it_broke():
    admin = of_many(130)
    admin.bulk.length = 180_000
    first, cursor, is_broken = kept(admin, None)
    assert is_broken
    assert 0 < len(numbers(first)) < 130
    assert cursor == f"bulk {len(numbers(first))} gid://shopify/BulkOperation/1"
    admin.bulk.length = None
    rest, cursor, is_broken = kept(admin, cursor)
    assert not is_broken
    assert sorted(numbers(first) + numbers(rest)) == sorted(one["name"] for one in admin.orders)
    assert len(admin.called(RUN)) == 1, "the store wrote one file"
    assert cursor == "2026-11-23T11:00:00+00:00"


def test_a_file_that_breaks_off_is_opened_again_in_the_same_pass():
    admin = of_many(130)
    admin.bulk.lengths = [5_000, 180_000, 300_000, None]  # the first ends in the first bite
    pages, cursor, is_broken = kept(admin, None)
    assert sorted(numbers(pages)) == sorted(one["name"] for one in admin.orders)
    assert (len(admin.bulk.fetched), len(admin.called(RUN)), is_broken) == (4, 1, False)
    assert not admin.called("Orders")[1:], "nothing is walked through but what changed since"
    assert cursor == "2026-11-23T11:00:00+00:00"


def test_a_file_that_brings_nothing_more_is_left_for_the_next_pass():
    admin = of_many(130)
    admin.bulk.lengths = [180_000, 180_000]
    first, cursor, is_broken = kept(admin, None)
    assert is_broken
    assert (len(admin.bulk.fetched), len(admin.called("Orders"))) == (2, 0)
    admin.bulk.lengths = [200_000, None]
    rest, _, is_broken = kept(admin, cursor)
    assert not is_broken
    assert sorted(numbers(first) + numbers(rest)) == sorted(one["name"] for one in admin.orders)


def test_a_store_that_is_busy_while_a_bite_is_completed_breaks_no_file():
    admin = of_many(90)
    admin.troubles = dict.fromkeys((9, 10, 11), "busy")  # what completes the second bite
    first, cursor, is_broken = kept(admin, None)
    assert (is_broken, len(numbers(first)), len(admin.bulk.fetched)) == (True, 40, 1)
    rest, _, is_broken = kept(admin, cursor)
    assert (is_broken, len(numbers(rest)), len(admin.called(RUN))) == (False, 50, 1)


def test_one_who_dies_while_the_store_writes_waits_for_the_same_file():
    admin = of_many(5)
    admin.troubles = {5: "signed_out"}  # the second look
    _, cursor, is_broken = kept(admin, None)
    assert (is_broken, cursor) == (True, "bulk 0 gid://shopify/BulkOperation/1")
    pages, _, _ = kept(admin, cursor)
    assert len(numbers(pages)) == 5
    assert len(admin.called(RUN)) == 1


def test_a_file_nobody_knows_of_any_more_is_not_waited_for():
    admin = of_many(12)
    admin.longest = 12
    pages, cursor, _ = kept(admin, "bulk 7 gid://shopify/BulkOperation/99")
    assert len(numbers(pages)) == 12
    assert cursor == clock(1)
