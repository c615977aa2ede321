"""The keyring of the desktop, with its three states told apart: open, locked, none."""

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

import keyring
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import InitError, KeyringError, NoKeyringError

WAIT_S = 20
SERVICE = "Agent Console"
NONE = (
    "This session has no keyring. Set AGENT_CONSOLE_PASSPHRASE, or put a key file store.key "
    "(64 hex digits, mode 0600) into the home folder."
)

Found = TypeVar("Found")


class KeyringTroubleError(Exception):
    """The keyring cannot be used now; the message says what to do."""


class KeyringMissingError(KeyringTroubleError):
    """This session has no keyring at all."""


class KeyringLockedError(KeyringTroubleError):
    """There is a keyring, and it is locked."""


class KeyringUnmadeError(KeyringTroubleError):
    """There is a keyring service, and nobody has made a keyring in it yet."""


def read(name: str) -> str | None:
    """Return what is kept under a name.

    Raises:
        KeyringTroubleError: no keyring, a locked one, or one that does not answer in 20 s.
    """
    return _asked(lambda: keyring.get_password(SERVICE, name))


def write(name: str, text: str) -> None:
    """Keep a text under a name; raises as read() does."""
    _asked(lambda: keyring.set_password(SERVICE, name, text))


def backend() -> str:
    """Return the name of the keyring in use, for the note beside the store."""
    return type(keyring.get_keyring()).__module__


def _asked(question: Callable[[], Found]) -> Found:
    if isinstance(keyring.get_keyring(), NoKeyring):
        raise KeyringMissingError(NONE)
    found, refusals = list[Found](), list[KeyringError]()

    def ask() -> None:
        try:
            found.append(question())
        except KeyringError as error:
            refusals.append(error)

    asking = Thread(target=ask, name="keyring", daemon=True)
    asking.start()
    asking.join(WAIT_S)
    for error in refusals:
        raise _in_words(error) from error
    if not found:
        raise KeyringLockedError(
            f"The keyring did not answer within {WAIT_S} s. Unlock it and try again."
            if asking.is_alive()
            else "The keyring failed; its own words are above. Try again, or use a key file."
        )
    return found[0]


def _in_words(error: KeyringError) -> KeyringTroubleError:
    if isinstance(error, NoKeyringError):
        return KeyringMissingError(NONE)
    if isinstance(error, InitError):
        return KeyringUnmadeError(
            "No keyring has been made in this session yet, or it could not ask for its password. "
            "Log in to the desktop once so that it is made, or set AGENT_CONSOLE_PASSPHRASE."
        )
    return KeyringLockedError(
        f"The keyring is locked or refused ({type(error).__name__}). Unlock it and try again, "
        "or set AGENT_CONSOLE_STORE_KEY for this run."
    )
