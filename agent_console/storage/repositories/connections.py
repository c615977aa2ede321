"""Connections by name: their row, their lease, and how they did last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from agent_console.ports.failures import RemoteFailure
from agent_console.storage.dialect import insert_missing
from agent_console.storage.store import Store
from agent_console.storage.tables.people import connection as table

LEASE = timedelta(seconds=60)


def known_row(connection: Connection, name: str) -> int | None:
    """Return the row of a connection that has begun a pass before."""
    return connection.execute(select(table.c.id).where(table.c.name == name)).scalar_one_or_none()


def connection_row(connection: Connection, name: str) -> int:
    """Return the row of a connection, which is made for its first pass."""
    found = known_row(connection, name)
    if found is None:
        insert_missing(connection, table, [{"name": name, "kind": "unknown"}])
        return connection_row(connection, name)
    return found


@dataclass(frozen=True, slots=True)
class StoredPasses:
    """Hands out one lease a connection (port Passes).

    An owner that died keeps its lease until it runs out, unless `is_gone` can tell.
    """

    store: Store
    is_gone: Callable[[str], bool] = lambda _: False

    def begin(self, connection: str, kind: str, owner: str, now: datetime) -> bool:
        """Take the lease if it is free, ours, run out, or its holder is dead."""
        holder = self._holder(connection)
        if holder is not None and self.is_gone(holder):
            self.leave(connection, holder)
        with self.store.write() as open_connection:
            row = connection_row(open_connection, connection)
            taken = open_connection.execute(
                update(table)
                .where(
                    table.c.id == row,
                    or_(
                        table.c.lease_owner.is_(None),
                        table.c.lease_owner == owner,
                        table.c.lease_until < now,
                    ),
                )
                .values(kind=kind, lease_owner=owner, lease_until=now + LEASE)
            )
            return taken.rowcount == 1

    def renew(self, connection: str, owner: str, now: datetime) -> None:
        """Hold the lease for another while."""
        with self.store.write() as open_connection:
            open_connection.execute(
                update(table)
                .where(table.c.name == connection, table.c.lease_owner == owner)
                .values(lease_until=now + LEASE)
            )

    def _holder(self, connection: str) -> str | None:
        with self.store.read() as open_connection:
            return open_connection.execute(
                select(table.c.lease_owner).where(table.c.name == connection)
            ).scalar_one_or_none()

    def leave(self, connection: str, owner: str) -> None:
        """Give the lease back without a verdict."""
        with self.store.write() as open_connection:
            open_connection.execute(
                update(table)
                .where(table.c.name == connection, table.c.lease_owner == owner)
                .values(lease_owner=None, lease_until=None)
            )

    def end(
        self, connection: str, owner: str, now: datetime, failure: RemoteFailure | None
    ) -> None:
        """Give the lease back and remember how the pass went; since when it fails stays."""
        with self.store.write() as open_connection:
            since = open_connection.execute(
                select(table.c.failing_since).where(table.c.name == connection)
            ).scalar_one_or_none()
            ended = {
                "lease_owner": None,
                "lease_until": None,
                "failing_since": None if failure is None else since or now,
                "failure_kind": failure and failure.kind,
                "failure_message": failure and failure.message,
            }
            if failure is None:
                ended["last_ok_at"] = now
            open_connection.execute(
                update(table)
                .where(table.c.name == connection, table.c.lease_owner == owner)
                .values(**ended)
            )
