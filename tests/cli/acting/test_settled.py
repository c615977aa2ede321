"""What nobody can tell of, settled at a terminal by whoever has found out."""

import pytest

from agent_console.domain.acting.intent import IntentState
from agent_console.ports.acting.outbox import Step
from agent_console.storage.opening import Place, open_store
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from tests.cli.acting.conftest import Post
from tests.fakes.program import KEY
from tests.fakes.records import at


@pytest.fixture
def stuck(post: Post) -> str:
    """Return the key of a message of which nobody knows whether it arrived."""
    post.know()
    key = post.program.json("message", "A-7", "--template", "delay")["intent"]["key"]
    store = open_store(Place(post.program.home), KEY)
    dispatch = StoredDispatch(store)
    claimed = dispatch.claim(StoredOutbox(store).intent(key), "me:1", at(1))
    dispatch.step(claimed, at(2), Step(IntentState.NEEDS_HUMAN, "nobody can tell"))
    store.close()
    return key


@pytest.mark.parametrize("end", ["done", "failed"])
def test_what_needs_somebody_is_settled_with_who_and_why(post: Post, stuck: str, end: str):
    post.run(expect=7)
    for verb in ("cancel", "release"):
        post.program.json("outbox", verb, stuck, expect=7)
    told = post.program.json("outbox", "settle", stuck, end, "--reason", "I called her")
    assert told["settle_done"] is True
    assert told["intent"]["state"] == end
    assert told["intent"]["outcome"].endswith("done: I called her")
    post.run()
    again = post.program.json("outbox", "settle", stuck, end, "--reason", "x", expect=7)
    assert again["settle_done"] is False


@pytest.mark.parametrize("words", [["cancel"], ["release"], ["settle", "done"]])
def test_an_unknown_key_is_not_found(post: Post, words: list[str]):
    post.know()
    verb, *end = words
    reason = ["--reason", "x"] if end else []
    told = post.program.json("outbox", verb, "nokey", *end, *reason, expect=1)["error"]
    assert told["kind"] == "not_found"
    assert "nokey" in told["message"]


@pytest.mark.parametrize(
    "words", [["settle"], ["settle", "KEY"], ["settle", "KEY", "done"], ["cancel", "KEY", "done"]]
)
def test_settling_needs_an_end_and_a_reason(post: Post, stuck: str, words: list[str]):
    told = [stuck if word == "KEY" else word for word in words]
    post.program.json("outbox", *told, expect=2)
    assert post.outbox()[0]["state"] == "needs_human"
