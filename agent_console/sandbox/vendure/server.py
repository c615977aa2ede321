"""The store's HTTP: POST /admin-api as Vendure, and /sandbox to look behind the scenes."""

import json
from datetime import UTC, datetime
from typing import Any

from agent_console.sandbox.serving.faults import Behaviour, Mode
from agent_console.sandbox.serving.loopback import HTML, LoopbackHandler, LoopbackServer, as_json
from agent_console.sandbox.vendure.answering import Answer, Visit, ask
from agent_console.sandbox.vendure.notation import Record
from agent_console.sandbox.vendure.pages import page
from agent_console.sandbox.vendure.rendering import Rendered
from agent_console.sandbox.vendure.sessions import Sessions
from agent_console.sandbox.world import World

NO_KEYS = "POST body missing, invalid Content-Type, or JSON object has no keys."
NO_QUERY = "GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension."


class VendureServer(LoopbackServer):
    """A store over a world, on loopback only."""

    def __init__(self, world: World, port: int = 0, behaviour: Behaviour | None = None) -> None:
        super().__init__(VendureHandler, world, port, behaviour)
        self.sessions = Sessions()
        self.rendered = Rendered(world.ledger)


class VendureHandler(LoopbackHandler):
    """One connection to the store."""

    server: VendureServer

    def post(self, body: bytes | None) -> None:
        """Answer a question, or obey the stage hand."""
        if body is None:
            self._send(Answer(413, _http_error(413, "request entity too large", self.path)))
        elif self.path == "/sandbox/mode":
            self._send(self._set_mode(body))
        elif self.path == "/sandbox/step":
            self._send(self._step(body))
        elif self.path.split("?")[0] == "/admin-api":
            if not self.misbehaves():
                self._answer(body)
        else:
            self._send(Answer(404, _http_error(404, f"Cannot POST {self.path}", self.path)))

    def get(self) -> None:
        """Say how the world is, or show the page of an order or a customer."""
        if self.path == "/sandbox":
            self._send(Answer(200, self._state()))
        elif self.path.startswith("/admin/"):
            self._page()
        else:
            self._send(Answer(404, _http_error(404, f"Cannot GET {self.path}", self.path)))

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
            text = as_json(answer.body)
        given = {} if visit.given is None else {"vendure_auth_token": visit.given}
        self.send(answer.status, text, **given)

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

    def _set_mode(self, body: bytes) -> Answer:
        if not self.set_mode(body):
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
        self.send(404 if found is None else 200, found or b"Nothing here.", HTML)

    def _send(self, answer: Answer) -> None:
        self.send(answer.status, as_json(answer.body))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _bad_request(message: str, **more: object) -> Answer:
    extensions = {**more, "code": "BAD_REQUEST"}
    return Answer(400, {"errors": [{"message": message, "extensions": extensions}]})


def _http_error(status: int, message: str, path: str) -> Record:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"statusCode": status, "message": message, "timestamp": now, "path": path}
