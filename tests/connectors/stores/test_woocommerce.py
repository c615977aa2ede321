"""The WooCommerce connector: the contract of all connectors, and what is its own."""

import asyncio
import json
from datetime import timedelta

import httpx
import pytest

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.woocommerce.client import WooCommerceSource
from agent_console.connectors.stores.woocommerce.manifest import MANIFEST, connect
from agent_console.ports.failures import Refused, SignInAgain
from agent_console.ports.source import Gone, Page, Wanted
from tests.connectors.stores.woocommerce_asking import (
    MINUTE,
    answered,
    changes,
    given,
    ids,
    last_cursor,
    opened,
    reread,
)
from tests.contracts.source_contract import SourceContract, Wire, without_waiting
from tests.peers.woocommerce.api import API, KEY, SECRET, Reply, WooApi
from tests.peers.woocommerce.shop import line


class TestWooCommerce(SourceContract):
    SECRET = SECRET

    @pytest.fixture(autouse=True)
    def store(self, api: WooApi) -> None:
        self.api = api

    def opened(self, transport: httpx.MockTransport) -> WooCommerceSource:
        return connect(given(transport=transport))

    def answer(self, request: httpx.Request) -> httpx.Response:
        return answered(self.api)(request)

    def break_record(self, response: httpx.Response) -> httpx.Response:
        document = response.json()
        if document and "currency" in document[0]:
            document[0]["total"] = "many"
        return httpx.Response(200, headers=response.headers, json=document)


def test_a_missing_secret_says_how_to_set_it():
    missing = Given("web-shop", {"base_url": "https://x"}, {}, "AT", SourceContract.CLOCK)
    with pytest.raises(SignInAgain, match="secrets set web-shop consumer_key"):
        MANIFEST.open(missing)


def test_keys_never_leave_in_clear_text():
    with pytest.raises(Refused, match="https"):
        MANIFEST.open(given("http://shop.example"))
    assert MANIFEST.open(given("http://127.0.0.1:8088"))


@pytest.mark.parametrize(
    "base", ["https://shop.example/blog/", "https://shop.example/blog/wp-json/wc/v3"]
)
def test_the_address_may_be_written_with_or_without_the_api(base, api):
    wire = Wire(lambda _: httpx.Response(200, json=[]))
    asyncio.run(connect(given(base, transport=wire.transport())).probe())
    assert wire.asked[0].url.path == f"/blog{API}/orders"


def test_the_very_second_of_a_cursor_is_asked_for_again(api):
    cursor = last_cursor(changes(api))
    assert len(ids(changes(api, cursor=cursor))) == 3, "modified_after leaves out its own second"


def test_a_store_whose_clock_was_set_back_ten_minutes_loses_nothing(api):
    cursor = last_cursor(changes(api))
    api.shop.now -= 10 * MINUTE
    number = api.shop.place(None, [line(1, "LATE", 1, "1.00")])
    assert str(number) in ids(changes(api, cursor=cursor))


def test_an_order_dated_in_the_future_hides_nothing(api):
    future = api.shop.place(None, [line(1, "SOON", 1, "1.00")])
    api.shop.now += timedelta(days=400)
    api.shop.touch(future)
    pages = changes(api)
    assert str(future) in ids(pages)
    assert last_cursor(pages) <= "2026-11-23T12:00:00Z", "the cursor never passes our own clock"


@pytest.mark.parametrize("most", [100, 7])
def test_every_page_of_a_long_list_is_read_also_where_a_store_hands_out_less(api, most):
    api.most_at_once = most
    for number in range(250):
        api.shop.now += timedelta(seconds=number % 3)
        api.shop.place(None, [line(1, "A", 1, "1.00")])
    read = ids(changes(api))
    assert sorted(read, key=int) == sorted(map(str, api.shop.orders), key=int)
    assert len(read) == len(set(read)), "each once"


def test_a_second_that_fills_more_than_a_page_is_read_whole(api):
    for _ in range(230):
        api.shop.place(None, [line(1, "A", 1, "1.00")])
    assert len(ids(changes(api))) == 233


def test_it_is_known_how_much_there_is(api):
    assert {page.total for page in changes(api)} == {3}
    assert {page.total for page in changes(api, "customers")} == {1}


def test_later_only_new_customers_are_told(api):
    for number in range(150):
        api.shop.register(f"C{number}", "X", f"c{number}@example.test")
    first = changes(api, "customers")
    assert sum(len(page.people) for page in first) == 151
    new = api.shop.register("Neu", "X", "neu@example.test")
    api.asked.clear()
    pages = changes(api, "customers", last_cursor(first))
    assert str(new) in {one.external_id for page in pages for one in page.people}
    assert api.count("/customers") == 1


def test_what_moves_no_time_of_change_is_told_when_read_again(api):
    order = next(iter(api.shop.orders))
    cursor = last_cursor(changes(api))
    before = api.shop.orders[order]["date_modified_gmt"]
    api.shop.note(order, "He called <b>twice</b>")
    api.shop.note(order, "On its way &amp; soon there", to_customer=True)
    api.shop.ship(order, "DHL", "00340434161094042557")
    assert api.shop.orders[order]["date_modified_gmt"] == before
    [record] = [one for page in reread(api, Wanted(orders=[str(order)])) for one in page.orders]
    notes = {one.text: one.direction for one in record.observations if one.kind == "note"}
    assert notes["He called twice"] == "internal"
    assert notes["On its way & soon there"] == "outbound"
    assert [one.number for one in record.order.fulfilments] == ["00340434161094042557"]
    assert cursor


