"""What may go wrong with a parcel, read strictly from resources/policies."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from importlib.resources.abc import Traversable

import msgspec

from agent_console.domain.watching.policy import ExceptionPolicy, General, Kind, Provision
from agent_console.machine.policies.returns import PolicyError

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KNOWN = frozenset(one.name for one in fields(Provision))


def exception_policy(path: Traversable) -> ExceptionPolicy:
    """Read the policy for exceptions.

    Raises:
        PolicyError: it cannot be read, or does not name every kind exactly once.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        general = _general(told.get("general", {}))
        provisions = [_provision(one) for one in told["exceptions"]]
    except KeyError as error:
        raise PolicyError(f"{path}: {error.args[0]!r} is missing") from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PolicyError(f"{path} cannot be used: {error}") from error
    for kind in Kind:
        count = sum(one.kind is kind for one in provisions)
        if count != 1:
            raise PolicyError(f"{path}: the kind {kind} has to stand there once, not {count} times")
    return ExceptionPolicy({one.kind: one for one in provisions}, general)


def _general(told: Mapping[str, object]) -> General:
    days = told.get("rest_days", [])
    if not isinstance(days, list) or not all(one in DAYS for one in days):
        raise ValueError(f"rest_days is a list of days such as sunday, not {days!r}")
    numbers = {**told, "rest_days": [DAYS.index(str(one)) for one in days]}
    return msgspec.convert(numbers, General)


def _provision(told: Mapping[str, object]) -> Provision:
    if unknown := told.keys() - KNOWN:
        raise ValueError(f"{told.get('kind')} has what nobody knows: {', '.join(sorted(unknown))}")
    one = msgspec.convert(told, Provision)
    numbers = [getattr(one, name) for name in KNOWN]
    if any(isinstance(number, int | float) and number < 0 for number in numbers):
        raise ValueError(f"{one.kind} has a number below nothing")
    return one
