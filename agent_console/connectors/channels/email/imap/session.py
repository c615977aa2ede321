"""The questions asked of a mail server; each call waits for its answer, in a worker thread."""

import imaplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from agent_console.connectors.channels.email.imap import folders
from agent_console.connectors.channels.email.imap.answers import Fetched, messages, numbers
from agent_console.connectors.channels.email.imap.wire import Trouble, Wire, code_of, translated
from agent_console.connectors.channels.email.settings import Settings
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.secrets import Secret

NOT_NOW = {"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"}
"""Codes of a server that did not even look at the secret."""


class Withheld(Trouble, Refused):
    """The server says no to mails that it lists."""


@dataclass(frozen=True, slots=True)
class Box:
    """A folder that is open: its name, which generation of it this is, and its next number."""

    folder: str
    validity: int
    next_uid: int


class Session:
    """One connection to a mail server, signed in."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._wire = _connected(settings)
        with translated(settings.name):
            try:
                self._begin()
            except BaseException:
                self._wire.shutdown()
                raise

    def sent_folder(self) -> str | None:
        """Return the folder of what was sent, None where there is none."""
        with self._asking():
            _, listed = self._wire.list()
            return folders.sent(listed, self._settings.sent_folder)

    def open(self, folder: str) -> Box:
        """Open a folder for looking only.

        Raises:
            NotFound: there is no such folder, any more.
        """
        name = self._settings.name
        with self._asking():
            self._wire.untagged_responses = {}
            status, told = self._wire.select(folders.quoted(folder), readonly=True)
            if status != "OK":
                raise NotFound(f"{name} has no folder {folder!r} ({_code(told) or 'it says no'})")
            validity, following = (self._told(one) for one in ("UIDVALIDITY", "UIDNEXT"))
            if validity is None:
                raise Refused(f"{name} does not number its mails for good (no UIDVALIDITY)")
            if following is None:
                following = max(self._found("UID 1:*"), default=0) + 1
            return Box(folder, validity, following)

    def found(self, *criteria: str) -> list[int]:
        """Return the numbers of the mails that fit, in rising order."""
        with self._asking():
            return self._found(*criteria)

    def fetched(
        self, uids: Sequence[int], items: str, expected_bytes: int = 0
    ) -> dict[int, Fetched]:
        """Return what was asked for of some mails, by their numbers; nothing is marked."""
        with self._asking(expected_bytes):
            status, told = self._wire.uid("FETCH", ranges(uids), f"(UID {items})")
            if status != "OK":
                raise Withheld(f"{self._settings.name} does not hand out mails ({_code(told)})")
            wanted = set(uids)
            named = ((one.uid(), one) for one in messages(told))
            return {uid: one for uid, one in named if uid in wanted}

    def close(self) -> None:
        """Hang up; a server that is in the middle of something is not asked."""
        self._wire.shutdown()

    def _begin(self) -> None:
        if self._settings.security == "starttls":
            self._wire.secure()
        if self._wire.state == "NONAUTH":
            self._sign_in()

    def _sign_in(self) -> None:
        try:
            status = self._offered()
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise self._refusal(code_of(str(error))) from None
        if status != "OK":
            raise self._refusal(None)

    def _offered(self) -> str:
        """Offer the secret in the way the server takes it, and return what it says."""
        wire, settings = self._wire, self._settings
        if settings.oauth_token is not None:
            return wire.authenticate("XOAUTH2", _bearer(settings.username, settings.oauth_token))[0]
        password = settings.password or Secret("")
        if "AUTH=PLAIN" in wire.capabilities:
            return wire.authenticate("PLAIN", _plain(settings.username, password))[0]
        return wire.login(folders.quoted(settings.username), password.reveal())[0]

    def _refusal(self, code: str | None) -> RemoteFailure:
        name, told = self._settings.name, f" ({code})" if code else ""
        if code in NOT_NOW:
            return TryLater(f"{name} lets nobody in now{told}")
        secret = "oauth_token" if self._settings.oauth_token is not None else "password"
        return SignInAgain(f"{name} does not accept the {secret}{told}")

    def _found(self, *criteria: str) -> list[int]:
        status, told = self._wire.uid("SEARCH", *criteria)
        if status != "OK":
            raise Refused(f"{self._settings.name} does not search ({_code(told)})")
        return numbers(told)

    def _told(self, name: str) -> int | None:
        _, told = self._wire.response(name)
        last = told[-1] if told else None
        return int(last) if isinstance(last, bytes) else None

    def _asking(self, expected_bytes: int = 0) -> AbstractContextManager[None]:
        self._wire.allow(expected_bytes)
        return translated(self._settings.name)


def _connected(settings: Settings) -> Wire:
    try:
        with translated(settings.name):
            return Wire(settings)
    except Refused as refusal:
        said = "does not speak IMAP at that port; look at imap_port"
        raise Refused(f"{settings.name} {said}") from refusal


def ranges(uids: Sequence[int]) -> str:
    """Write numbers as IMAP does, runs of them as one."""
    return ",".join(
        f"{first}:{last}" if last > first else f"{first}" for first, last in _runs(uids)
    )


def _runs(uids: Sequence[int]) -> Iterator[tuple[int, int]]:
    in_order = sorted(uids)
    first = last = in_order[0]
    for uid in in_order[1:]:
        if uid > last + 1:
            yield first, last
            first = uid
        last = uid
    yield first, last


def _code(told: Sequence[object]) -> str | None:
    last = told[-1] if told else None
    return code_of(last.decode("ascii", "replace")) if isinstance(last, bytes) else None


def _bearer(username: str, token: Secret) -> Callable[[bytes], bytes]:
    """Return what answers the server's challenges with a token; a second one is its refusal."""
    said = iter([f"user={username}\1auth=Bearer {token.reveal()}\1\1".encode()])
    return lambda _: next(said, b"")


def _plain(username: str, password: Secret) -> Callable[[bytes], bytes]:
    return lambda _: f"\0{username}\0{password.reveal()}".encode()
