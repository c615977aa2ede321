"""A policy for exceptions is read whole, or said why it cannot be used."""

from pathlib import Path

import pytest

from agent_console.domain.watching.policy import Kind
from agent_console.machine.policies.exceptions import exception_policy
from agent_console.machine.policies.returns import PolicyError
from agent_console.machine.resources import resources

SHIPPED = resources("policies") / "exceptions.toml"
MESSAGES = resources("messages")


def test_every_kind_has_words_somebody_to_act_and_something_to_do():
    policy = exception_policy(SHIPPED)
    assert policy.general.rest_days == {5, 6}
    for kind in Kind:
        one = policy.provisions[kind]
        assert one.cause.endswith(".")
        assert one.remedies
        assert one.act_hours > 0


def test_remedies_name_deeds_that_there_are():
    policy = exception_policy(SHIPPED)
    deeds = {each.deed for one in policy.provisions.values() for each in one.remedies}
    templates = {f"message:{one.name}" for one in MESSAGES.iterdir() if one.is_dir()}
    assert deeds <= templates | {None, "note", "return_label"}


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ('kind = "lost"', 'kind = "stolen"', "stolen"),
        ('kind = "lost"', 'kind = "late"', "once"),
        ("act_hours = 12", 'act_hours = "soon"', "cannot be used"),
        ("warn_days = 3", "warn_day = 3", "warn_day"),
        ("warn_days = 3", "warn_days = -3", "below nothing"),
        ('"sunday"', '"someday"', "rest_days"),
        ("[general]", "[general", "cannot be used"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, find: str, put: str, said: str):
    file = tmp_path / "exceptions.toml"
    file.write_text(SHIPPED.read_text(encoding="utf-8").replace(find, put, 1), encoding="utf-8")
    with pytest.raises(PolicyError, match=said):
        exception_policy(file)
