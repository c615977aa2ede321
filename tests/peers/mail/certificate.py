"""A certificate for localhost that nobody vouches for unless told to."""

import subprocess
from pathlib import Path


def make_certificate(folder: Path) -> None:
    """Write server.crt and server.key into the folder."""
    command: list[str | Path] = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
    command += ["-keyout", folder / "server.key", "-out", folder / "server.crt", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
