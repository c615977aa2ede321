"""An EasyPost that sells labels badly, on loopback, in this process or one of its own.

It counts what was really paid for. It does a deed at once, or late, or not; and answers, or not, or
with something nobody can read; and unless it `guards` a shipment, it sells its label again.
"""

import json
import random
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Record = dict[str, Any]

FAULTS = (
    *("refuse", "wait", "drop before", "drop after", "error before", "error after"),
    *("html after", "cut after", "timed out", "timed out after", "stall after"),
    *("late", "in progress"),
)
"""What may become of a deed "before" it is done or "after"; `late`, `in progress` do it later."""
SHIPMENTS, FILES = "/v2/shipments", "/files/"
STALL_S, LATE_S = 0.6, (0.4, 0.6)
"""Longer than a sender waits that settles in a second, and shorter than it settles."""
NUMBER = "94001000000000000{:05}"
PDF = b"%PDF-1.4\n% a label\n"
NO = {
    "refuse": (422, "SHIPMENT.POSTAGE.FAILURE", "The carrier says no."),
    "wait": (429, "RATE_LIMITED", "Slow down."),
    "timed out": (422, "SHIPMENT.POSTAGE.TIMED_OUT", "The carrier timed out."),
    "in progress": (422, "SHIPMENT.PURCHASE.IN_PROGRESS", "A purchase is in progress."),
    "exists": (422, "SHIPMENT.POSTAGE.EXISTS", "Postage already exists for this shipment."),
    "missing": (404, "NOT_FOUND", "The requested resource could not be found."),
    "gone": (422, "SHIPMENT.REFUND.UNAVAILABLE", "Unable to request refund."),
}
NO["timed out after"] = NO["timed out"]


