"""Opening the store: looked at before it is touched, backed up before it is changed."""

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from agent_console.storage.engine import encrypted, postgres
from agent_console.storage.failures import (
    StoreCorrupt,
    StoreError,
    StoreFull,
    StoreMissing,
    StoreNewer,
)
from agent_console.storage.key_note import check_key, remember_key
from agent_console.storage.migrations import HEAD
from agent_console.storage.store import Store, translated

FILE = "store.db"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies: a folder with its file and what is known about it beside it."""

    home: Path

    def file(self) -> Path:
        """Return the encrypted database."""
        return self.home / FILE

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
    check_key(place.home, key)
    store = Store(
        writer=encrypted(place.file(), key, writes=True),
        reader=encrypted(place.file(), key, writes=False),
    )
    try:
        found = known_revision(store.reader)
        if found != HEAD:
            _bring_up(place, store, found)
    except StoreError:
        store.close()
        raise
    return store


def create_store(place: Place, key: str, key_from: str = "") -> Store:
    """Make a store, or open the one that is there; `key_from` says for people whose key it is.

    Raises:
        StoreFull: there is no room, or the folder may not be written; nothing is left of it.
    """
    if not place.exists():
        try:
            place.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make(place, key, key_from)
        except OSError as error:
            raise StoreFull(
                f"The store could not be made in {place.home}: {error.strerror}."
            ) from error
    return open_store(place, key)


def _make(place: Place, key: str, key_from: str) -> None:
    """Make the file under another name, so that a store is there whole or not at all."""
    unfinished = place.file().with_suffix(f".making-{os.getpid()}")
    engine = encrypted(unfinished, key, writes=True)
    try:
        with translated():
            _upgrade(engine)
            with closing(engine.raw_connection()) as bare:
                bare.execute("VACUUM")
        engine.dispose()
        unfinished.chmod(0o600)
        if not place.exists():
            remember_key(place.home, key, key_from)
            unfinished.replace(place.file())
    finally:
        engine.dispose()
        for leftover in place.home.glob("store.making-*"):
            leftover.unlink(missing_ok=True)


def open_team_store(url: str) -> Store:
    """Open a PostgreSQL database and bring it to our tables."""
    engine = postgres(url)
    with translated():
        _upgrade(engine)
    return Store(writer=engine, reader=engine)


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


def known_revision(engine: Engine) -> str:
    """Return the step a store of ours is at.

    Raises:
        StoreCorrupt, StoreNewer: it is none, or none that this version may touch.
    """
    found = revision(engine)
    if found is None:
        raise StoreCorrupt(
            "The store's file holds none of our tables, so it is cut off or not ours. It was left "
            "as it is; `agent-console restore FILE` brings back a backup."
        )
    if found > HEAD:
        raise StoreNewer(
            f"The store was made by a newer version (step {found}, this program knows {HEAD}). "
            "Update Agent Console; the store was left as it is."
        )
    return found


def _bring_up(place: Place, store: Store, found: str) -> None:
    """Bring an older store up to this version, once there is a copy of it as it was."""
    store.copy_to(place.home / f"store-at-{found}.db")
    with translated():
        _upgrade(store.writer)


def _upgrade(engine: Engine) -> None:
    from agent_console.storage.migrating import upgrade  # noqa: PLC0415 - alembic costs 0.1 s

    upgrade(engine)
