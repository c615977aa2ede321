"""The store's HTTP: POST /admin-api as Vendure, and /sandbox to look behind the scenes."""

import json
import sys
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Event
from typing import Any

from agent_console.sandbox.vendure.answering import Answer, Visit, ask
from agent_console.sandbox.vendure.faults import MAINTENANCE, Behaviour, Mode
from agent_console.sandbox.vendure.notation import Record
from agent_console.sandbox.vendure.pages import page
from agent_console.sandbox.vendure.rendering import Rendered
from agent_console.sandbox.vendure.sessions import Sessions
from agent_console.sandbox.world import World

LOOPBACK = "127.0.0.1"
JSON, HTML = "application/json; charset=utf-8", "text/html; charset=utf-8"
MOST_BYTES = 1_000_000
NO_KEYS = "POST body missing, invalid Content-Type, or JSON object has no keys."
NO_QUERY = "GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension."


class VendureServer(ThreadingHTTPServer):
    """A store over a world, on loopback only."""

    daemon_threads = True

    def __init__(self, world: World, port: int = 0, behaviour: Behaviour | None = None) -> None:
        super().__init__((LOOPBACK, port), VendureHandler)
        self.world = world
        self.behaviour = behaviour or Behaviour()
        self.sessions = Sessions()
        self.rendered = Rendered(world.ledger)
        self.closing = Event()

    @property
    def base(self) -> str:
        """Where the store is."""
        return f"http://{LOOPBACK}:{self.server_port}"

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Let clients hang up as they like."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def shutdown(self) -> None:
        """Stop, and let nobody wait for a slow answer."""
        self.closing.set()
        super().shutdown()


class VendureHandler(BaseHTTPRequestHandler):
    """One connection to the store."""

    server: VendureServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 60

    def do_POST(self) -> None:
        """Answer a question, or obey the stage hand."""
        body = self._body()
        if body is None:
            self._send(Answer(413, _http_error(413, "request entity too large", self.path)))
        elif self.path == "/sandbox/mode":
            self._send(self._set_mode(body))
        elif self.path == "/sandbox/step":
            self._send(self._step(body))
        elif self.path.split("?")[0] == "/admin-api":
            self._behave(body)
        else:
            self._send(Answer(404, _http_error(404, f"Cannot POST {self.path}", self.path)))

    def do_GET(self) -> None:
        """Say how the world is, or show the page of an order or a customer."""
        if self.path == "/sandbox":
            self._send(Answer(200, self._state()))
        elif self.path.startswith("/admin/"):
            self._page()
        else:
            self._send(Answer(404, _http_error(404, f"Cannot GET {self.path}", self.path)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""

    def _behave(self, body: bytes) -> None:
        mode = self.server.behaviour.mode
        if mode is Mode.DOWN:
            self.close_connection = True
            return
        if mode is Mode.HTML:
            self._send_bytes(200, HTML, MAINTENANCE)
            return
        if mode is Mode.SLOW:
            self.server.closing.wait(self.server.behaviour.slow_seconds)
        self._answer(body)

    def _answer(self, body: bytes) -> None:
        question = self._question(body)
        if isinstance(question, Answer):
            self._send(question)
            return
        is_shut = self.server.behaviour.mode is Mode.UNAUTHORISED
        visit = Visit(self.server.rendered, self.server.sessions, self._token(), is_shut)
        variables = question.get("variables") or {}
        with self.server.world.lock:
            self.server.rendered.catch_up()
            answer = ask(visit, question["query"], variables, question.get("operationName"))
            text = _json(answer.body)
        self._send_bytes(answer.status, JSON, text, visit.given)

    def _question(self, body: bytes) -> dict[str, Any] | Answer:
        try:
            question = json.loads(body)
        except ValueError as error:
            return Answer(400, _http_error(400, str(error), self.path))
        if isinstance(question, list):
            return _bad_request("Operation batching disabled.")
        is_json = self.headers.get("Content-Type", "").startswith("application/json")
        if not is_json or not isinstance(question, dict) or not question:
            return _bad_request(NO_KEYS)
        return (
            question
            if _is_text(question.get("query"))
            else _bad_request(NO_QUERY, http={"status": 400, "headers": {}})
        )

    def _token(self) -> str | None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        return token if scheme == "Bearer" else None

    def _body(self) -> bytes | None:
        length = max(int(self.headers.get("Content-Length") or 0), 0)
        if length > MOST_BYTES:
            self.close_connection = True
            return None
        return self.rfile.read(length)

    def _set_mode(self, body: bytes) -> Answer:
        try:
            self.server.behaviour.mode = Mode(json.loads(body)["mode"])
        except (ValueError, KeyError, TypeError):
            return Answer(400, {"error": f"mode is one of {', '.join(Mode)}"})
        return Answer(200, self._state())

    def _step(self, body: bytes) -> Answer:
        asked = json.loads(body or b"{}")
        for _ in range(int(asked.get("steps", 1))):
            self.server.world.step(datetime.now(UTC))
        return Answer(200, self._state())

    def _state(self) -> Record:
        ledger = self.server.world.ledger
        return {
            "mode": self.server.behaviour.mode,
            "customers": len(ledger.people),
            "orders": len(ledger.orders),
            "stories": self.server.world.stories,
        }

    def _page(self) -> None:
        with self.server.world.lock:
            self.server.rendered.catch_up()
            found = page(self.server.rendered, self.path)
        self._send_bytes(404 if found is None else 200, HTML, found or b"Nothing here.")

    def _send(self, answer: Answer) -> None:
        self._send_bytes(answer.status, JSON, _json(answer.body))

    def _send_bytes(self, status: int, kind: str, body: bytes, token: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if token is not None:
            self.send_header("vendure-auth-token", token)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _json(body: Record) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _bad_request(message: str, **more: object) -> Answer:
    extensions = {**more, "code": "BAD_REQUEST"}
    return Answer(400, {"errors": [{"message": message, "extensions": extensions}]})


def _http_error(status: int, message: str, path: str) -> Record:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"statusCode": status, "message": message, "timestamp": now, "path": path}
