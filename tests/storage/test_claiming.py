"""Two people at two computers who take the same contact at the same time: one of them has it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.domain.acting.waiting import WaitingState
from agent_console.ports.acting.waiting import WaitingWish
from agent_console.storage.opening import Place, create_store, open_team_store
from agent_console.storage.store import Store
from tests.contracts.contact_contract import HELENA
from tests.contracts.waiting_contract import StoredHall

KEY = "5e" * 32
ROUNDS = 4
CLAIMING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from agent_console.domain.acting.waiting import DecisionKind
from agent_console.domain.profile import Statement
from agent_console.ports.acting.waiting import TakenError, Wanted
from agent_console.storage.opening import Place, open_store, open_team_store
from agent_console.storage.repositories.acting.waiting import StoredWaitingBook

place, key, who, *contacts = sys.argv[1:]
store = open_team_store(place) if "://" in place else open_store(Place(Path(place)), key)
book = StoredWaitingBook(store)
print("ready", flush=True)
sys.stdin.readline()
for contact in map(int, contacts):
    try:
        book.decide(
            Wanted(contact, DecisionKind.CLAIM), Statement(who, datetime.now(UTC), "")
        )
        print(contact, "mine", flush=True)
    except TakenError as error:
        print(contact, error.owner, flush=True)
store.close()
"""


@pytest.fixture(params=["embedded", "team"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, str]]:
    if request.param == "team":
        url = request.getfixturevalue("team_url")
        made, place = open_team_store(url), url
    else:
        made, place = create_store(Place(tmp_path), KEY), str(tmp_path)
    yield made, place
    made.close()


def claimer(place: str, who: str, contacts: list[int]) -> subprocess.Popen[str]:
    words = [sys.executable, "-P", "-c", CLAIMING, place, KEY, who, *map(str, contacts)]
    made = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert made.stdout is not None
    assert made.stdout.readline() == "ready\n"
    return made


def test_of_two_processes_one_has_it_and_the_other_is_told_who(opened: tuple[Store, str]):
    store, place = opened
    hall = StoredHall(store)
    people = [HELENA, *(f"p{n}@example.test" for n in range(ROUNDS * 5))]
    for minute, who in enumerate(people):
        hall.ask(who, minute)
    wish = WaitingWish(states=frozenset({WaitingState.OPEN}))
    contacts = [one.id for one in hall.reader.contacts(wish)]
    assert len(contacts) == len(people)
    both = [claimer(place, who, contacts) for who in ("mira", "jonas")]
    for one in both:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [
        dict(line.split() for line in one.communicate(timeout=60)[0].splitlines()) for one in both
    ]
    for contact in map(str, contacts):
        owner = hall.reader.contact(int(contact)).care.owner
        answers = {"mira": told[0][contact], "jonas": told[1][contact]}
        other = {"mira": "jonas", "jonas": "mira"}[owner]
        assert answers == {owner: "mine", other: owner}
