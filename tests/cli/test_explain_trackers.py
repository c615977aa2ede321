"""`explain easypost`: trackers out of any answer, errors out of any status, never a crash."""

import json
from pathlib import Path

import pytest

from tests.fakes.program import Program
from tests.peers.easypost.trackers import CODE, made_up, recordings, tracker, trackers_in

PROVIDER = "easypost"


def latest(read: dict) -> dict:
    """Return the last event as the facts write it."""
    last = read["events"][-1]
    times = {name: last[name] for name in ("local_time", "utc_offset", "utc", "text")}
    return times | last["place"]


FACTS = {
    "tracking_number": lambda read: read["number"],
    "carrier": lambda read: read["carrier"],
    "status": lambda read: read["status"],
    "event_count": lambda read: len(read["events"]),
    "estimated_delivery": lambda read: read["estimated"] and read["estimated"]["utc"],
    "promised": lambda read: read["promised"],
    "latest_event": latest,
}
NOT_PRINTED = {"case", "file", "provider", "terminal", "traps"}
ERROR = {"error": {"code": "PARAMETER.REQUIRED", "message": "Missing required parameter."}}
LIMITED = {"error": {"code": "RATE_LIMITED", "message": "slow down"}}


def explained(program: Program, document: object, *more: str) -> dict:
    path = program.home / "answer.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    told = program.json("explain", PROVIDER, str(path), *more)
    assert list(told) == ["orders", "shipments", "contacts", "errors"]
    assert not (program.home / "store.db").exists(), "nothing is stored"
    return told


def numbers(told: dict) -> list[str]:
    return [one["number"] for one in told["shipments"]]


def kinds(told: dict) -> list[str]:
    return [one["kind"] for one in told["errors"]]


def exchange(body: object, status: int = 200) -> dict:
    return {"request": {"method": "GET"}, "response": {"status": status, "body": body}}


def test_an_element_of_what_is_listed_can_be_chosen(program: Program):
    listed = {"trackers": [tracker("EZ1000000001"), tracker("EZ4000000004")], "has_more": False}
    assert numbers(explained(program, listed, "--index", "1")) == ["EZ4000000004"]
    assert kinds(explained(program, listed, "--index", "2")) == ["refused"]


def test_known_facts_of_recorded_answers_are_read_right(program: Program, shared: Path):
    folder = shared / "payloads" / "carriers"
    cases = json.loads((folder / "expected.json").read_text())["cases"]
    ours = [case for case in cases if case["provider"] == PROVIDER]
    assert ours
    for case in ours:
        assert case.keys() <= FACTS.keys() | NOT_PRINTED, "every fact of the file is looked at"
        told = program.json(
            "explain", PROVIDER, str(folder / case["file"]), "--index", str(case.get("index", 0))
        )
        [read] = told["shipments"]
        assert {name: FACTS[name](read) for name in FACTS if name in case} == {
            name: case[name] for name in FACTS if name in case
        }


def test_every_recorded_answer_is_read_without_a_crash(program: Program, shared: Path):
    folder = shared / "payloads" / "carriers" / PROVIDER
    files = sorted(folder.glob("*.json"))
    assert files
    for path in files:
        told = program.json("explain", PROVIDER, str(path))
        recorded = json.loads(path.read_text())
        assert numbers(told) == [one["tracking_code"] for one in trackers_in(recorded)], path.name
        assert (kinds(told) != []) is ('"error":' in path.read_text()), path.name


def test_every_recorded_exchange_can_be_chosen(program: Program, shared: Path):
    for path in sorted((shared / "payloads" / "carriers" / PROVIDER).glob("cassette_*.json")):
        for index, one in enumerate(json.loads(path.read_text())):
            told = program.json("explain", PROVIDER, str(path), "--index", str(index))
            response = one["response"]
            assert numbers(told) == [t["tracking_code"] for t in trackers_in(response["body"])]
            assert kinds(told) == (["refused"] if response["status"] >= 400 else [])


def test_recorded_errors_keep_their_words(program: Program, shared: Path):
    folder = shared / "payloads" / "carriers" / PROVIDER
    [told] = program.json("explain", PROVIDER, str(folder / "docs_error_catch.json"))["errors"]
    assert told["kind"] == "refused"
    assert "ADDRESS.VERIFY.FAILURE: Address not found" in told["message"]
    assert len(list(recordings(folder))) > 20


def test_a_tracker_is_printed_with_all_the_interface_names(program: Program):
    [told] = explained(program, made_up())["shipments"]
    assert (told["number"], told["carrier"], told["unique_id"]) == (CODE, "USPS", f"trk_{CODE}")
    assert (told["status"], told["status_text"]) == ("in_transit", "in_transit")
    assert told["estimated"] == {
        "local_time": None,
        "utc_offset": None,
        "utc": "2026-11-25T17:00:00Z",
    }
    assert told["events"][1] == {
        "code": None,
        "text": "Accepted",
        "status": "in_transit",
        "local_time": "2026-11-20T11:00:00",
        "utc_offset": "-06:00",
        "utc": "2026-11-20T17:00:00Z",
        "place": {"city": "HOUSTON", "region": "TX", "country": "US"},
    }


