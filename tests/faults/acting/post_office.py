"""A mail server that misbehaves at every step, in a process of its own.

It keeps a ledger of what reached the customer, and lays a copy into our own mailbox over LMTP when
it was asked to, as an honest one would; a mail it lost after saying yes reached nobody.
"""

import json
import random
import re
import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer

FAULTS = (
    *("refuse recipient", "not now", "drop at data", "drop in body", "refuse mail"),
    *("drop before taking", "drop after taking", "nonsense after taking", "later after taking"),
    *("stall after taking", "late"),
)
STALL_S, LATE_S = 1.2, (0.75, 1.1)
MESSAGE_ID = re.compile(rb"^Message-ID: <(\S+)@", re.IGNORECASE | re.MULTILINE)


class PostOffice(ThreadingTCPServer):
    """Takes mails, or says it does."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, lmtp: int, own: str, share: float, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.lmtp, self.own, self.share = lmtp, own, share
        self.random, self.lock = random.Random(seed), threading.Lock()
        self.done: dict[str, int] = {}

    def fault(self) -> str:
        return self.random.choice(FAULTS) if self.random.random() < self.share else ""

    def take(self, mail: bytes, recipients: list[str]) -> None:
        found = MESSAGE_ID.search(mail)
        key = found[1].decode() if found else "?"
        with self.lock:
            self.done[key] = self.done.get(key, 0) + 1
            if self.own in recipients:
                with smtplib.LMTP("127.0.0.1", self.lmtp) as line:
                    line.sendmail(self.own, [self.own], mail)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that died."""


class Visit(StreamRequestHandler):
    """One connection: SMTP, or the word LEDGER for the judge."""

    server: PostOffice

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.fault, self.recipients = self.server.fault(), list[str]()
        self.say("220 hello")
        while line := self.rfile.readline(1000):
            word = line[:4].upper().strip().decode("ascii", "replace")
            if word == "LEDG":
                self.say(json.dumps(self.server.done))
            elif word == "QUIT":
                self.say("221 bye")
                return
            elif word == "RCPT":
                self._recipient(line)
            elif word == "DATA":
                if self.fault == "drop at data" or not self._data():
                    return
            else:
                self.say("250 ok")

    def _recipient(self, line: bytes) -> None:
        if self.fault == "refuse recipient":
            self.say("550 nobody here")
        elif self.fault == "not now":
            self.say("451 later")
        else:
            self.recipients.append(line.decode().partition("<")[2].partition(">")[0])
            self.say("250 ok")

    def _data(self) -> bool:
        self.say("354 go on")
        if self.fault == "drop in body":
            self.rfile.readline(1000)
            return False
        lines = list[bytes]()
        while (line := self.rfile.readline(100_000)) != b".\r\n":
            if not line:
                return False
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return self._judged(b"".join(lines))

    def _judged(self, mail: bytes) -> bool:
        if self.fault == "drop before taking":
            return False
        if self.fault == "refuse mail":
            self.say("554 no thanks")
            return True
        if self.fault == "late":
            pause = self.server.random.uniform(*LATE_S)
            threading.Timer(pause, self.server.take, [mail, self.recipients]).start()
            time.sleep(STALL_S)  # noqa: TID251 - it stalls
            return False
        self.server.take(mail, self.recipients)
        if self.fault == "stall after taking":
            time.sleep(STALL_S)  # noqa: TID251 - it stalls
        if self.fault in {"drop after taking", "stall after taking"}:
            return False
        said = {"nonsense after taking": "999 ?", "later after taking": "451 later"}
        self.say(said.get(self.fault, "250 queued"))
        return True


@contextmanager
def running(lmtp: int, own: str, share: float, seed: int) -> Iterator[int]:
    """Run a post office in its own process; yields its port."""
    command = [sys.executable, "-P", __file__, str(lmtp), own, str(share), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


if __name__ == "__main__":
    office = PostOffice(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(f"{office.server_address[1]}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        office.serve_forever()
