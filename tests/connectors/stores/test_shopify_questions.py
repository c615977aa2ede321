"""Every question we ask Shopify, against its own schemas and its price list."""

from itertools import chain, combinations

import pytest
from graphql import NoDeprecatedCustomRule, OperationDefinitionNode, parse, validate

from agent_console.connectors.stores.shopify.api.asking import SWITCHES
from agent_console.connectors.stores.shopify.api.questions import (
    AT_ONCE,
    FOLDER,
    question,
    whole_list,
)
from agent_console.connectors.stores.shopify.settings import VERSION
from tests.fakes.shopify.bulk import refusal
from tests.peers.shopify import schemas
from tests.peers.shopify.cost import Cost

DEAREST = 1_000
"""What the store lets one question cost, whatever its plan."""
FILES = sorted(one.name.removesuffix(".graphql") for one in FOLDER.iterdir())
WHOLE = ("customers", "orders")
SETS = [*chain.from_iterable(combinations(SWITCHES, size) for size in range(len(SWITCHES) + 1))]
"""What the permissions of stores may hide."""
QUESTIONS = [name for name in FILES if not name.endswith("_fields")]


@pytest.fixture(scope="module", params=schemas.VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    reason = schemas.why_not()
    if reason:
        pytest.skip(reason)
    return request.param


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_one_that_the_version_takes(version: str, name: str):
    document = parse(question(name))
    assert [one.message for one in validate(schemas.schema(version), document)] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_costs_no_more_than_the_store_lets_one_cost(version: str, name: str):
    document = parse(question(name))
    [operation] = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    sizes = {"ids": AT_ONCE[name]} if name in AT_ONCE else {}
    cost = Cost(schemas.schema(version), document, sizes).of(operation)
    assert 0 < cost <= DEAREST


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_is_asked_that_goes_away(version: str, name: str):
    if version == VERSION:
        gone = validate(schemas.schema(version), parse(question(name)), [NoDeprecatedCustomRule])
        assert [one.message for one in gone] == []


@pytest.mark.parametrize("name", WHOLE)
def test_a_question_for_all_of_a_list_is_one_that_is_run_in_bulk(version: str, name: str):
    text = whole_list(name)
    document = parse(text)
    assert [one.message for one in validate(schemas.schema(version), document)] == []
    [operation] = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    assert 0 < Cost(schemas.schema(version), document, {}).of(operation) <= DEAREST
    assert refusal(text) is None


@pytest.mark.parametrize("name", WHOLE)
def test_a_question_for_all_of_a_list_leaves_out_whole_fields(version: str, name: str):
    texts = {whole_list(name, set(hidden)): set(hidden) for hidden in SETS}
    for text in texts:
        assert [one.message for one in validate(schemas.schema(version), parse(text))] == []
        assert refusal(text) is None
    assert len(texts) == (16 if name == "orders" else 1), "four fields of an order may be hidden"


def test_what_is_hidden_is_not_asked_for_all_of_a_list():
    text = whole_list("orders", {"customer", "shippingAddress"})
    assert [one for one in ("defaultEmailAddress", "customer {", "zip") if one in text] == []
    assert "shippingLine {" in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{ shop { name } }", "no connection"),
        ("query Q($a: Int) { orders(first: $a) { edges { node { id } } } }", "variables"),
        (
            "{ orders { edges { node { refunds { transactions { edges { node { id } } } } } } } }",
            "in a list",
        ),
    ],
)
def test_a_question_that_is_not_run_in_bulk_would_be_seen(text: str, why: str):
    assert why in (refusal(text) or ("", ""))[1]


def test_a_question_with_too_many_ids_would_be_seen(version: str):
    document = parse(question("fulfillments"))
    [operation] = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    assert Cost(schemas.schema(version), document, {"ids": 250}).of(operation) > DEAREST


def test_a_field_that_is_none_would_be_seen(version: str):
    document = parse(question("shop").replace("myshopifyDomain", "favouriteColour"))
    assert validate(schemas.schema(version), document)


def test_every_fragment_is_used():
    whole = "\n".join(question(name) for name in QUESTIONS)
    left = [name for name in FILES if name.endswith("_fields")]
    assert [one for one in left if f"...{one.removesuffix('_fields').title()}" not in whole] == []
