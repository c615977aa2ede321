"""A server whose certificate nobody vouches for never hears a request, let alone a secret."""

import asyncio
import shutil
import socket
import ssl
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.connectors.kit import http
from agent_console.connectors.kit.http import Call, Client, Limits, Site
from agent_console.ports.failures import RemoteFailure
from tests.fakes.clock import FixedClock

TOKEN = "Bearer Canary-token-9"


def failure(base: str, call: Call) -> RemoteFailure:
    async def ask() -> None:
        site = Site("web-shop", base, Limits(deadline_s=2))
        async with Client(site, FixedClock(datetime.now(UTC))) as client:
            await client.call(call)

    with pytest.raises(RemoteFailure) as caught:
        asyncio.run(ask())
    return caught.value


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody has signed but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing: no certificate can be made here")
    folder = tmp_path_factory.mktemp("tls")
    made = subprocess.run(  # noqa: S603 - our own words
        [shutil.which("openssl") or "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
         "-keyout", folder / "c.pem", "-out", folder / "c.crt", "-days", "1",
         "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost"],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    (folder / "c.pem").write_bytes(
        (folder / "c.pem").read_bytes() + (folder / "c.crt").read_bytes()
    )
    return folder / "c.pem"


def test_an_unknown_certificate_gets_no_request(certificate: Path, monkeypatch):
    monkeypatch.setattr(http, "FIRST_PAUSE_S", 0.001)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    heard: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        for _ in range(http.TRIES):
            try:
                raw, _ = listener.accept()
                with context.wrap_socket(raw, server_side=True) as line:
                    heard.append(line.recv(4096))
            except OSError:
                continue

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(3)
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        call = Call("POST", "/x", headers={"Authorization": TOKEN})
        refused = failure(f"https://localhost:{port}", call)
        thread.join(5)
    assert refused.kind == "try_later"
    assert "certificate" in refused.message
    assert [one for one in heard if one] == []
