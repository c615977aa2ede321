"""A Shopify store read out of the files that it writes: the same store, or page by page as ever."""

import asyncio
import logging
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.stores.shopify.bulk import files
from agent_console.ports.source import OrderRecord, Page, PersonRecord
from tests.connectors.stores.shopify_reading import followed, large, numbers, of_many, opened
from tests.contracts.source_contract import without_waiting
from tests.fakes.shopify import bulk
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import (
    Record,
    clock,
    comment,
    customer,
    edited,
    event,
    fulfilment,
    line,
    order,
    part_of,
    refund,
    returned,
    transaction,
)
from tests.fakes.shopify.story import story
from tests.fakes.spoiling import WRONG, paths, spoilt

FEW = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
STREAMS = ("customers", "orders")
RUN, LOOK = "BulkRun", "BulkOperationById"


@pytest.fixture(autouse=True, scope="module")
def pauses() -> Iterator[list[float]]:
    """Let pauses pass at once, and note how long they would have been."""
    with pytest.MonkeyPatch.context() as patch:
        yield without_waiting(patch)


def held(pages: list[Page]) -> dict[str, OrderRecord | PersonRecord]:
    """Return what came by its id; each once."""
    told: dict[str, OrderRecord | PersonRecord] = {}
    for page in pages:
        people = {f"customer {one.external_id}": one for one in page.people}
        orders = {f"order {one.order.external_id}": one for one in page.orders}
        assert not told.keys() & (people | orders).keys(), "each record comes once"
        told |= people | orders
    return told


def whole(admin: Admin) -> dict[str, OrderRecord | PersonRecord]:
    return held([page for stream in STREAMS for page in followed(admin, stream)])


counts = st.integers(0, 7)


@st.composite
def orders(draw: st.DrawFn, number: int) -> Record:
    """Return an order of some sort."""
    parts = range(draw(counts))
    who = draw(st.sampled_from([None, customer(1, "Ida Mayr", "ida@mayr.example")]))
    lines = [line(100 * number + n, f"SKU{n}", 1 + n, "1.00") for n in range(draw(counts))]
    goods = [part_of(100 * number + n, 1) for n in range(len(lines))]
    money = [transaction(100 * number + n, "SALE", "1.00", n) for n in range(draw(counts))]
    return order(
        number,
        who,
        note=draw(st.sampled_from([None, "Ring twice"])),
        edited=draw(st.booleans()),
        agreements=[edited(number, 12)],
        updatedAt=clock(draw(st.integers(1, 90))),
        displayFulfillmentStatus=draw(st.sampled_from(["UNFULFILLED", "FULFILLED", "NEW_WORD"])),
        lineItems=lines,
        transactions=money,
        fulfillments=[
            fulfilment(
                100 * number + n,
                n,
                fulfillmentLineItems=goods,
                events=[event(100 * number + at, "IN_TRANSIT", at) for at in range(draw(counts))],
            )
            for n in parts
        ],
        refunds=[
            refund(100 * number + n, n, goods, [transaction(50 + n, "REFUND", "1.00", 9)])
            for n in range(draw(counts))
        ],
        returns=[
            returned(100 * number + n, "OPEN", 9, f"0034{number}{n}", *goods)
            for n in range(draw(counts))
        ],
        events=[comment(100 * number + n, n, f"note {n}") for n in range(draw(counts))],
    )


@FEW
@given(st.data())
def test_a_file_and_pages_bring_the_same_store(data: st.DataObject):
    count = data.draw(st.integers(2, 12))
    told = [data.draw(orders(number)) for number in range(1, count + 1)]
    people = [customer(n, f"Person {n}", f"p{n}@x.example") for n in range(1, count)]
    page_by_page = whole(Admin(people, told))
    admin = large(Admin(people, told))
    assert whole(admin) == page_by_page
    assert len(admin.bulk.operations) == len(STREAMS)


