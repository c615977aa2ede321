"""A letter is signed by what somebody is called, never by how they log in."""

import pwd
from types import SimpleNamespace

import pytest

from agent_console.machine.people import full_name


@pytest.mark.parametrize(
    ("gecos", "name"),
    [
        ("Kim Ano,Room 4,,", "Kim Ano"),
        ("Kim Ano", "Kim Ano"),
        (",,,", None),
        ("", None),
        ("Kim", None),
    ],
    ids=str,
)
def test_the_name_is_what_the_computer_knows(
    monkeypatch: pytest.MonkeyPatch, gecos: str, name: str | None
):
    monkeypatch.setattr(pwd, "getpwnam", lambda login: SimpleNamespace(pw_gecos=gecos))
    assert full_name("kim") == (name or None)


def test_who_is_not_known_has_no_name():
    assert full_name("nobody-of-this-name") is None
