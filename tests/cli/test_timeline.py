"""`timeline`: entries key by key, kinds, pages and cursors."""

import pytest

from tests.fakes.program import Program

HELENA = "helena@brandt.example"
KEYS = [
    "id",
    "kind",
    "title",
    "text",
    "occurred_at",
    "local_time",
    "utc_offset",
    "observed_at",
    "sources",
    "order",
    "shipment",
    "status",
    "channel",
    "direction",
    "amount",
    "place",
    "remark",
]


def test_a_timeline_names_its_customer_and_end(synced: Program):
    told = synced.json("timeline", HELENA)
    assert list(told) == ["customer", "entries", "next"]
    assert told["customer"] == {"id": "c1", "name": "Helena Brandt"}
    assert told["next"] is None


def test_every_entry_has_the_same_keys(synced: Program):
    entries = synced.json("timeline", HELENA)["entries"]
    assert [list(one) for one in entries] == [KEYS] * 7
    assert all(isinstance(one["id"], str) for one in entries)
    assert len({one["id"] for one in entries}) == 7


def test_the_story_is_told_newest_first(synced: Program):
    entries = synced.json("timeline", HELENA)["entries"]
    assert [(one["kind"], one["title"]) for one in entries] == [
        ("refund", "Refund of 1.00 EUR asked for"),
        ("refund", "Refund of 17.55 EUR paid out"),
        ("refund", "Refund of 17.55 EUR asked for"),
        ("note", "Note on order A-7"),
        ("fulfilment", "Shipped with DHL: The jacket-m"),
        ("payment", "189.90 EUR paid with visa"),
        ("order", "Order A-7 placed"),
    ]
    assert [one["occurred_at"] for one in entries[3:]] == [
        "2026-11-20T09:30:00Z",
        "2026-11-20T09:21:00Z",
        "2026-11-20T09:08:00Z",
        "2026-11-20T09:07:00Z",
    ]


def test_one_entry_says_all_that_was_told(synced: Program):
    [note] = synced.json("timeline", HELENA, "--kind", "note")["entries"]
    assert note["text"] == "Ring twice, the bell is old"
    assert (note["order"], note["shipment"], note["status"]) == ("A-7", None, "order")
    assert (note["channel"], note["direction"], note["amount"]) == (None, "internal", None)
    assert (note["local_time"], note["utc_offset"]) == (None, None)
    [source] = note["sources"]
    assert list(source) == ["connection", "kind", "external_id", "observed_at"]
    assert (source["connection"], source["kind"]) == ("web-shop", "vendure")
    assert source["external_id"] == "history:3"
    assert source["observed_at"] == note["observed_at"]
    assert note["observed_at"].endswith("Z")


def test_money_and_parcel_stand_in_their_fields(synced: Program):
    entries = synced.json("timeline", HELENA)["entries"]
    by_kind = {one["kind"]: one for one in entries}
    assert by_kind["fulfilment"]["shipment"] == "0034 0434 1610"
    assert by_kind["payment"]["amount"] == {"minor": 18990, "currency": "EUR"}


def test_pages_join_to_the_whole_timeline(synced: Program):
    whole = synced.json("timeline", HELENA)["entries"]
    seen, cursor = [], None
    while cursor or not seen:
        more = ("--before", cursor) if cursor else ()
        page = synced.json("timeline", HELENA, "--limit", "2", *more)
        assert len(page["entries"]) <= 2
        seen, cursor = [*seen, *page["entries"]], page["next"]
    assert seen == whole


def test_a_kind_is_paged_on_its_own(synced: Program):
    first = synced.json("timeline", HELENA, "--kind", "refund", "--limit", "1")
    rest = synced.json("timeline", HELENA, "--kind", "refund", "--before", first["next"])
    assert [one["kind"] for one in rest["entries"]] == ["refund", "refund"]
    assert rest["next"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("--before", "yesterday"),
        ("--before", ""),
        ("--before", "5"),
        ("--before", f"{'9' * 30}.1"),
        ("--before", f"1.{'9' * 30}"),
        ("--limit", "0"),
        ("--limit", "-1"),
        ("--limit", "ten"),
        ("--limit", "9" * 30),
        ("--kind", "gossip"),
    ],
)
def test_a_wrong_page_is_a_wrong_call(synced: Program, arguments):
    told = synced.json("timeline", HELENA, *arguments, expect=2)
    assert told["error"]["kind"] == "usage"


def test_nobody_has_no_timeline(synced: Program):
    assert synced.json("timeline", "nobody@x.example", expect=1)["error"]["kind"] == "not_found"
    assert synced.json("timeline", "01 5551234", expect=7)["error"]["kind"] == "ambiguous"


def test_a_cancelled_order_is_told_without_worth(synced: Program):
    entries = synced.json("timeline", "B-8")["entries"]
    assert [(one["title"], one["amount"]) for one in entries] == [("Order B-8 placed", None)]
