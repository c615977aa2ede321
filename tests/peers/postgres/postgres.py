"""A private PostgreSQL 15 on loopback, forgotten when the block ends."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from tests.peers.free_port import free_port
from tests.peers.processes import kept, wait_for

BIN = Path("/usr/lib/postgresql/15/bin")
SUPERUSER = "postgres"
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
FORGETFUL |= {"autovacuum": "off", "max_wal_size": "256MB"}
MEMORY, ROOM = Path("/dev/shm"), 2 << 30  # noqa: S108 - what lies there is forgotten too
_names = count(1)


@dataclass(frozen=True)
class PostgresPeer:
    """Where the server answers: as SQLAlchemy and as psycopg write it."""

    url: str
    port: int

    def dsn(self, database: str = SUPERUSER, user: str = SUPERUSER) -> str:
        """Return the address of a database for psycopg."""
        return f"postgresql://{quote(user)}@127.0.0.1:{self.port}/{quote(database)}"


def why_not() -> str | None:
    """Say why no PostgreSQL can run here, or None."""
    if not (BIN / "initdb").exists():
        return "PostgreSQL 15 is not installed: apt-get install postgresql-15"
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            return "setpriv is missing, and PostgreSQL does not run as root"
        try:
            pwd.getpwnam(SUPERUSER)
        except KeyError:
            return "there is no user postgres, and PostgreSQL does not run as root"
    return None


def as_owner() -> list[str]:
    """Return what goes before a command so that root does not own the server."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam(SUPERUSER)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def make_cluster(folder: Path) -> Path:
    """Write an empty cluster into the folder and return its place."""
    if os.geteuid() == 0:
        owner = pwd.getpwnam(SUPERUSER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    options = ["--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run(  # noqa: S603 - the command is our own
        [*as_owner(), BIN / "initdb", "-D", data, "--no-sync", "--no-instructions", *options],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    return data


def in_memory() -> Path | None:
    """Return where files cost no disk, if there is room: a database a test is much to write."""
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if has_room else None


@contextmanager
def running(*, durable: bool = False) -> Iterator[PostgresPeer]:
    """Run an empty server on a free port; `durable` makes it sync to the disk as in real life."""
    place = None if durable else in_memory()
    with tempfile.TemporaryDirectory("", "postgres-", place, ignore_cleanup_errors=True) as name:
        folder, port, log = Path(name), free_port(), Path(name) / "server.log"
        settings = {"listen_addresses": "127.0.0.1", "port": str(port), "timezone": "UTC"}
        settings |= {"unix_socket_directories": "", "max_connections": "100"}
        settings |= {} if durable else FORGETFUL
        data = make_cluster(folder)
        command: list[str | Path] = [*as_owner(), BIN / "postgres", "-D", data]
        command += [f"--{key}={value}" for key, value in settings.items()]
        with kept(command, log, end_signal="INT" if durable else "QUIT") as process:
            peer = PostgresPeer(f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{port}/postgres", port)
            wait_for(process, lambda: answers(peer), log, 30)
            yield peer


def answers(peer: PostgresPeer) -> bool | None:
    """Return True once the server takes connections."""
    try:
        with psycopg.connect(peer.dsn(), connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return None


def fresh_database(peer: PostgresPeer, original: str | None = None) -> str:
    """Create a database, empty or like another one, and return its SQLAlchemy address."""
    name = f"fresh_{os.getpid()}_{next(_names)}"
    wish = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if original is not None:
        like = sql.Identifier(original.rpartition("/")[2])
        wish += sql.SQL(" TEMPLATE {} STRATEGY file_copy").format(like)
    with psycopg.connect(peer.dsn(), autocommit=True) as connection:
        connection.execute(wish)
    return peer.url.removesuffix("/postgres") + f"/{name}"


def drop_database(peer: PostgresPeer, url: str) -> None:
    """Let go of a database, and of whoever still uses it."""
    wish = sql.SQL("DROP DATABASE {} (FORCE)").format(sql.Identifier(url.rpartition("/")[2]))
    with psycopg.connect(peer.dsn(), autocommit=True) as connection:
        connection.execute(wish)
