"""Customers of WooCommerce that cannot be told, or may not be seen: orders go on all the same."""

import asyncio
import json

import httpx
import pytest

from agent_console.connectors.stores.woocommerce.manifest import connect
from agent_console.ports.failures import SignInAgain, TryLater
from agent_console.ports.source import Gone, Page, Wanted
from tests.connectors.stores.woocommerce_asking import (
    answered,
    changes,
    given,
    ids,
    last_cursor,
    opened,
    reread,
)
from tests.contracts.source_contract import Handler, Wire
from tests.peers.woocommerce.api import API, Reply, WooApi
from tests.peers.woocommerce.shop import line

DENIED = Reply(
    403, json.dumps({"code": "woocommerce_rest_cannot_view", "message": "Sorry, you cannot."})
)
FATAL = httpx.Response(200, text="<b>Fatal error</b>: Uncaught TypeError")


def crowd(api: WooApi, count: int = 130) -> list[int]:
    return [api.shop.register(f"C{n}", "X", f"c{n}@example.test") for n in range(count)]


def spoiling(api: WooApi, bad: int, answer: httpx.Response, *, even_its_id: bool) -> Handler:
    """Answer as the store does, but for what holds the customer."""

    def handler(request: httpx.Request) -> httpx.Response:
        response = answered(api)(request)
        if request.url.path != f"{API}/customers" or response.status_code != httpx.codes.OK:
            return response
        is_told = bad in {one["id"] for one in response.json()}
        is_short = "_fields" in request.url.params
        return answer if is_told and (even_its_id or not is_short) else response

    return handler


def followed(handler: Handler, stream: str, wanted: Wanted | None = None) -> list[Page]:
    async def run() -> list[Page]:
        source = connect(given(transport=Wire(handler).transport()))
        pages = source.reread(wanted) if wanted else source.changes(stream, None)
        return [page async for page in pages]

    return asyncio.run(run())


def names(pages: list[Page]) -> set[str]:
    return {one.external_id for page in pages for one in page.people}


@pytest.mark.parametrize("answer", [httpx.Response(500), FATAL], ids=["broken", "garbled"])
@pytest.mark.parametrize("even_its_id", [False, True])
def test_a_customer_that_breaks_its_page_goes_aside_alone(api, answer, even_its_id):
    everybody = [*api.shop.customers, *crowd(api)]
    bad = everybody[57]
    pages = followed(spoiling(api, bad, answer, even_its_id=even_its_id), "customers")
    assert names(pages) == {str(one) for one in everybody} - {str(bad)}
    [aside] = [one for page in pages for one in page.unreadable]
    assert aside.external_id == (None if even_its_id else str(bad))
    assert aside.raw, "quarantine keeps it"
    assert last_cursor(pages) == str(max(everybody))


@pytest.mark.parametrize("even_its_id", [False, True])
def test_a_customer_that_cannot_be_told_is_set_aside_by_its_id_when_read_again(api, even_its_id):
    everybody = [*api.shop.customers, *crowd(api, 5)]
    bad = everybody[2]
    handler = spoiling(api, bad, httpx.Response(500), even_its_id=even_its_id)
    pages = followed(handler, "", Wanted(people=[*map(str, everybody), "999"]))
    assert names(pages) == {str(one) for one in everybody} - {str(bad)}
    assert [one.external_id for page in pages for one in page.unreadable] == [str(bad)]
    assert [page.gone for page in pages] == [Gone(people=("999",))]


def test_the_orders_of_a_customer_that_cannot_be_told_are_read_and_leave_her_as_she_was(api):
    anna = next(iter(api.shop.customers))
    crowd(api, 3)
    handler = spoiling(api, anna, httpx.Response(500), even_its_id=True)
    pages = followed(handler, "orders")
    assert len(ids(pages)) == 3
    buyers = {one.person.external_id: one.person for page in pages for one in page.orders}
    assert buyers[str(anna)].name == "Anna Gruber", "as the order names her"


def test_a_list_of_customers_that_is_broken_at_both_ends_is_the_failure_of_the_store(api):
    crowd(api)
    api.instead[f"{API}/customers"] = Reply(500, "")
    with pytest.raises(TryLater):
        changes(api, "customers")
    assert api.count("/customers") <= 9, "each question is asked three times"


def test_hidden_customers_end_only_their_own_stream(api):
    api.instead[f"{API}/customers"] = DENIED
    assert changes(api, "customers") == []
    pages = changes(api)
    assert len(ids(pages)) == 3
    hidden = [
        (one.person.is_guest, told.text)
        for page in pages
        for one in page.orders
        for told in one.observations
        if told.external_id == "hidden"
    ]
    assert hidden == [(False, "Hidden by the permissions of the store: the customer")] * 2


def test_what_is_hidden_is_said_where_a_connection_is_tried(api):
    api.instead[f"{API}/customers"] = DENIED
    assert "customers are hidden by the store's permissions" in asyncio.run(opened(api).probe())


def test_hidden_customers_are_not_gone_and_their_orders_are_read_again(api):
    anna, order = next(iter(api.shop.customers)), next(iter(api.shop.orders))
    api.shop.place(anna, [line(1, "A", 1, "1.00")])
    api.instead[f"{API}/customers"] = DENIED
    wanted = Wanted(people=[str(anna)], orders=[str(order)], with_their_orders=True)
    pages = reread(api, wanted)
    assert len(ids(pages)) == 3
    assert {page.gone for page in pages} == {Gone()}


def test_hidden_orders_are_a_failure(api):
    api.instead[f"{API}/orders"] = DENIED
    with pytest.raises(SignInAgain, match="may read"):
        changes(api)
