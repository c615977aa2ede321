"""A config.toml nobody can read stops every command before anything is done."""

import json

import pytest

from tests.fakes.program import Program

COMMANDS = (
    ("sync", "--once"),
    ("search", "x"),
    ("customer", "c1"),
    ("timeline", "c1"),
    ("explain", "vendure", "answer.json"),
    ("link", "c1", "c2", "--reason", "same"),
    ("unlink", "1"),
    ("connections", "list"),
    ("connections", "kinds"),
    ("connections", "test", "web-shop"),
    ("secrets", "set", "web-shop", "password"),
    ("quarantine", "list"),
    ("quarantine", "retry"),
    ("backup", "copy.db"),
    ("restore", "copy.db"),
)


@pytest.fixture
def misspelt(synced: Program) -> Program:
    """The program over a home with a store, and a wrong key in its config.toml."""
    path = synced.home / "config.toml"
    path.write_text(synced.config().replace("username", "usernam"))
    return synced


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_an_unknown_key_is_three_and_nothing_is_done(misspelt: Program, argv):
    before = {path.name: path.read_bytes() for path in misspelt.home.iterdir()}
    error = misspelt.json(*argv, expect=3)["error"]
    assert error["kind"] == "config"
    assert "line " in error["message"]
    assert "'username'" in error["message"], "the nearest name is said"
    assert {path.name: path.read_bytes() for path in misspelt.home.iterdir()} == before


def test_the_doctor_says_so_among_the_rest(misspelt: Program):
    code, told = misspelt.run("doctor", "--json")
    checks = json.loads(told)["checks"]
    [wrong] = [one for one in checks if not one["ok"]]
    assert "'username'" in wrong["message"]
    assert (code == 0, len(checks) > 1) == (False, True)
