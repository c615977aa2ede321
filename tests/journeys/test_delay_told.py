"""A delay is told in two actions, taken back in one, and reaches the customer exactly once."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.cli.acting.conftest import Post, post  # noqa: F401 - a fixture
from tests.journeys.person import Person
from tests.peers.desktop.desktop import Desktop

SUBJECT = "Order A-7: a new date for your parcel"


@pytest.fixture
def person(desktop: Desktop, post: Post) -> Person:  # noqa: F811 - the fixture
    """The window, with the customer of the late parcel open."""
    post.know()
    made = Person(desktop)
    made.sit_down(post.program.home)
    made.open("A-7")
    return made


def arrived(post: Post, seconds: float) -> int:  # noqa: F811 - the fixture
    """Wait until something lies in the customer's mailbox, and return how much."""
    until = time.monotonic() + seconds
    while not (found := post.received()) and time.monotonic() < until:
        time.sleep(0.2)  # noqa: TID251 - a real server delivers
    return len(found)


def write(person: Person) -> None:
    """See the delay written, and take a look at it."""
    person.wait_until_possible("Message")
    person.press("m")
    person.desktop.find(SUBJECT, seconds=20)
    time.sleep(0.5)  # noqa: TID251 - sooner than that nobody has read it


@pytest.mark.timeout(240)
def test_a_delay_is_told_in_two_actions_and_arrives_once(person: Person, post: Post):  # noqa: F811
    write(person)
    person.press("Return")
    assert person.actions == 2
    person.desktop.find(f"Docked: Delay notice to {post.customer.address} goes out in", seconds=10)
    person.desktop.find(f"Pending: Delay notice to {post.customer.address}", seconds=5)
    assert arrived(post, 30) == 1
    person.desktop.gone("Pending:", seconds=20)
    person.desktop.find(SUBJECT, "list item", seconds=20)
    time.sleep(2)  # noqa: TID251 - a second one would have come by now
    assert arrived(post, 0) == 1
    [intent] = post.outbox()
    assert (intent["state"], intent["attempts"]) == ("done", 1)


@pytest.mark.timeout(240)
def test_what_is_taken_back_never_leaves(person: Person, post: Post):  # noqa: F811
    write(person)
    person.press("Return")
    person.desktop.find("Pending: Delay notice", seconds=10)
    person.press("ctrl+z")
    assert person.actions == 3
    person.desktop.find("Docked: Taken back", seconds=5)
    person.desktop.gone("Pending:", seconds=5)
    time.sleep(12)  # noqa: TID251 - longer than the countdown
    assert post.received() == []
    assert [one["state"] for one in post.outbox()] == ["cancelled"]


@pytest.mark.timeout(240)
def test_window_and_worker_may_die_in_the_countdown(person: Person, post: Post):  # noqa: F811
    write(person)
    person.press("Return")
    person.desktop.find("Pending: Delay notice", seconds=10)
    for process in running(post.program.home):
        os.kill(process, signal.SIGKILL)
    assert [one["state"] for one in post.outbox()] == ["pending"]
    time.sleep(11)  # noqa: TID251 - longer than the countdown
    assert [(one["state"], one["outcome"]) for one in post.run()] == [
        ("done", "accepted by the mail server")
    ]
    assert arrived(post, 20) == 1
    assert arrived(post, 0) == 1


def running(home: Path) -> list[int]:
    """Return the processes of a home: its window and its worker."""
    wanted = f"--home\0{home}\0".encode()
    places = [one for one in Path("/proc").iterdir() if one.name.isdigit()]
    return [int(one.name) for one in places if wanted in command_of(one)]


def command_of(place: Path) -> bytes:
    """Return how a process was started, nothing where it has ended meanwhile."""
    try:
        return (place / "cmdline").read_bytes()
    except OSError:
        return b""
