"""A real keyring in each state a desktop can leave it in, through the whole program."""

import json
import sys
import time
from pathlib import Path
from threading import Event

import keyring as library
import pytest
from keyring.backend import KeyringBackend

from agent_console.machine.secrecy import keyring
from agent_console.machine.secrecy.keyring import KeyringLockedError
from tests.conftest import need
from tests.fakes.shop import Shop
from tests.peers.keyring.keyring import KeyringState, run_with_keyring, why_not

PROGRAM = (sys.executable, "-m", "agent_console", "--home")
TWICE = """
"$@" sync --once --json > "$OUT/first.json" && "$@" sync --once --json > "$OUT/second.json"
code=$?; "$@" doctor --json > "$OUT/doctor.json"; exit $code
"""


@pytest.fixture
def home(tmp_path: Path, shop: Shop) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text(
        f'[[connections]]\nname = "web-shop"\nkind = "vendure"\nbase_url = "{shop.base}"\n'
        'username = "superadmin"\n'
    )
    return home


def secrets(tmp_path: Path) -> dict[str, str]:
    return {
        "AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD": "loopback-only",
        "OUT": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


def test_an_open_keyring_keeps_the_key(home: Path, tmp_path: Path):
    need(why_not())
    command = ["bash", "-c", TWICE, "--", *PROGRAM, str(home)]
    done = run_with_keyring(KeyringState.UNLOCKED, command, secrets(tmp_path))
    assert done.returncode == 0, done.stderr
    first, second = (
        json.loads((tmp_path / f"{turn}.json").read_text())["connections"][0]
        for turn in ("first", "second")
    )
    assert (first["stored"] > 0, second["stored"]) == (True, 0)
    checks = json.loads((tmp_path / "doctor.json").read_text())["checks"]
    told = {one["name"]: one for one in checks}
    assert told["key"] == {"name": "key", "ok": True, "message": "the keyring", "fix": None}
    assert "SecretService" in told["keyring"]["message"]
    assert not (home / "store.key").exists()


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (KeyringState.LOCKED, "keyring_locked"),
        (KeyringState.NEVER_MADE, "keyring_unmade"),
        (KeyringState.NO_DBUS, "keyring_missing"),
    ],
)
def test_a_keyring_of_no_use_says_why(home: Path, tmp_path: Path, state, kind):
    need(why_not())
    command = [*PROGRAM, str(home), "sync", "--once", "--json"]
    done = run_with_keyring(state, command, secrets(tmp_path))
    error = json.loads(done.stdout)["error"]
    assert (done.returncode, error["kind"]) == (4, kind)
    assert "AGENT_CONSOLE_" in error["message"]
    assert "Traceback" not in done.stderr
    assert [path.name for path in home.iterdir()] == ["config.toml"], "nothing is written"


class DeafKeyring(KeyringBackend):
    """A keyring that waits for somebody to type a password."""

    priority = -1  # never chosen by itself, or it would be for every test of this process
    typed = Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.typed.wait(30)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("nobody gets this far")


def test_a_keyring_that_never_answers_holds_nobody_up(monkeypatch):
    before = library.get_keyring()
    library.set_keyring(DeafKeyring())
    monkeypatch.setattr(keyring, "WAIT_S", 0.05)
    started = time.monotonic()
    try:
        with pytest.raises(KeyringLockedError, match="did not answer"):
            keyring.read("x")
    finally:
        library.set_keyring(before)
        DeafKeyring.typed.set()
    assert time.monotonic() - started < 5


STUCK = """
import sys, time
import keyring as library
from keyring.backend import KeyringBackend
from agent_console.machine.secrecy import keyring
class Deaf(KeyringBackend):
    priority = 1
    def get_password(self, service, username): time.sleep(60)
    def set_password(self, service, username, password): pass
library.set_keyring(Deaf())
keyring.WAIT_S = 0.05
try:
    keyring.read("x")
except keyring.KeyringLockedError:
    sys.exit(4)
"""


def test_a_program_ends_though_the_keyring_waits(tmp_path: Path):
    started = time.monotonic()
    done = run_with_keyring(
        KeyringState.NO_DBUS, [sys.executable, "-c", STUCK], secrets(tmp_path), 30
    )
    assert done.returncode == 4, done.stderr
    assert time.monotonic() - started < 20
