"""A call brings up the customer with her answer, in no action, and takes nobody's keyboard."""

import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from agent_console.ports.source import OrderRecord
from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.intake import StoredIntake
from tests.conftest import need
from tests.fakes.program import KEY, Program
from tests.fakes.records import at, order, order_record, page, person, placed
from tests.journeys.person import SECRETS, Person
from tests.journeys.test_delay_told import running
from tests.peers.desktop.desktop import Desktop

HELENA = "agentconsole://customer?phone=+43%20664%201882041"
SAMUEL = "tel:+43-1-5330001"
NOBODY = "tel:+43316402118"
SOFTPHONE = """
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication(["softphone"])
app.setApplicationName("Softphone")
field = QLineEdit(windowTitle="Softphone")
field.show()
field.activateWindow()
app.exec()
"""


@pytest.fixture
def home(program: Program) -> Path:
    """A home whose store knows two customers."""
    store = create_store(Place(program.home), KEY)
    samuel = person("2", "Samuel Adeyemi", "samuel@posteo.example", "+43 1 5330001")
    told = page(order_record(), OrderRecord(order("8"), samuel, samuel.identities, (placed("8"),)))
    StoredIntake(store).keep("web-shop", told, at(0))
    store.close()
    return program.home


def call(desktop: Desktop, home: Path, url: str) -> str:
    """Have another program open an address, as a softphone does; return what it was told."""
    command = [sys.executable, "-P", "-m", "agent_console", "--home", str(home), "open", url]
    done = subprocess.run(  # noqa: S603 - our own program
        command,
        env=desktop.env | SECRETS,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip()


def wait_until_closed(home: Path) -> None:
    """Wait until the window that a call opened has ended, and its worker too."""
    end = time.monotonic() + 20
    while running(home):
        assert time.monotonic() < end, "the window stays"
        time.sleep(0.1)  # noqa: TID251 - a real window closes


def wait_for_active(desktop: Desktop, title: str) -> None:
    """Wait until the window of a title has the keyboard of the desktop."""
    command = ["xdotool", "getactivewindow", "getwindowname"]
    end = time.monotonic() + 10
    while title != (said := told_by(desktop, command)):
        assert time.monotonic() < end, said


def told_by(desktop: Desktop, command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        command, env=desktop.env, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def wait_for_text(desktop: Desktop, words: str) -> None:
    """Wait until what is being written says so."""
    end = time.monotonic() + 10
    while desktop.read("Your note", "text") != words:
        assert time.monotonic() < end, desktop.tree()


@pytest.mark.timeout(240)
def test_a_call_needs_no_action_until_the_answer_is_read_out(home: Path, desktop: Desktop):
    agent = Person(desktop)
    agent.sit_down(home)
    assert call(desktop, home, HELENA) == "Handed to the window: phone +43 664 1882041"
    answer = desktop.find("Answer", seconds=10)

    assert answer.text
    assert agent.actions == 0
    assert "focused" in desktop.state("Search", "text"), "nobody's keyboard is taken"
    desktop.find("Helena Brandt", "page tab")


@pytest.mark.timeout(240)
def test_a_call_before_there_is_a_window_opens_one(home: Path, desktop: Desktop):
    told = call(desktop, home, HELENA)
    try:
        assert told.startswith("Handed to a new window")
        assert desktop.find("Answer", seconds=30).text
        assert call(desktop, home, SAMUEL).startswith("Handed to the window")
        desktop.find("Samuel Adeyemi", "page tab")
    finally:
        desktop.key("alt+F4")
        wait_until_closed(home)


@pytest.mark.timeout(240)
def test_a_half_typed_note_is_not_disturbed(home: Path, desktop: Desktop):
    agent = Person(desktop)
    agent.sit_down(home)
    call(desktop, home, HELENA)
    desktop.find("Answer", seconds=10)
    desktop.key("F6", "F6")
    desktop.find("Timeline")
    desktop.key("n")
    desktop.find("Your note", "text", seconds=10)
    desktop.typ("She is at home")
    wait_for_text(desktop, "She is at home")
    call(desktop, home, SAMUEL)
    desktop.find("Samuel Adeyemi", "page tab")
    desktop.typ(" on Friday")

    wait_for_text(desktop, "She is at home on Friday")
    desktop.find("Notice: Samuel Adeyemi calls")
    desktop.key("ctrl+j")
    desktop.find("Order A-8 placed", seconds=10)


@pytest.mark.timeout(240)
def test_another_program_keeps_the_keyboard(home: Path, desktop: Desktop):
    Person(desktop).sit_down(home)
    desktop.start([sys.executable, "-c", SOFTPHONE])
    wait_for_active(desktop, "Softphone")
    call(desktop, home, HELENA)
    desktop.find("Answer", seconds=10)

    wait_for_active(desktop, "Softphone")


@pytest.mark.timeout(240)
def test_a_number_nobody_has_makes_no_profile(home: Path, desktop: Desktop, program: Program):
    agent = Person(desktop)
    agent.sit_down(home)
    call(desktop, home, NOBODY)
    desktop.find("Find the caller", "text", seconds=10)
    agent.actions += 1
    desktop.typ("brandt")
    desktop.find("Helena Brandt, last order A-7", seconds=10)
    agent.press("Return")
    assert desktop.find("Answer", seconds=10).text
    assert agent.actions == 2, "typed and opened"
    agent.press("ctrl+j")
    desktop.find("Find the caller", "text", seconds=10)
    agent.press("Escape", "Escape")

    assert program.json("search", "+43316402118")["customers"] == []


@pytest.mark.timeout(240)
def test_an_unknown_number_is_kept_in_two_actions_and_taken_back_in_one(
    home: Path, desktop: Desktop, program: Program
):
    before = program.json("customer", "A-7")
    agent = Person(desktop)
    agent.sit_down(home)
    call(desktop, home, NOBODY)
    desktop.find("Find the caller", "text", seconds=10)
    agent.actions += 1
    desktop.typ("brandt")
    desktop.find("Helena Brandt, last order A-7", seconds=10)
    agent.press("ctrl+Return")
    desktop.find(f"Notice: {NOBODY.removeprefix('tel:')} is kept as a number of", seconds=10)
    assert agent.actions == 2, "typed, and opened with the number kept"
    told = program.json("customer", NOBODY.removeprefix("tel:"))
    assert told["name"] == "Helena Brandt"
    assert {"kind": "phone", "value": "+43316402118", "source": "agent-console"} in told[
        "identities"
    ]
    assert [one["why"].endswith("found by “brandt”") for one in told["links"]] == [True]
    agent.press("ctrl+z")
    desktop.find("Notice: +43316402118 is no number of Helena Brandt any more", seconds=10)
    assert agent.actions == 3, "one more to take it back"
    assert program.json("customer", "A-7") == before
    assert program.json("search", "+43316402118")["customers"] == []


@pytest.mark.timeout(240)
def test_a_kept_number_opens_its_customer_after_a_restart(
    home: Path, desktop: Desktop, program: Program
):
    agent = Person(desktop)
    agent.sit_down(home)
    call(desktop, home, NOBODY)
    desktop.find("Find the caller", "text", seconds=10)
    desktop.typ("brandt")
    desktop.find("Helena Brandt, last order A-7", seconds=10)
    agent.press("ctrl+Return")
    desktop.find("Notice: +43316402118 is kept as a number of", seconds=10)
    desktop.key("alt+F4")
    wait_until_closed(home)
    told = call(desktop, home, NOBODY)
    try:
        assert told.startswith("Handed to a new window")
        desktop.find("Helena Brandt", "page tab", seconds=30)
        assert desktop.find("Answer", seconds=10).text
    finally:
        desktop.key("alt+F4")
        wait_until_closed(home)


@pytest.mark.timeout(240)
def test_a_second_start_brings_the_first_window_forward(home: Path, desktop: Desktop):
    Person(desktop).sit_down(home)
    command = [sys.executable, "-P", "-m", "agent_console", "--home", str(home)]
    second = subprocess.run(  # noqa: S603 - our own program
        command, env=desktop.env | SECRETS, timeout=60, check=False
    )

    assert second.returncode == 0
    assert desktop.tree().count("'Search'") == 1


@pytest.mark.timeout(240)
@pytest.mark.parametrize("url", [HELENA, "tel:+43-664-188.2041"])
def test_the_desktop_brings_an_address_to_the_window(
    home: Path, desktop: Desktop, program: Program, url: str
):
    opener = shutil.which("xdg-open")
    need(None if opener else "xdg-open is not installed: apt-get install xdg-utils")
    Person(desktop).sit_down(home)
    command = [sys.executable, "-P", "-m", "agent_console", "--home", str(home)]
    environment = desktop.env | SECRETS
    run = partial(subprocess.run, env=environment, timeout=60, check=True)
    run([*command, "open", "--register"])
    run([opener, url])
    assert desktop.find("Answer", seconds=20).text
    desktop.find("Helena Brandt", "page tab")
