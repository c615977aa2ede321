"""The store as one thing: short write transactions, reads that never wait for them."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from agent_console.storage.beside.folding import Folding
from agent_console.storage.beside.line import Line
from agent_console.storage.engine import folder_of
from agent_console.storage.failures import (
    StoreBusy,
    StoreCorrupt,
    StoreError,
    StoreFull,
)

QUICKLY_CHECKED = 256 << 20
"""Bytes; four milliseconds each MiB."""
FULL = ("disk is full", "disk i/o error", "readonly database", "no space left")
BUSY = ("database is locked", "database table is locked")
CORRUPT = ("not a database", "malformed", "file is encrypted", "hmac")

FEW, ALONE, MANY = 150, 500, 2_000
"""Events in a transaction: where others want to write and only one can, where nobody else does, and
where many can. Who wants to write waits for what is being written, so they are fewer then; but the
same pages of the store are written with each of them, which makes many small ones slower."""
GIVE_WAY_S = 0.0006
"""Longer than the quarter of a millisecond after which a waiting writer asks again."""


@dataclass(frozen=True, slots=True)
class Store:
    """Two engines over one database: one that writes, one that reads."""

    writer: Engine
    reader: Engine
    folding: Folding = field(default_factory=Folding)
    line: Line = field(default_factory=Line, compare=False)

    @contextmanager
    def write(self, *, surely: bool = False) -> Iterator[Connection]:
        """Open a transaction that commits at the end of the block.

        What is written `surely` is on the disk then, and outlives a loss of power too.

        Raises:
            StoreError: the database refused; nothing of the block is kept.
        """
        writer = self.writer.execution_options(surely=surely)
        with translated(), writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a snapshot to read from."""
        with translated(), self.reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator["Writing"]:
        """Open a row of transactions; after the block all of them are committed.

        Raises:
            StoreError: the database refused one; those before are kept, it and what follows not.
        """
        writing = Writing(self)
        with translated(), writing.whole():
            yield writing

    def give_way(self, idle_since: float | None = None) -> None:
        """Let whoever waits to write come first, where only one can write at a time.

        `idle_since` is when our last transaction ended, as monotonic() tells it.
        """
        if self.writer.dialect.name == "sqlite":
            self.fold_on()
            gone = 0 if idle_since is None else monotonic() - idle_since
            if gone < GIVE_WAY_S:
                Event().wait(GIVE_WAY_S - gone)
            self.line.let_pass(folder_of(self.writer))

    def see_who_waits(self) -> None:
        """Look who waits for what is being written: they get in before we look again."""
        if self.writer.dialect.name == "sqlite":
            self.line.look(folder_of(self.writer))

    def events_at_once(self) -> int:
        """Return how many events a transaction may hold without keeping others from writing."""
        if self.writer.dialect.name != "sqlite":
            return MANY
        return FEW if self.line.was_anybody() else ALONE

    def fold_on(self) -> None:
        """Have the log folded where it is time; nothing is being written now."""
        if self.writer.dialect.name == "sqlite":
            self.folding.after_bite(self.reader)

    def fold_early(self) -> None:
        """Fold the log back while we write, so that no agent's note ever has to."""
        self.folding.is_on = self.writer.dialect.name == "sqlite"

    def check_pages(self, most_bytes: int = QUICKLY_CHECKED) -> None:
        """Look at every page before anything is written; a larger store waits for the doctor.

        Raises:
            StoreCorrupt: some were changed by other hands; the store was left as it is.
        """
        file = self.reader.url.database
        if (
            self.reader.dialect.name != "sqlite"
            or not file
            or Path(file).stat().st_size > most_bytes
        ):
            return
        with translated(), closing(self.reader.raw_connection()) as bare:
            cursor = bare.cursor()
            damaged = [str(one) for (one,) in cursor.execute("PRAGMA cipher_integrity_check")]
        if damaged:
            raise StoreCorrupt(
                f"The store is damaged in {len(damaged)} places ({damaged[0]}). It was left as it "
                "is; `agent-console restore FILE` brings back a backup."
            )

    def copy_to(self, target: Path) -> None:
        """Write a copy as it stands now, locked with the same key, while others go on working.

        Raises:
            StoreError: the copy is not there; a copy of before is still there.
        """
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        try:
            with translated(), self.reader.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("VACUUM INTO ?", (str(fresh),))
                connection.exec_driver_sql("BEGIN")
            fresh.chmod(0o600)
            fresh.replace(target)
        except OSError as error:
            raise StoreFull(f"{target} could not be written: {error.strerror}") from error
        finally:
            fresh.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of all connections."""
        self.folding.close()
        self.writer.dispose()
        self.reader.dispose()


class Writing:
    """Transactions one after the other; each is committed while the next is being prepared."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._hands = ThreadPoolExecutor(1, "committing")
        self._committing: Future[float] | None = None

    @contextmanager
    def next(self, *, gives_way: bool = True) -> Iterator[Connection]:
        """Open the next transaction once the one before is committed."""
        if self._committing is not None:
            committed_at = self._settled(self._committing)
            if gives_way:
                self._store.give_way(committed_at)
        connection = self._store.writer.connect()
        try:
            transaction = connection.begin()
            yield connection
        except BaseException:
            connection.close()
            raise
        self._store.see_who_waits()
        begun = Event()
        self._committing = self._hands.submit(_committed, connection, transaction, begun)
        begun.wait()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Commit all that was begun before the block is left."""
        with self._hands:
            yield
            if self._committing is not None:
                self._settled(self._committing)
                self._store.fold_on()

    def _settled(self, committing: Future[float]) -> float:
        self._committing = None
        return committing.result()


def _committed(connection: Connection, transaction: RootTransaction, begun: Event) -> float:
    """Commit; whoever waits for `begun` goes on when this thread is in the database's own code."""
    with connection:
        begun.set()
        try:
            transaction.commit()
        except BaseException:
            connection.invalidate()  # whatever is still open in it ends with it
            raise
    return monotonic()


@contextmanager
def translated() -> Iterator[None]:
    """Turn the drivers' errors into ours, with what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _in_words(error) from error
    except MemoryError as error:  # what SQLCipher says where a page cannot be deciphered midway
        raise StoreError(
            "The database ran out of memory, or the store is damaged. `agent-console doctor` tells."
        ) from error


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
