"""Shopify's own introspection schemas, one for each version of its Admin API.

Run as a command it only fetches them, so that no test has to wait for it.
"""

import gzip
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

from graphql import GraphQLSchema, build_client_schema

from tests.peers.packages import NO_NODE, installed, node_home
from tests.peers.processes import PeerError

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json")
PACKAGE = "@shopify/dev-mcp"
VERSIONS = ("2026-01", "2026-04", "2026-07", "2026-10")


def install(node: Path) -> Path:
    """Return the folder with the schemas."""
    return installed(node, [HERE / name for name in FILES], PACKAGE)


@cache
def why_not() -> str | None:
    """Say why there are no schemas here, or None."""
    node = node_home()
    if node is None:
        return NO_NODE
    try:
        install(node)
    except (PeerError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None


def file(version: str) -> Path:
    """Return the file with the schema of one version."""
    node = node_home()
    assert node is not None, why_not()
    return install(node) / "node_modules" / PACKAGE / "dist/data" / f"admin_{version}.json.gz"


@cache
def schema(version: str) -> GraphQLSchema:
    """Return the schema of one version."""
    with gzip.open(file(version)) as stream:
        introspection = json.load(stream)
    return build_client_schema(introspection.get("data", introspection), assume_valid=True)


if __name__ == "__main__":
    sys.exit(why_not())
