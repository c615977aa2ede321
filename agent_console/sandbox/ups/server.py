"""UPS's OAuth and tracking over HTTP, on loopback."""

import base64
import binascii
import json
from urllib.parse import unquote, urlsplit

from agent_console.sandbox.serving.faults import MAINTENANCE, Behaviour
from agent_console.sandbox.serving.loopback import HTML, LoopbackHandler, LoopbackServer, as_json
from agent_console.sandbox.ups import rendering
from agent_console.sandbox.ups.mischief import RETRY_AFTER_S, Mischief, Prank
from agent_console.sandbox.world import World

CLIENT_ID, CLIENT_SECRET = "sandbox", "loopback-only"
TOKEN, TRACK = "/api/security/v1/oauth/token", "/api/track/v1/details/"
LASTS_S = "14399"
MISSING = b"<html><body><h1>404</h1><p>No such page.</p></body></html>"
IN_A_HURRY = rendering.refused("10429", "Too Many Requests")


class UpsServer(LoopbackServer):
    """UPS over a world, on loopback only."""

    def __init__(self, world: World, port: int = 0, behaviour: Behaviour | None = None) -> None:
        super().__init__(UpsHandler, world, port, behaviour)
        self.mischief = Mischief()


class UpsHandler(LoopbackHandler):
    """One connection to UPS."""

    server: UpsServer

    def get(self) -> None:
        """Tell of a number, unless a prank is played."""
        path = urlsplit(self.path).path
        if self.misbehaves():
            return
        if not path.startswith(TRACK):
            self.send(404, MISSING, HTML)
        elif not self.server.mischief.opens(self._token()):
            self._refuse(401, "250002", "Invalid Authentication Information.")
        else:
            number = unquote(path.removeprefix(TRACK))
            self._play(self.server.mischief.next(number), number)

    def post(self, body: bytes | None) -> None:
        """Lend a token, or obey the stage hand."""
        path = urlsplit(self.path).path
        if path == "/sandbox/pranks":
            is_known = self.server.mischief.plan_from(body or b"")
            self.send(200 if is_known else 400, as_json({"is_planned": is_known}))
        elif path != TOKEN:
            self.send(404, MISSING, HTML)
        elif not self._is_known():
            self._refuse(401, "10401", "ClientId is Invalid")
        else:
            token = {"access_token": self.server.mischief.lend(), "token_type": "Bearer"}
            self.send(200, as_json({**token, "expires_in": LASTS_S, "status": "approved"}))

    def _play(self, prank: Prank, number: str) -> None:
        match prank:
            case Prank.WAIT:
                self.send(429, as_json(IN_A_HURRY), Retry_After=str(RETRY_AFTER_S))
            case Prank.EXPIRED:
                self._refuse(401, "250002", "Invalid Authentication Information.")
            case Prank.SLOW:
                self.server.closing.wait(self.server.behaviour.slow_seconds)
                self._tell(number)
            case Prank.TRUNCATED:
                self._break_off(number)
            case Prank.FINE:
                self._tell(number)
            case _:
                self._talk_nonsense(prank)

    def _talk_nonsense(self, prank: Prank) -> None:
        status, body, kind = {
            Prank.WAIT_UNTOLD: (429, b"", HTML),
            Prank.HTML: (200, MAINTENANCE, HTML),
            Prank.HTML_MISSING: (404, MISSING, HTML),
            Prank.EMPTY: (200, b"", HTML),
            Prank.LIST: (200, as_json([{"trackResponse": {}}]), HTML),
        }.get(prank, (503, MAINTENANCE, HTML))
        self.send(status, body, kind)

    def _tell(self, number: str) -> None:
        self.send(200, as_json(self._about(number)))

    def _about(self, number: str) -> rendering.Record:
        world = self.server.world
        with world.lock:
            known = world.ledger.consignments.get(number)
            if known is None or known.carrier.easypost != "UPS":
                return rendering.missing(number)
            return rendering.tracked(known)

    def _break_off(self, number: str) -> None:
        """Promise a whole answer and hang up in the middle of it."""
        body = json.dumps(self._about(number)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.wfile.flush()
        self.close_connection = True

    def _refuse(self, status: int, code: str, message: str) -> None:
        self.send(status, as_json(rendering.refused(code, message)))

    def _token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def _is_known(self) -> bool:
        said = self.headers.get("Authorization", "").removeprefix("Basic ")
        try:
            pair = base64.b64decode(said, validate=True)
        except binascii.Error:
            return False
        return pair == f"{CLIENT_ID}:{CLIENT_SECRET}".encode()
