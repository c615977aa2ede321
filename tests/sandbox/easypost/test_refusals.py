"""EasyPost refuses in its own words, and misbehaves on demand."""

import httpx
import pytest

from agent_console.sandbox.easypost.limit import Limit
from tests.sandbox.easypost.conftest import opened


def code(answer):
    return (answer.status_code, answer.json()["error"]["code"])


@pytest.mark.parametrize(
    "auth",
    [None, httpx.BasicAuth("EZAKguess", ""), httpx.BasicAuth("", "EZAKloopbackonly")],
    ids=["none", "wrong", "as password"],
)
def test_without_the_key_nothing_is_told(post, auth):
    post.http.auth = auth
    for answer in (post.http.get("/v2/trackers"), post.make("1")):
        assert code(answer) == (401, "APIKEY.INACTIVE")
        assert answer.json()["error"]["errors"] == []


def test_what_is_not_there_is_not_found(post):
    for path in ("/v2/trackers/trk_none", "/v2/shipments", "/v2/trackers?before_id=trk_none"):
        assert code(post.http.get(path)) == (404, "NOT_FOUND")
    assert code(post.http.post("/v2/trackers/trk_1", json={})) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (422, "PARAMETER.REQUIRED")),
        ({"tracker": {"carrier": "UPS"}}, (422, "PARAMETER.REQUIRED")),
        ({"tracker": {"tracking_code": "  "}}, (422, "PARAMETER.REQUIRED")),
        ({"tracker": {"tracking_code": "123"}}, (422, "TRACKER.CREATE.ERROR")),
        ({"tracker": {"tracking_code": "123", "carrier": "Owl"}}, (422, "TRACKER.CREATE.ERROR")),
        ([1], (422, "PARAMETER.REQUIRED")),
    ],
)
def test_a_tracker_of_nothing_is_refused(post, body, expected):
    assert code(post.http.post("/v2/trackers", json=body)) == expected


def test_what_is_no_json_is_not_understood(post):
    assert code(post.http.post("/v2/trackers", content=b"{bad")) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "asked",
    [
        {"page_size": "many"},
        {"page_size": "0"},
        {"start_datetime": "yesterday"},
        {"before_id": "trk_1", "after_id": "trk_2"},
    ],
)
def test_a_question_without_sense_is_refused(post, asked):
    assert code(post.http.get("/v2/trackers", params=asked)) == (422, "PARAMETER.INVALID")


def test_asking_for_lists_too_often_is_refused(world):
    with opened(world, Limit(3)) as post:
        answers = [post.http.get("/v2/trackers") for _ in range(4)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        assert code(answers[-1]) == (429, "RATE_LIMITED")
        assert post.http.get("/v2/trackers/trk_none").status_code == 404


def test_the_limit_counts_any_second():
    now = [10.0]
    limit = Limit(2, clock=lambda: now[0])
    assert [limit.lets_through() for _ in range(3)] == [True, True, False]
    now[0] = 10.9
    assert not limit.lets_through()
    now[0] = 11.0
    assert [limit.lets_through() for _ in range(3)] == [True, True, False]


def test_it_misbehaves_as_the_store_does(post):
    def behave(mode):
        return post.http.post("/sandbox/mode", json={"mode": mode}).status_code

    assert behave("unauthorised") == 200
    assert post.http.get("/v2/trackers").status_code == 401
    assert behave("html") == 200
    assert post.http.get("/v2/trackers").headers["Content-Type"].startswith("text/html")
    assert behave("slow") == 200
    assert post.http.get("/v2/trackers").elapsed.total_seconds() >= 0.3
    assert behave("down") == 200
    with pytest.raises(httpx.RemoteProtocolError):
        post.http.get("/v2/trackers")
    assert behave("lazy") == 400
    assert behave("ok") == 200
    assert post.http.get("/v2/trackers").status_code == 200


def test_only_loopback_can_reach_it(post):
    assert post.server.server_address[0] == "127.0.0.1"
