"""How long a refreshed answer takes beyond the carrier: from F5 to the new answer painted."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.bench.acting import Office
from tests.bench.painting import Wait, settle
from tests.bench.samples import Compared, samples

LATENCY_S = 0.3
"""So long the carrier thinks."""
BETWEEN_MS = 1_100
"""One request a second is what DHL lets a key ask."""
DAYS = ("2030-01-03T18:00:00", "2030-01-04T18:00:00")


@dataclass
class Carrier:
    """DHL's unified tracking on loopback; each answer expects the parcel on the other day."""

    number: str
    base: str = ""
    asked: list[float] = field(default_factory=list)

    def answer(self) -> bytes:
        """Return how the parcel stands by now."""
        self.asked.append(perf_counter())
        time.sleep(LATENCY_S)  # noqa: TID251 - what is measured is what comes after it
        status = {
            "timestamp": "2026-11-20T10:00:00",
            "location": {"address": {"addressLocality": "Linz", "countryCode": "AT"}},
            "statusCode": "transit",
            "description": "The shipment is under way",
        }
        expected = DAYS[len(self.asked) % len(DAYS)]
        shipment = {"id": self.number, "status": status, "events": [status]}
        return json.dumps(
            {"shipments": [shipment | {"estimatedTimeOfDelivery": expected}]}
        ).encode()


@contextmanager
def carrier(number: str) -> Iterator[Carrier]:
    """Open a carrier for the time of the block."""
    made = Carrier(number)

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            body = made.answer()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        made.base = f"http://127.0.0.1:{server.server_port}"
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()


def refreshed(place: Office) -> float:
    """Press F5; return the milliseconds until another answer is painted."""
    answer = place.page.view.answer.text
    before = answer.toPlainText()
    started = perf_counter()
    QTest.keyClick(place.built.window.focused() or place.built.window, Qt.Key.Key_F5)
    Wait(answer.viewport(), lambda: answer.toPlainText() != before).for_it()
    taken = (perf_counter() - started) * 1e3
    settle(place.built, BETWEEN_MS)
    return taken


def refreshing(place: Office, rounds: int) -> Compared:
    """Refresh again and again; the first round warms up."""
    taken = [refreshed(place) for _ in range(rounds + 1)][1:]
    floor = samples([LATENCY_S * 1e3])
    what, goal = "F5: the refreshed answer painted", "p95 at most the carrier's latency + 200 ms"
    return Compared(what, samples(taken), floor, "the carrier's latency", goal, 95)
