"""50,000 mails come in while somebody works in the window: newest first, paused, ended, taken up.

Not in a normal run: `AGENT_CONSOLE_MAILS_IN_THE_WINDOW=50000` says with how many mails.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from agent_console.domain.observation import EntryKind
from agent_console.storage.opening import Place, open_store
from agent_console.storage.tables.events import event
from tests.conftest import need
from tests.fakes.program import KEY, Program
from tests.journeys.test_filling_from_a_mailbox import fill
from tests.peers.desktop.desktop import Desktop
from tests.peers.mail.mail import PASSWORD, Box

MANY = int(os.environ.get("AGENT_CONSOLE_MAILS_IN_THE_WINDOW", "0"))
FIRST = 100
ENOUGH_READ = 1_000
SECRET = "AGENT_CONSOLE_SECRET_SUPPORT_PASSWORD"
SOON_S, AT_ONCE_S = 30, 5
"""Until the newest mail shows from the start on, and until a customer is open while all is read."""
LOG = logging.getLogger(__name__)


@dataclass
class Console:
    """The window of a home on a desktop, and how many mails its store holds."""

    desktop: Desktop
    home: Path

    def open(self) -> None:
        """Start the program's window."""
        command = [sys.executable, "-m", "agent_console", "--home", str(self.home)]
        self.desktop.start(command, {"AGENT_CONSOLE_STORE_KEY": KEY, SECRET: PASSWORD})
        self.desktop.find("Search", "text", seconds=30)

    def stored(self) -> int:
        """Count the mails that are stored by now."""
        if not Place(self.home).exists():
            return 0
        store = open_store(Place(self.home), KEY)
        mails = select(func.count()).select_from(event)
        with store.read() as connection:
            count = connection.execute(mails.where(event.c.kind == EntryKind.MESSAGE.value))
            found = count.scalar_one()
        store.close()
        return found

    def look_at(self, number: int) -> float:
        """Find who wrote a mail by the keyboard, open them, and return how long that took."""
        began = time.monotonic()
        self.desktop.key("ctrl+k", "ctrl+a")
        self.desktop.typ(f"p{number}@customer.test")
        self.desktop.find(f"e-mail p{number}@customer.test", seconds=20)
        self.desktop.key("Down", "Return")
        self.desktop.find(f"Letter {number}, ", seconds=20)
        took = time.monotonic() - began
        self.desktop.key("ctrl+w", "ctrl+k", "ctrl+a", "BackSpace")
        return took


@pytest.fixture
def console(program: Program, mailbox: Box, desktop: Desktop) -> Console:
    need(None if MANY else "set AGENT_CONSOLE_MAILS_IN_THE_WINDOW=50000")
    fill(mailbox, MANY)
    told = {
        "name": "support",
        "kind": "email",
        "imap_host": "127.0.0.1",
        "imap_port": str(mailbox.peer.imap),
        "imap_security": "none",
        "username": mailbox.address,
        "first_days": 0,
    }
    program.add(told, {"poll_seconds": 60})
    return Console(desktop, program.home)


def until(holds: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait until something holds, and return how long that took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, what
        time.sleep(0.2)  # noqa: TID251 - another process is waited for
    return time.monotonic() - began


def begin(console: Console) -> list[float]:
    """Open the window at an empty store, and use it while its first mails come."""
    began = time.monotonic()
    console.open()
    console.desktop.find(f"Letter {MANY - 1}", seconds=120)
    newest = time.monotonic() - began
    assert newest < SOON_S
    looks = [console.look_at(MANY - 2)]
    until(lambda: console.stored() >= ENOUGH_READ, 300, "it goes on")
    looks += [console.look_at(MANY - number) for number in (3, 60, 400)]
    at = console.stored()
    LOG.info("newest in the list after %.1f s; opened in %s s, %s read", newest, looks, at)
    assert at < MANY, "it was still being read"
    return looks


def pause(console: Console) -> float:
    """Pause by the key, and go on by it; nothing is read between, and all can be looked at."""
    console.desktop.key("ctrl+shift+p")
    console.desktop.find("Reading is paused", seconds=15)
    paused = console.stored()
    time.sleep(3)  # noqa: TID251 - nothing is to happen meanwhile
    still, look = console.stored(), console.look_at(MANY - 5)
    console.desktop.key("ctrl+shift+p")
    console.desktop.gone("Reading is paused", seconds=15)
    on = until(lambda: console.stored() > still, 60, "it goes on after a pause")
    LOG.info("paused at %s, after 3 s %s; opened in %.1f s; on in %.1f s", paused, still, look, on)
    assert still == paused
    return look


def end(console: Console) -> int:
    """Close the window in the middle of the reading, and return how much was read by then."""
    console.desktop.key("alt+F4")
    console.desktop.gone("Search", "text", seconds=30)
    seen = [console.stored()]

    def is_still() -> bool:
        time.sleep(2)  # noqa: TID251 - nothing is to happen meanwhile
        seen.append(console.stored())
        return seen[-1] == seen[-2]

    until(is_still, 20, "nobody reads on for a window that is closed")
    assert seen[-1] < MANY, "closed in the middle"
    return seen[-1]


@pytest.mark.timeout(3600)
def test_the_window_is_of_use_while_a_large_mailbox_is_read(console: Console):
    looks = [*begin(console), pause(console)]
    left = end(console)
    console.open()
    rest = until(lambda: console.stored() >= MANY, 3000, "all is read in the end")
    looks.append(console.look_at(1))
    speed = (MANY - left) / rest
    LOG.info("closed at %s; the rest in %.0f s, %.0f mails/s; %s", left, rest, speed, looks)
    assert console.stored() == MANY, "none twice"
    assert max(looks) < AT_ONCE_S
