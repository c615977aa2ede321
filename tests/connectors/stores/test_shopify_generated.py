"""Thousands of answers of a Shopify store with something wrong in them: no crash, nothing lost."""

import asyncio
import json
import os
from copy import deepcopy

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.shopify.manifest import MANIFEST, connect
from agent_console.ports.explaining import Exchange
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.secrets import Secret
from agent_console.ports.source import OrderRecord, Page, Wanted
from tests.contracts.source_contract import SourceContract, Wire, without_waiting
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import Record
from tests.fakes.shopify.serving import answered
from tests.fakes.shopify.story import story
from tests.fakes.spoiling import WRONG, paths, spoilt

EXAMPLES = int(os.environ.get("AGENT_CONSOLE_GENERATED", "300"))
MANY = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
ASKED = Wanted(["1", "99"], ["7", "9", "98"], with_their_orders=True)
QUESTIONS = 20
"""How many questions a pass asks of the story, at most."""
REST: Record = {
    "order": {
        "id": 1,
        "name": "#1",
        "currency": "EUR",
        "total_price": "9.00",
        "created_at": "2026-11-20T08:00:00Z",
        "financial_status": "paid",
        "fulfillment_status": "partial",
        "discount_codes": [{"code": "X"}],
        "line_items": [{"id": 2, "sku": 7, "title": "Socks", "quantity": 1.5, "price": "6.00"}],
        "shipping_lines": [{"title": "Post", "price": "3.00"}],
        "shipping_address": {"name": "A B", "city": "Graz", "country_code": "AT"},
        "customer": {"id": None, "email": "a@b.example", "default_address": {"phone": "12345"}},
        "refunds": [
            {
                "id": 3,
                "created_at": "2026-11-20T09:00:00Z",
                "refund_line_items": [{"quantity": 1, "line_item_id": 2}],
                "transactions": [
                    {
                        "id": 4,
                        "kind": "refund",
                        "status": "success",
                        "amount": "1.00",
                        "currency": "EUR",
                        "created_at": "2026-11-20T09:00:00Z",
                    }
                ],
            }
        ],
        "fulfillments": [
            {
                "id": 5,
                "status": "success",
                "created_at": "2026-11-20T09:00:00Z",
                "tracking_numbers": ["1Z"],
                "line_items": [{"id": 2, "quantity": 1}],
            }
        ],
    }
}
GRAPHQL: Record = {
    "data": {"orders": {"nodes": story().orders}},
    "errors": [
        {
            "message": "no",
            "path": ["orders", "nodes", 0, "customer"],
            "extensions": {"code": "ACCESS_DENIED"},
        }
    ],
}
BODIES = (REST, REST["order"], GRAPHQL)


@pytest.fixture(autouse=True, scope="module")
def pauses():
    """Let pauses pass at once."""
    with pytest.MonkeyPatch.context() as patch:
        yield without_waiting(patch)


async def passed(wire: Wire) -> list[Page]:
    """Read all of a store; what comes before a failure stays."""
    values = {"base_url": "http://127.0.0.1:3102"}
    secrets = {"access_token": Secret("shpat_loopback")}
    clock = SourceContract.CLOCK
    source = connect(Given("wool", values, secrets, "AT", clock, wire.transport()))
    pages: list[Page] = []
    try:
        await source.probe()
        for stream in source.streams():
            async for page in source.changes(stream, None):
                pages.append(page)  # noqa: PERF401 - what comes before a failure is wanted
        async for page in source.reread(ASKED):
            pages.append(page)  # noqa: PERF401 - what comes before a failure is wanted
    except RemoteFailure:
        pass
    return pages


def is_sound(record: OrderRecord) -> bool:
    """Say that an order can be kept and shown."""
    sums = (record.order.refunded(), record.order.refund_pending(), record.order.total)
    told = [one.fingerprint() for one in record.observations]
    return len({one.currency for one in sums}) == 1 and len(told) == len(record.observations)


@pytest.mark.timeout(0)
@MANY
@given(data=st.data())
def test_a_pass_over_spoilt_answers_ends_as_records_or_as_a_failure(data: st.DataObject):
    admin: Admin = story()
    which = data.draw(st.integers(1, QUESTIONS))
    count = iter(range(1, 10_000))

    def answer(request: httpx.Request) -> httpx.Response:
        response = answered(admin, request)
        number = next(count)
        if number > 60:  # a question that is asked for ever
            raise AssertionError("there is no end to it")
        if number != which:
            return response
        made = json.loads(response.content)
        path = data.draw(st.sampled_from(paths(made)))
        return httpx.Response(200, json=spoilt(made, path, data.draw(WRONG)))

    pages = asyncio.run(passed(Wire(answer)))
    assert all(is_sound(one) for page in pages for one in page.orders)
    assert all(one.raw and one.reason for page in pages for one in page.unreadable)


@pytest.mark.timeout(0)
@MANY
@given(data=st.data())
def test_a_spoilt_body_is_explained_or_refused(data: st.DataObject):
    body = deepcopy(data.draw(st.sampled_from(BODIES)))
    for _ in range(data.draw(st.integers(1, 2))):
        body = spoilt(body, data.draw(st.sampled_from(paths(body))), data.draw(WRONG))
    told = MANIFEST.explain(Exchange(json.dumps(body)), "AT")
    for one in told.orders:
        assert one.order.refunded().currency == one.order.total.currency


def test_a_path_that_is_no_path_hides_nothing():
    error = GRAPHQL["errors"][0] | {"path": [["orders"], {"nodes": 0}, 1.5, "customer"]}
    told = MANIFEST.explain(Exchange(json.dumps(GRAPHQL | {"errors": [error]})), "AT")
    assert len(told.orders) == len(story().orders)
