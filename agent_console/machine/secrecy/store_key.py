"""The key of the store: from the variable, the key file, the keyring, or a passphrase."""

import os
import re
import secrets
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import scrypt
from pathlib import Path

from agent_console.machine.secrecy import keyring

VARIABLE = "AGENT_CONSOLE_STORE_KEY"
PASSPHRASE = "AGENT_CONSOLE_PASSPHRASE"  # noqa: S105 - the name of a variable
KEY_FILE, SALT_FILE = "store.key", "store.salt"
HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")
COST, BLOCK, SALT_BYTES = 1 << 15, 8, 16

NO_SALT = (
    f"{PASSPHRASE} is set, and the store in {{home}} was not made with a passphrase: there is no "
    f"{SALT_FILE} beside it. Give the key it was made with: in {VARIABLE}, or in a key file "
    f"{KEY_FILE} there (64 hex digits, mode 0600)."
)


class KeyTroubleError(Exception):
    """There is no usable key; the message says what to do."""


@dataclass(frozen=True, slots=True)
class StoreKey:
    """A 256-bit key as 64 hex digits, and where it came from."""

    hex: str
    origin: str

    def __repr__(self) -> str:
        """Show where it came from, never what it is."""
        return f"StoreKey({self.origin})"


@dataclass(frozen=True, slots=True)
class KeySearch:
    """Where to look: the home folder, the environment, and somebody to ask for a passphrase."""

    home: Path
    environment: Mapping[str, str]
    ask: Callable[[], str | None]

    def find(self, salt_in: Path | None = None) -> StoreKey:
        """Return the key of an existing store; its salt may lie elsewhere, as in a backup.

        Raises:
            KeyTroubleError, KeyringTroubleError: nobody has it, or it is not safe to use.
        """
        salt = (salt_in or self.home) / SALT_FILE
        if found := self._given():
            return found
        found = self._from_passphrase(salt) if salt.exists() else self._from_keyring()
        if found is None:
            raise KeyTroubleError(
                f"No key for the store in {self.home}: {VARIABLE} is not set, there is no "
                f"{KEY_FILE}, the keyring does not have it, and no passphrase was given."
            )
        return found

    def make(self) -> StoreKey:
        """Return the key for a store that is about to be made, putting a new one in the keyring.

        Raises:
            KeyTroubleError, KeyringTroubleError: there is no place for one; nothing was written.
        """
        if found := self._given():
            return found
        try:
            kept = keyring.read(self._name())
            if kept is None:
                kept = secrets.token_hex(32)
                keyring.write(self._name(), kept)
        except keyring.KeyringTroubleError:
            if (found := self._with_new_passphrase()) is None:
                raise
            return found
        return StoreKey(_checked(kept, "the keyring"), f"the keyring ({keyring.backend()})")

    def _given(self) -> StoreKey | None:
        if text := self.environment.get(VARIABLE):
            return StoreKey(_checked(text, VARIABLE), f"the variable {VARIABLE}")
        path = self.home / KEY_FILE
        if path.exists():
            return StoreKey(_checked(_private_text(path), str(path)), f"the key file {path.name}")
        return None

    def _from_keyring(self) -> StoreKey | None:
        """Look into the keyring; raises KeyTroubleError where a passphrase waits in vain."""
        try:
            kept = keyring.read(self._name())
        except keyring.KeyringTroubleError as trouble:
            if self.environment.get(PASSPHRASE):
                raise KeyTroubleError(NO_SALT.format(home=self.home)) from trouble
            raise
        return None if kept is None else StoreKey(_checked(kept, "the keyring"), "the keyring")

    def _with_new_passphrase(self) -> StoreKey | None:
        salt = self.home / SALT_FILE
        phrase = self.environment.get(PASSPHRASE) or self._asked_twice()
        if phrase and not salt.exists():
            _write_private(salt, secrets.token_hex(SALT_BYTES))
        return _of_passphrase(phrase, salt) if phrase else None

    def _asked_twice(self) -> str | None:
        phrase = self.ask()
        if phrase and self.ask() != phrase:
            raise KeyTroubleError("The two passphrases differ; nothing was made.")
        return phrase

    def _from_passphrase(self, salt: Path) -> StoreKey | None:
        phrase = self.environment.get(PASSPHRASE) or self.ask()
        return _of_passphrase(phrase, salt) if phrase else None

    def _name(self) -> str:
        return f"store {self.home.resolve()}"


def _of_passphrase(phrase: str, salt: Path) -> StoreKey:
    told = _text(salt).strip()
    if not re.fullmatch(rf"[0-9a-f]{{{2 * SALT_BYTES}}}", told):
        raise KeyTroubleError(f"{salt} is damaged; without it no passphrase opens the store.")
    key = scrypt(
        phrase.encode(), salt=bytes.fromhex(told), n=COST, r=BLOCK, p=1, maxmem=1 << 26, dklen=32
    )
    return StoreKey(key.hex(), "a passphrase")


def _write_private(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_text(text, encoding="ascii")
        fresh.chmod(0o600)
        fresh.replace(path)
    except OSError as error:
        raise KeyTroubleError(f"{path} could not be written: {error.strerror}.") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise KeyTroubleError(f"{path} cannot be read: {error.strerror}.") from error


def _private_text(path: Path) -> str:
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        raise KeyTroubleError(
            f"{path} can be read by others (mode {mode:04o}). Run `chmod 600 {path}` and, "
            "if others may have seen it, make a new key."
        )
    return _text(path)


def _checked(text: str, origin: str) -> str:
    if not HEX_KEY.fullmatch(text.strip()):
        raise KeyTroubleError(f"The key in {origin} is not 64 hex digits.")
    return text.strip().lower()
