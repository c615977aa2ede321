"""Two who want the same, or send the same, at the same moment: one does, and the other knows who.

`AGENT_CONSOLE_RACES=10000` makes a run before a release; some hundreds are in every verify.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from agent_console.domain.acting.intent import IntentState
from agent_console.storage.opening import Place, create_store, open_store, open_team_store
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.fakes.records import at, people_page, person
from tests.faults.acting.racing import race

pytestmark = pytest.mark.xdist_group("kills")  # each reckons with two cores
RACES = int(os.environ.get("AGENT_CONSOLE_RACES", "200"))
KEY, BOTH = "5e" * 32, ("ann", "bob")


@pytest.fixture(params=["embedded", "team"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Return what opens the store anew, in whatever process."""
    if request.param == "team":
        return partial(open_team_store, request.getfixturevalue("team_url"))
    create_store(Place(tmp_path), KEY).close()
    return partial(open_store, Place(tmp_path), KEY)


@pytest.mark.timeout(1800)
def test_of_two_one_wins_and_the_other_is_told_who(opened: Callable[[], Store]):
    store = opened()
    StoredIntake(store).keep("web-shop", people_page(person()), at(0))
    store.close()
    told = race(opened, BOTH, RACES)
    won = dict.fromkeys(BOTH, 0)
    for number, outcomes in enumerate(zip(*told, strict=True)):
        [winner] = [who for who, one in zip(BOTH, outcomes, strict=True) if one.is_new]
        assert [one.winner for one in outcomes] == [winner] * len(BOTH), number
        [loser] = [one for one in outcomes if not one.is_new]
        assert loser.words.startswith(f"{winner} is telling this customer the same right now")
        assert sum(one.has_sent for one in outcomes) == 1, number
        won[winner] += 1
    assert min(won.values()) > RACES / 50, f"no race at all: {won}"
    store = opened()
    intents = StoredOutbox(store).intents()
    assert len(intents) == RACES
    assert {(one.state, one.attempts) for one in intents} == {(IntentState.DONE, 1)}
    assert audit.count(store) == 3 * RACES
    assert audit.broken(store) == []
    store.close()
