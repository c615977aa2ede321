"""What goes wrong with a store of WooCommerce, and what is read and said all the same."""

import asyncio
import json
from collections.abc import Callable

import httpx
import pytest

from agent_console.connectors.kit import http
from agent_console.connectors.stores.woocommerce.manifest import connect
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.source import Gone, Page, Wanted
from tests.connectors.stores.woocommerce_asking import (
    MINUTE,
    answered,
    changes,
    given,
    ids,
    last_cursor,
    opened,
)
from tests.contracts.source_contract import Wire
from tests.peers.woocommerce.api import API, SECRET, Reply, WooApi
from tests.peers.woocommerce.shop import line


def test_an_order_that_goes_while_its_notes_are_asked_for_is_read_without(api):
    order = next(iter(api.shop.orders))
    gone = {"code": "woocommerce_rest_order_invalid_id", "message": "Invalid ID."}
    api.instead[f"{API}/orders/{order}/"] = Reply(404, json.dumps(gone))
    records = {one.order.external_id: one for page in changes(api) for one in page.orders}
    assert not records[str(order)].has_all_notes
    assert len(records) == 3


def test_an_order_that_breaks_its_page_goes_aside_alone(api):
    bad, *_ = api.shop.orders

    def handler(request: httpx.Request) -> httpx.Response:
        response = answered(api)(request)
        is_broken = f'"id": {bad},' in response.text and '"line_items"' in response.text
        return httpx.Response(500) if is_broken else response

    async def run(wanted: Wanted | None) -> list[Page]:
        source = connect(given(transport=Wire(handler).transport()))
        pages = source.changes("orders", None) if wanted is None else source.reread(wanted)
        return [page async for page in pages]

    for wanted in (None, Wanted(orders=list(map(str, api.shop.orders)))):
        pages = asyncio.run(run(wanted))
        assert len(ids(pages)) == 2
        assert [one.external_id for page in pages for one in page.unreadable] == [str(bad)]
        assert {page.gone for page in pages} == {Gone()}


def test_a_store_that_heeds_no_dates_is_refused_once_all_is_told(api):
    for _ in range(150):
        api.shop.now += MINUTE
        api.shop.place(None, [line(1, "A", 1, "1.00")])
    api.heeds_dates = False
    kept: list[Page] = []

    async def run() -> None:
        async for page in opened(api).changes("orders", None):
            kept.append(page)  # noqa: PERF401 - what came before the failure counts

    with pytest.raises(Refused, match=r"5\.8 or later"):
        asyncio.run(run())
    assert len(set(ids(kept))) == 153


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
        (403, '{"code":"rest_forbidden","message":"Sorry"}', SignInAgain, "may read it"),
        (403, "<html>Blocked</html>", Refused, "firewall"),
        (404, '{"code":"rest_no_route","message":"No route"}', NotFound, "permalinks"),
        (404, "<html>Not found</html>", NotFound, "permalinks"),
        (400, '{"code":"rest_invalid_param","message":"Bad"}', Refused, "Bad"),
        (200, "<html>Back soon</html>", Refused, "maintained"),
        (
            200,
            '{"code":"x","message":"<b>Licence</b> has expired."}',
            Refused,
            "Licence has expired",
        ),
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


def failing(api: WooApi) -> RemoteFailure:
    with pytest.raises(RemoteFailure) as caught:
        changes(api)
    return caught.value
