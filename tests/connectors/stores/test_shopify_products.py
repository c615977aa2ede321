"""Where a Shopify store explains its products, beside the lines that sold them."""

import asyncio

import pytest

from agent_console.ports.failures import TryLater
from agent_console.ports.source import Page
from tests.connectors.stores.shopify_reading import followed, numbers, opened, orders_of
from tests.contracts.source_contract import without_waiting
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import Record, line, order, product


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let pauses pass at once, and note how long they would have been."""
    return without_waiting(monkeypatch)


HOW = "https://wool.example/how/socks"


def explained(products: list[Record], count: int = 12) -> Admin:
    """Return a store with orders of one product each, in turn."""
    orders = [
        order(
            n,
            None,
            lineItems=[
                line(n, "S", 1, "1.00") | {"product": {"id": products[n % len(products)]["id"]}}
            ],
        )
        for n in range(1, count + 1)
    ]
    return Admin(orders=orders, products=products)


def test_lines_know_where_the_store_explains_their_product():
    admin = explained(
        [product(1, HOW), product(2, "see the box", HOW), product(3, "ftp://x"), product(4)]
    )
    told = [one.order.lines[0].how_to for one in orders_of(followed(admin))]
    assert told == [HOW, None, None, HOW] * 3
    asked = [gid for one in admin.called("Products") for gid in one["variables"]["ids"]]
    assert len(asked) == len(set(asked)) == 4, "each product is asked for once"
    admin.longest = 0
    from_file = {one.order.number: one.order.lines[0].how_to for one in orders_of(followed(admin))}
    assert [from_file[one["name"]] for one in admin.orders] == told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([f'{{"text": "How to wash", "url": "{HOW}"}}'], HOW),
        ([f'["{HOW}", "https://wool.example/other"]'], HOW),
        ([f'["see the box", {{"text": "Wash", "url": "{HOW}"}}]'], HOW),
        (["HTTPS://wool.example/How"], "HTTPS://wool.example/How"),
        (['{"text": "no address"}', HOW], HOW),
        (['{"url": "javascript:alert(1)"}'], None),
        (['{"url": {"url": 5}}', "[", "[[]]", "{}"], None),
        ([f'{{"url": "{HOW}{"x" * 2_000}"}}'], None),
        (["[" * 100_000], None),
        (["https is what we speak"], None),
    ],
    ids=range(10),
)
def test_the_link_of_a_product_is_read_in_every_type_of_field(values: list[str], told: str | None):
    [one] = orders_of(followed(explained([product(1, *values)], count=1)))
    assert one.order.lines[0].how_to == told


def test_a_product_that_is_hidden_is_missed_by_nobody():
    admin = explained([product(1, HOW)])
    admin.hidden = {"product"}
    records = orders_of(followed(admin))
    assert {one.order.lines[0].how_to for one in records} == {None}
    assert not any("Hidden" in said.status for one in records for said in one.observations)
    assert [one["variables"]["product"] for one in admin.called("Orders")] == [True, False]
    assert admin.called("Products") == []


def test_a_file_is_not_asked_for_what_the_token_may_not_see():
    admin = explained([product(1, HOW)])
    admin.hidden, admin.longest = {"product"}, 0
    admin.scopes = ("read_orders", "read_all_orders", "read_customers")
    assert len(numbers(followed(admin))) == 12
    assert len(admin.bulk.fetched) == 1


def test_a_product_is_asked_for_again_where_the_store_gave_no_answer():
    admin = explained([product(1, HOW)], 3)
    admin.troubles = dict.fromkeys((4, 5, 6), "busy")  # its question, each time it is tried

    async def run() -> list[Page]:
        source = opened(admin)
        with pytest.raises(TryLater):
            [page async for page in source.changes("orders", None)]
        return [page async for page in source.changes("orders", None)]

    told = orders_of(asyncio.run(run()))
    assert [one.order.lines[0].how_to for one in told] == [HOW] * 3


def test_a_product_that_spoils_its_question_is_left_out_alone():
    admin = explained([product(1, HOW), product(2, HOW)])
    admin.spoilt = {admin.products[1]["id"]}
    pages = followed(admin)
    told = [one.order.lines[0].how_to for one in orders_of(pages)]
    assert told == [None, HOW] * 6
    assert not any(page.unreadable for page in pages)
    asked = [one["variables"]["ids"] for one in admin.called("Products")]
    assert len(asked) == 3, "both, then each, and then never again"
