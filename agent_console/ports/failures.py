"""The four ways in which a remote system can fail; the engine decides by these alone.

RemoteFailure
├── TryLater      it did not answer, or asked us to wait; nothing is known to be wrong
├── SignInAgain   it does not accept our secret
├── NotFound      it does not know the thing
└── Refused       it understood and said no, or its answer cannot be understood
"""

from typing import ClassVar

MOST_WORDS = 500
"""Characters of a message; what a remote system adds to it may be of any length."""


class RemoteFailure(Exception):
    """A remote system failed; `kind` is the word of the interface, `message` is for people."""

    kind: ClassVar[str] = "refused"

    def __init__(self, message: str) -> None:
        short = message if len(message) <= MOST_WORDS else f"{message[:MOST_WORDS]}…"
        super().__init__(short)
        self.message = short


class TryLater(RemoteFailure):
    """No usable answer now; `retry_after_s` is set when the system asked for it."""

    kind = "try_later"

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class SignInAgain(RemoteFailure):
    """The secret is wrong, missing or expired."""

    kind = "sign_in_again"


class NotFound(RemoteFailure):
    """The remote system does not know what was asked for."""

    kind = "not_found"


class Refused(RemoteFailure):
    """A definite no, or an answer nobody can read."""

    kind = "refused"
