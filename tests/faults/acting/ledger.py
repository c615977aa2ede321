"""The other side, in a process of its own: keeps a ledger of what was done, and misbehaves.

It does a deed at once, or late, or not; and answers, or not, or with something nobody can read.
"""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

FAULTS = (
    "refuse",
    "drop before",
    "drop after",
    "error before",
    "error after",
    "html after",
    "stall after",
    "late",
)
STALL_S = 0.65
"""Longer than a sender waits."""
LATE_S = (0.52, 0.7)
"""After the sender gave up, and before anybody may believe that nothing was done."""


class Ledger(ThreadingHTTPServer):
    """Counts deeds by their key."""

    daemon_threads = True

    def __init__(self, share: float, seed: int, faults: Sequence[str] = FAULTS) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.share, self.random, self.faults = share, random.Random(seed), faults
        self.done: dict[str, int] = {}
        self.refused: set[str] = set()

    def fault(self) -> str | None:
        """Choose how to misbehave."""
        return self.random.choice(self.faults) if self.random.random() < self.share else None

    def do(self, key: str) -> None:
        """Do it, as often as it is asked for."""
        self.done[key] = self.done.get(key, 0) + 1

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that died."""


class Handler(BaseHTTPRequestHandler):
    """POST /do does a deed, GET /find tells whether it was, GET /ledger tells everything."""

    server: Ledger

    def do_POST(self) -> None:
        key = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fault = self.server.fault()
        if fault == "refuse":
            self.server.refused.add(key)
            self._say(422, b'{"refused": true}')
        elif fault == "late":
            pause = self.server.random.uniform(*LATE_S)
            threading.Timer(pause, self.server.do, [key]).start()
            time.sleep(STALL_S)  # noqa: TID251 - it stalls
        elif fault == "drop before":
            self.connection.close()
        elif fault == "error before":
            self._say(500, b"oops")
        else:
            self.server.do(key)
            self._after(fault)

    def _after(self, fault: str | None) -> None:
        if fault == "drop after":
            self.connection.close()
        elif fault == "error after":
            self._say(503, b"later")
        elif fault == "html after":
            self._say(200, b"<html>")
        elif fault == "stall after":
            time.sleep(STALL_S)  # noqa: TID251 - it stalls
        else:
            self._say(200, b'{"done": true}')

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/ledger":
            told = {"done": self.server.done, "refused": sorted(self.server.refused)}
            self._say(200, json.dumps(told).encode())
            return
        if self.server.random.random() < self.server.share / 4:
            self._say(503, b"later")
            return
        [key] = parse_qs(asked.query)["key"]
        self._say(200, json.dumps({"found": self.server.done.get(key, 0)}).encode())

    def _say(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(share: float, seed: int, faults: Sequence[str] = FAULTS) -> Iterator[int]:
    """Run a ledger in its own process; yields its port."""
    command = [sys.executable, "-P", __file__, str(share), str(seed), *faults]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


if __name__ == "__main__":
    ledger = Ledger(float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
    sys.stdout.write(f"{ledger.server_port}\n")
    sys.stdout.flush()
    ledger.serve_forever()
