"""Which secrets of a connection are looked for where, and which are not asked for at all."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import keyring as library
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from agent_console.app.parts import Parts
from agent_console.app.setup import ConfiguredConnections
from agent_console.ports.failures import SignInAgain

MAIL = '[[connections]]\nname = "mail"\nkind = "email"\nimap_host = "h"\nusername = "a@b.test"\n'
PASSWORD, TOKEN = "AGENT_CONSOLE_SECRET_MAIL_PASSWORD", "AGENT_CONSOLE_SECRET_MAIL_OAUTH_TOKEN"


class Ring(KeyringBackend):
    """A keyring that notes what it is asked for; while it is shut it refuses."""

    priority = -1  # never chosen by itself

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.asked: list[str] = []
        self.is_shut = False

    def get_password(self, service: str, username: str) -> str | None:
        field = username.rpartition(" ")[2]
        self.asked.append(field)
        if self.is_shut:
            raise KeyringLocked
        return self.kept.get(field)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("nothing is kept here")


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, made = library.get_keyring(), Ring()
    library.set_keyring(made)
    yield made
    library.set_keyring(before)


def found(home: Path, environment: Mapping[str, str]) -> dict[str, str]:
    (home / "config.toml").write_text(MAIL)
    told = ConfiguredConnections(Parts(home, environment)).secrets("mail")
    return {name: secret.reveal() for name, secret in told.items()}


@pytest.mark.parametrize(("variable", "field"), [(PASSWORD, "password"), (TOKEN, "oauth_token")])
def test_a_keyring_is_not_asked_for_what_the_other_secret_replaces(tmp_path, ring, variable, field):
    ring.is_shut = True
    assert found(tmp_path, {variable: "told"}) == {field: "told"}
    assert ring.asked == []


def test_a_token_in_the_keyring_is_enough(tmp_path, ring):
    ring.kept = {"oauth_token": "t", "password": "old"}
    assert found(tmp_path, {}) == {"oauth_token": "t"}
    assert ring.asked == ["oauth_token"]


def test_a_password_in_the_keyring_is_found(tmp_path, ring):
    ring.kept = {"password": "p"}
    assert found(tmp_path, {}) == {"password": "p"}


def test_a_keyring_that_is_no_use_is_asked_once_and_named(tmp_path, ring):
    ring.is_shut = True
    with pytest.raises(SignInAgain, match="cannot be read now: The keyring is locked"):
        found(tmp_path, {})
    assert len(ring.asked) == 1