@FEW
@given(st.data())
def test_a_file_with_something_wrong_in_it_loses_no_order_and_ends(data: st.DataObject):
    def spoil(lines: list[Record]) -> list[Record]:
        path = data.draw(st.sampled_from(paths(lines)))
        return spoilt(lines, path, data.draw(WRONG))

    admin = story()
    admin.bulk.spoil = spoil
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agent_console.connectors.stores.shopify.client.is_many", lambda *_: True)
        pages = followed(admin)
    told = {one.order.external_id for page in pages for one in page.orders}
    aside = [one for page in pages for one in page.unreadable]
    assert len(told) + len(aside) >= len(admin.orders)


@FEW
@given(st.data())
def test_an_answer_about_a_file_with_something_wrong_in_it_brings_the_orders_all_the_same(
    data: st.DataObject,
):
    admin = story()
    real = admin.bulk.look

    def look(external_id: str) -> Record:
        told = real(external_id)
        path = data.draw(st.sampled_from([one for one in paths(told) if one != ("id",)]))
        return spoilt(told, path, data.draw(WRONG))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(admin.bulk, "look", look)
        patch.setattr("agent_console.connectors.stores.shopify.client.is_many", lambda *_: True)
        pages = followed(admin)
    told = {one.order.external_id for page in pages for one in page.orders}
    assert len(told) == len(admin.orders)


def test_the_people_of_the_story_are_the_same_either_way():
    assert whole(large(story())) == whole(story())


def test_a_file_is_asked_for_by_its_id_and_fetched_without_the_token():
    admin = of_many(3)
    followed(admin)
    [run], looks = admin.called(RUN), admin.called(LOOK)
    assert "groupObjects: true" in run["query"]
    assert "$" not in run["variables"]["query"]
    assert [one["variables"]["id"] for one in looks] == ["gid://shopify/BulkOperation/1"] * 3
    assert not any("currentBulkOperation" in one["query"] for one in admin.asked)
    [headers] = admin.bulk.fetched
    assert admin.token not in str(headers)


@pytest.mark.parametrize(("count", "operations"), [(249, 0), (250, 1)])
def test_a_small_store_is_read_page_by_page(count: int, operations: int):
    admin = of_many(count)
    admin.longest = 25_000
    assert len(numbers(followed(admin))) == count
    assert len(admin.bulk.operations) == operations


def test_a_store_whose_clock_is_fast_hides_nothing_of_today(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bulk, "BEGAN", "2027-01-01T00:00:00Z")
    assert followed(of_many(3))[-1].cursor is None
    saved = [page.cursor for page in followed(of_many(3)) if page.cursor]
    assert saved[-1] == "2026-11-23T12:00:00+00:00"


def test_only_the_first_pass_reads_a_file():
    admin = of_many(3)
    cursor = followed(admin)[-1].cursor
    asked = len(admin.called(RUN))
    followed(admin, cursor=cursor or clock(1))
    assert len(admin.called(RUN)) == asked == 1


def test_it_says_that_it_lives_while_the_store_writes():
    admin = of_many(3)
    admin.bulk.looks = 5
    pages = followed(admin)
    assert [len(page.orders) for page in pages[:6]] == [0, 0, 0, 0, 0, 3]
    assert {page.cursor for page in pages[:5]} == {"bulk 0 gid://shopify/BulkOperation/1"}


def test_what_changes_while_the_store_writes_is_read_after_it():
    admin = of_many(3)
    admin.bulk.looks = 1

    async def run() -> list[Page]:
        pages = []
        async for page in opened(admin).changes("orders", None):
            if not pages:
                admin.orders[1] |= {"note": "Changed", "updatedAt": "2026-11-23T11:05:00Z"}
            pages.append(page)
        return pages

    pages = asyncio.run(run())
    assert numbers(pages) == ["#1001", "#1002", "#1003", "#1002"]
    assert pages[-1].cursor == "2026-11-23T11:05:00Z"


SAID = {
    "busy": "already in progress",
    "unknown": "lacks a permission",
    "stuck": "no further",
    "gone": "HTTP 404",
    "shut": "HTTP 403",
    "moved": "HTTP 302",
    "elsewhere": "https only",
    "broken": "closed the connection",
    "short": "too early",
}
ENDINGS = ("FAILED", "CANCELED", "CANCELING", "EXPIRED", "NEW_WORD")


