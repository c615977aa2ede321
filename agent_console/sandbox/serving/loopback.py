"""A web server on loopback only, and what all of its visitors have in common."""

import json
import sys
from abc import abstractmethod
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Event

from agent_console.sandbox.serving.faults import MAINTENANCE, Behaviour, Mode
from agent_console.sandbox.world import World

LOOPBACK = "127.0.0.1"
JSON, HTML = "application/json; charset=utf-8", "text/html; charset=utf-8"
MOST_BYTES = 1_000_000


class LoopbackServer(ThreadingHTTPServer):
    """A vendor's API over a world."""

    daemon_threads = True

    def __init__(
        self,
        handler: type["LoopbackHandler"],
        world: World,
        port: int = 0,
        behaviour: Behaviour | None = None,
    ) -> None:
        super().__init__((LOOPBACK, port), handler)
        self.world = world
        self.behaviour = behaviour or Behaviour()
        self.closing = Event()

    @property
    def base(self) -> str:
        """Where it is."""
        return f"http://{LOOPBACK}:{self.server_port}"

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Let clients hang up as they like."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def shutdown(self) -> None:
        """Stop, and let nobody wait for a slow answer."""
        self.closing.set()
        super().shutdown()


class LoopbackHandler(BaseHTTPRequestHandler):
    """One connection."""

    server: LoopbackServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 60

    def do_GET(self) -> None:
        """Let the vendor answer."""
        self.get()

    def do_POST(self) -> None:
        """Let the vendor answer, unless too much was sent."""
        length = max(int(self.headers.get("Content-Length") or 0), 0)
        self.close_connection = self.close_connection or length > MOST_BYTES
        self.post(None if length > MOST_BYTES else self.rfile.read(length))

    @abstractmethod
    def get(self) -> None:
        """Answer a GET."""

    @abstractmethod
    def post(self, body: bytes | None) -> None:
        """Answer a POST; no body is one that was too large."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""

    def misbehaves(self) -> bool:
        """Do what the mode asks for; whether that was the whole answer."""
        behaviour = self.server.behaviour
        if behaviour.mode is Mode.DOWN:
            self.close_connection = True
            return True
        if behaviour.mode is Mode.HTML:
            self.send(200, MAINTENANCE, HTML)
            return True
        if behaviour.mode is Mode.SLOW:
            self.server.closing.wait(behaviour.slow_seconds)
        return False

    def set_mode(self, body: bytes) -> bool:
        """Behave differently from now on; whether such a mode exists."""
        try:
            self.server.behaviour.mode = Mode(json.loads(body)["mode"])
        except (ValueError, KeyError, TypeError):
            return False
        return True

    def send(self, status: int, body: bytes, kind: str = JSON, **headers: str) -> None:
        """Answer; headers are named with low lines."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def as_json(body: object) -> bytes:
    """Write an answer as JSON."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
