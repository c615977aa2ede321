"""Notes and calls written down at a terminal."""

import pytest

from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.intake import StoredIntake
from tests.fakes.program import KEY, Program
from tests.fakes.records import at, order_record, page


@pytest.fixture
def known(program: Program) -> Program:
    """The program over a store that knows one order."""
    store = create_store(Place(program.home), KEY)
    StoredIntake(store).keep("web-shop", page(order_record()), at(0))
    store.close()
    return program


def notes(program: Program, kind: str = "note") -> list[dict]:
    return program.json("timeline", "A-7", "--kind", kind)["entries"]


def test_a_note_stands_on_the_timeline_with_its_author_and_order(known: Program):
    told = known.json("note", "A-7", "She will be at home on Friday")["note"]
    assert (told["order"], told["is_new"]) == ("A-7", True)
    [entry] = notes(known)
    assert entry["text"] == "She will be at home on Friday"
    assert entry["title"] == f"Note by {told['author']}"
    assert (entry["order"], entry["direction"]) == ("A-7", "internal")
    assert entry["sources"][0]["kind"] == "console"


def test_the_same_key_is_saved_once(known: Program):
    for is_new in (True, False):
        told = known.json("note", "A-7", "Once", "--key", "k1")["note"]
        assert told["is_new"] is is_new
    assert len(notes(known)) == 1


def test_two_notes_of_the_same_words_are_two(known: Program):
    known.json("note", "A-7", "Called again")
    known.json("note", "A-7", "Called again")
    assert len(notes(known)) == 2


def test_a_call_is_logged_with_how_it_ended(known: Program):
    known.json(
        *("note", "helena@brandt.example", "Asked where it is"),
        *("--call", "inbound", "--disposition", "resolved"),
    )
    [entry] = notes(known, "call")
    assert entry["title"].endswith("resolved")
    assert (entry["channel"], entry["direction"]) == ("phone", "inbound")


def test_an_empty_note_is_refused_and_nothing_kept(known: Program):
    told = known.json("note", "A-7", "   ", expect=2)["error"]
    assert "empty" in told["message"]
    assert notes(known) == []


def test_a_megabyte_pasted_is_refused_with_its_size_and_nothing_cut(known: Program):
    told = known.json("note", "A-7", "x" * 1_000_000, expect=2)["error"]
    assert "1000000 characters; up to 50000 are kept" in told["message"]
    assert notes(known) == []


def test_a_note_is_no_connection_that_could_be_stale(known: Program):
    known.json("note", "A-7", "Here")
    told = known.json("connections", "list")["connections"]
    assert "agent-console" not in {one["name"] for one in told}
    names = [one["name"] for one in known.json("doctor")["checks"]]
    assert not any("agent-console" in name for name in names)


def test_other_words_under_the_same_key_are_refused_and_nothing_is_lost(known: Program):
    known.json("note", "A-7", "She leaves on Friday", "--key", "K1")
    told = known.json("note", "A-7", "Something else", "--key", "K1", expect=7)["error"]
    assert told["kind"] == "refused"
    assert "K1" in told["message"]
    entries = known.json("timeline", "A-7", "--kind", "note")["entries"]
    assert [one["text"] for one in entries if one["text"] == "She leaves on Friday"] != []
    assert all(one["text"] != "Something else" for one in entries)
