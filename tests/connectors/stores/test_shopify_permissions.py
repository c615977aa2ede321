"""What the permissions of a Shopify store hide is said to be hidden, and spoils nothing else."""

import pytest

from agent_console.ports.failures import SignInAgain
from agent_console.ports.source import Gone, Wanted
from tests.connectors.stores.shopify_reading import followed, many, numbers, orders_of, read_again
from tests.contracts.source_contract import without_waiting
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import clock, line, order
from tests.fakes.shopify.story import story


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let pauses pass at once, and note how long they would have been."""
    return without_waiting(monkeypatch)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("customer", "the customer"),
        ("shippingAddress", "the address"),
        ("defaultEmailAddress", "the e-mail address"),
        ("retailLocation", "the shop"),
        ("returns", "returns"),
        ("author", "who wrote notes"),
    ],
)
def test_what_the_permissions_hide_is_said_and_spoils_nothing(field: str, words: str):
    admin = story()
    admin.hidden = {field}
    pages = followed(admin)
    assert [one for page in pages for one in page.unreadable] == []
    record = next(one for one in orders_of(pages) if one.order.number == "#1007")
    said = [one.status for one in record.observations if one.kind == "system"]
    assert f"Hidden by the permissions of the store: {words}" in said


def test_what_is_hidden_of_a_customer_is_said_whoever_tells_of_them():
    admin = story()
    admin.hidden = {"defaultPhoneNumber", "defaultEmailAddress"}
    people = {one.external_id: one for page in followed(admin, "customers") for one in page.people}
    assert len(people) == len(admin.customers)
    words = "Hidden by the permissions of the store: the e-mail address, the phone number"
    for one in people.values():
        [said] = [said for said in one.observations if said.kind == "system"]
        assert (said.subject.key, said.status) == (one.external_id, words)
    buyers = [one.person for one in orders_of(followed(admin)) if one.person.kind == "customer"]
    assert buyers
    assert all(one == people[one.external_id] for one in buyers)


def test_of_a_customer_of_whom_nothing_is_hidden_nothing_is_said_to_be():
    admin = story()
    admin.hidden = {"returns", "retailLocation"}
    told = [one for page in followed(admin, "customers") for one in page.people]
    told += [one.person for one in orders_of(followed(admin))]
    assert {said.kind for one in told for said in one.observations} <= {"note"}


def test_what_may_not_be_seen_is_not_gone():
    admin = story()
    wanted = Wanted(people=["1", "2", "99"], orders=["7", "8", "9", "98"])
    admin.denied = {"gid://shopify/Customer/2", "gid://shopify/Order/8"}
    pages = read_again(admin, wanted)
    assert [page.gone for page in pages] == [Gone(people=("99",)), Gone(orders=("98",))]
    assert numbers(pages) == ["#1007", "#1009"]
    aside = [(one.stream, one.external_id, one.reason) for page in pages for one in page.unreadable]
    words = "hidden by the permissions of the store"
    assert aside == [("customers", "2", words), ("orders", "8", words)]


def test_an_order_that_a_page_hides_is_told_and_the_others_are_read(
    caplog: pytest.LogCaptureFixture,
):
    admin = many(12)
    admin.denied = {admin.orders[4]["id"]}
    pages = followed(admin)
    assert len(numbers(pages)) == 11
    assert caplog.messages == ["wool hides 1 of its orders"]
    assert pages[-1].cursor == clock(1)


@pytest.mark.parametrize(
    ("gid", "words", "left"),
    [
        ("Fulfillment/91", "parcels", [1, 1, 0]),
        ("Refund/1", "refunds", [2, 0, 0]),
        ("Return/1", "returns", [1, 0, 0]),
    ],
)
def test_a_part_that_is_hidden_is_said_and_the_others_stay(gid: str, words: str, left: list[int]):
    admin = story()
    admin.denied = {f"gid://shopify/{gid}"}
    number = "#1009" if words == "returns" else "#1007"
    record = next(one for one in orders_of(followed(admin)) if one.order.number == number)
    said = [one.status for one in record.observations if one.kind == "system"]
    assert f"Hidden by the permissions of the store: {words}" in said
    read = record.order
    reasons = {one.reason for one in read.refunds}
    assert [len(read.fulfilments), len(reasons), len(read.returns)] == left


def test_a_timeline_that_is_hidden_is_not_one_without_notes():
    admin = story()
    admin.denied = {"the timeline of gid://shopify/Order/7"}
    record = next(one for one in orders_of(followed(admin)) if one.order.number == "#1007")
    assert not record.has_all_notes
    said = [one.status for one in record.observations if one.kind == "system"]
    assert said == ["Hidden by the permissions of the store: the timeline, returns"]


def test_the_rest_of_a_list_that_is_hidden_leaves_its_beginning():
    lines = [line(n, f"S{n}", 1, "1.00") for n in range(9)]
    admin = Admin(orders=[order(1, None, lineItems=lines)])
    admin.denied = {"the rest of gid://shopify/Order/1"}
    [record] = orders_of(followed(admin))
    assert len(record.order.lines) == 6
    said = [one.status for one in record.observations if one.kind == "system"]
    assert said == ["Hidden by the permissions of the store: articles"]


@pytest.mark.parametrize("field", ["customersCount", "customers"])
def test_hidden_customers_leave_the_orders_readable(field: str):
    admin = story()
    admin.hidden = {field, "customer"}
    assert followed(admin, "customers") == []
    record = next(one for one in orders_of(followed(admin)) if one.order.number == "#1007")
    assert (record.person.kind, record.person.name) == ("order", "Helena Brandt")


def test_hidden_orders_are_a_permission_to_be_given():
    admin = story()
    admin.hidden = {"ordersCount"}
    with pytest.raises(SignInAgain, match="lacks a permission"):
        followed(admin)
