"""`radar`: what is wrong with parcels, as people and scripts read it; taken and given back."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.moment import instant
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.intake import StoredIntake
from tests.contracts.parcel_contract import POST, SHOP, scan, tracked
from tests.contracts.parcel_contract import told as parcels
from tests.contracts.tracked_contract import stated
from tests.fakes.program import KEY, Program
from tests.fakes.records import order, order_record, page

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
ITEM = {
    *("key", "customer", "order", "parcel", "kind", "also", "cause", "why", "turn", "remedies"),
    *("since", "deadline", "notices_at", "promised", "expected", "told", "told_at", "acted"),
    *("acted_at", "owner", "claimed_at", "group", "facts"),
}


@pytest.fixture
def late(program: Program) -> Program:
    """The program with a parcel that its carrier promised for yesterday."""
    program.connect("http://127.0.0.1:9")
    store = create_store(Place(program.home), KEY)
    know(StoredIntake(store))
    store.close()
    return program


def know(intake: StoredIntake, status: str = "in_transit") -> None:
    minutes = (NOW - 2 * DAY - datetime(2026, 11, 20, 9, 0, tzinfo=UTC)) / timedelta(minutes=1)
    record = stated(
        tracked("t1", scan(status, minutes)),
        promised=instant(NOW - DAY),
        delivered=instant(NOW) if status == "delivered" else None,
    )
    intake.keep(SHOP, page(order_record(order(minutes=minutes - 60))), NOW)
    intake.keep(POST, parcels(record), NOW + timedelta(seconds=1 + (status == "delivered")))


def test_a_late_parcel_is_told_with_everything_about_it(late: Program):
    told = late.json("radar")
    [one] = told["items"]
    assert set(one) == ITEM
    assert (one["kind"], one["order"], one["turn"]) == ("late", "A-7", "carrier")
    assert one["customer"] == {"id": "c1", "name": "Helena Brandt"}
    assert one["parcel"] == {"carrier": "DHL", "number": "0034 0434 1610 7"}
    assert one["group"] == {"depot": "Graz", "area": "AT", "cause": "late"}
    assert (one["told"], one["acted"], one["owner"]) == (False, False, None)
    assert {"words": "Tell the customer the new day.", "deed": "message:delay"} in one["remedies"]
    assert one["why"].startswith("It was promised by ")
    known = {entry["id"] for entry in late.json("timeline", "A-7")["entries"]}
    assert one["facts"]
    assert set(one["facts"]) <= known
    counts = told["counts"]
    assert (counts["at_risk"], counts["not_told"], counts["notice_today"]) == (1, 1, 1)
    assert told["groups"][0]["items"] == [one["key"]]


def test_it_is_gone_as_soon_as_it_is_delivered(late: Program):
    assert late.json("radar")["counts"]["at_risk"] == 1
    store = open_store(Place(late.home), KEY)
    know(StoredIntake(store), "delivered")
    store.close()
    assert late.json("radar")["items"] == []
    assert late.run("radar") == (0, "No parcel is at risk.\n")


def test_a_parcel_is_taken_and_given_back(late: Program, monkeypatch: pytest.MonkeyPatch):
    [one] = late.json("radar")["items"]
    monkeypatch.setenv("LOGNAME", "mira")
    [taken] = late.json("radar", "claim", one["key"])["items"]
    assert (taken["owner"], taken["claimed_at"] is not None) == ("mira", True)
    monkeypatch.setenv("LOGNAME", "jonas")
    refused = late.json("radar", "claim", one["key"], expect=7)["error"]
    assert (refused["kind"], refused["owner"]) == ("refused", "mira")
    assert late.json("radar", "--mine")["items"] == []
    [free] = late.json("radar", "release", one["key"], "--anyway")["items"]
    assert free["owner"] is None


def test_what_is_no_key_is_said(late: Program):
    assert late.json("radar", "claim", expect=2)["error"]["kind"] == "usage"
    for key in ("nonsense", "r1-unknown"):
        assert late.json("radar", "claim", key, expect=1)["error"]["kind"] == "not_found"


def test_without_a_store_it_is_said(program: Program):
    program.connect("http://127.0.0.1:9")
    assert program.json("radar", expect=5)["error"]["kind"] == "store_missing"
