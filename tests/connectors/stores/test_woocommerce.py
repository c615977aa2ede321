"""The WooCommerce connector: the contract of all connectors, and what is its own."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from agent_console.connectors.kit import http
from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.woocommerce.client import WooCommerceSource
from agent_console.connectors.stores.woocommerce.manifest import MANIFEST, connect
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Gone, Page, Wanted
from tests.contracts.source_contract import SourceContract, Wire
from tests.peers.woocommerce.api import API, KEY, SECRET, Reply, WooApi
from tests.peers.woocommerce.shop import WooShop, line

SECRETS = {"consumer_key": Secret(KEY), "consumer_secret": Secret(SECRET)}
MINUTE = timedelta(minutes=1)


def given(base_url: str = "http://127.0.0.1:8088", **more: object) -> Given:
    values = {"base_url": base_url}
    return Given("web-shop", values, SECRETS, "AT", SourceContract.CLOCK, **more)


def answered(api: WooApi) -> Callable[[httpx.Request], httpx.Response]:
    """Return what answers requests as the store does."""

    def handler(request: httpx.Request) -> httpx.Response:
        told = request.headers.get("authorization", "")
        reply = api.reply(request.url.path, dict(request.url.params), told)
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body.encode())

    return handler


def opened(api: WooApi) -> WooCommerceSource:
    return connect(given(transport=Wire(answered(api)).transport()))


async def followed(source: WooCommerceSource, stream: str, cursor: str | None = None) -> list[Page]:
    return [page async for page in source.changes(stream, cursor)]


def changes(api: WooApi, stream: str = "orders", cursor: str | None = None) -> list[Page]:
    """Follow one stream to its end."""
    return asyncio.run(followed(opened(api), stream, cursor))


def reread(api: WooApi, wanted: Wanted) -> list[Page]:
    async def run() -> list[Page]:
        return [page async for page in opened(api).reread(wanted)]

    return asyncio.run(run())


def ids(pages: list[Page]) -> list[str]:
    return [one.order.external_id for page in pages for one in page.orders]


def last_cursor(pages: list[Page]) -> str:
    return [page.cursor for page in pages if page.cursor][-1]


@pytest.fixture
def api() -> WooApi:
    """A store with a customer, two orders of theirs and one of a guest."""
    shop = WooShop()
    anna = shop.register("Anna", "Gruber", "anna@example.test", "+43 664 1234567")
    for sku in ("SHOE-42", "USBC-2M"):
        shop.move(shop.place(anna, [line(1, sku, 1, "89.99")]), "processing")
    guest = {"first_name": "Udo", "email": "udo@example.test", "phone": "0664 765 43 21"}
    shop.place(None, [line(1, "SOCKS", 1, "5.00")], billing=guest)
    return WooApi(shop)


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


def test_an_order_that_goes_while_its_notes_are_asked_for_is_read_without(api):
    order = next(iter(api.shop.orders))
    gone = {"code": "woocommerce_rest_order_invalid_id", "message": "Invalid ID."}
    api.instead[f"{API}/orders/{order}/"] = Reply(404, json.dumps(gone))
    records = {one.order.external_id: one for page in changes(api) for one in page.orders}
    assert not records[str(order)].has_all_notes
    assert len(records) == 3


@pytest.mark.parametrize(("status", "body"), [(500, ""), (200, "<b>Fatal error</b>")])
def test_an_order_whose_notes_break_the_store_is_read_without_them(api, status, body):
    order = next(iter(api.shop.orders))
    api.instead[f"{API}/orders/{order}/notes"] = Reply(status, body)
    pages = changes(api)
    assert len(ids(pages)) == 3
    [aside] = [one for page in pages for one in page.unreadable]
    assert (aside.external_id, aside.is_copy) == (str(order), True)
    assert "its notes could not be fetched" in aside.reason


def test_a_page_too_large_is_asked_for_in_smaller_ones_down_to_a_record(api):
    fat, *_ = api.shop.orders
    pages = large_beyond(api, lambda told: f'"id": {fat},' in told and '"line_items"' in told)
    assert len(ids(pages)) == 2
    [lost] = [one for page in pages for one in page.unreadable]
    assert (lost.external_id, "larger than" in lost.reason) == (str(fat), True)


def test_what_is_too_large_together_is_read_again_in_halves(api):
    fat, *_ = api.shop.orders
    wanted = Wanted(orders=list(map(str, api.shop.orders)))
    pages = large_beyond(
        api, lambda told: f'"id": {fat},' in told and '"line_items"' in told, wanted
    )
    assert len(ids(pages)) == 2
    assert [one.external_id for page in pages for one in page.unreadable] == [str(fat)]
    assert {page.gone for page in pages} == {Gone()}


def large_beyond(
    api: WooApi, is_large: Callable[[str], bool], wanted: Wanted | None = None
) -> list[Page]:
    """Read orders where some answers are larger than any may be."""

    def handler(request: httpx.Request) -> httpx.Response:
        response = answered(api)(request)
        if request.url.path == f"{API}/orders" and is_large(response.text):
            return httpx.Response(200, content=b" " * (http.MIB * 6))
        return response

    async def run() -> list[Page]:
        source = connect(given(transport=Wire(handler).transport()))
        pages = source.changes("orders", None) if wanted is None else source.reread(wanted)
        return [page async for page in pages]

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (401, '{"code":"woocommerce_rest_cannot_view","message":"Sorry"}', SignInAgain, "may read"),
        (403, '{"code":"rest_forbidden","message":"Sorry"}', SignInAgain, "may read"),
        (403, "<html>Blocked</html>", Refused, "firewall"),
        (404, '{"code":"rest_no_route","message":"No route"}', NotFound, "permalinks"),
        (404, "<html>Not found</html>", NotFound, "permalinks"),
        (400, '{"code":"rest_invalid_param","message":"Bad"}', Refused, "Bad"),
        (200, "<html>Back soon</html>", Refused, "maintained"),
        (200, "<br /><b>Warning</b>: x in /a.php\n[]", Refused, "PHP"),
        (429, "", TryLater, "wait"),
        (500, '{"code":"internal_server_error","message":"critical"}', TryLater, "trouble"),
    ],
)
def test_an_error_says_what_to_do(api, status, body, kind, words):
    wire = Wire(lambda _: httpx.Response(status, text=body))
    with pytest.raises(RemoteFailure) as caught:
        asyncio.run(connect(given("https://shop.example", transport=wire.transport())).probe())
    failure = caught.value
    assert isinstance(failure, kind)
    assert words in failure.message
    assert SECRET not in failure.message


def test_over_plain_http_the_remedy_is_https(api):
    api.secret = "another"
    assert "write the address with https" in failing(api).message


def test_an_address_that_leads_on_names_the_other_one(api):
    api.instead[API] = Reply(301, "", {"location": f"https://www.shop.example{API}/orders"})
    assert "lives at www.shop.example" in failing(api).message


def test_a_key_taken_away_in_the_middle_of_a_page_keeps_what_came_before(api):
    for _ in range(120):
        api.shop.now += MINUTE
        last = api.shop.place(None, [line(1, "A", 1, "1.00")])
    api.instead[f"{API}/orders/{last}/notes"] = Reply(401, "{}")
    kept: list[Page] = []

    async def run() -> None:
        async for page in opened(api).changes("orders", None):
            kept.append(page)  # noqa: PERF401 - what came before the failure counts

    with pytest.raises(SignInAgain):
        asyncio.run(run())
    assert len(ids(kept)) >= 100
    assert last_cursor(kept)


def test_a_byte_order_mark_before_an_answer_is_looked_over(api):
    api.instead[f"{API}/customers"] = Reply(200, "\ufeff[]")
    assert changes(api, "customers")[0].people == ()


def test_the_answer_to_a_try_says_what_can_be_read(api):
    assert asyncio.run(opened(api).probe()) == "let in by WooCommerce, 3 orders to read"


def failing(api: WooApi) -> RemoteFailure:
    with pytest.raises(RemoteFailure) as caught:
        changes(api)
    return caught.value


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses pass at once."""
    real = asyncio.sleep
    monkeypatch.setattr(http.asyncio, "sleep", lambda _: real(0))