@pytest.mark.parametrize(
    "document",
    [
        made_up(),
        [made_up()],
        {"trackers": [made_up()], "has_more": False},
        {"object": "Event", "description": "tracker.updated", "result": made_up()},
        {"object": "Shipment", "id": "shp_1", "tracking_code": CODE, "tracker": made_up()},
        exchange(made_up(), 201),
        [exchange(json.dumps({"trackers": [made_up()]}))],
    ],
    ids=["bare", "list", "trackers", "event", "shipment", "exchange", "cassette"],
)
def test_every_wrapping_is_taken_off(program: Program, document):
    told = explained(program, document)
    assert (numbers(told), told["errors"]) == ([CODE], [])


def test_one_bad_tracker_leaves_the_others_readable(program: Program):
    bad = [{**made_up(), "tracking_details": "x"}, tracker(None), None, ERROR]
    told = explained(program, {"trackers": [*bad, made_up()], "has_more": False})
    assert (numbers(told), kinds(told)) == ([CODE], ["refused"] * 4)


@pytest.mark.parametrize(
    "document",
    [
        {"object": "Event", "result": None},
        {"object": "Shipment", "id": "shp_1", "tracker": None, "tracking_code": None},
        {"object": "Refund", "id": "rfnd_1", "tracking_code": CODE, "status": "submitted"},
        {"trackers": [], "has_more": False},
        {"result": []},
    ],
)
def test_an_answer_without_a_tracker_is_no_error(program: Program, document):
    told = explained(program, document)
    assert (told["shipments"], told["errors"]) == ([], [])


@pytest.mark.parametrize(
    ("document", "status", "kind"),
    [
        (ERROR, 200, "refused"),
        (ERROR, 422, "refused"),
        (ERROR, 404, "not_found"),
        (ERROR, 401, "sign_in_again"),
        (ERROR, 429, "try_later"),
        (ERROR, 503, "try_later"),
        (LIMITED, 200, "try_later"),
        (LIMITED, 403, "try_later"),
        ("", 429, "try_later"),
        ("<html>", 500, "try_later"),
        ("<html>", 404, "not_found"),
        ("<html>", 200, "refused"),
        ("", 200, "refused"),
    ],
)
def test_an_error_is_one_of_the_four_failures(program: Program, document, status, kind):
    told = explained(program, document, "--http-status", str(status))
    assert (told["shipments"], kinds(told)) == ([], [kind])
    assert kinds(explained(program, exchange(document, status))) == [kind]


@pytest.mark.parametrize(
    "text", ["", " ", "{", "null", "[null]", "5", '"t"', "[[]]", "[" * 100_000, "\ufeff{}", "{}",
             '{"trackers": null}', '{"trackers": 5}', "\x00"],
    ids=range(14),
)  # fmt: skip
def test_what_is_no_answer_is_refused(program: Program, text):
    told = explained(program, text)
    assert (told["shipments"], set(kinds(told))) == ([], {"refused"})


@pytest.mark.parametrize(
    ("spoilt", "path"),
    [
        ({"datetime": "yesterday"}, "tracking_details[1].datetime"),
        ({"datetime": "2026-11-20T24:00:00Z"}, "tracking_details[1].datetime"),
        ({"datetime": "0000-11-20T10:00:00Z"}, "tracking_details[1].datetime"),
        ({"tracking_location": "Linz, AT"}, "tracking_details[1].tracking_location"),
        ("no scan", "tracking_details[1]"),
        (7, "tracking_details[1]"),
        ([], "tracking_details[1]"),
    ],
)
def test_what_of_a_tracker_cannot_be_read_is_named(program: Program, spoilt, path):
    given = made_up()
    scan = given["tracking_details"][1]
    given["tracking_details"][1] = {**scan, **spoilt} if isinstance(spoilt, dict) else spoilt
    told = explained(program, given)
    assert (numbers(told), kinds(told)) == ([CODE], ["refused"])
    assert path in told["errors"][0]["message"]


def test_people_are_told_in_lines(program: Program):
    path = program.home / "answer.json"
    path.write_text(json.dumps(made_up()))
    assert (
        program.run("explain", PROVIDER, str(path))[1].strip() == f"parcel {CODE}  USPS  in_transit"
    )


def test_no_source_writes_control_characters_to_a_terminal(program: Program):
    path = program.home / "answer.json"
    path.write_text(json.dumps(tracker("\x1b[2J\x1b]0;owned\x07EZ\r\u202e1\x9b", carrier="U\nPS")))
    printed = program.run("explain", PROVIDER, str(path))[1]
    assert printed == "parcel [2J]0;ownedEZ 1  U PS  unknown\n"
    assert "\\u001b" not in printed
