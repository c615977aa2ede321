"""`answer`: what is told of each order, in which language, resting on which facts."""

from tests.fakes.program import Program

HELENA = "helena@brandt.example"


def test_every_order_is_answered_three_ways(synced: Program):
    told = synced.json("answer", HELENA)
    assert told["customer"] == {"id": "c1", "name": "Helena Brandt"}
    [order] = told["orders"]
    assert order["number"] == "A-7"
    assert set(order["answers"]) == {"short", "full", "spoken"}
    assert all(order["answers"].values())
    assert len(order["answers"]["full"].splitlines()) <= 3
    assert "\n" not in order["answers"]["short"]
    assert order["certainty"] in {
        "certain", "likely", "one_source", "disputed", "stale", "unknown"
    }  # fmt: skip
    assert order["promise"] is None
    assert order["estimate"] is None


def test_the_events_it_rests_on_stand_on_the_timeline(synced: Program):
    [order] = synced.json("answer", HELENA)["orders"]
    entries = {one["id"] for one in synced.json("timeline", HELENA)["entries"]}
    events = {fact for fact in order["facts"] if ":" not in fact}
    assert events
    assert events <= entries
    assert all(one["facts"] and one["text"] for one in order["clauses"])
    assert {fact for one in order["clauses"] for fact in one["facts"]} == set(order["facts"])


def test_it_is_told_in_the_language_that_is_asked_for(synced: Program):
    english = synced.json("answer", HELENA)["orders"][0]["answers"]["full"]
    german = synced.json("answer", HELENA, "--language", "de")["orders"][0]
    assert german["language"] == "de"
    assert "unser Shop" in german["answers"]["full"]
    assert "our shop" in english


def test_a_language_nobody_speaks_here_is_named(synced: Program):
    told = synced.json("answer", HELENA, "--language", "xx", expect=2)
    assert "there are de, en" in told["error"]["message"]


def test_people_read_lines(synced: Program):
    _, told = synced.run("answer", "A-7")
    assert told.startswith("Helena Brandt\n  A-7  ")


def test_nobody_is_nobody(synced: Program):
    assert synced.json("answer", "nobody@nowhere.example", expect=1)["error"]["kind"] == "not_found"
