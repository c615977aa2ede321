"""`link` and `unlink`: two customers become one, and exactly two again."""

import getpass

from tests.fakes.program import Program

REASON = "She called from his phone"


def linked(program: Program) -> dict:
    return program.json("link", "A-7", "georg@brandt.example", "--reason", REASON)


def test_a_link_says_what_it_made(synced: Program):
    told = linked(synced)
    assert list(told) == ["link", "customer"]
    assert told["customer"] == {"id": "c1"}
    link = told["link"]
    assert list(link)[:4] == ["id", "who", "when", "why"]
    assert (link["who"], link["why"]) == (getpass.getuser(), REASON)
    assert link["when"].endswith("Z")
    assert isinstance(link["id"], str)


def test_linked_customers_are_one_under_every_name(synced: Program):
    link = linked(synced)["link"]
    for who in ("helena@brandt.example", "georg@brandt.example", "c1", "c2", "B-8"):
        told = synced.json("customer", who)
        assert told["id"] == "c1"
        assert sorted(one["number"] for one in told["orders"]) == ["A-7", "B-8"]
        assert told["links"] == [{key: link[key] for key in ("id", "who", "when", "why")}]
    assert len(synced.json("timeline", "c2")["entries"]) == 8


def test_unlink_restores_both_exactly(synced: Program):
    people = ("helena@brandt.example", "georg@brandt.example")
    before = [synced.json(verb, who) for verb in ("customer", "timeline") for who in people]
    link = linked(synced)["link"]
    told = synced.json("unlink", link["id"])
    assert told["link"]["id"] == link["id"]
    assert told["customer"] == {"id": "c1"}
    after = [synced.json(verb, who) for verb in ("customer", "timeline") for who in people]
    assert after == before


def test_one_person_cannot_be_linked_again(synced: Program):
    linked(synced)
    told = synced.json("link", "c1", "c2", "--reason", "again", expect=7)
    assert told["error"]["kind"] == "refused"


def test_a_link_needs_a_reason(synced: Program):
    assert synced.json("link", "c1", "c2", expect=2)["error"]["kind"] == "usage"
    told = synced.json("link", "c1", "c2", "--reason", "  ", expect=2)
    assert told["error"]["kind"] == "usage"
    assert synced.json("customer", "c2")["id"] == "c2"


def test_a_link_needs_two_who_exist(synced: Program):
    told = synced.json("link", "c1", "c99", "--reason", "x", expect=1)
    assert told["error"]["kind"] == "not_found"
    told = synced.json("link", "c1", "01 5551234", "--reason", "x", expect=7)
    assert [one["id"] for one in told["error"]["candidates"]] == ["c3", "c4"]


def test_a_link_is_taken_back_only_once(synced: Program):
    link = linked(synced)["link"]["id"]
    synced.json("unlink", link)
    assert synced.json("unlink", link, expect=1)["error"]["kind"] == "not_found"
    assert synced.json("unlink", "l999", expect=1)["error"]["kind"] == "not_found"
    assert synced.json("unlink", "c1", expect=2)["error"]["kind"] == "usage"
