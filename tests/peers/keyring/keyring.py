"""The states a person's keyring can be in: unlocked, locked, never made, and no D-Bus at all."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from tests.peers.processes import run_kept

NEEDED = ("dbus-run-session", "gnome-keyring-daemon", "bash")
UNLOCK = "printf 'loopback-only\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
START = "gnome-keyring-daemon --start --components=secrets >/dev/null"
WRITTEN = """
for _ in $(seq 200); do [ -s "$XDG_DATA_HOME/keyrings/login.keyring" ] && exit; sleep 0.05; done
"""
OUR_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL")


class KeyringState(StrEnum):
    """What a program finds when it asks for the keyring."""

    UNLOCKED = "unlocked"
    LOCKED = "locked"
    NEVER_MADE = "never_made"
    NO_DBUS = "no_dbus"


def why_not() -> str | None:
    """Say why no private keyring can run here, or None."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        return f"{', '.join(missing)} missing: apt-get install dbus gnome-keyring"
    return None


def run_with_keyring(
    state: KeyringState,
    command: Sequence[str | Path],
    env: Mapping[str, str] | None = None,
    seconds: float = 60,
) -> subprocess.CompletedProcess[str]:
    """Run a command in a home of its own, with its keyring in that state; `env` comes on top."""
    with tempfile.TemporaryDirectory(prefix="keyring-", ignore_cleanup_errors=True) as home:
        around = private_environment(Path(home)) | dict(env or {})
        if state is KeyringState.NO_DBUS:
            return run_kept(command, around, seconds)
        if state is KeyringState.LOCKED:
            in_session(UNLOCK, ["bash", "-c", WRITTEN], around)
        first = UNLOCK if state is KeyringState.UNLOCKED else START
        return in_session(first, command, around, seconds)


def private_environment(home: Path) -> dict[str, str]:
    """Return the environment without the desktop of the person who runs the tests."""
    for folder in (".cache", ".local/share/keyrings"):
        (home / folder).mkdir(parents=True)
    kept = {name: value for name, value in os.environ.items() if name not in OUR_DESKTOP}
    data = {"XDG_DATA_HOME": str(home / ".local/share"), "XDG_CACHE_HOME": str(home / ".cache")}
    config = {"XDG_CONFIG_HOME": str(home / ".config"), "XDG_RUNTIME_DIR": str(home)}
    return kept | {"HOME": str(home)} | data | config


def in_session(
    first: str, command: Sequence[str | Path], env: Mapping[str, str], seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run a line of shell and then the command on a bus of their own."""
    shell = ["dbus-run-session", "--", "bash", "-c", f'{first}; exec "$@"', "--"]
    return run_kept([*shell, *command], env, seconds)
