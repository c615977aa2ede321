"""Every error the rooms can raise ends in its own words, kind and exit code."""

import json

import pytest

from agent_console.app.errors import ENDINGS, told
from agent_console.machine.secrecy.keyring import KeyringTroubleError
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.queries.who import AmbiguousError, NobodyFoundError
from agent_console.storage.failures import StoreError, WrongKey

CODES = {1: "nobody", 2: "usage", 3: "config", 4: "key", 5: "store", 6: "remote", 7: "attention"}


def ending(error: Exception, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict]:
    with told(as_json=True) as trouble:
        raise error
    return trouble.exit_code, json.loads(capsys.readouterr().out)["error"]


@pytest.mark.parametrize("failure", [TryLater, SignInAgain, NotFound, Refused])
def test_remote_failures_keep_their_four_names(failure, capsys):
    code, document = ending(failure("no"), capsys)
    assert (code, document["kind"]) == (6, failure.kind)


@pytest.mark.parametrize("one", ENDINGS, ids=lambda one: one.kind)
def test_every_ending_has_words_kind_and_code(one, capsys):
    made = one.error("x", ()) if one.error is AmbiguousError else one.error("x")
    code, document = ending(made, capsys)
    assert code == one.exit_code
    assert code in CODES
    assert document["kind"]
    assert document["message"]


def known_errors(base: type[Exception]) -> set[type[Exception]]:
    return {base, *(one for child in base.__subclasses__() for one in known_errors(child))}


@pytest.mark.parametrize("base", [StoreError, KeyringTroubleError, RemoteFailure])
def test_no_known_error_is_without_an_ending(base):
    ends = tuple(one.error for one in ENDINGS)
    concrete = known_errors(base) - {KeyringTroubleError}
    assert all(issubclass(error, ends) for error in concrete)


def test_a_wrong_key_is_a_matter_of_keys(capsys):
    assert ending(WrongKey("x"), capsys)[0] == 4


def test_an_unknown_error_is_not_hidden():
    with pytest.raises(ZeroDivisionError), told(as_json=True):
        raise ZeroDivisionError


def test_a_file_that_cannot_be_written_is_named(capsys):
    code, document = ending(PermissionError(13, "Permission denied", "/x/config.toml"), capsys)
    assert (code, "/x/config.toml" in document["message"]) == (1, True)


def test_for_people_the_words_go_to_stderr(capsys):
    with told(as_json=False):
        raise NobodyFoundError("Zoe")
    seen = capsys.readouterr()
    assert (seen.out, "Zoe" in seen.err) == ("", True)
