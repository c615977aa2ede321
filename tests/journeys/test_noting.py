"""A call is logged in two actions, and words outlive a window that is killed over them."""

import os
import signal
import sys
import time

import pytest

from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.ui.screens.customer.writing.keeping import LATEST_MS
from tests.fakes.program import KEY, Program
from tests.fakes.records import at, order_record, page
from tests.journeys.test_delay_told import running
from tests.peers.desktop.desktop import Desktop

SECRETS = {
    "AGENT_CONSOLE_STORE_KEY": KEY,
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
}
WORDS = "She is at home on Friday"
GRACE_S = 0.7
"""So long the store may take on a busy machine, after what was promised has passed."""


@pytest.fixture
def home(program: Program) -> Program:
    """A home whose store knows one customer."""
    store = create_store(Place(program.home), KEY)
    StoredIntake(store).keep("web-shop", page(order_record()), at(0))
    store.close()
    return program


def open_window(desktop: Desktop, program: Program) -> None:
    """Start the window, and open its customer."""
    command = [sys.executable, "-P", "-m", "agent_console", "--home", str(program.home)]
    desktop.start(command, SECRETS)
    desktop.find("Search", "text", seconds=30)
    desktop.key("ctrl+k")
    desktop.typ("A-7")
    desktop.find("Results")
    desktop.key("Down", "Return")
    desktop.find("Timeline", seconds=20)
    desktop.find("Message", "push button", seconds=20)
    time.sleep(0.5)  # noqa: TID251 - until then nobody has read whose page it is


def kill(program: Program) -> None:
    """Kill the window and its worker, as a power cut would."""
    for process in running(program.home):
        os.kill(process, signal.SIGKILL)


def entries(program: Program, kind: str) -> list[dict]:
    return program.json("timeline", "A-7", "--kind", kind)["entries"]


def wait_for_entries(program: Program, kind: str, count: int) -> list[dict]:
    end = time.monotonic() + 15
    while len(found := entries(program, kind)) < count and time.monotonic() < end:
        time.sleep(0.1)  # noqa: TID251 - a real window saves
    assert len(found) == count
    return found


@pytest.mark.timeout(240)
def test_a_call_is_logged_in_two_actions(home: Program, desktop: Desktop):
    open_window(desktop, home)
    actions = 0
    for key in ("p", "ctrl+Return"):
        desktop.key(key)
        actions += 1
        time.sleep(0.5)  # noqa: TID251 - nobody reads and presses faster
    [call] = wait_for_entries(home, "call", 1)
    assert actions <= 2
    assert (call["direction"], call["channel"]) == ("inbound", "phone")


@pytest.mark.timeout(240)
def test_words_of_a_note_outlive_a_killed_window(home: Program, desktop: Desktop):
    open_window(desktop, home)
    desktop.key("n")
    desktop.find("Your note", "text", seconds=10)
    desktop.typ(WORDS)
    time.sleep(LATEST_MS / 1000 + GRACE_S)  # noqa: TID251 - what is promised is measured
    kill(home)
    assert entries(home, "note") == []
    open_window(desktop, home)
    desktop.key("n")
    desktop.find("Your note", "text", seconds=10)
    end = time.monotonic() + 10
    while desktop.read("Your note", "text") != WORDS:
        assert time.monotonic() < end, desktop.read("Your note", "text")
    desktop.key("ctrl+Return")
    [note] = wait_for_entries(home, "note", 1)
    assert note["text"] == WORDS


@pytest.mark.timeout(240)
def test_a_note_shown_as_saved_outlives_a_killed_window(home: Program, desktop: Desktop):
    open_window(desktop, home)
    desktop.key("n")
    desktop.find("Your note", "text", seconds=10)
    desktop.typ(WORDS)
    desktop.key("ctrl+Return")
    desktop.gone("Your note", seconds=10)
    kill(home)
    assert [one["text"] for one in entries(home, "note")] == [WORDS]
    open_window(desktop, home)
    desktop.find("Note by", seconds=10)
