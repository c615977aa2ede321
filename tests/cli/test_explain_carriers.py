"""`explain` of the carriers' own answers: every known fact of a recorded one is read right."""

import json
import re
from pathlib import Path

import pytest

from agent_console.connectors.registry import CARRIERS
from tests.fakes.program import Program

KINDS = {"dhl_parcel_de": "dhl", "dhl_unified": "dhl"}
"""The connector that reads a provider's answers, where it is called otherwise."""
ERRORS = {"error:not_found": "not_found", "error:invalid_number": "refused"}
OFFSET = re.compile(r"[+-]\d\d:\d\d")


def kind_of(case: dict) -> str:
    return KINDS.get(case["provider"], case["provider"])


def cases(shared: Path) -> list[dict]:
    known = json.loads((shared / "payloads/carriers/expected.json").read_text())["cases"]
    kinds = {manifest.kind for manifest in CARRIERS}
    return [case for case in known if kind_of(case) in kinds]


def told_day(moment: dict | None) -> str | None:
    """Return the day of a time as told, wherever it is read."""
    return moment and (moment["local_time"] or moment["utc"])[:10]


def first_word(said: str | None) -> str | None:
    """Return a fact without the remarks that people put behind it."""
    return said.split(" ")[0] if said else said


def check_last(read: dict, known: dict) -> None:
    """Compare the last event: where the payload does not say, nothing is made up."""
    last = read["events"][-1]
    assert last["text"] == known["text"]
    assert last["local_time"] == first_word(known["local_time"])
    place = {name: last["place"][name] for name in ("city", "region", "country")}
    assert place == {name: known[name] for name in place}
    if known["utc_offset"] is None:
        assert last["utc_offset"] is None
    elif found := OFFSET.search(known["utc_offset"]):
        assert last["utc_offset"] == found[0]
    if known["utc"] is None:
        assert last["utc"] is None
    elif " " not in known["utc"]:
        assert last["utc"] == known["utc"]


def check(read: dict, case: dict) -> None:
    if "tracking_number" in case:
        assert read["number"] == case["tracking_number"]
    assert read["status"] == case["status"]
    if case.get("event_count") is not None:
        assert len(read["events"]) == case["event_count"]
    if case.get("latest_event"):
        check_last(read, case["latest_event"])
    days = (("estimated", "estimated_delivery"), ("promised", "promised"), ("delivered_at",) * 2)
    for ours, theirs in days:
        if theirs in case:
            known = first_word(case[theirs])
            assert told_day(read[ours]) == (known and known[:10]), theirs
    if "signed_by" in case:
        assert read["signed_by"] == case["signed_by"]


def test_known_facts_of_recorded_answers_are_read_right(program: Program, shared: Path):
    wrong = []
    for case in cases(shared):
        path = shared / "payloads/carriers" / case["file"]
        more = ("--index", str(case["index"])) if "index" in case else ()
        told = program.json("explain", kind_of(case), str(path), *more)
        try:
            if case["status"] in ERRORS:
                assert [one["kind"] for one in told["errors"]] == [ERRORS[case["status"]]]
                assert told["shipments"] == []
            else:
                [read] = told["shipments"]
                check(read, case)
        except (AssertionError, ValueError) as error:
            wrong.append(f"{case['case']}: {error}")
    assert wrong == []


@pytest.mark.parametrize("kind", [manifest.kind for manifest in CARRIERS])
@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", "<html></html>", '{"a": [', "7"], ids=range(7)
)
def test_what_is_no_answer_is_refused_with_a_reason(program: Program, kind: str, text: str):
    path = program.home / "answer.json"
    path.write_text(text)
    told = program.json("explain", kind, str(path))
    assert told["shipments"] == []
    assert all(one["message"] for one in told["errors"])


@pytest.mark.parametrize("kind", [manifest.kind for manifest in CARRIERS])
@pytest.mark.parametrize(
    ("status", "word"),
    [(401, "sign_in_again"), (429, "try_later"), (500, "try_later"), (503, "try_later")],
)
def test_an_empty_error_is_what_its_status_says(
    program: Program, kind: str, status: int, word: str
):
    path = program.home / "answer.json"
    path.write_text("")
    told = program.json("explain", kind, str(path), "--http-status", str(status))
    assert [one["kind"] for one in told["errors"]] == [word]
