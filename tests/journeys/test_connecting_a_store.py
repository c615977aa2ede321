"""Someone who has a store and no manual: from an empty home to a customer, by keyboard alone."""

import sys

import pytest

from agent_console.machine.secrecy.secret_places import variable
from agent_console.machine.secrecy.store_key import VARIABLE
from tests.fakes.program import Program
from tests.peers.desktop.desktop import Desktop
from tests.peers.vendure.seed import Facts
from tests.peers.vendure.vendure import VendurePeer

BARE = {
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    VARIABLE: "",
    variable("web-shop", "password"): "",
}
PHRASE = "nobody else knows this"


@pytest.fixture
def console(program: Program, desktop: Desktop) -> Desktop:
    """The program's window over an empty home, without a key, a secret or a keyring."""
    command = [sys.executable, "-m", "agent_console", "--home", str(program.home)]
    desktop.start(command, BARE)
    desktop.find("Connect a store", seconds=20)
    return desktop


@pytest.mark.timeout(240)
def test_a_store_is_connected_by_keyboard_alone(
    console: Desktop, program: Program, vendure: VendurePeer, vendure_facts: Facts
):
    told = vendure_facts["split"]
    console.key("Tab")
    for _ in range(12):
        if "focused" in console.state("Connect a store"):
            break
        console.key("Tab")
    console.key("Return")
    console.find("Address", "text", seconds=40)
    console.typ(vendure.base)
    console.key("Tab")
    console.typ("superadmin")
    console.key("Tab")
    console.typ("not the password")
    console.key("ctrl+Return")
    console.find("does not accept the password", seconds=40)
    console.key("ctrl+a")
    console.typ(vendure.password)
    console.key("ctrl+Return")
    console.find("Passphrase again", seconds=40)
    for _ in range(2):
        console.typ(PHRASE)
        console.key("Return")
    console.find(f"{told['customer']['firstName']}", seconds=60)
    console.key("ctrl+k")
    console.typ(told["code"])
    console.key("Down", "Return")
    console.find(f"Order {told['code']} placed", seconds=15)
    console.key("ctrl+comma")
    console.find("Test web-shop", seconds=40)
    kept = b"".join(path.read_bytes() for path in program.home.iterdir() if path.is_file())
    assert [one for one in (PHRASE, vendure.password) if one.encode() in kept] == []
