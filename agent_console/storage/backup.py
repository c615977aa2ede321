"""Backups: one file with the encrypted store and what tells its key, proven before it is used."""

import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from agent_console.storage.engine import BUSY_S, encrypted
from agent_console.storage.failures import StoreCorrupt, StoreError, StoreFull, StoreMissing
from agent_console.storage.key_note import SIDE_FILE, check_key
from agent_console.storage.opening import FILE, Place, known_revision
from agent_console.storage.store import Store, translated

SALT_FILE = "store.salt"
BESIDE = (SIDE_FILE, SALT_FILE)
JOURNALS = (f"{FILE}-wal", f"{FILE}-shm")

KeyFor = Callable[[Path], str]
"""Finds the key (64 hex digits) of the store in a folder, by the salt that may lie beside it."""


def write(store: Store, place: Place, target: Path) -> int:
    """Write a backup as it stands now, while others go on working; return its size in bytes.

    Raises:
        StoreFull: there is no room, or the folder may not be written.
        StoreError: something that is no backup is there already, the store itself perhaps.
    """
    if not target.parent.is_dir():
        raise StoreError(f"There is no folder {target.parent}; make it, or choose another.")
    if target.exists() and not zipfile.is_zipfile(target):
        raise StoreError(f"{target} is there already and is no backup; choose another name.")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            copy = Path(folder) / FILE
            store.copy_to(copy)
            packed = _pack(copy, place)
            size = packed.stat().st_size
            packed.replace(target)
            return size
    except OSError as error:
        raise StoreFull(f"The backup could not be written to {target}: {error.strerror}") from error


def restore(place: Place, source: Path, key_for: KeyFor) -> Path | None:
    """Put a backup in place, after it has been opened and checked; return where the old store went.

    Raises:
        StoreCorrupt, StoreNewer, WrongKey: the backup cannot be used; the store is left as it is.
        StoreFull: there is no room for both; the store is left as it is.
    """
    if not source.exists():
        raise StoreMissing(f"There is no file {source}.")
    try:
        place.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=place.home, prefix=".restore-") as folder:
            fresh = Place(Path(folder))
            _unpack(source, fresh.home)
            key = key_for(fresh.home)
            check_key(fresh.home, key)
            prove(fresh, key)
            return _exchange(place, fresh, key)
    except OSError as error:
        raise StoreFull(f"{source} could not be restored: {error.strerror}") from error


def prove(place: Place, key: str) -> None:
    """Read a whole store once.

    Raises:
        StoreCorrupt, StoreNewer: a page of it is damaged, or it is none of ours.
    """
    engine = encrypted(place.file(), key, writes=False)
    try:
        known_revision(engine)
        with translated(), engine.connect() as connection:
            pages = connection.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
            rows = connection.execute(text("PRAGMA quick_check")).scalars().all()
    finally:
        engine.dispose()
    if pages or rows != ["ok"]:
        raise StoreCorrupt(f"{place.file().name} is damaged: {', '.join([*pages, *rows][:3])}")


def _exchange(place: Place, fresh: Place, key: str) -> Path | None:
    """Put a proven store in place of the old one; killed anywhere, one of them is there, whole."""
    aside = None
    if place.exists():
        aside = _copied_aside(place)
        with suppress(StoreError):  # a damaged one has nothing to write back
            _write_back(place, key)
    for name in _there(fresh.home, BESIDE):
        (fresh.home / name).replace(place.home / name)
    for name in JOURNALS:
        (place.home / name).unlink(missing_ok=True)
    fresh.file().replace(place.file())
    return aside


def _write_back(place: Place, key: str) -> None:
    """Move what lies in the write-ahead log into the file."""
    engine = encrypted(place.file(), key, writes=True)
    try:
        with translated(), engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_S * 1000}")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    finally:
        engine.dispose()


def _copied_aside(place: Place) -> Path:
    aside = place.home / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    if aside.exists():
        aside = aside.with_name(f"{aside.name}-{os.getpid()}")
    aside.mkdir(mode=0o700)
    for name in _there(place.home, (FILE, *JOURNALS, *BESIDE)):
        shutil.copy2(place.home / name, aside / name)
    return aside


def _pack(copy: Path, place: Place) -> Path:
    packed = copy.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as bundle:
        bundle.write(copy, FILE)
        for name in _there(place.home, BESIDE):
            bundle.write(place.home / name, name)
    packed.chmod(0o600)
    return packed


def _there(folder: Path, names: Iterable[str]) -> list[str]:
    return [name for name in names if (folder / name).exists()]


def _unpack(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as bundle:
            for name in {FILE, *BESIDE} & set(bundle.namelist()):
                bundle.extract(name, folder)
                (folder / name).chmod(0o600)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise StoreCorrupt(f"{source} cannot be read ({error.strerror}).") from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError) as error:
        raise StoreCorrupt(f"{source} is no backup of Agent Console ({error}).") from error
    if not (folder / FILE).is_file():
        raise StoreCorrupt(f"{source} holds no store.")
