"""The store's key: from where it comes, in which order, and when it is refused."""

import stat
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import InitError, KeyringLocked

from agent_console.machine.secrecy.keyring import (
    KeyringLockedError,
    KeyringMissingError,
    KeyringUnmadeError,
)
from agent_console.machine.secrecy.store_key import KeySearch, KeyTroubleError

KEY, OTHER = "ab" * 32, "cd" * 32
PHRASE = {"AGENT_CONSOLE_PASSPHRASE": "correct horse"}


class MemoryKeyring(KeyringBackend):
    """A keyring that is open, or refuses everything with one error."""

    priority = -1  # never chosen by itself, or it would be for every test of this process

    def __init__(self, refusal: Exception | None = None) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.refusal = refusal

    def get_password(self, service: str, username: str) -> str | None:
        if self.refusal is not None:
            raise self.refusal
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.kept[service, username] = password


@pytest.fixture
def using():
    """Chooses the keyring for a test."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def nothing_at_first(using) -> None:
    using(fail.Keyring())


def search(home: Path, environment: dict[str, str] | None = None, *answers: str) -> KeySearch:
    """Look for a key where somebody types these answers, and then nothing."""
    typed = iter(answers)
    return KeySearch(home, environment or {}, lambda: next(typed, None))


def key_file(home: Path, text: str = KEY, mode: int = 0o600) -> None:
    (home / "store.key").write_text(text)
    (home / "store.key").chmod(mode)


def test_the_variable_wins_over_everything(tmp_path, using):
    using(MemoryKeyring(KeyringLocked()))
    key_file(tmp_path, OTHER)
    look = search(tmp_path, {"AGENT_CONSOLE_STORE_KEY": KEY.upper() + "\n", **PHRASE})
    assert look.find().hex == look.make().hex == KEY
    assert KEY not in repr(look.find())


def test_the_file_comes_before_the_keyring(tmp_path, using):
    using(MemoryKeyring(KeyringLocked()))
    key_file(tmp_path, f"{KEY}\n")
    assert search(tmp_path).find().hex == search(tmp_path).make().hex == KEY


def test_the_keyring_comes_before_a_passphrase(tmp_path, using):
    using(MemoryKeyring())
    made = search(tmp_path, PHRASE).make()
    assert search(tmp_path).find().hex == search(tmp_path, PHRASE).find().hex == made.hex
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "abc", KEY[:-1], KEY + "0", "g" * 64, "x" * 100_000, "\xff"])
def test_what_is_no_key_is_refused_unseen(tmp_path, text):
    key_file(tmp_path, text)
    with pytest.raises(KeyTroubleError, match="64 hex") as caught:
        search(tmp_path).find()
    assert not text or text not in str(caught.value)
    if text:
        with pytest.raises(KeyTroubleError, match="AGENT_CONSOLE_STORE_KEY"):
            search(tmp_path, {"AGENT_CONSOLE_STORE_KEY": text}).make()


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o660, 0o601, 0o777])
def test_a_key_file_open_to_others_is_refused(tmp_path, mode):
    key_file(tmp_path, KEY, mode)
    for look in (search(tmp_path).find, search(tmp_path).make):
        with pytest.raises(KeyTroubleError, match="chmod 600"):
            look()


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_private_key_file_is_taken(tmp_path, mode):
    key_file(tmp_path, KEY, mode)
    assert search(tmp_path).find().hex == KEY


def test_a_key_file_that_is_a_folder_is_refused(tmp_path):
    (tmp_path / "store.key").mkdir(mode=0o700)
    with pytest.raises(KeyTroubleError, match="cannot be read"):
        search(tmp_path).find()


def test_a_new_key_is_kept_for_its_home(tmp_path, using):
    using(MemoryKeyring())
    one, two = tmp_path / "one", tmp_path / "two"
    assert search(one).make().hex == search(one).make().hex == search(one).find().hex
    assert search(two).make().hex != search(one).find().hex


@pytest.mark.parametrize(
    ("backend", "error"),
    [
        (fail.Keyring(), KeyringMissingError),
        (MemoryKeyring(KeyringLocked("x")), KeyringLockedError),
        (MemoryKeyring(InitError("x")), KeyringUnmadeError),
    ],
    ids=["none", "locked", "unmade"],
)
def test_each_state_of_a_keyring_has_its_error(tmp_path, using, backend, error):
    using(backend)
    for look in (search(tmp_path).find, search(tmp_path).make):
        with pytest.raises(error, match="AGENT_CONSOLE_"):
            look()
    assert list(tmp_path.iterdir()) == [], "nothing is written"


@pytest.mark.parametrize("backend", [fail.Keyring(), MemoryKeyring(KeyringLocked("x"))])
def test_a_passphrase_serves_where_no_keyring_does(tmp_path, using, backend):
    using(backend)
    made = search(tmp_path, PHRASE).make()
    assert made.hex == search(tmp_path, PHRASE).find().hex
    assert made.hex == search(tmp_path, None, "correct horse").find().hex
    assert made.hex != search(tmp_path, None, "wrong horse").find().hex
    salt = tmp_path / "store.salt"
    assert stat.S_IMODE(salt.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [salt.name]


def test_equal_passphrases_make_unlike_keys(tmp_path):
    one, two = (search(tmp_path / name, PHRASE).make() for name in ("one", "two"))
    assert one.hex != two.hex


def test_a_new_passphrase_is_typed_twice(tmp_path):
    made = search(tmp_path, None, "horse", "horse").make()
    assert search(tmp_path, None, "horse").find().hex == made.hex


def test_a_slip_of_the_finger_makes_nothing(tmp_path):
    with pytest.raises(KeyTroubleError, match="differ"):
        search(tmp_path, None, "horse", "hrose").make()
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_a_passphrase_asks_no_keyring(tmp_path, using):
    made = search(tmp_path, PHRASE).make()
    using(MemoryKeyring(KeyringLocked()))
    assert search(tmp_path, PHRASE).find().hex == made.hex
    with pytest.raises(KeyTroubleError, match="no passphrase was given"):
        search(tmp_path).find()


@pytest.mark.parametrize("backend", [fail.Keyring(), MemoryKeyring(KeyringLocked("x"))])
def test_a_passphrase_that_did_not_make_the_store_is_not_asked_for_again(tmp_path, using, backend):
    using(backend)
    with pytest.raises(KeyTroubleError) as caught:
        search(tmp_path, PHRASE).find()
    said = str(caught.value)
    assert "was not made with a passphrase" in said
    assert "AGENT_CONSOLE_STORE_KEY" in said
    assert "Set AGENT_CONSOLE_PASSPHRASE" not in said


def test_a_backup_brings_its_own_salt(tmp_path):
    there, here = tmp_path / "there", tmp_path / "here"
    made = search(there, PHRASE).make()
    assert search(here, PHRASE).find(there).hex == made.hex
    assert not here.exists(), "looking writes nothing"


@pytest.mark.parametrize("text", ["", "zz", "ab", "AB" * 16, "ab" * 17])
def test_a_damaged_salt_is_named(tmp_path, text):
    (tmp_path / "store.salt").write_text(text)
    with pytest.raises(KeyTroubleError, match=r"store\.salt is damaged"):
        search(tmp_path, PHRASE).find()
