"""The Shopify connector: the contract of all connectors, and what is its own."""

import asyncio

import httpx
import pytest

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.shopify.api import paging
from agent_console.connectors.stores.shopify.client import ShopifySource
from agent_console.connectors.stores.shopify.manifest import connect
from agent_console.connectors.stores.shopify.settings import address
from agent_console.ports.failures import NotFound, Refused, SignInAgain, TryLater
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Gone, Merged, Page, Wanted
from tests.connectors.stores.shopify_reading import (
    BUSY,
    NOON,
    followed,
    many,
    numbers,
    opened,
    orders_of,
    read_again,
)
from tests.contracts.source_contract import SourceContract, Wire, without_waiting
from tests.fakes.shopify.admin import EVERYTHING, Admin
from tests.fakes.shopify.records import (
    clock,
    comment,
    event,
    fulfilment,
    line,
    order,
    part_of,
    refund,
    returned,
    transaction,
)
from tests.fakes.shopify.serving import answered
from tests.fakes.shopify.story import story


class TestShopify(SourceContract):
    def opened(self, transport: httpx.MockTransport) -> ShopifySource:
        values = {"base_url": "http://127.0.0.1:3102", "api_version": "2026-07"}
        secrets = {"access_token": Secret(self.SECRET)}
        return connect(Given("wool", values, secrets, "AT", self.CLOCK, transport))

    def answer(self, request: httpx.Request) -> httpx.Response:
        admin = story()
        admin.token = self.SECRET
        return answered(admin, request)

    def break_record(self, response: httpx.Response) -> httpx.Response:
        document = response.json()
        for one in ((document["data"] or {}).get("orders") or {}).get("nodes", [])[:1]:
            one["totalPriceSet"]["shopMoney"]["amount"] = "12,50"
        return httpx.Response(200, json=document)


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let pauses pass at once, and note how long they would have been."""
    return without_waiting(monkeypatch)


def test_pages_go_on_by_cursor_and_say_where_to_go_on_later():
    admin = many(25)
    pages = followed(admin)
    assert [len(page.orders) for page in pages] == [10, 10, 5]
    assert {page.total for page in pages} == {25}
    assert pages[-1].cursor == clock(1)


def test_the_next_pass_looks_back_further_than_any_clock_is_wrong():
    admin = Admin(orders=[order(1, None, updatedAt=clock(30)), order(2, None, updatedAt=clock(60))])
    admin.orders.append(order(3, None, updatedAt=clock(48)))  # committed late, or by another clock
    assert numbers(followed(admin, cursor=clock(60))) == ["#1003", "#1002"]


def test_a_record_of_tomorrow_hides_nothing_of_today():
    admin = Admin(orders=[order(1, None), order(2, None, updatedAt="2027-01-01T00:00:00Z")])
    assert followed(admin)[-1].cursor == clock(1)


def test_a_list_is_asked_for_anew_before_the_store_ends_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paging, "MOST", 20)
    monkeypatch.setattr(paging, "COUNTED", 30)
    admin = many(150, at_once=7)
    admin.longest, admin.bulk.refusal = 30, BUSY
    pages = followed(admin)
    assert sorted(numbers(pages)) == sorted(one["name"] for one in admin.orders)
    assert {page.total for page in pages} == {0}, "31 means more, not 31"


def test_a_list_that_the_store_ends_early_is_not_taken_for_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paging, "MOST", 20)
    monkeypatch.setattr(paging, "COUNTED", 30)
    admin = many(150, at_once=100)
    admin.longest, admin.bulk.refusal = 30, BUSY
    with pytest.raises(Refused, match="tells no more"):
        followed(admin)


def test_a_store_that_repeats_a_page_is_found_out():
    admin = many(25)
    admin.is_circular = True
    with pytest.raises(Refused, match="repeats a page"):
        followed(admin)
    assert len(admin.called("Orders")) <= 3


@pytest.mark.parametrize("trouble", ["lost", "expired"])
def test_a_cursor_that_is_not_known_any_more_begins_anew(trouble: str):
    admin = many(25)
    admin.troubles = dict.fromkeys((4, 5), trouble)  # the second page, and the ids of what is on it
    assert sorted(numbers(followed(admin))) == sorted(one["name"] for one in admin.orders)


@pytest.mark.parametrize("trouble", ["throttled", "busy"])
def test_want_of_points_makes_it_wait_and_ask_again(trouble: str, pauses: list[float]):
    admin = many(25)
    admin.troubles = dict.fromkeys((2, 5), trouble)
    assert len(numbers(followed(admin))) == 25
    assert any(pause > 0 for pause in pauses)


def test_the_pause_is_as_long_as_the_bucket_needs(pauses: list[float]):
    admin = many(3)
    admin.troubles = {1: "throttled"}
    followed(admin)
    assert 6 < max(pauses) < 9, "722 points are wanted, 100 are there, 100 come in a second"


def test_a_bucket_that_never_fills_is_for_later():
    admin = many(3)
    admin.troubles = dict.fromkeys(range(1, 20), "throttled")
    with pytest.raises(TryLater, match="asks to wait"):
        followed(admin)


def test_signed_out_in_the_middle_of_a_pass_keeps_what_came_before():
    admin = many(25)
    admin.troubles = {4: "signed_out"}

    pages: list[Page] = []

    async def run() -> None:
        async for page in opened(admin).changes("orders", None):
            pages.append(page)  # noqa: PERF401 - what came before the failure is wanted

    with pytest.raises(SignInAgain, match="does not accept the secret"):
        asyncio.run(run())
    assert len(numbers(pages)) == 10


def test_a_record_that_spoils_its_page_goes_aside_alone():
    admin = many(12)
    admin.spoilt = {admin.orders[4]["id"]}
    pages = followed(admin)
    [bad] = [one for page in pages for one in page.unreadable]
    assert (bad.external_id, "broken" in bad.reason) == ("5", True)
    assert len(numbers(pages)) == 11


def test_what_has_more_parts_than_a_list_shows_is_whole():
    long = order(
        1,
        None,
        lineItems=[line(n, f"SKU{n}", 1, "1.00") for n in range(130)],
        transactions=[transaction(n, "SALE", "1.00", 1) for n in range(9)],
        fulfillments=[
            fulfilment(
                n,
                5,
                fulfillmentLineItems=[part_of(one, 1) for one in range(25)],
                events=[event(100 * n + at, "IN_TRANSIT", at) for at in range(1, 25)],
            )
            for n in range(23)
        ],
        refunds=[
            refund(n, 9, [part_of(n, 1)], [transaction(50 + n, "REFUND", "1.00", 9)])
            for n in range(6)
        ],
        returns=[returned(n, "OPEN", 9, f"0034{n}", part_of(n, 1)) for n in range(5)],
        events=[comment(n, 1, f"note {n}") for n in range(230)],
    )
    [record] = orders_of(followed(Admin(orders=[long])))
    read = record.order
    assert (len(read.lines), len(read.payments), len(read.fulfilments)) == (130, 9, 23)
    assert (len(read.refunds), len(read.returns)) == (6, 5)
    assert {len(one.lines) for one in read.fulfilments} == {25}
    kinds = [one.kind.value for one in record.observations]
    assert (kinds.count("note"), kinds.count("fulfilment")) == (230, 23 * 25)
    assert record.has_all_notes


def test_what_is_gone_is_said_and_what_may_not_be_seen_is_not():
    admin = story()
    wanted = Wanted(people=["1", "99"], orders=["7", "98"])
    gone = [page.gone for page in read_again(admin, wanted)]
    assert gone == [Gone(people=("99",)), Gone(orders=("98",))]
    admin.scopes = ("read_orders",)  # of 60 days only, and no customers
    assert {page.gone for page in read_again(admin, wanted)} == {Gone()}


def test_people_are_read_again_with_all_their_orders():
    pages = read_again(story(), Wanted(people=["1"], orders=["9"], with_their_orders=True))
    assert sorted(numbers(pages)) == ["#1007", "#1009"]
    assert [one.name for page in pages for one in page.people] == ["Helena Brandt"]


def test_an_id_that_answers_as_another_was_merged_into_it():
    admin = story()
    admin.aliases = {"gid://shopify/Customer/77": "gid://shopify/Customer/1"}
    [page] = read_again(admin, Wanted(people=["77", "2", "99"]))
    assert [one.name for one in page.people] == ["Helena Brandt", "Georg Brandt"]
    assert page.gone == Gone(people=("77", "99"))
    assert page.merged == (Merged("77", "1"),)


def test_a_probe_names_the_store_and_what_it_hides():
    admin = story()
    admin.scopes = ("read_orders", "read_customers", "read_returns")
    told = asyncio.run(opened(admin).probe())
    assert "The wool shop" in told
    assert told.endswith("without the permissions read_all_orders")
    admin.scopes = EVERYTHING
    assert asyncio.run(opened(admin).probe()).endswith("version 2026-07")


def test_a_version_that_is_no_more_is_not_found():
    values = {"base_url": "http://127.0.0.1:3102", "api_version": "latest"}
    transport = Wire(lambda request: answered(Admin(), request)).transport()
    source = connect(Given("wool", values, {"access_token": Secret("x")}, "AT", NOON, transport))
    with pytest.raises(NotFound):
        asyncio.run(source.probe())


def test_without_a_token_it_says_what_to_do():
    with pytest.raises(SignInAgain, match="secrets set wool access_token"):
        connect(Given("wool", {"base_url": "https://x.example"}, {}, "AT", NOON))


@pytest.mark.parametrize(
    "told",
    [
        "https://wool.myshopify.com",
        "https://wool.myshopify.com/",
        "https://wool.myshopify.com/admin",
        "https://admin.shopify.com/store/wool",
        "https://admin.shopify.com/store/wool/orders?x=1",
    ],
)
def test_the_address_may_be_the_one_in_the_browser(told: str):
    assert address(told) == "https://wool.myshopify.com"
