"""EasyPost's API of trackers and shipments over HTTP, on loopback."""

import base64
import binascii
import hmac
import json
import secrets
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from agent_console.sandbox.easypost import refusals
from agent_console.sandbox.easypost.limit import Limit
from agent_console.sandbox.easypost.refusals import Record, Refusal, RefusedError
from agent_console.sandbox.easypost.rendering import created, listed
from agent_console.sandbox.easypost.shipping.desk import SHIPMENTS, Desk
from agent_console.sandbox.easypost.shipping.rendering import FILES
from agent_console.sandbox.easypost.trackers import Trackers
from agent_console.sandbox.serving.faults import Behaviour, Mode
from agent_console.sandbox.serving.loopback import HTML, LoopbackHandler, LoopbackServer, as_json
from agent_console.sandbox.world import World

API_KEY = "EZAKloopbackonly"
"""The demo's own, as public as the demo."""
TRACKERS, PAGES = "/v2/trackers", "/track/"


class EasyPostServer(LoopbackServer):
    """EasyPost over a world, on loopback only."""

    def __init__(
        self,
        world: World,
        port: int = 0,
        behaviour: Behaviour | None = None,
        limit: Limit | None = None,
    ) -> None:
        super().__init__(EasyPostHandler, world, port, behaviour)
        self.trackers = Trackers(world)
        self.desk = Desk(world, self.trackers)
        self.limit = limit or Limit()


class EasyPostHandler(LoopbackHandler):
    """One connection to EasyPost."""

    server: EasyPostServer

    def get(self) -> None:
        """List trackers, look one up, or show its page."""
        path = urlsplit(self.path).path
        if path.startswith(PAGES):
            self._page(path.removeprefix(PAGES))
        elif path.startswith(FILES):
            self._file(path)
        elif not self.misbehaves():
            self._answer(path, None)

    def post(self, body: bytes | None) -> None:
        """Make a tracker or a shipment, or obey the stage hand."""
        if body is None:
            self._refuse(refusals.TOO_LARGE)
        elif self.path == "/sandbox/mode":
            is_known = self.set_mode(body)
            self.send(200 if is_known else 400, as_json({"mode": self.server.behaviour.mode}))
        elif self.path == "/sandbox/labels":
            is_known = self.server.desk.mischief.plan(body)
            self.send(200 if is_known else 400, as_json({"is_planned": is_known}))
        elif not self.misbehaves():
            self._answer(urlsplit(self.path).path, body)

    def _answer(self, path: str, body: bytes | None) -> None:
        try:
            self._check_key()
            if path.startswith(SHIPMENTS):
                self._ship(body)
            elif path == TRACKERS and body is not None:
                self._create(body)
            elif path == TRACKERS:
                self._list()
            elif path.startswith(f"{TRACKERS}/") and body is None:
                self._look_up(path.removeprefix(f"{TRACKERS}/"))
            else:
                self._refuse(refusals.NOT_FOUND)
        except RefusedError as error:
            self._refuse(error.refusal)

    def _ship(self, body: bytes | None) -> None:
        reply = self.server.desk.reply(self.path, body, self.server.base)
        if reply is None:
            self.close_connection = True
            return
        self.server.closing.wait(reply.pause)
        headers = {} if reply.location is None else {"location": reply.location}
        self._send(reply.status, reply.body, **headers)

    def _file(self, path: str) -> None:
        found = self.server.desk.file(path)
        if found is None:
            self.send(404, b"Nothing here.", HTML)
        else:
            self.send(200, *found)

    def _check_key(self) -> None:
        scheme, _, told = self.headers.get("Authorization", "").partition(" ")
        try:
            key, _, _ = base64.b64decode(told, validate=True).partition(b":")
        except binascii.Error:
            key = b""
        is_shut = self.server.behaviour.mode is Mode.UNAUTHORISED
        is_right = scheme == "Basic" and hmac.compare_digest(key, API_KEY.encode())
        if is_shut or not is_right:
            raise RefusedError(refusals.WRONG_KEY)

    def _list(self) -> None:
        if not self.server.limit.lets_through():
            raise RefusedError(refusals.TOO_MANY)
        asked = dict(parse_qsl(urlsplit(self.path).query))
        with self.server.world.lock:
            found, has_more = self.server.trackers.page(asked)
            body = [listed(one, self.server.base) for one in found]
        self._send(200, {"trackers": body, "has_more": has_more})

    def _look_up(self, tracker_id: str) -> None:
        with self.server.world.lock:
            body = listed(self.server.trackers.find(tracker_id), self.server.base)
        self._send(200, body)

    def _create(self, body: bytes) -> None:
        number, carrier = _asked(body)
        with self.server.world.lock:
            tracker, is_new = self.server.trackers.create(number, carrier)
            answer = created(tracker, self.server.base)
        self._send(201 if is_new else 200, answer, location=f"/api{TRACKERS}/{tracker.id}")

    def _page(self, mark: str) -> None:
        try:
            tracker_id = base64.b64decode(mark, validate=True).decode().removeprefix("v1:")
            with self.server.world.lock:
                body = listed(self.server.trackers.find(tracker_id), self.server.base)
        except (binascii.Error, UnicodeDecodeError, RefusedError):
            self.send(404, b"Nothing here.", HTML)
            return
        title = escape(f"{body['carrier']} {body['tracking_code']}: {body['status']}")
        self.send(200, f"<!doctype html><meta charset=utf-8><h1>{title}</h1>".encode(), HTML)

    def _refuse(self, refusal: Refusal) -> None:
        self._send(refusal.status, refusal.body())

    def _send(self, status: int, body: Record, **headers: str) -> None:
        self.send(status, as_json(body), x_ep_request_uuid=secrets.token_hex(16), **headers)


def _asked(body: bytes) -> tuple[str, str | None]:
    """Read which number of which carrier is to be followed."""
    try:
        told: Any = json.loads(body)
    except ValueError as error:
        raise RefusedError(refusals.NO_JSON) from error
    asked = told.get("tracker") if isinstance(told, dict) else None
    if not isinstance(asked, dict) or not asked:
        raise RefusedError(refusals.NO_TRACKER)
    number, carrier = asked.get("tracking_code"), asked.get("carrier")
    if not isinstance(number, str) or not number.strip():
        raise RefusedError(refusals.NO_NUMBER)
    return number.strip(), carrier if isinstance(carrier, str) and carrier else None
