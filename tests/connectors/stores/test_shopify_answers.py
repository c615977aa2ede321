"""The invented store answers what Shopify's own schema allows; else it would prove nothing."""

import asyncio
import json
from copy import deepcopy
from functools import partial
from typing import Any

import httpx
import pytest
from graphql import GraphQLAbstractType, GraphQLResolveInfo, execute_sync, parse

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.shopify.manifest import connect
from agent_console.connectors.stores.shopify.settings import VERSION
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Wanted
from tests.contracts.source_contract import SourceContract, Wire
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import Record, comment
from tests.fakes.shopify.serving import answered
from tests.fakes.shopify.story import story
from tests.peers.shopify import schemas

ASKED = ("mutation BulkRun(", "query BulkOperationById(")
ONLY = {
    "ReverseDeliveryDeliverable": "ReverseDeliveryShippingDeliverable",
    "ReturnLineItemType": "ReturnLineItem",
}
"""What is of an abstract type has an id that says which it is, but for these."""


@pytest.fixture(scope="module", autouse=True)
def vendors_own() -> None:
    reason = schemas.why_not()
    if reason:
        pytest.skip(reason)


def kind_of(asked: Record, value: Any, _: GraphQLResolveInfo, declared: GraphQLAbstractType) -> str:
    """Return of which type a record is, where the schema leaves it open."""
    told = ONLY.get(declared.name) or value.get("__typename")
    return told or str(value.get("id") or asked["id"]).split("/")[3]


def heard(admin: Admin) -> list[tuple[Record, Record]]:
    """Read all of a store, and return each question with its answer."""
    told: list[tuple[Record, Record]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        response = answered(admin, request)
        if request.method == "GET":
            return response
        told.append((json.loads(request.content), response.json()))
        return response

    async def run() -> None:
        secrets = {"access_token": Secret(admin.token)}
        values = {"base_url": "http://127.0.0.1:3102"}
        transport = Wire(answer).transport()
        source = connect(Given("wool", values, secrets, "AT", SourceContract.CLOCK, transport))
        await source.probe()
        for stream in source.streams():
            async for _ in source.changes(stream, None):
                pass
        people, orders = ["1", "99"], ["7", "9", "98"]
        async for _ in source.reread(Wanted(people, orders, with_their_orders=True)):
            pass

    asyncio.run(run())
    return told


def faults(told: list[tuple[Record, Record]]) -> list[str]:
    """Return what of the answers Shopify's schema does not allow."""
    found = []
    for question, answer in told:
        result = execute_sync(
            schemas.schema(VERSION),
            parse(question["query"]),
            deepcopy(answer["data"]),
            variable_values=question["variables"],
            type_resolver=partial(kind_of, question["variables"]),
        )
        found += [one.message for one in result.errors or ()]
        if not result.errors and result.data != answer["data"]:
            found.append(f"more or less than was asked for: {question['query'][:60]}")
    return found


def test_every_answer_is_one_that_the_schema_allows():
    admin = story()
    admin.orders[0]["events"] = [comment(n, 40, f"note {n}") for n in range(50)]
    told = heard(admin)
    assert len(told) > 15
    assert faults(told) == []


def test_every_answer_about_a_file_is_one_that_the_schema_allows():
    admin = story()
    admin.longest = 0
    told = heard(admin)
    asked = {name for question, _ in told for name in ASKED if name in question["query"]}
    assert asked == set(ASKED)
    assert faults(told) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("displayFinancialStatus", "RICH"), ("processedAt", None), ("lineItems", None)],
)
def test_an_answer_that_is_none_would_be_seen(field: str, value: object):
    admin = story()
    told = heard(admin)
    for question, answer in told:
        if "query Orders(" in question["query"]:
            answer["data"]["orders"]["nodes"][0][field] = value
    assert faults(told)
