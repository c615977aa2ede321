"""`agent-console` without a command: the window, its store and its worker."""

import os
import shlex
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.app.config.home import own_home
from agent_console.app.preferences import KeptPreferences
from agent_console.machine.clock import SystemClock
from agent_console.machine.folders import runtime_folder
from agent_console.machine.speech import own_voice
from agent_console.machine.window.peers import is_own_end
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ports.acting.writing import Correspondence
from agent_console.ports.desktop import Asked, CannotBeginError, Trouble
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.worker_state import WorkerCommand
from agent_console.ui.screens.first_run.stories import Story
from agent_console.ui.shell.start import WindowParts, run_window

if TYPE_CHECKING:
    from agent_console.app.parts import Parts
    from agent_console.app.writing.correspondence import Templates

PROGRAM = (sys.executable, "-m", "agent_console")
CONFIG, STORE, SALT = "config.toml", "store.db", "store.salt"


def show_window(home: Path, stories: Sequence[Story] = ()) -> int:
    """Show the window of a home folder until it is closed; a made-up world has stories."""
    worker = WorkerCommand([*PROGRAM, "--home", str(home), "worker"], {}, runtime_folder(home))
    rooms, voice = Rooms(home), own_voice()
    parts = WindowParts(
        open_desk=rooms.desk,
        open_correspondence=rooms.correspondence,
        open_paperwork=rooms.paperwork,
        clock=SystemClock(),
        worker=worker,
        preferences=KeptPreferences(home),
        config_path=home / CONFIG,
        has_connections=lambda: has_connections(home / CONFIG) or (home / STORE).exists(),
        program=_called(home),
        unlock=unlock,
        command=(*PROGRAM, "--home", str(home)),
        stories=stories,
        is_ours=is_own_end,
        voice=voice,
    )
    try:
        return run_window(parts)
    finally:
        rooms.close()
        if voice is not None:
            voice.hush()


class Rooms:
    """What the window's threads open; the database is imported behind the first picture."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._parts: Parts | None = None
        self._templates: Templates | None = None

    def desk(self) -> Desk:
        """Open the store, on the reader's thread.

        Raises:
            CannotBeginError: settings, key or store are not as they should be.
        """
        from agent_console.app.errors import ENDINGS
        from agent_console.app.parts import Parts, environment
        from agent_console.app.reading import desk

        parts = Parts(self._home, environment(), ask=nobody)
        try:
            opened = desk(parts, parts.new_store)
        except tuple(ending.error for ending in ENDINGS) as error:
            ending = next(one for one in ENDINGS if isinstance(error, one.error))
            trouble = Trouble.of(ending.exit_code) or Trouble.STORE
            raise CannotBeginError(
                trouble, str(error), ending.kind, asked_for(ending.kind, parts)
            ) from error
        self._parts = parts
        return opened

    def correspondence(self) -> Correspondence:
        """Begin to write, on the writer's thread, over the store that the desk has opened."""
        from agent_console.app.writing.correspondence import Templates, correspondence

        if self._parts is None:
            raise RuntimeError("the store was not opened")
        self._templates = self._templates or Templates()
        self._templates.warm_up()
        return correspondence(self._parts, self._templates)

    def paperwork(self) -> Paperwork:
        """Begin to note, on the clerk's thread, over the store that the desk has opened."""
        from agent_console.app.writing.paperwork import paperwork

        if self._parts is None:
            raise RuntimeError("the store was not opened")
        return paperwork(self._parts)

    def close(self) -> None:
        """End the child that fills templates."""
        if self._templates is not None:
            self._templates.close()


def unlock(passphrase: str) -> None:
    """Let this process, and the worker it starts, open the store with a passphrase."""
    from agent_console.machine.secrecy.store_key import PASSPHRASE

    os.environ[PASSPHRASE] = passphrase


def nobody() -> str | None:
    """Ask nobody: a window is not looked for in the terminal it was started from."""
    return None


def asked_for(kind: str, parts: "Parts") -> Asked | None:
    """Return what a person could give against a trouble with the key."""
    is_locked_by_phrase = (parts.home / SALT).exists()
    if kind in {"key", "wrong_key"} and is_locked_by_phrase:
        return Asked.TO_OPEN
    if kind in {"keyring_missing", "keyring_unmade"} and not parts.has_store():
        return Asked.TO_MAKE
    return None


def has_connections(config: Path) -> bool:
    """Say whether the settings name a connection; what cannot be understood is told elsewhere."""
    try:
        told = tomllib.loads(config.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, RecursionError):
        return True
    return bool(told.get("connections"))


def _called(home: Path) -> str:
    if home == own_home():
        return "agent-console"
    return f"agent-console --home {shlex.quote(str(home))}"
