"""Opening the store: looked at before it is touched, backed up before it is changed."""

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from agent_console.storage.engine import encrypted, postgres
from agent_console.storage.failures import (
    StoreCorrupt,
    StoreError,
    StoreMissing,
    StoreNewer,
    WrongKey,
)
from agent_console.storage.migrations import HEAD
from agent_console.storage.store import Store, translated

FILE, SIDE_FILE = "store.db", "store.json"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies: a folder with its file and what is known about it beside it."""

    home: Path

    def file(self) -> Path:
        """Return the encrypted database."""
        return self.home / FILE

    def side_file(self) -> Path:
        """Return the file that tells by which key the database was made, without the key."""
        return self.home / SIDE_FILE

    def exists(self) -> bool:
        """Say whether there is a store."""
        return self.file().exists()


def open_store(place: Place, key: str) -> Store:
    """Open an existing store with its key (64 hex digits).

    Raises:
        StoreMissing, WrongKey, StoreCorrupt, StoreNewer: it was left as it is.
    """
    if not place.exists():
        raise StoreMissing(
            f"There is no store in {place.home} yet. Run `agent-console sync --once` to make it."
        )
    check_key(place, key)
    store = Store(
        writer=encrypted(place.file(), key, writes=True),
        reader=encrypted(place.file(), key, writes=False),
    )
    found = revision(store.reader)
    if found != HEAD:
        _bring_up(place, store, found)
    return store


def create_store(place: Place, key: str) -> Store:
    """Make a store, or open the one that is there."""
    if not place.exists():
        place.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(place, key)
    return open_store(place, key)


def _make(place: Place, key: str) -> None:
    """Make the file under another name, so that a store is there whole or not at all."""
    unfinished = place.file().with_suffix(f".making-{os.getpid()}")
    engine = encrypted(unfinished, key, writes=True)
    try:
        with translated():
            _upgrade(engine)
        engine.dispose()
        unfinished.chmod(0o600)
        if not place.exists():
            remember_key(place, key)
            unfinished.replace(place.file())
    finally:
        engine.dispose()
        for leftover in place.home.glob(unfinished.name + "*"):
            leftover.unlink()


def open_team_store(url: str) -> Store:
    """Open a PostgreSQL database and bring it to our tables."""
    engine = postgres(url)
    with translated():
        _upgrade(engine)
    return Store(writer=engine, reader=engine)


def check_key(place: Place, key: str) -> None:
    """Raise WrongKey when the store was made with another key, without opening it."""
    side = _side(place)
    if side and side["check"] != _check(key, side["salt"]):
        raise WrongKey(
            "This key does not open the store. It was made with another one "
            f"(from {side.get('key_from', 'an unknown place')}); use that key, or restore a backup."
        )


def remember_key(place: Place, key: str, key_from: str = "") -> None:
    """Write beside the store by which key it is locked, so that a wrong one is told from damage."""
    salt = secrets.token_hex(16)
    side = {"salt": salt, "check": _check(key, salt), "key_from": key_from}
    place.side_file().write_text(json.dumps(side), encoding="utf-8")
    place.side_file().chmod(0o600)


def revision(engine: Engine) -> str | None:
    """Return the step a database is at, None for one without tables.

    Raises:
        StoreCorrupt: it cannot be read at all.
    """
    try:
        with engine.connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError as error:
        said = str(error.orig).casefold()
        if "no such table" in said or "does not exist" in said:
            return None
        with translated():
            raise
    return None if found is None else str(found)


def _bring_up(place: Place, store: Store, found: str | None) -> None:
    if found is not None and found > HEAD:
        store.close()
        raise StoreNewer(
            f"The store was made by a newer version (step {found}, this program knows {HEAD}). "
            "Update Agent Console; the store was left as it is."
        )
    if found is not None:
        shutil.copyfile(place.file(), place.home / f"store-before-{HEAD}.db")
    with translated():
        _upgrade(store.writer)


def _upgrade(engine: Engine) -> None:
    from agent_console.storage.migrating import upgrade  # noqa: PLC0415 - alembic costs 0.1 s

    upgrade(engine)


def _check(key: str, salt: str) -> str:
    return blake2b(bytes.fromhex(key), salt=bytes.fromhex(salt), digest_size=16).hexdigest()


def _side(place: Place) -> dict[str, str]:
    try:
        side = json.loads(place.side_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise StoreCorrupt(f"{place.side_file()} cannot be read ({error}).") from error
    if not isinstance(side, dict):
        raise StoreError(f"{place.side_file()} is not ours; move it away.")
    return side
