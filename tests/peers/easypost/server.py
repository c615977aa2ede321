"""An EasyPost account on loopback: it replays recorded trackers and remembers which were made."""

import json
import threading
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.peers.easypost.trackers import Record, made_up, recordings, trackers_in

API_KEY = "EZTK-loopback-only"
PATH = "/v2/trackers"
WRONG_KEY = {"error": {"code": "APIKEY.INACTIVE", "message": "This api key is no longer active."}}
NO_SUCH = {"error": {"code": "NOT_FOUND", "message": "The requested resource could not be found."}}
NO_NUMBER = {
    "error": {
        "code": "TRACKER.TRACKING_CODE.INVALID",
        "message": "The tracking code could not be matched to a carrier.",
        "errors": [{"field": "tracking_code", "message": "is invalid"}],
    }
}


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    query: dict[str, str]
    body: Record


@dataclass
class EasyPostPeer:
    """What the carriers know by number, and the trackers of the account, the newest first."""

    known: dict[str, Record]
    trackers: list[Record] = field(default_factory=list)
    api_key: str = API_KEY
    most_at_once: int = 100
    loses_the_answer_of: set[str] = field(default_factory=set)
    """Numbers whose tracker is made and whose answer never arrives."""
    answers: dict[str, tuple[int, str, dict[str, str]]] = field(default_factory=dict)
    """Instead of every true answer to a method: status, body, headers."""
    asked: list[Asked] = field(default_factory=list)
    base: str = ""

    def count(self, method: str) -> int:
        """Return how often something was asked for by a method."""
        return sum(one.method == method for one in self.asked)

    def listed(self, query: dict[str, str]) -> Record:
        """Return a page of the account's trackers."""
        fits = [one for one in self.trackers if _fits(one, query)]
        ids = [one["id"] for one in fits]
        start = ids.index(query["before_id"]) + 1 if "before_id" in query else 0
        most = min(int(query.get("page_size", 20)), self.most_at_once)
        page = fits[start : start + most]
        return {"trackers": page, "has_more": start + most < len(fits)}

    def made(self, wanted: Record) -> tuple[int, Record]:
        """Make a tracker, or return the one that was made before."""
        code = wanted["tracking_code"]
        if there := [one for one in self.trackers if one["tracking_code"] == code]:
            return 200, there[0]
        if code not in self.known:
            return 422, NO_NUMBER
        self.trackers.insert(0, deepcopy(self.known[code]))
        return 201, self.trackers[0]

    def reply(self, asked: Asked) -> tuple[int, Record]:
        """Answer truly."""
        if asked.method == "POST":
            return self.made(asked.body["tracker"])
        if asked.path == PATH:
            return 200, self.listed(asked.query)
        found = [one for one in self.trackers if f"{PATH}/{one['id']}" == asked.path]
        return (200, found[0]) if found else (404, NO_SUCH)


def _fits(tracker: Record, query: dict[str, str]) -> bool:
    wanted = {name: query[name] for name in ("tracking_code", "carrier") if name in query}
    return all(tracker[name] == value for name, value in wanted.items())


class Counter(BaseHTTPRequestHandler):
    """One connection to the account; answers leave in one piece and at once."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    peer: EasyPostPeer

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        text = self.rfile.read(int(self.headers.get("content-length", 0)))
        place = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(place.query).items()}
        asked = Asked(self.command, place.path, query, json.loads(text or b"{}"))
        self.peer.asked.append(asked)
        if asked.method in self.peer.answers:
            self._send(*self.peer.answers[asked.method])
            return
        status, body = (401, WRONG_KEY) if not self._is_let_in() else self.peer.reply(asked)
        code = asked.body.get("tracker", {}).get("tracking_code")
        if code in self.peer.loses_the_answer_of:
            self.close_connection = True
            return
        self._send(status, json.dumps(body), {})

    def _is_let_in(self) -> bool:
        scheme, _, told = self.headers.get("authorization", "").partition(" ")
        return scheme == "Basic" and b64decode(told).decode() == f"{self.peer.api_key}:"

    def _send(self, status: int, body: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""


def carriers_know(shared: Path | None) -> Iterable[Record]:
    """Return what trackers can be made of: the recorded ones, each as last told, and our own."""
    if shared is not None:
        for one in recordings(shared / "payloads" / "carriers" / "easypost"):
            yield from trackers_in(one["response"]["body"])
    yield made_up()


@contextmanager
def running(shared: Path | None = None) -> Iterator[EasyPostPeer]:
    """Open an empty account on a free port for the time of the block."""
    peer = EasyPostPeer({one["tracking_code"]: one for one in carriers_know(shared)})
    ours = type("OurCounter", (Counter,), {"peer": peer})
    with ThreadingHTTPServer(("127.0.0.1", 0), ours) as server:
        server.daemon_threads = True
        peer.base = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield peer
        finally:
            server.shutdown()
            thread.join()
