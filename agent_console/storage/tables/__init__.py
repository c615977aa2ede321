"""The tables, one file for each part of the model; all of them share one metadata.

Written so that SQLite and PostgreSQL make the same of them: no type, default or constraint that
only one of them has. To add one: a file here, its import below, and a migration.
"""

from agent_console.storage.tables import (
    contacts,
    drafts,
    events,
    lookup,
    mailing,
    orders,
    outbox,
    parcels,
    people,
    sync,
    waiting,
    watching,
)
from agent_console.storage.tables.columns import metadata

__all__ = [
    "contacts",
    "drafts",
    "events",
    "lookup",
    "mailing",
    "metadata",
    "orders",
    "outbox",
    "parcels",
    "people",
    "sync",
    "waiting",
    "watching",
]
