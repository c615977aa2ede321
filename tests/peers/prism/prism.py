"""A referee on loopback: Prism lets requests through and says what in them breaks a vendor's spec.

Run as a command it only installs Prism, so that no test has to wait for it.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.peers.free_port import free_port
from tests.peers.packages import NO_NODE, installed, node_home
from tests.peers.processes import PeerError, kept, wait_for

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json")
PACKAGE = "@stoplight/prism-cli"
LISTENS = "Prism is listening"


def install(node: Path) -> Path:
    """Return the folder with Prism."""
    return installed(node, [HERE / name for name in FILES], PACKAGE)


@cache
def why_not() -> str | None:
    """Say why no referee can run here, or None."""
    node = node_home()
    if node is None:
        return NO_NODE
    try:
        install(node)
    except (PeerError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None


@contextmanager
def running(spec: Path, upstream: str) -> Iterator[str]:
    """Stand between a client and a server for the time of the block; yields where to ask."""
    node = node_home()
    assert node is not None, why_not()
    prism = install(node) / "node_modules" / PACKAGE / "dist/index.js"
    port = free_port()
    place = ("-h", "127.0.0.1", "-p", str(port))
    with tempfile.TemporaryDirectory(prefix="prism-") as scratch:
        log = Path(scratch) / "prism.log"
        command = [node / "bin/node", prism, "proxy", *place, spec, upstream]
        with kept(command, log, cwd=Path(scratch)) as process:

            def ready() -> str | None:
                is_up = LISTENS in log.read_text(encoding="utf-8", errors="replace")
                return f"http://127.0.0.1:{port}" if is_up else None

            yield wait_for(process, ready, log, 60)


if __name__ == "__main__":
    sys.exit(why_not())
