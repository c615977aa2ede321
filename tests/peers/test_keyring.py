import sys

import pytest

from tests.conftest import need
from tests.peers.keyring.keyring import KeyringState, run_with_keyring, why_not

ASK = """
import keyring
try:
    keyring.set_password("agent-console", "peer", "loopback-only")
    print(keyring.get_password("agent-console", "peer"))
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (KeyringState.UNLOCKED, "loopback-only"),
        (KeyringState.LOCKED, "KeyringLocked"),
        (KeyringState.NEVER_MADE, "InitError"),
        (KeyringState.NO_DBUS, "NoKeyringError"),
    ],
)
def test_each_state_gives_its_own_answer(state: KeyringState, said: str):
    need(why_not())
    done = run_with_keyring(state, [sys.executable, "-c", ASK])
    assert (done.returncode, done.stdout.strip()) == (0, said)


def test_the_exit_code_is_the_command_own():
    need(why_not())
    done = run_with_keyring(KeyringState.UNLOCKED, ["bash", "-c", "exit 4"])
    assert done.returncode == 4
