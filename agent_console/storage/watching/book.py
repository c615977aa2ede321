"""What is watched, and who takes care of what was found, on this store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, select

from agent_console.domain.profile import ProfileId, Statement
from agent_console.domain.watching.looking import Looked
from agent_console.domain.watching.radar import ParcelKey
from agent_console.ports.acting.waiting import NotWaitingError, TakenError
from agent_console.ports.tracking.watching import Bite, BiteWish, Charge
from agent_console.storage.asking.among import IDS, among, listed
from agent_console.storage.dialect import Taken, hold, upsert
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.audit import Deed
from agent_console.storage.store import Store
from agent_console.storage.tables.watching import charge, finding, stirred
from agent_console.storage.watching import keeping, orders
from agent_console.storage.watching.keeping import Batch

AT_ONCE = 400
"""Orders in a transaction, so that a note of an agent never waits long."""
CHARGE = "charge of "
SEEN = delete(stirred).where(among(stirred.c.id))


@dataclass(frozen=True, slots=True)
class StoredWatchBook:
    """Reads what is due, keeps what was found (port WatchBook)."""

    store: Store

    def due(self, wish: BiteWish) -> Bite:
        """Return some orders to which something happened, or whose time has come."""
        with self.store.read() as connection:
            return orders.bite(connection, wish)

    def keep(self, bite: Bite, looked: Sequence[Looked], now: datetime) -> frozenset[ProfileId]:
        """Open, change and close findings; return the customers for whom one did."""
        changed, by_row = frozenset[ProfileId](), {one.order.row: one for one in looked}
        rows = sorted(bite.rows)
        with self.store.writing() as writing:
            for at in range(0, len(rows), AT_ONCE):
                some = rows[at : at + AT_ONCE]
                found = [by_row[row] for row in some if row in by_row]
                with writing.next() as connection:
                    changed |= keeping.keep(connection, Batch(some, found, bite.subjects, now))
        if bite.stirred:
            with self.store.write() as connection:
                connection.execute(SEEN, {IDS: listed(bite.stirred)})
        return changed


@dataclass(frozen=True, slots=True)
class StoredRadarBook:
    """Keeps who takes care of what (port RadarBook)."""

    store: Store

    def claim(self, key: ParcelKey, said: Statement) -> Charge:
        """Take a parcel; whoever has it already keeps it as it is."""
        with self.store.write(surely=True) as connection:
            hold(connection, [f"{CHARGE}{key.text()}"])
            before = _charge(connection, key)
            if before.owner is not None:
                if before.owner != said.who:
                    raise TakenError(before.owner, before.since)
                return before
            if not connection.execute(select(_is_open(key))).scalar_one():
                raise NotWaitingError(
                    f"Nothing is wrong with {key.text()}; `agent-console radar` lists what is."
                )
            _write(connection, key, said, said.who)
        return Charge(said.who, said.when)

    def release(self, key: ParcelKey, said: Statement, *, anyway: bool = False) -> Charge:
        """Give a parcel back; `anyway` also what a colleague has."""
        with self.store.write(surely=True) as connection:
            hold(connection, [f"{CHARGE}{key.text()}"])
            before = _charge(connection, key)
            if before.owner is None:
                return before
            if before.owner != said.who and not anyway:
                raise TakenError(before.owner, before.since)
            _write(connection, key, said, None)
        return Charge()


def _charge(connection: Connection, key: ParcelKey) -> Charge:
    row = connection.execute(
        select(charge).where(charge.c.order_id == key.order_row, charge.c.key == key.key)
    ).first()
    return Charge(row.owner, row.since) if row and row.owner else Charge()


def _is_open(key: ParcelKey) -> ColumnElement[bool]:
    return exists().where(
        finding.c.order_id == key.order_row, finding.c.key == key.key, finding.c.closed_at.is_(None)
    )


def _write(connection: Connection, key: ParcelKey, said: Statement, owner: str | None) -> None:
    row = {"order_id": key.order_row, "key": key.key, "owner": owner, "since": said.when}
    upsert(connection, charge, [row], Taken(("order_id", "key")))
    what = "claim" if owner else "release"
    audit.append(
        connection, Deed(said.who, said.when, what, f"parcel {key.text()}", said.why or None)
    )
