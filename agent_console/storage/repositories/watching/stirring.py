"""Marks of people to whom something happened: only ever added, taken away by whoever looked."""

from collections.abc import Set

from sqlalchemy import Connection

from agent_console.domain.profile import ProfileId
from agent_console.storage.dialect import append
from agent_console.storage.tables.watching import stirred


def stir(connection: Connection, profiles: Set[ProfileId]) -> None:
    """Have the orders of profiles looked at again, in the caller's transaction."""
    append(connection, stirred, [{"profile_id": one} for one in sorted(profiles)])
