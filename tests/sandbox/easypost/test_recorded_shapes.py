"""What the demo's EasyPost answers has the shape of what the real one was recorded to answer."""

import json
from pathlib import Path

import pytest

from tests.sandbox.stories import KEYS, gather

STATUSES = {
    "unknown",
    "pre_transit",
    "in_transit",
    "out_for_delivery",
    "available_for_pickup",
    "delivered",
    "return_to_sender",
    "failure",
    "cancelled",
    "error",
}


@pytest.fixture(scope="module")
def recorded(shared: Path) -> Path:
    return shared / "payloads" / "carriers" / "easypost"


def exchanges(folder: Path, name: str) -> list[dict]:
    return json.loads((folder / f"cassette_{name}.json").read_text(encoding="utf-8"))


def misfits(ours: object, real: object, place: str = "") -> list[str]:
    """Return where we differ in names or types; null fits any plain value."""
    if isinstance(real, dict) and isinstance(ours, dict):
        if list(ours) != list(real):
            return [f"{place}: {list(ours)} instead of {list(real)}"]
        return [one for name in real for one in misfits(ours[name], real[name], f"{place}.{name}")]
    if isinstance(real, list) and isinstance(ours, list):
        return [
            one for each in ours for one in misfits(each, real[0] if real else {}, f"{place}[]")
        ]
    if None in {ours, real} and not isinstance(real, dict | list):
        return []
    return [] if type(ours) is type(real) else [f"{place}: {ours!r} instead of {real!r}"]


@pytest.mark.parametrize("key", KEYS)
def test_a_made_tracker_has_the_recorded_shape(post, recorded, key):
    real = exchanges(recorded, "tracker_retrieve_batch")[0]["response"]
    number = gather(post.world, key).parcels()[-1].parcel.number
    answer = post.make(number)
    assert misfits(answer.json(), real["body"]) == []
    assert answer.headers["location"].startswith("/api/v2/trackers/trk_")
    assert set(real["headers"]) <= {name.lower() for name in answer.headers}


def test_listed_trackers_have_the_recorded_shape(post, recorded):
    page = exchanges(recorded, "tracker_all")[0]["response"]["body"]
    newest = exchanges(recorded, "tracker_retrieve_batch")[1]["response"]["body"]["trackers"][0]
    ours = post.list(page_size=100)
    assert list(ours) == list(page)
    assert len(ours["trackers"]) == 100
    for one in ours["trackers"]:
        assert misfits(one, newest) == []
    assert list(page["trackers"][0]) == [name for name in newest if name != "delivery_evidence"]


def test_a_looked_up_tracker_is_the_listed_one(post):
    listed = post.list(page_size=1)["trackers"][0]
    assert post.http.get(f"/v2/trackers/{listed['id']}").json() == listed


def test_errors_have_the_recorded_shape(post, recorded):
    real = exchanges(recorded, "error")[0]["response"]
    answer = post.make(None)
    assert answer.status_code == real["status"]
    assert misfits(answer.json(), real["body"]) == []
    assert answer.json()["error"]["code"] == real["body"]["error"]["code"]


def test_statuses_are_words_of_easypost(post):
    for one in post.list(page_size=100)["trackers"]:
        assert {one["status"], *(each["status"] for each in one["tracking_details"])} <= STATUSES
        assert one["status"] == one["tracking_details"][-1]["status"]
        assert one["status_detail"] == one["tracking_details"][-1]["status_detail"]
