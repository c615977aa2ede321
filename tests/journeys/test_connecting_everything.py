"""A store, a carrier and a mailbox, connected one after the other by keyboard alone."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.machine.secrecy.secret_places import variable
from tests.connectors.channels.email.mailboxes import letter
from tests.fakes.program import KEY, Program
from tests.peers.desktop.desktop import Desktop
from tests.peers.easypost import server
from tests.peers.easypost.server import EasyPostPeer
from tests.peers.easypost.trackers import detail, tracker
from tests.peers.mail.mail import PASSWORD, Box
from tests.peers.vendure.seed import Facts
from tests.peers.vendure.vendure import VendurePeer

BARE = {
    "AGENT_CONSOLE_STORE_KEY": KEY,
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    variable("web-shop", "password"): "",
}
SECRETS = {"Password", "API key"}
SECURITY = ("tls", "starttls", "none")
CHOSEN = {"Incoming mail, security", "Outgoing mail, security"}
SCAN, SUBJECT = "Left at the neighbour's door", "Where is my shoe"


@pytest.fixture
def easypost() -> Iterator[EasyPostPeer]:
    """An empty EasyPost account."""
    with server.running() as account:
        yield account


@pytest.fixture
def console(program: Program, desktop: Desktop) -> Desktop:
    """The program's window over an empty home, without a secret or a keyring."""
    command = [sys.executable, "-m", "agent_console", "--home", str(program.home)]
    desktop.start(command, BARE)
    desktop.find("Connect a store", seconds=20)
    return desktop


def go_to(console: Desktop, name: str, role: str) -> None:
    """Walk on with Tab until a control has the keyboard."""
    console.find(name, role, seconds=40)
    for _ in range(40):
        if "focused" in console.state(name, role):
            return
        console.key("Tab")
    raise AssertionError(f"{name} cannot be reached with Tab:\n{console.tree()}")


def choose(console: Desktop, name: str, wanted: str) -> None:
    """Walk to a line of choices with Tab, and along it with the arrows."""
    kind = "check box"
    now = [one for one in SECURITY if "checked" in console.state(f"{name} {one}", kind)]
    go_to(console, f"{name} {now[0] if now else SECURITY[0]}", kind)
    for _ in SECURITY:
        if "focused" in console.state(f"{name} {wanted}", kind):
            break
        console.key("Right")
    console.key("space")
    assert "checked" in console.state(f"{name} {wanted}", kind)


def fill_in(console: Desktop, offer: str, fields: dict[str, str]) -> None:
    """Take an offer of the settings and fill its form in, each field walked to."""
    go_to(console, offer, "push button")
    console.key("Return")
    for name, text in fields.items():
        if name in CHOSEN:
            choose(console, name, text)
        else:
            go_to(console, name, "password text" if name in SECRETS else "text")
            console.typ(text)
    console.key("ctrl+Return")


@pytest.mark.timeout(300)
def test_all_three_are_connected_by_keyboard_alone(
    console: Desktop,
    program: Program,
    vendure: VendurePeer,
    vendure_facts: Facts,
    easypost: EasyPostPeer,
    mailbox: Box,
):
    told = vendure_facts["split"]
    number, who = told["fulfillments"][0]["trackingCode"], told["customer"]["emailAddress"]
    now = datetime.now(UTC)
    scanned = (now + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    easypost.known[number] = tracker(number, detail("in_transit", scanned, SCAN))
    date = now.strftime("%a, %d %b %Y %H:%M:%S +0000")
    mailbox.put([letter(1, sender=who, Date=date, Subject=SUBJECT)])

    store = {"Address": vendure.base, "User name": "superadmin", "Password": vendure.password}
    fill_in(console, "Connect a store", store)
    console.find(told["customer"]["firstName"], seconds=60)
    console.key("ctrl+comma")
    console.find("Test web-shop", seconds=40)
    fill_in(console, "Connect a carrier", {"Address": easypost.base, "API key": easypost.api_key})
    console.find("Test parcels", seconds=40)
    away = {
        "Incoming mail, server": "127.0.0.1",
        "Incoming mail, port": str(mailbox.peer.imap),
        "Incoming mail, security": "none",
        "Outgoing mail, server": "127.0.0.1",
        "Outgoing mail, port": str(mailbox.peer.imap),
        "Outgoing mail, security": "none",
        "User name": mailbox.address,
        "Password": PASSWORD,
    }
    fill_in(console, "Connect a mailbox", away)
    console.find("does not speak SMTP; look at", seconds=40)
    go_to(console, "Outgoing mail, port", "text")
    console.key("ctrl+a")
    console.typ(str(mailbox.peer.smtp))
    console.key("ctrl+Return")
    console.find("Test mail", seconds=40)

    console.key("ctrl+k")
    console.typ(who)
    console.key("Down", "Return")
    for words in (f"Order {told['code']} placed", SCAN, SUBJECT):
        console.find(words, seconds=40)
    kept = b"".join(path.read_bytes() for path in program.home.iterdir() if path.is_file())
    secrets = (vendure.password, easypost.api_key, PASSWORD)
    assert [one for one in secrets if one.encode() in kept] == []
