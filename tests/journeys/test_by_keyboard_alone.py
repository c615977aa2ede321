"""The window from outside, with the keyboard alone, over a real store and a real worker."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.fakes.program import KEY, Program
from tests.peers.desktop.desktop import Desktop
from tests.peers.vendure.seed import Facts
from tests.peers.vendure.staff import Staff
from tests.peers.vendure.vendure import VendurePeer

SECRET = "AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD"


@pytest.fixture
def console(
    program: Program, vendure: VendurePeer, vendure_facts: Facts, desktop: Desktop
) -> Desktop:
    """The program's window on a desktop of its own, its first sync over."""
    program.connect(vendure.base, poll_seconds=600)
    program.json("sync", "--once")
    command = [sys.executable, "-m", "agent_console", "--home", str(program.home)]
    desktop.start(command, {"AGENT_CONSOLE_STORE_KEY": KEY, SECRET: vendure.password})
    desktop.find("Search", "text", seconds=20)
    return desktop


def look_for(console: Desktop, text: str) -> None:
    """Type into the search, take the first result, and come back to the list's owner."""
    console.key("ctrl+k")
    console.key("ctrl+a")
    console.typ(text)
    console.find("Results")
    console.key("Down", "Return")


def wait_for_notes(console: Desktop, count: int) -> None:
    """Wait until so many notes on orders stand on the timeline."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        if console.tree().count("'Note on order") == count:
            return
    raise AssertionError(console.tree())


def wait_for_focus(console: Desktop, name: str) -> None:
    """Wait until a field has the keyboard."""
    end = time.monotonic() + 10
    while "focused" not in console.state(name, "text"):
        assert time.monotonic() < end, console.tree()


@pytest.mark.timeout(240)
def test_a_customer_is_found_by_every_key_people_say(console: Desktop, vendure_facts: Facts):
    told = vendure_facts["split"]
    customer = told["customer"]
    name = f"{customer['firstName']} {customer['lastName']}"
    said = (
        customer["emailAddress"],
        customer["phoneNumber"],
        told["code"],
        told["fulfillments"][1]["trackingCode"],
        name,
    )
    for text in said:
        look_for(console, text)
        console.find(f"Order {told['code']} placed", seconds=15)
        console.key("ctrl+w")
        console.gone(f"Order {told['code']} placed", seconds=10)


@pytest.mark.timeout(240)
def test_a_history_is_read_filtered_and_refreshed(
    console: Desktop, vendure: VendurePeer, vendure_facts: Facts
):
    told = vendure_facts["partial"]
    look_for(console, told["customer"]["emailAddress"])
    console.find("Shipped with Royal Mail: ", seconds=15)
    wait_for_notes(console, 1)
    console.key("5")
    console.gone("Shipped with Royal Mail: ")
    console.find("Refund of ")
    console.key("1")
    console.find("Shipped with Royal Mail: ")
    console.key("slash")
    wait_for_focus(console, "Search in history")  # who types sooner is a scanner, and does nothing
    console.typ("scratched")
    console.gone("Shipped with Royal Mail: ")
    console.key("Escape")
    console.find("Shipped with Royal Mail: ")
    with Staff(vendure.base) as staff:
        staff.note_on_order(told["id"], "He will be at home on Friday")
    console.key("F5")
    wait_for_notes(console, 2)


@pytest.mark.timeout(240)
def test_a_dead_worker_is_replaced_and_never_disturbs(
    console: Desktop, program: Program, vendure: VendurePeer, vendure_facts: Facts
):
    told = vendure_facts["unfulfilled"]
    console.find("web-shop", seconds=20)
    console.key("ctrl+k")
    console.typ(told["code"][:6])
    os.kill(worker_of(program), signal.SIGKILL)
    console.find("The worker stopped", seconds=15)
    with Staff(vendure.base) as staff:
        staff.note_on_order(told["id"], "Said while nobody listened")
    console.find("The worker runs again", seconds=15)
    assert console.read("Search", "text") == told["code"][:6]
    assert "focused" in console.state("Search", "text")
    console.find(told["customer"]["firstName"], seconds=15)
    console.key("Down", "Return")
    wait_for_notes(console, 1)


def worker_of(program: Program) -> int:
    """Return the process that works for the window of a home."""
    wanted = [str(program.home).encode(), b"worker"]
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if all(word in words for word in wanted):
                return int(folder.name)
    raise AssertionError("no worker runs")
