"""A client of the mailbox: whether it has signed in, what it looks at, what it is told."""

import hmac
from dataclasses import dataclass, field

from agent_console.sandbox.letters import SERVICE
from agent_console.sandbox.mail.imap.wire import BadError
from agent_console.sandbox.mail.mailroom import Folder, Mailroom

USERNAME, PASSWORD = SERVICE.address, "loopback-only"


class NoError(Exception):
    """A command that is understood and not done."""


@dataclass(slots=True)
class Session:
    """A client: whether it has signed in, which folder it looks at, what it is told."""

    mailroom: Mailroom
    is_shut: bool = False
    is_staff: bool = False
    folder: Folder | None = None
    is_read_only: bool = False
    told_count: int = 0
    out: list[bytes] = field(default_factory=list)

    def tell(self, line: str | bytes) -> None:
        """Tell something besides the answer."""
        self.out.append(b"* %s\r\n" % (line.encode() if isinstance(line, str) else line))

    def tell_news(self) -> None:
        """Tell that mails have come."""
        if self.folder is not None and len(self.folder.messages) != self.told_count:
            self.told_count = len(self.folder.messages)
            self.tell(f"{self.told_count} EXISTS")

    def chosen(self) -> Folder:
        """Say which folder is looked at.

        Raises:
            BadError: none is.
        """
        if self.folder is None:
            raise BadError("no folder is selected")
        return self.folder

    def sign_in(self, username: str, password: str) -> None:
        """Let the one account in.

        Raises:
            NoError: it is another.
        """
        is_right = hmac.compare_digest(password.encode(), PASSWORD.encode())
        if self.is_shut or username.lower() != USERNAME or not is_right:
            raise NoError("[AUTHENTICATIONFAILED] Authentication failed.")
        self.is_staff = True
