"""The IMAP door: connections, line by line."""

import select
import sys
from socket import socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event

from agent_console.sandbox.mail.imap.commands import CAPABILITIES, obey
from agent_console.sandbox.mail.imap.session import NoError, Session
from agent_console.sandbox.mail.imap.wire import BadError, Command, read_command
from agent_console.sandbox.mail.mailroom import Mailroom
from agent_console.sandbox.serving.faults import Behaviour, Mode
from agent_console.sandbox.serving.loopback import LOOPBACK

LOOK_EVERY = 0.25
"""So many seconds pass between two looks for new mail while a client idles."""
LONGEST_SILENCE = 1800


class ImapServer(ThreadingTCPServer):
    """A mailbox by IMAP, on loopback only."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(
        self, mailroom: Mailroom, port: int = 0, behaviour: Behaviour | None = None
    ) -> None:
        super().__init__((LOOPBACK, port), ImapHandler)
        self.mailroom = mailroom
        self.behaviour = behaviour or Behaviour()
        self.closing = Event()

    @property
    def port(self) -> int:
        """Where it is."""
        return int(self.server_address[1])

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Let clients hang up as they like."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def shutdown(self) -> None:
        """Stop, and let nobody idle on."""
        self.closing.set()
        super().shutdown()


class ImapHandler(StreamRequestHandler):
    """One connection to the mailbox."""

    server: ImapServer
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = LONGEST_SILENCE

    def handle(self) -> None:
        """Greet, and obey until the client says goodbye."""
        if self.server.behaviour.mode is Mode.DOWN:
            return
        is_shut = self.server.behaviour.mode is Mode.UNAUTHORISED
        session = Session(self.server.mailroom, is_shut)
        self._write(f"* OK [CAPABILITY {CAPABILITIES}] Ridgeline mail ready\r\n".encode())
        while self._next(session):
            pass

    def _next(self, session: Session) -> bool:
        """Obey the next command; whether to go on."""
        try:
            command = read_command(self.rfile, self.wfile)
        except BadError as error:
            self._write(f"* BAD {error}\r\n".encode())
            return True
        if command is None:
            return False
        if command.name == "LOGOUT":
            self._write(f"* BYE goodbye\r\n{command.tag} OK done\r\n".encode())
            return False
        if command.name == "IDLE" and session.is_staff:
            return self._idle(session, command)
        self._answer(session, self._with_credentials(command))
        return True

    def _answer(self, session: Session, command: Command) -> None:
        session.out.clear()
        try:
            told = f"OK {obey(session, command)}"
        except NoError as error:
            told = f"NO {error}"
        except BadError as error:
            told = f"BAD {error}"
        self._write(b"".join(session.out) + f"{command.tag} {told}\r\n".encode())

    def _with_credentials(self, command: Command) -> Command:
        """Ask for what did not come with AUTHENTICATE itself."""
        if command.name != "AUTHENTICATE" or len(command.words) != 1:
            return command
        self._write(b"+ \r\n")
        told = self.rfile.readline(LONGEST_SILENCE).strip().decode("ascii", "replace")
        return Command(command.tag, command.name, [*command.words, told])

    def _idle(self, session: Session, command: Command) -> bool:
        """Tell of new mail until the client has enough."""
        self._write(b"+ idling\r\n")
        while not self.server.closing.is_set():
            if self._has_spoken():
                is_done = self.rfile.readline(80).strip().upper() == b"DONE"
                if is_done:
                    self._write(f"{command.tag} OK done\r\n".encode())
                return is_done
            session.out.clear()
            session.mailroom.catch_up()
            session.tell_news()
            self._write(b"".join(session.out))
        return False

    def _has_spoken(self) -> bool:
        return bool(select.select([self.connection], [], [], LOOK_EVERY)[0])

    def _write(self, told: bytes) -> None:
        self.wfile.write(told)
        self.wfile.flush()
