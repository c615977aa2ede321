"""An IMAP server on loopback that plays a script: signs everybody in, then does harm."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = Callable[["Line", str, str], None]
"""Given the line, the tag and the command, answers or misbehaves."""


@dataclass
class Line:
    """One connection, as the server sees it."""

    socket: socket.socket
    heard: list[str] = field(default_factory=list)

    def say(self, text: str | bytes) -> None:
        self.socket.sendall(text if isinstance(text, bytes) else text.encode())

    def hang_up(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)


@dataclass
class Villain:
    """Where it listens, all it heard, and what it does instead of answering by the book."""

    port: int
    harms: dict[str, Answer] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    greeting: str = "* OK hello\r\n"
    mails: dict[int, bytes] = field(default_factory=dict)

    def serve(self, line: Line) -> None:
        line.say(self.greeting)
        with line.socket.makefile("rb") as reader:
            for raw in reader:
                told = raw.decode("latin-1").strip()
                self.heard.append(told)
                tag, _, command = told.partition(" ")
                if not re.fullmatch(r"[A-Z]+\d+", tag):
                    line.say(f"{self.heard[-2].split(' ')[0]} OK in\r\n")
                    continue
                name = command.upper().removeprefix("UID ").split(" ")[0]
                self.harms.get(name, self.answer)(line, tag, command)

    def answer(self, line: Line, tag: str, command: str) -> None:
        """Answer by the book."""
        upper = command.upper()
        if upper.startswith("AUTHENTICATE"):
            line.say("+ \r\n")
            return
        last = max(self.mails, default=0)
        opened = f"* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {last + 1}] x\r\n* {last} EXISTS\r\n"
        by_the_book = {
            "CAPABILITY": "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n",
            "EXAMINE": opened,
            "LIST": '* LIST (\\HasNoChildren) "/" INBOX\r\n',
            "SEARCH": f"* SEARCH {' '.join(map(str, self.mails))}\r\n",
        }
        name = upper.removeprefix("UID ").split(" ")[0]
        line.say(by_the_book.get(name, ""))
        for uid, raw in self.mails.items() if name == "FETCH" else ():
            told = f"RFC822.SIZE {len(raw)})\r\n".encode()
            if "RFC822.SIZE" not in upper:
                told = f"BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
            line.say(f"* {uid} FETCH (UID {uid} ".encode() + told)
        line.say(f"{tag} OK done\r\n")


@contextmanager
def villain() -> Iterator[Villain]:
    """Serve it for the time of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Villain(listener.getsockname()[1])

        def accept() -> None:
            while True:
                try:
                    raw, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=attend, args=(raw,), daemon=True).start()

        def attend(raw: socket.socket) -> None:
            # A second small word would wait 40 ms until the client has acknowledged the first.
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with raw:
                try:
                    made.serve(Line(raw))
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield made
        listener.shutdown(socket.SHUT_RDWR)
