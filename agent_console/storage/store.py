"""The store as one thing: short write transactions, reads that never wait for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from agent_console.storage.failures import (
    StoreBusy,
    StoreCorrupt,
    StoreError,
    StoreFull,
)

FULL = ("disk is full", "disk i/o error", "readonly database", "no space left")
BUSY = ("database is locked", "database table is locked")
CORRUPT = ("not a database", "malformed", "file is encrypted", "hmac")


@dataclass(frozen=True, slots=True)
class Store:
    """Two engines over one database: one that writes, one that reads."""

    writer: Engine
    reader: Engine

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that commits at the end of the block.

        Raises:
            StoreError: the database refused; nothing of the block is kept.
        """
        with translated(), self.writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a snapshot to read from."""
        with translated(), self.reader.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.writer.dispose()
        self.reader.dispose()


@contextmanager
def translated() -> Iterator[None]:
    """Turn the drivers' errors into ours, with what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _in_words(error) from error


def _in_words(error: DBAPIError) -> StoreError:
    said = str(error.orig).casefold()
    if any(word in said for word in FULL):
        return StoreFull(
            f"The store could not be written ({error.orig}). Free some disk space or make the "
            "file writable; nothing of this step was saved."
        )
    if any(word in said for word in BUSY):
        return StoreBusy("Another program holds the store; close it or try again in a minute.")
    if any(word in said for word in CORRUPT):
        return StoreCorrupt(
            f"The store is damaged ({error.orig}). It was left as it is; "
            "`agent-console restore FILE` brings back a backup."
        )
    return StoreError(f"The database refused: {error.orig}")
