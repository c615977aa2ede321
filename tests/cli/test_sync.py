"""`sync --once`: what it counts, and every way in which a store can fail."""

import pytest

from agent_console.connectors.kit import http
from tests.fakes.program import Program
from tests.fakes.shop import Shop, clock, customer, order

KEYS = ["name", "kind", "status", "fetched", "stored", "quarantined", "error"]
SECRET = "loopback-only"


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries a failing store again at once."""
    monkeypatch.setattr(http, "FIRST_PAUSE_S", 0.001)


def failure(program: Program, shop: Shop, *answer: object) -> dict:
    """Return the error of a pass in which the store gives one answer to everything."""
    shop.answer = (*answer, {})[:3] if answer else None
    program.connect(shop.base)
    [told] = program.json("sync", "--once", expect=6)["connections"]
    assert list(told) == KEYS
    assert told["status"] == "failed"
    assert list(told["error"]) == ["kind", "message"]
    assert "web-shop" in told["error"]["message"], "the connection is named"
    assert SECRET not in str(told)
    return told["error"]


def test_a_first_sync_counts_and_makes_the_store(program: Program, shop: Shop):
    program.connect(shop.base)
    assert not (program.home / "store.db").exists()
    told = program.json("sync", "--once")
    assert list(told) == ["connections"]
    [outcome] = told["connections"]
    assert list(outcome) == KEYS
    assert outcome["name"], outcome["kind"] == ("web-shop", "vendure")
    assert (outcome["status"], outcome["quarantined"], outcome["error"]) == ("ok", 0, None)
    assert outcome["stored"] == len(shop.customers) + len(shop.orders)
    assert outcome["fetched"] >= outcome["stored"]
    assert (program.home / "store.db").exists()


def test_a_second_sync_stores_nothing(program: Program, shop: Shop):
    program.connect(shop.base)
    program.json("sync", "--once")
    [again] = program.json("sync", "--once")["connections"]
    assert (again["status"], again["stored"]) == ("ok", 0)
    assert again["fetched"] > 0


def test_only_what_changed_is_stored_anew(program: Program, shop: Shop):
    program.connect(shop.base)
    program.json("sync", "--once")
    shop.orders[0]["state"] = "Delivered"
    shop.customers.append(customer(9, "New One", "new@one.example", None))
    [told] = program.json("sync", "--once")["connections"]
    assert told["stored"] == 2
    assert program.json("customer", "A-7")["orders"][0]["state"] == "Delivered"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((401, "{}"), "sign_in_again"),
        ((403, "{}"), "sign_in_again"),
        ((404, "{}"), "not_found"),
        ((400, "{}"), "refused"),
        ((302, "", {"location": "http://127.0.0.1:1/"}), "refused"),
        ((429, "{}"), "try_later"),
        ((503, "", {"retry-after": "900"}), "try_later"),
        ((500, "<html>"), "try_later"),
        ((200, "<html>Maintenance</html>"), "refused"),
        ((200, ""), "refused"),
        ((200, '{"data": {"ord'), "refused"),
        ((200, "{}", {"content-encoding": "gzip"}), "refused"),
    ],
)
def test_each_failure_has_one_of_four_names(program: Program, shop: Shop, answer, kind):
    assert failure(program, shop, *answer)["kind"] == kind


def test_a_wrong_password_is_tried_once(program: Program, shop: Shop):
    shop.password = "changed-over-night"
    assert failure(program, shop)["kind"] == "sign_in_again"
    assert len(shop.asked) == 1


def test_a_missing_password_says_how_to_set_it(program: Program, shop: Shop, monkeypatch):
    monkeypatch.delenv("AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD")
    told = failure(program, shop)
    assert told["kind"] == "sign_in_again"
    assert "secrets set web-shop password" in told["message"]
    assert shop.asked == []


def test_a_long_refusal_is_cut_short(program: Program, shop: Shop):
    wrong = '{"errors": [{"message": "%s", "extensions": {"code": "X"}}]}' % ("no " * 90_000)
    assert len(failure(program, shop, 200, wrong)["message"]) < 1000


def test_one_failing_store_never_stops_another(program: Program, shop: Shop, monkeypatch):
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_OUTLET_PASSWORD", SECRET)
    program.connect("http://127.0.0.1:1", name="outlet")
    program.connect(shop.base)
    told = program.json("sync", "--once", expect=6)["connections"]
    assert [(one["name"], one["status"]) for one in told] == [
        ("outlet", "failed"),
        ("web-shop", "ok"),
    ]
    only = program.json("sync", "--once", "--connection", "web-shop")["connections"]
    assert [one["name"] for one in only] == ["web-shop"]


def test_one_bad_record_waits_and_the_rest_stays(program: Program, shop: Shop):
    shop.orders[1]["totalWithTax"] = None
    program.connect(shop.base)
    [told] = program.json("sync", "--once", expect=7)["connections"]
    assert (told["status"], told["quarantined"] > 0, told["error"]) == ("partial", True, None)
    assert program.json("customer", "A-7")["id"] == "c1"
    assert program.json("customer", "B-8", expect=1)["error"]["kind"] == "not_found"


POISON = [
    {"totalWithTax": 10**30},
    {"totalWithTax": "1_000"},
    {"updatedAt": "0001-01-01T00:00:00.000Z"},
    {"updatedAt": "9999-12-31T23:59:59.999Z"},
    {"updatedAt": "2999-01-01T00:00:00.000Z"},
    {"orderPlacedAt": "0001-01-01T00:00:00+14:00"},
    {"orderPlacedAt": "yesterday"},
    {"code": {"no": "text"}},
    {"lines": "many"},
    {"history": {"items": [{"id": None}]}},
    {"currencyCode": 5.5e300},
]


@pytest.mark.parametrize("poison", POISON, ids=lambda poison: next(iter(poison)))
def test_a_poisoned_record_harms_only_itself(program: Program, shop: Shop, poison):
    shop.orders.append({**order(40, "P-40", shop.customers[3]), **poison})
    program.connect(shop.base)
    code, out = program.run("sync", "--once", "--json")
    assert code in {0, 7}, out
    assert program.json("customer", "A-7")["id"] == "c1"
    shop.orders.append(order(41, "N-41", shop.customers[0], updatedAt=clock(200)))
    assert program.run("sync", "--once")[0] in {0, 7}
    assert program.json("customer", "N-41")["id"] == "c1"


def test_half_a_letter_does_not_stop_the_page(program: Program, shop: Shop):
    shop.orders[0]["history"]["items"][2]["data"]["note"] = "broken \ud83d emoji and a \x00"
    program.connect(shop.base)
    assert program.json("sync", "--once")["connections"][0]["status"] == "ok"
    [note] = program.json("timeline", "A-7", "--kind", "note")["entries"]
    assert note["text"] == "broken \ufffd emoji and a"


@pytest.mark.parametrize("arguments", [(), ("--once", "--connection", "nope")])
def test_a_sync_called_wrongly_is_a_usage_error(program: Program, shop: Shop, arguments):
    program.connect(shop.base)
    assert program.json("sync", *arguments, expect=2)["error"]["kind"] == "usage"
    assert shop.asked == []


def test_a_connection_switched_off_is_left_alone(program: Program, shop: Shop):
    program.connect(shop.base, enabled=False)
    assert program.json("sync", "--once") == {"connections": []}
    assert shop.asked == []
