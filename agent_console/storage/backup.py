"""Backups: one file with the encrypted store and what tells its key, proven before it is used."""

import tempfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from agent_console.storage.engine import encrypted
from agent_console.storage.failures import StoreCorrupt, StoreFull
from agent_console.storage.opening import FILE, SIDE_FILE, Place, check_key, revision
from agent_console.storage.store import Store, translated

SALT_FILE = "store.salt"
BESIDE = (SIDE_FILE, SALT_FILE)


def write(store: Store, place: Place, target: Path) -> int:
    """Write a backup as it stands now, while others go on working; return its size in bytes.

    Raises:
        StoreFull: there is no room, or the folder may not be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            copy = Path(folder) / FILE
            with translated(), store.reader.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
                connection.exec_driver_sql("BEGIN")
            packed = _pack(copy, place)
            size = packed.stat().st_size
            packed.replace(target)
            return size
    except OSError as error:
        raise StoreFull(f"The backup could not be written to {target}: {error.strerror}") from error


def restore(place: Place, source: Path, key: str) -> Path | None:
    """Put a backup in place, after it has been opened and checked; return where the old store went.

    Raises:
        StoreCorrupt, WrongKey: the backup cannot be used; the store is left as it is.
    """
    place.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=place.home, prefix=".restore-") as folder:
        fresh = Place(Path(folder))
        _unpack(source, fresh.home)
        check_key(fresh, key)
        prove(fresh, key)
        replaced = _put_aside(place) if place.exists() else None
        for name in _there(fresh.home, (*BESIDE, FILE)):
            (fresh.home / name).replace(place.home / name)
    return replaced


def prove(place: Place, key: str) -> None:
    """Read a whole store once.

    Raises:
        StoreCorrupt: a page of it is damaged.
    """
    engine = encrypted(place.file(), key, writes=False)
    try:
        revision(engine)
        with translated(), engine.connect() as connection:
            pages = connection.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
            rows = connection.execute(text("PRAGMA quick_check")).scalars().all()
    finally:
        engine.dispose()
    if pages or rows != ["ok"]:
        raise StoreCorrupt(f"{place.file().name} is damaged: {', '.join([*pages, *rows][:3])}")


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
    except (OSError, zipfile.BadZipFile) as error:
        raise StoreCorrupt(f"{source} is no backup of Agent Console ({error}).") from error
    if not (folder / FILE).exists():
        raise StoreCorrupt(f"{source} holds no store.")


def _put_aside(place: Place) -> Path:
    aside = place.home / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    aside.mkdir(mode=0o700)
    for path in place.home.glob("store.*"):
        if path.name != "store.key":
            path.replace(aside / path.name)
    return aside