def broken(admin: Admin, spoil: str) -> None:
    """Have something go wrong with the file."""
    told = admin.bulk
    match spoil:
        case "busy":
            told.refusal = "OPERATION_IN_PROGRESS", "A bulk query operation is already in progress"
        case "unknown":
            admin.hidden = {"bulkOperationRunQuery"}
        case "stuck":
            told.looks, told.moves = 10_000, False
        case "gone" | "shut" | "moved":
            told.status = {"gone": 404, "shut": 403, "moved": 302}[spoil]
        case "elsewhere":
            told.files_at = "http://files.example"
        case "broken":
            told.length = 500
        case "short":
            told.lost_lines = 2
        case _:
            told.ending = spoil, "TIMEOUT" if spoil == "FAILED" else None


@pytest.mark.parametrize("spoil", [*SAID, *ENDINGS])
def test_where_there_is_no_file_it_reads_page_by_page_and_says_why(
    spoil: str, caplog: pytest.LogCaptureFixture
):
    admin = of_many(12)
    admin.longest = 12
    broken(admin, spoil)
    with pytest.MonkeyPatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr("agent_console.connectors.stores.shopify.client.is_many", lambda *_: True)
        pages = followed(admin)
    assert set(numbers(pages)) == {one["name"] for one in admin.orders}
    assert pages[-1].cursor == clock(1)
    [said] = caplog.messages
    assert said.startswith("wool: page by page instead: ")
    assert SAID.get(spoil, spoil) in said


def without_its_end(lines: list[Record]) -> list[Record]:
    return lines[:-1]


def without_a_part(lines: list[Record]) -> list[Record]:
    return [one for one in lines if one["id"] != line(52, "SKU", 1, "1.00")["id"]]


def with_one_twice(lines: list[Record]) -> list[Record]:
    return [*lines, lines[0]]


@pytest.mark.parametrize("spoil", [without_its_end, without_a_part, with_one_twice])
def test_an_order_keeps_no_fewer_articles_than_the_store_wrote(
    spoil: Callable[[list[Record]], list[Record]], caplog: pytest.LogCaptureFixture
):
    told = [
        order(n, None, lineItems=[line(10 * n + one, "SKU", 1, "1.00") for one in (1, 2)])
        for n in range(1, 13)
    ]
    admin = Admin(orders=told)
    admin.bulk.spoil = spoil
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agent_console.connectors.stores.shopify.client.is_many", lambda *_: True)
        pages = followed(admin)
    last = {one.order.number: one for page in pages for one in page.orders}
    assert {name: len(one.order.lines) for name, one in last.items()} == {
        one["name"]: 2 for one in told
    }
    [said] = caplog.messages
    assert "page by page instead" in said


def test_a_line_without_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "LONGEST_LINE", 1_000)
    admin = of_many(3)
    admin.longest = 3
    monkeypatch.setattr("agent_console.connectors.stores.shopify.client.is_many", lambda *_: True)
    assert len(numbers(followed(admin))) == 3


def test_what_is_denied_is_found_out_page_by_page(caplog: pytest.LogCaptureFixture):
    admin = large(story())
    admin.longest = 12
    admin.hidden = {"shippingAddress"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agent_console.connectors.stores.shopify.client.is_many", lambda *_: True)
        told = held(followed(admin))
    assert "ACCESS_DENIED" in caplog.text
    assert told == held(followed(admin))


def test_a_store_that_lets_nobody_see_customers_is_read_out_of_a_file_too(
    caplog: pytest.LogCaptureFixture,
):
    told, admin = story(), large(story())
    for one in (told, admin):
        one.scopes, one.hidden = ("read_orders", "write_orders", "read_returns"), {"customer"}
    assert held(followed(admin)) == held(followed(told))
    assert len(admin.bulk.operations) == 1
    assert not caplog.messages


def test_a_record_whose_parts_are_spoilt_goes_aside_alone():
    admin = of_many(12)
    admin.spoilt = {admin.orders[4]["id"]}
    pages = followed(admin)
    [bad] = [one for page in pages for one in page.unreadable]
    assert (bad.external_id, len(numbers(pages))) == ("5", 11)