class Shop(ThreadingHTTPServer):
    """The account: its shipments, what was paid under each, and what goes wrong next."""

    daemon_threads = True

    def __init__(self, share: float = 0.0, seed: int = 0, *, guards: bool = True) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.share, self.random, self.guards = share, random.Random(seed), guards
        self.lock = threading.RLock()
        self.shipments: dict[str, Record] = {}
        self.bought: dict[str, int] = {}
        self.refunded: dict[str, int] = {}
        self.posts: list[str] = []
        self.next: deque[str] = deque()
        self.sells_as: Record = {}
        """What it sells instead of the rate it was asked for."""
        self.file = "pdf"
        self.sent_bytes = 0
        self.late: list[threading.Timer] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def fault(self) -> str:
        """Choose how the next deed goes wrong."""
        if self.next:
            return self.next.popleft()
        return self.random.choice(FAULTS) if self.random.random() < self.share else ""

    def create(self, asked: Record) -> Record:
        """Make a shipment, with two rates."""
        with self.lock:
            key = f"shp_{len(self.shipments) + 1}"
            self.shipments[key] = {
                "id": key,
                "object": "Shipment",
                "is_return": bool(asked.get("is_return")),
                "messages": [],
                "reference": asked.get("reference"),
                "rates": [_rate(key, "Priority", "7.42"), _rate(key, "GroundAdvantage", "6.07")],
                "tracking_code": None,
                "postage_label": None,
                "selected_rate": None,
                "tracker": None,
                "refund_status": None,
            }
            return self.shipments[key]

    def do(self, key: str, deed: str, told: Record) -> str:
        """Do it; the name of the refusal where that cannot be."""
        with self.lock:
            one = self.shipments[key]
            if deed == "refund":
                return self._refund(key, one)
            if one["postage_label"] and self.guards:
                return "exists"
            self.bought[key] = self.bought.get(key, 0) + 1
            rate_id = told.get("rate", {}).get("id")
            chosen = next(rate for rate in one["rates"] if rate["id"] == rate_id)
            code = NUMBER.format(int(key[4:]))
            one.update(tracking_code=code, selected_rate={**chosen, **self.sells_as})
            one["postage_label"] = {
                "created_at": "2026-11-29T12:00:00Z",
                "label_url": f"{self.base}{FILES}{key}.pdf",
                "label_file_type": "application/pdf",
            }
            one["tracker"] = _tracker(key, code)
            return ""

    def _refund(self, key: str, one: Record) -> str:
        if not one["postage_label"] or (one["refund_status"] and self.guards):
            return "gone"
        self.refunded[key] = self.refunded.get(key, 0) + 1
        one["refund_status"] = "submitted"
        return ""

    def later(self, key: str, deed: str, told: Record) -> None:
        """Do it when everybody has given up on it."""
        timer = threading.Timer(self.random.uniform(*LATE_S), self.do, [key, deed, told])
        timer.daemon = True
        self.late.append(timer)
        timer.start()

    def ledger(self) -> Record:
        """Tell what was paid and taken back, by shipment."""
        with self.lock:
            return {"bought": dict(self.bought), "refunded": dict(self.refunded)}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that died."""


class Counter(BaseHTTPRequestHandler):
    """One connection."""

    server: Shop
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        _, _, rest = self.path.partition(f"{SHIPMENTS}/")
        key, _, deed = rest.partition("/")
        self.server.posts.append(self.path)
        if not rest:
            self._say(201, self.server.create(told["shipment"]))
        elif key not in self.server.shipments:
            self._refuse("missing")
        else:
            is_honest = "X-Honest" in self.headers
            self._deed(key, deed, told, "" if is_honest else self.server.fault())

    def _deed(self, key: str, deed: str, told: Record, fault: str) -> None:
        if fault in {"late", "in progress"}:
            self.server.later(key, deed, told)
        if fault == "late":
            time.sleep(STALL_S)  # noqa: TID251 - it stalls
        if fault in {"drop before", "late"}:
            self.close_connection = True
        elif fault == "error before":
            self._send(500, b"oops")
        elif fault in {"refuse", "wait", "timed out", "in progress"}:
            self._refuse(fault)
        elif refusal := self.server.do(key, deed, told):
            self._refuse(refusal)
        else:
            self._after(key, fault)

    def _after(self, key: str, fault: str) -> None:
        body = json.dumps(self.server.shipments[key]).encode()
        if fault == "stall after":
            time.sleep(STALL_S)  # noqa: TID251 - it stalls
        if fault in {"drop after", "stall after"}:
            self.close_connection = True
        elif fault == "error after":
            self._send(503, b"later")
        elif fault == "html after":
            self._send(200, b"<html>Thank you!</html>", "text/html")
        elif fault == "cut after":
            self._send(200, body[: len(body) // 2])
        elif fault == "timed out after":
            self._refuse(fault)
        else:
            self._send(200, body)

    def do_GET(self) -> None:
        key = self.path.rpartition("/")[2]
        if self.path == "/ledger":
            self._say(200, self.server.ledger())
        elif self.path.startswith(FILES):
            self._file()
        elif self.server.random.random() < self.server.share / 4:
            self._send(503, b"later")
        elif key in self.server.shipments:
            self._say(200, self.server.shipments[key])
        else:
            self._refuse("missing")

    def _file(self) -> None:
        kind = self.server.file
        if kind == "huge":
            self._huge()
        elif kind.startswith("to "):
            self.send_response(302)
            self.send_header("Location", kind.removeprefix("to "))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif kind == "html":
            self._send(200, b"<html>Please sign in</html>", "application/pdf")
        else:
            self._send(200, PDF, "application/pdf")

    def _huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(200 << 20))
        self.end_headers()
        self.close_connection = True
        with suppress(OSError):
            for _ in range(200):
                self.wfile.write(PDF.ljust(1 << 20))
                self.server.sent_bytes += 1 << 20

    def _refuse(self, name: str) -> None:
        status, code, message = NO[name]
        self._say(status, {"error": {"code": code, "message": message, "errors": []}})

    def _say(self, status: int, body: Record) -> None:
        self._send(status, json.dumps(body).encode())

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


def _rate(key: str, service: str, price: str) -> Record:
    told = {"object": "Rate", "id": f"rate_{key}_{service}", "carrier": "USPS", "service": service}
    return {**told, "rate": price, "currency": "USD", "delivery_days": 2}


def _tracker(key: str, code: str) -> Record:
    return {
        "id": f"trk_{key}",
        "object": "Tracker",
        "tracking_code": code,
        "status": "unknown",
        "status_detail": "unknown",
        "carrier": "USPS",
        "created_at": "2026-11-29T12:00:00Z",
        "tracking_details": [],
        "shipment_id": key,
        "carrier_detail": None,
        "public_url": f"https://track.easypost.com/{code}",
    }


@contextmanager
def open_shop(*, guards: bool = True) -> Iterator[Shop]:
    """Open a shop in this process; nothing goes wrong but what is put into `next`."""
    with Shop(guards=guards) as shop:
        thread = threading.Thread(target=shop.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield shop
        finally:
            shop.shutdown()
            thread.join()
            for timer in shop.late:
                timer.cancel()


@contextmanager
def running(share: float, seed: int) -> Iterator[int]:
    """Run a shop that sells twice to who asks twice, in its own process; yields its port."""
    command = [sys.executable, "-P", __file__, str(share), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


if __name__ == "__main__":
    ours = Shop(float(sys.argv[1]), int(sys.argv[2]), guards=False)
    sys.stdout.write(f"{ours.server_port}\n")
    sys.stdout.flush()
    ours.serve_forever()