def test_an_order_in_the_trash_is_gone_and_comes_back(api):
    order = next(iter(api.shop.orders))
    cursor = last_cursor(changes(api))
    api.shop.now += MINUTE
    api.shop.throw_away(order)
    assert str(order) not in ids(changes(api, cursor=cursor))
    assert [page.gone for page in changes(api, "trash")] == [Gone(orders=(str(order),))]
    [page] = reread(api, Wanted(orders=[str(order)]))
    assert page.gone == Gone(orders=(str(order),))
    api.shop.move(order, "processing")
    assert str(order) in ids(changes(api, cursor=cursor))
    assert [page.gone for page in changes(api, "trash")] == [Gone()]


def test_an_order_in_a_status_that_no_list_shows_is_not_gone(api):
    order = next(iter(api.shop.orders))
    api.unlisted.add("at-the-counter")
    api.shop.move(order, "at-the-counter")
    pages = reread(api, Wanted(orders=[str(order), "999"]))
    assert ids(pages) == [str(order)]
    assert pages[0].gone == Gone(orders=("999",))


def test_a_version_that_cannot_list_its_trash_is_read_all_the_same(api):
    api.can_list_trash = False
    assert changes(api, "trash") == []


def test_a_version_that_lists_living_orders_as_trash_throws_nothing_away(api):
    api.can_list_trash = True
    living = json.dumps(list(api.shop.orders.values()))
    api.instead[f"{API}/orders"] = Reply(200, living)
    assert [page.gone for page in changes(api, "trash")] == [Gone()]


def test_people_are_read_again_with_all_their_orders(api):
    anna = str(next(iter(api.shop.customers)))
    pages = reread(api, Wanted(people=[anna, "999"], with_their_orders=True))
    assert [one.external_id for one in pages[0].people] == [anna]
    assert pages[0].gone == Gone(people=("999",))
    assert len(ids(pages)) == 2


@pytest.mark.parametrize("is_urgent", [True, False])
def test_who_is_on_the_phone_waits_for_no_pass(api, monkeypatch, is_urgent):
    wire = Wire(answered(api))
    shop = given("https://shop.example", transport=wire.transport())
    pace = shop.wallet.pace(("https://shop.example", KEY), 4.0)
    for _ in range(400):
        pace.wait()
    pauses = without_waiting(monkeypatch)
    anna = str(next(iter(api.shop.customers)))
    wanted = Wanted(people=[anna], with_their_orders=True, is_urgent=is_urgent)
    source = connect(shop)

    async def run() -> list[Page]:
        return [page async for page in source.reread(wanted)]

    assert len(ids(asyncio.run(run()))) == 2
    assert len(wire.asked) == 8
    assert (max(pauses) < 5) is is_urgent, "not one of all the questions waits for the pass"


def test_whoever_buys_in_another_role_is_known_too(api):
    editor = api.shop.register("Eva", "Editor", "eva@example.test", role="editor")
    api.shop.place(editor, [line(1, "A", 1, "1.00")])
    people = {one.person.external_id: one.person for p in changes(api) for one in p.orders}
    assert people[str(editor)].name == "Eva Editor"


def test_refunds_are_told_in_full_where_an_order_lists_none(api):
    api.shop.has_short_refunds = False
    order = next(iter(api.shop.orders))
    api.shop.refund(order, "15.41", "One cable broken", {1: 1})
    [record] = [one for page in changes(api) for one in page.orders if ids([page])][:1]
    assert [(one.amount.minor, one.reason) for one in record.order.refunds] == [
        (1541, "One cable broken")
    ]
    assert record.order.lines[0].refunded == 1


def test_a_refund_of_nothing_takes_its_amount_from_the_order(api):
    order = next(iter(api.shop.orders))
    api.shop.refund(order, "15.41", "One cable broken")
    api.shop.refunds[order][0]["amount"] = "0.00"
    record = next(one for page in changes(api) for one in page.orders)
    assert record.order.refunded().minor == 1541


def test_the_body_of_a_webhook_comes_in_by_the_same_door_and_a_ping_by_none(api):
    order, customer = next(iter(api.shop.orders.values())), next(iter(api.shop.customers.values()))
    source = opened(api)
    [record] = source.read("orders", json.dumps(order)).orders
    assert record.order.external_id == str(order["id"])
    assert not record.has_all_notes, "a webhook tells none, and takes none back"
    [person] = source.read("customers", json.dumps(customer)).people
    assert person.name == "Anna Gruber"
    assert source.read("orders", "webhook_id=3") == Page("orders")


def test_an_order_whose_time_of_change_is_unknown_is_read(api):
    order = next(iter(api.shop.orders))
    api.shop.orders[order] |= {"date_modified": None, "date_modified_gmt": None}
    assert str(order) in ids(changes(api))


def test_the_answer_to_a_try_says_what_can_be_read(api):
    assert asyncio.run(opened(api).probe()) == "let in by WooCommerce, 3 orders to read"
