import httpx

from tests.peers.vendure.seed import Facts
from tests.peers.vendure.staff import Staff
from tests.peers.vendure.story import varied
from tests.peers.vendure.vendure import VendurePeer

LOGIN = "mutation($u: String!, $p: String!) { login(username: $u, password: $p) { __typename } }"


def log_in(peer: VendurePeer, password: str) -> httpx.Response:
    who = {"u": peer.username, "p": password}
    with httpx.Client(base_url=peer.base, trust_env=False) as client:
        return client.post("/admin-api", json={"query": LOGIN, "variables": who})


def test_the_store_answers_a_staff_login(vendure: VendurePeer):
    answer = log_in(vendure, vendure.password)
    assert answer.json()["data"]["login"]["__typename"] == "CurrentUser"
    assert answer.headers["vendure-auth-token"]


def test_a_wrong_password_is_an_error_result(vendure: VendurePeer):
    answer = log_in(vendure, "wrong")
    assert answer.json()["data"]["login"]["__typename"] == "InvalidCredentialsError"


def test_a_seeded_store_knows_seven_orders(vendure_facts: Facts):
    assert {case: order["state"] for case, order in vendure_facts.items()} == {
        "split": "PartiallyDelivered",
        "partial": "PartiallyShipped",
        "cancelled": "Cancelled",
        "guest1": "PaymentSettled",
        "guest2": "PaymentSettled",
        "unfulfilled": "PaymentSettled",
        "draft": "Draft",
    }


def test_a_refund_is_pending_until_settled(vendure: VendurePeer, vendure_facts: Facts):
    with Staff(vendure.base) as staff:
        order = vendure_facts["guest1"]["id"]
        refund = staff.refund(order, 100, "late")
        before = staff.order(order)["payments"][0]["refunds"][0]["state"]
        staff.settle_refund(refund)
        after = staff.order(order)["payments"][0]["refunds"][0]["state"]
    assert (before, after) == ("Pending", "Settled")


def test_one_seed_always_tells_one_story():
    assert varied(7) == varied(7)
    assert varied(7) != varied(8)
