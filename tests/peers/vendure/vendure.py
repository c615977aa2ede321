"""A real store on loopback: Vendure, in memory, forgotten when the block ends.

Run as a command it only installs the store's packages, so that no test has to wait for them.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.peers.packages import NO_NODE, installed, node_home
from tests.peers.processes import PeerError, kept, wait_for
from tests.peers.vendure.staff import PASSWORD, USERNAME

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "server.mjs")


@dataclass(frozen=True)
class VendurePeer:
    """Where the store answers, and who may log in."""

    base: str
    username: str
    password: str


def install(node: Path) -> Path:
    """Return the folder with the server and its packages."""
    return installed(node, [HERE / name for name in FILES], "@vendure/core")


@cache
def why_not() -> str | None:
    """Say why no store can run here, or None."""
    node = node_home()
    if node is None:
        return NO_NODE
    try:
        install(node)
    except (PeerError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None


@contextmanager
def running() -> Iterator[VendurePeer]:
    """Run an empty store on a free port for the time of the block."""
    node = node_home()
    assert node is not None, why_not()
    server = install(node) / "server.mjs"
    with tempfile.TemporaryDirectory(prefix="vendure-") as scratch:
        log = Path(scratch) / "store.log"
        env = os.environ | {"VENDURE_DISABLE_TELEMETRY": "true"}  # else it tells its makers
        with kept([node / "bin/node", server], log, env, cwd=Path(scratch)) as process:

            def ready() -> str | None:
                lines = log.read_text(encoding="utf-8").splitlines()
                return next((line.split()[1] for line in lines if line.startswith("READY ")), None)

            yield VendurePeer(wait_for(process, ready, log, 60), USERNAME, PASSWORD)


if __name__ == "__main__":
    sys.exit(why_not())
