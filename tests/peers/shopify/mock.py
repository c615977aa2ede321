"""A server over Shopify's own schema, kept beside the checkout: right types, without meaning."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.peers.free_port import free_port
from tests.peers.packages import NO_NODE, installed, node_home
from tests.peers.processes import PeerError, kept, wait_for
from tests.peers.shopify import schemas

FILES = ("mock.mjs", "package.json", "package-lock.json")
PACKAGE = "@graphql-tools/mock"
LISTENS = "READY"


def install(node: Path, tool: Path) -> Path:
    """Return the folder with the server and what it needs."""
    return installed(node, [tool / name for name in FILES], PACKAGE, "shopify-mock")


@cache
def why_not(tool: Path) -> str | None:
    """Say why the server cannot run here, or None."""
    node = node_home()
    if node is None:
        return NO_NODE
    if not all((tool / name).is_file() for name in FILES):
        return "the server over Shopify's schema is not kept beside the checkout"
    try:
        install(node, tool)
    except (PeerError, subprocess.TimeoutExpired) as error:
        return str(error)
    return schemas.why_not()


@contextmanager
def running(tool: Path, version: str) -> Iterator[str]:
    """Run the server for the time of the block; yields where it is."""
    node = node_home()
    assert node is not None, why_not(tool)
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="shopify-") as scratch:
        log = Path(scratch) / "mock.log"
        server = [install(node, tool) / "mock.mjs", schemas.file(version), str(port)]
        with kept([node / "bin/node", *server], log, cwd=Path(scratch)) as process:

            def ready() -> str | None:
                is_up = LISTENS in log.read_text(encoding="utf-8", errors="replace")
                return f"http://127.0.0.1:{port}" if is_up else None

            yield wait_for(process, ready, log, 60)
