"""An HTTP server on loopback whose answers would hurt a careless client.

The first part of the path chooses the harm, whatever comes after it: a connector with the base
address `server.base + "/gzip"` meets the bomb on every call.
"""

import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MIB = 1 << 20
HUGE = 200 * MIB
ENOUGH = 1024 * MIB  # of an endless answer, lest a forgotten client fills the machine


@cache
def gzip_bomb(mib: int = 256) -> bytes:
    """Return that many MiB of zeros, compressed to a thousandth."""
    zeros = bytes(MIB)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    # After a full flush every block stands for itself, so one block can be said again and again.
    block = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(mib):
        check = zlib.crc32(zeros, check)
    trailer = struct.pack("<II", check, mib * MIB)
    return b"\x1f\x8b\x08" + bytes(7) + block * mib + packer.flush() + trailer


@dataclass
class Meeting:
    """One request as the server saw it."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class HostileServer:
    """Where the harm is served, and who came."""

    base: str
    stop: threading.Event
    met: list[Meeting] = field(default_factory=list)

    def address(self, harm: str) -> str:
        """Return the base address under which every path does that harm."""
        assert harm in HARMS, f"no such harm: {harm}"
        return f"{self.base}/{harm}"


class Villain(BaseHTTPRequestHandler):
    """Answers every method with the harm of the path."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    state: HostileServer

    def handle_one_request(self) -> None:
        """Let clients hang up."""
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def harm(self) -> None:
        """Read the request and do the harm its path asks for."""
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.state.met.append(Meeting(self.command, self.path, dict(self.headers.items())))
        HARMS.get(self.path.split("/")[1], not_there)(self)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = harm  # noqa: N815 - the library's names

    def send(
        self, body: bytes, headers: dict[str, str] | None = None, status: int = 200, more: int = 0
    ) -> None:
        """Send an answer that promises `more` bytes than it has."""
        self.send_response(status)
        for name, value in {"content-type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body) + more))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""


def not_there(villain: Villain) -> None:
    """Answer a path that does no harm."""
    villain.send(b'{"error": "no such harm"}', status=404)


def truncated(villain: Villain) -> None:
    """Promise a document and hang up in its middle."""
    villain.send(b'{"orders": [{"id": "1', more=1000)
    villain.close_connection = True


def huge(villain: Villain) -> None:
    """Send 200 MiB that are announced."""
    villain.send(b"", more=HUGE)
    for _ in range(HUGE // MIB):
        villain.wfile.write(b"x" * MIB)


def endless(villain: Villain) -> None:
    """Send pieces without end, never announced."""
    villain.send_response(200)
    villain.send_header("content-type", "application/json")
    villain.send_header("transfer-encoding", "chunked")
    villain.end_headers()
    for _ in range(ENOUGH // 0x10000):
        villain.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
    villain.close_connection = True


def slow(villain: Villain) -> None:
    """Send five bytes a second, so that no read ever times out."""
    villain.send(b"", more=3600)
    while not villain.state.stop.wait(0.2):
        villain.wfile.write(b" ")
    villain.close_connection = True


def silent(villain: Villain) -> None:
    """Take the request and say nothing."""
    villain.state.stop.wait(60)
    villain.close_connection = True


HARMS: dict[str, Callable[[Villain], None]] = {
    "html": lambda v: v.send(b"<html><h1>Maintenance</h1></html>", {"content-type": "text/html"}),
    "html_as_json": lambda v: v.send(b"<!doctype html><p>sign in"),
    "empty": lambda v: v.send(b""),
    "truncated": truncated,
    "huge": huge,
    "endless": endless,
    "gzip": lambda v: v.send(gzip_bomb(), {"content-encoding": "gzip"}),
    "not_gzip": lambda v: v.send(b"{}", {"content-encoding": "gzip"}),
    "deep": lambda v: v.send(b"[" * 100_000 + b"]" * 100_000),
    "wide": lambda v: v.send(b"1" * 100_000),
    "nulls": lambda v: v.send(b'{"data": null, "items": null, "results": null}'),
    "not_utf8": lambda v: v.send(b'{"name": "\xff\xfe"}'),
    "headers": lambda v: v.send(b"{}", {f"x-{i}": "a" * 8192 for i in range(200)}),
    "slow": slow,
    "silent": silent,
    "redirect": lambda v: v.send(b"", {"location": "/redirect"}, 302),
    "429": lambda v: v.send(b'{"error": "slow down"}', {"retry-after": "2"}, 429),
    "401": lambda v: v.send(b'{"error": "who are you"}', {"www-authenticate": "Bearer"}, 401),
    "403": lambda v: v.send(b'{"error": "not for you"}', status=403),
    "404": not_there,
    "500": lambda v: v.send(b"<html>oops</html>", {"content-type": "text/html"}, 500),
    "503": lambda v: v.send(b"", {"retry-after": "1"}, 503),
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: clients hang up on us, and they are right."""


@contextmanager
def hostile() -> Iterator[HostileServer]:
    """Serve all harms on a free port for the time of the block."""
    state = HostileServer("", threading.Event())
    ours = type("OurVillain", (Villain,), {"state": state})
    with _Server(("127.0.0.1", 0), ours) as server:
        state.base = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield state
        finally:
            state.stop.set()
            server.shutdown()
            thread.join(10)
