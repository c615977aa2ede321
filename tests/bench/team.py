"""A populated PostgreSQL and a copy of it, for measuring the team's store as the embedded one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import psycopg
from psycopg import sql

from agent_console.storage.opening import open_team_store
from tests.bench.floors import bare_postgres
from tests.bench.populate import fill
from tests.bench.population import Size
from tests.bench.writing import Pair
from tests.peers.postgres.postgres import PostgresPeer, fresh_database

_copies = count(1)


@dataclass(frozen=True, slots=True)
class Team:
    """A server to make populated databases on."""

    peer: PostgresPeer

    @contextmanager
    def pair(self, size: Size) -> Iterator[Pair]:
        """Make a populated database and a copy for the bare driver."""
        url = fresh_database(self.peer)
        store = open_team_store(url)
        fill(store.writer, size)
        store.close()
        bare = bare_postgres(self._copy(url))
        try:
            yield Pair(store, bare, size.customers)
        finally:
            bare.close()
            store.close()

    def _copy(self, url: str) -> str:
        server, _, name = url.rpartition("/")
        copy = f"{name}_copy_{next(_copies)}"
        making = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with psycopg.connect(self.peer.dsn(), autocommit=True) as connection:
            connection.execute(making.format(sql.Identifier(copy), sql.Identifier(name)))
        return f"{server}/{copy}"
