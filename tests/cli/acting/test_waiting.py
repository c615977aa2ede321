"""Who waits, listed and taken care of at a terminal."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.acting.waiting import DecisionKind
from agent_console.domain.profile import Statement
from agent_console.ports.acting.waiting import Wanted
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.acting.waiting import StoredWaitingBook
from tests.cli.acting.conftest import Post
from tests.contracts.contact_contract import BOB, HELENA
from tests.contracts.waiting_contract import StoredHall
from tests.fakes.program import KEY, Program
from tests.fakes.records import START, at


@pytest.fixture
def asked(program: Program) -> Program:
    """The program over a store in which two have written, and one was answered."""
    store = create_store(Place(program.home), KEY)
    hall = StoredHall(store)
    hall.ask(HELENA, 10)
    hall.ask(BOB, 20)
    hall.answer(BOB, 30)
    store.close()
    return program


def contacts(program: Program, *how: str) -> list[dict]:
    return program.json("waiting", *how)["contacts"]


def test_who_waits_is_listed_with_all_that_is_known(asked: Program):
    [one] = contacts(asked)
    assert one == {
        "id": one["id"],
        "customer": {"id": "c1", "name": HELENA},
        "channel": "email",
        "subject": "Where is it",
        "received_at": "2026-11-20T09:10:00Z",
        "state": "open",
        "owner": None,
        "owner_since": None,
        "snoozed_until": None,
        "why": "Where is it",
    }
    assert [one["state"] for one in contacts(asked, "--state", "customer")] == [
        "waiting_for_customer"
    ]
    assert len(contacts(asked, "--state", "all")) == 2
    assert len(contacts(asked, "--state", "all", "--limit", "1")) == 1
    assert contacts(asked, "--state", "done") == []


def test_an_id_is_that_of_the_line_on_the_timeline(asked: Program):
    [one] = contacts(asked)
    ids = [entry["id"] for entry in asked.json("timeline", HELENA)["entries"]]
    assert one["id"] in ids


def test_claimed_put_off_and_done(asked: Program):
    [one] = contacts(asked)
    mine = asked.json("waiting", "claim", one["id"])["contact"]
    assert mine["owner"]
    assert [each["id"] for each in contacts(asked, "--mine")] == [one["id"]]
    off = asked.json("waiting", "snooze", one["id"], "--until", "2999-01-01T00:00+00:00")["contact"]
    assert (off["snoozed_until"], off["state"]) == ("2999-01-01T00:00:00Z", "open")
    asked.json("waiting", "release", one["id"])
    assert contacts(asked, "--mine") == []
    assert asked.json("waiting", "done", one["id"])["contact"]["state"] == "done"
    assert contacts(asked) == []
    assert asked.json("waiting", "reopen", one["id"])["contact"]["state"] == "open"
    assert [each["id"] for each in contacts(asked)] == [one["id"]]


def test_what_a_colleague_has_is_refused_with_who_and_since_when(asked: Program):
    [one] = contacts(asked)
    store = open_store(Place(asked.home), KEY)
    wanted = Wanted(int(one["id"][1:]), DecisionKind.CLAIM)
    StoredWaitingBook(store).decide(wanted, Statement("jonas w.", at(60), ""))
    store.close()
    for verb in ("claim", "release", "done"):
        told = asked.json("waiting", verb, one["id"], expect=7)["error"]
        assert told["kind"] == "refused"
        assert (told["owner"], told["since"]) == ("jonas w.", "2026-11-20T10:00:00Z")
        assert "jonas w. has it since 2026-11-20 10:00" in told["message"]
    assert contacts(asked)[0]["owner"] == "jonas w."
    asked.json("waiting", "release", one["id"], "--anyway")
    assert contacts(asked)[0]["owner"] is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["claim"], 2),
        (["claim", "e4711"], 1),
        (["claim", "nonsense"], 1),
        (["snooze", "e1"], 2),
        (["snooze", "e1", "--until", "2020-01-01"], 2),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(asked: Program, words: list[str], code: int):
    assert asked.json("waiting", *words, expect=code)["error"]["message"]
    [one] = contacts(asked)
    assert (one["owner"], one["snoozed_until"]) == (None, None)


def test_a_reply_that_left_makes_it_the_customers_turn(post: Post, at_once):
    post.know()
    store = open_store(Place(post.program.home), KEY)
    hall = StoredHall(store)
    for who in (HELENA, post.customer.address):
        hall.heard = datetime.now(UTC) - timedelta(minutes=10)
        hall.ask(who, (hall.heard - START) / timedelta(minutes=1))
    store.close()

    def waiting(state: str) -> list[str]:
        ids = {one["customer"]["id"] for one in contacts(post.program, "--state", state)}
        return sorted(ids & {asked})

    asked = post.program.json("customer", post.customer.address)["id"]
    assert waiting("open") == [asked]
    words = ("--template", "reply", "--text", "It is on its way.")
    post.program.json("message", post.customer.address, *words)
    assert waiting("open") == [asked], "it has not left yet"
    [intent] = post.run()
    assert intent["state"] == "done"
    assert (waiting("open"), waiting("customer")) == ([], [asked])
