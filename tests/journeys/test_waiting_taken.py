"""Who waits is seen, taken and ended by the keyboard alone, over a real store."""

import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.acting.waiting import DecisionKind
from agent_console.domain.profile import Statement
from agent_console.ports.acting.waiting import Wanted
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.acting.waiting import StoredWaitingBook
from tests.contracts.contact_contract import BOB, HELENA
from tests.contracts.waiting_contract import StoredHall
from tests.fakes.program import KEY, Program
from tests.fakes.records import START, at
from tests.peers.desktop.desktop import Desktop

SECRETS = {
    "AGENT_CONSOLE_STORE_KEY": KEY,
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
}


@pytest.fixture
def console(program: Program, desktop: Desktop) -> Desktop:
    """The window over a store in which two have written to us."""
    store = create_store(Place(program.home), KEY)
    hall = StoredHall(store)
    for who, minutes in ((BOB, 20), (HELENA, 10)):
        hall.heard = datetime.now(UTC) - timedelta(minutes=minutes)
        hall.ask(who, (hall.heard - START) / timedelta(minutes=1))
    store.close()
    command = [sys.executable, "-P", "-m", "agent_console", "--home", str(program.home)]
    desktop.start(command, SECRETS)
    desktop.find("Search", "text", seconds=30)
    desktop.find("Results", seconds=20)
    return desktop


def contacts(program: Program, state: str = "open") -> list[dict]:
    return program.json("waiting", "--state", state)["contacts"]


def press(console: Desktop, *keys: str) -> None:
    for key in keys:
        console.key(key)
        time.sleep(0.3)  # noqa: TID251 - nobody reads and presses faster


def look_at_who_waits(console: Desktop) -> None:
    """Go to the list, and wait until it has the keyboard."""
    console.key("ctrl+1")
    end = time.monotonic() + 10
    while "focused" not in console.state("Results"):
        assert time.monotonic() < end, console.tree()
    console.find(f"{HELENA}, Where is it", seconds=10)


@pytest.mark.timeout(240)
def test_one_who_waits_is_taken_and_ended_by_keys(console: Desktop, program: Program):
    look_at_who_waits(console)
    press(console, "Down", "t")
    console.find(f"Notice: Yours: {HELENA}", seconds=10)
    console.find(f"{HELENA}, Where is it, you", seconds=10)
    assert [one["owner"] is None for one in contacts(program)] == [False, True]
    press(console, "d")
    console.find(f"Notice: Open {HELENA} first", seconds=10)
    press(console, "Return")
    console.find("Timeline", seconds=10)
    press(console, "d")
    console.find(f"Notice: Done without an answer: {HELENA}", seconds=10)
    console.find("Done, 1", seconds=10)
    assert [one["customer"]["name"] for one in contacts(program)] == [BOB]
    look_at_who_waits(console)
    press(console, "Return", "s")
    console.find("Waiting for others, 1", seconds=10)
    assert contacts(program)[0]["snoozed_until"]
    press(console, "ctrl+z")
    console.find(f"Notice: Waits again: {BOB}", seconds=10)
    assert contacts(program)[0]["snoozed_until"] is None


@pytest.mark.timeout(240)
def test_what_a_colleague_took_meanwhile_is_shown_and_stays_theirs(
    console: Desktop, program: Program
):
    look_at_who_waits(console)
    press(console, "Down")
    store = open_store(Place(program.home), KEY)
    wanted = Wanted(int(contacts(program)[0]["id"][1:]), DecisionKind.CLAIM)
    StoredWaitingBook(store).decide(wanted, Statement("jonas", at(30), ""))
    store.close()
    press(console, "t")
    console.find("Notice: jonas has it since", seconds=10)
    console.find(f"{HELENA}, Where is it, jonas", seconds=10)
    assert contacts(program)[0]["owner"] == "jonas"
