"""The keyring of the desktop, with its three states told apart: open, locked, none."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import keyring
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

WAIT_S = 20
SERVICE = "Agent Console"

Found = TypeVar("Found")


class KeyringTroubleError(Exception):
    """The keyring cannot be used now; the message says what to do."""


class KeyringMissingError(KeyringTroubleError):
    """This session has no keyring at all."""


class KeyringLockedError(KeyringTroubleError):
    """There is a keyring, and it is locked."""


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
        raise KeyringMissingError(
            "This session has no keyring. Set AGENT_CONSOLE_PASSPHRASE, or put a key file "
            "store.key (64 hex digits, mode 0600) into the home folder."
        )
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        return pool.submit(question).result(timeout=WAIT_S)
    except NoKeyringError as error:
        raise KeyringMissingError(
            "This session has no keyring. Set AGENT_CONSOLE_PASSPHRASE, or use a key file."
        ) from error
    except TimeoutError as error:
        raise KeyringLockedError(
            f"The keyring did not answer within {WAIT_S} s. Unlock it and try again."
        ) from error
    except (KeyringLocked, KeyringError) as error:
        raise KeyringLockedError(
            f"The keyring is locked or refused ({type(error).__name__}). Unlock it and try again, "
            "or set AGENT_CONSOLE_STORE_KEY for this run."
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
