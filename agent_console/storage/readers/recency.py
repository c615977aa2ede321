"""Where something happened last, and how the connections do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, func, select

from agent_console.domain.moment import from_microseconds
from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import ConnectionHealth, RecentCustomer
from agent_console.storage.readers.names import gone_of, names_of
from agent_console.storage.store import Store
from agent_console.storage.tables.events import LIVELY, event, observation, timeline_entry
from agent_console.storage.tables.people import (
    CONSOLE,
    dismissal,
    hand_off,
    household,
    kept_apart,
    link,
    profile,
    verification,
)
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.sync import quarantine
from agent_console.storage.tables.waiting import decision

EVENTS_A_CUSTOMER = 8
"""How many events to look through for each customer wanted."""


@dataclass(frozen=True, slots=True)
class StoredRecency:
    """Reads the newest entries over all customers (port RecentReader)."""

    store: Store

    def recent(self, limit: int) -> Sequence[RecentCustomer]:
        """Return the customers with the newest entries but scans, each once."""
        newest = (
            select(event.c.id)
            .where(LIVELY)
            .order_by(event.c.sort_at.desc(), event.c.id.desc())
            .limit(limit * EVENTS_A_CUSTOMER)
        )
        with self.store.read() as connection:
            rows = connection.execute(
                select(
                    profile.c.customer_id,
                    timeline_entry.c.title,
                    timeline_entry.c.kind,
                    timeline_entry.c.sort_at,
                )
                .join(profile, profile.c.id == timeline_entry.c.profile_id)
                .where(timeline_entry.c.event_id.in_(newest))
                .order_by(timeline_entry.c.sort_at.desc(), timeline_entry.c.event_id.desc())
            ).all()
            first = {row.customer_id: row for row in reversed(rows)}
            in_order = sorted(first.values(), key=lambda row: -row.sort_at)[:limit]
            shown = [row.customer_id for row in in_order]
            names, gone = names_of(connection, shown), gone_of(connection, shown)
        return [
            RecentCustomer(
                ProfileId(row.customer_id),
                names[row.customer_id],
                row.title,
                EntryKind(row.kind),
                from_microseconds(row.sort_at),
                is_gone=row.customer_id in gone,
            )
            for row in in_order
        ]

    def newest(self, customers: Sequence[ProfileId]) -> Mapping[ProfileId, datetime]:
        """Return the instants of the customers' newest entries."""
        entry, other = timeline_entry.c, timeline_entry.alias().c
        last = select(func.max(other.sort_at)).where(other.profile_id == profile.c.id)
        newest = last.correlate(profile).scalar_subquery()
        statement = (
            select(profile.c.customer_id, entry.told_utc)
            .select_from(profile)
            .join(
                timeline_entry,
                and_(entry.profile_id == profile.c.id, entry.sort_at == newest),
            )
            .where(profile.c.customer_id.in_(customers))
            .order_by(entry.sort_at, entry.event_id)
        )
        with self.store.read() as connection:
            told = {row.customer_id: row.told_utc for row in connection.execute(statement)}
        return {ProfileId(customer): at for customer, at in told.items() if at is not None}


@dataclass(frozen=True, slots=True)
class StoredHealth:
    """Reads how the connections do (port HealthReader)."""

    store: Store

    def version(self) -> int:
        """Return a number made of the newest saying, link, decision and end of a pass."""
        newest = [
            select(func.max(column)).scalar_subquery()
            for column in (
                observation.c.id,
                link.c.id,
                kept_apart.c.id,
                hand_off.c.id,
                *(col for said in (dismissal, household, verification) for col in _ends(said)),
                decision.c.id,
                connections.c.last_ok_at,
                connections.c.failing_since,
            )
        ]
        with self.store.read() as connection:
            return hash(tuple(connection.execute(select(*newest)).one()))

    def health(self) -> Sequence[ConnectionHealth]:
        """Return every connection that was ever tried, by name."""
        with self.store.read() as connection:
            waiting = (
                select(func.count())
                .where(quarantine.c.connection_id == connections.c.id)
                .scalar_subquery()
                .label("quarantined")
            )
            tried = select(connections, waiting).where(connections.c.kind != CONSOLE)
            rows = connection.execute(tried.order_by(connections.c.name))
            return [
                ConnectionHealth(
                    name=row.name,
                    kind=row.kind,
                    last_ok=row.last_ok_at,
                    failing_since=row.failing_since,
                    failure_kind=row.failure_kind,
                    failure_message=row.failure_message,
                    is_running=row.lease_owner is not None,
                    quarantined=row.quarantined,
                )
                for row in rows
            ]


def _ends(said: Table) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Return by what it shows that something was said, or taken back."""
    return said.c.id, said.c.ended_at
