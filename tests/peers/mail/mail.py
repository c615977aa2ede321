"""A real mail server on loopback, Dovecot and Postfix, forgotten when the block ends."""

import imaplib
import os
import pwd
import shutil
import smtplib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from tests.peers.free_port import free_port
from tests.peers.mail.dovecot import dovecot
from tests.peers.mail.postfix import postfix
from tests.peers.mail.tokens import Tokens, tokens

HOST, PASSWORD = "127.0.0.1", "loopback-only"
PACKAGES = "dovecot-imapd dovecot-lmtpd postfix"
LMTP = "/usr/lib/dovecot/lmtp"
_names = count(1)


@dataclass(frozen=True)
class MailPeer:
    """Where it answers, whose tokens are good, and the certificate to trust."""

    imap: int
    imaps: int
    lmtp: int
    smtp: int
    tokens: Tokens
    certificate: Path
    password: str = PASSWORD

    def fresh_box(self) -> "Box":
        """Return an empty mailbox of the test's own."""
        return Box(self, f"box{os.getpid()}n{next(_names)}@shop.test")


@dataclass(frozen=True)
class Box:
    """One mailbox, and what its owner and the world do to it."""

    peer: MailPeer
    address: str

    @contextmanager
    def signed_in(self) -> Iterator[imaplib.IMAP4]:
        """Sign in as the owner for the time of the block."""
        with imaplib.IMAP4(HOST, self.peer.imap) as line:
            line.login(self.address, PASSWORD)
            yield line

    def put(
        self, raws: Iterable[bytes], folder: str = "INBOX", received: datetime | None = None
    ) -> None:
        """Lay mails into a folder, as they are."""
        at = imaplib.Time2Internaldate(received) if received else ""
        with self.signed_in() as line:
            for raw in raws:
                status, said = line.append(folder, "", at, raw)
                assert status == "OK", said

    def deliver(self, raws: Iterable[bytes], sender: str = "ana@customer.test") -> None:
        """Let mails arrive, past Postfix."""
        with closing(smtplib.LMTP(HOST, self.peer.lmtp)) as line:
            line.ehlo()
            for raw in raws:
                line.sendmail(sender, [self.address], raw)
            line.quit()

    def send(self, raw: bytes, sender: str, recipients: list[str]) -> None:
        """Send a mail through Postfix."""
        with smtplib.SMTP(HOST, self.peer.smtp) as line:
            line.sendmail(sender, recipients, raw)

    def told(self, *command: str) -> list[object]:
        """Give a command of IMAP in the inbox, and return what it answers."""
        with self.signed_in() as line:
            line.select("INBOX")
            status, said = (
                line.uid(*command)
                if command[0] in {"FETCH", "STORE"}
                else getattr(line, command[0])(*command[1:])
            )
            assert status == "OK", said
            return said


def why_not() -> str | None:
    """Say why no mail server can run here, or None."""
    missing = [name for name in ("dovecot", "postfix", "openssl") if shutil.which(name) is None]
    if missing or not Path(LMTP).exists():
        named = " and ".join(missing) or "dovecot-lmtpd"
        return f"{named} is not installed: apt-get install {PACKAGES}"
    if os.geteuid() != 0:
        return "Dovecot and Postfix only start as root"
    for user in ("dovecot", "dovenull", "postfix", "mail"):
        try:
            pwd.getpwnam(user)
        except KeyError:
            return f"there is no user {user}, whom a mail server needs"
    return None


@contextmanager
def running() -> Iterator[MailPeer]:
    """Run both for the time of the block."""
    ports = {name: free_port() for name in ("imap", "imaps", "lmtp", "smtp")}
    with (
        tempfile.TemporaryDirectory(prefix="mail-", ignore_cleanup_errors=True) as name,
        tokens() as known,
    ):
        root = Path(name)
        root.chmod(0o755)
        told = {"introspection": known.url, "password": PASSWORD}
        with dovecot(root, ports, told), postfix(root, ports["smtp"], ports["lmtp"]):
            yield MailPeer(**ports, tokens=known, certificate=root / "server.crt")
