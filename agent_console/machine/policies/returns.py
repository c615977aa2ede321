"""The policies of the house, read strictly from resources/policies."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable

import msgspec

from agent_console.domain.acting.label import ParcelSize
from agent_console.domain.address import Address
from agent_console.domain.money import Money
from agent_console.domain.returning.policy import Clause, Exclusion, Goodwill, Policy, Reason


class PolicyError(ValueError):
    """A policy cannot be used; the message names the file and says what to mend."""


def returns_policy(path: Traversable) -> Policy:
    """Read the policy for returns.

    Raises:
        PolicyError: it cannot be read, or leaves a reason without exactly one clause.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        policy = Policy(
            tuple(map(_clause, told["clauses"])),
            tuple(map(_exclusion, told.get("exclusions", ()))),
            _house(told.get("house")),
            _parcel(told.get("parcel", {"grams": 2000})),
            _goodwill(told.get("goodwill")),
        )
    except KeyError as error:
        raise PolicyError(f"{path}: {error.args[0]!r} is missing") from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PolicyError(f"{path} cannot be used: {error}") from error
    for reason in Reason:
        holding = [one.name for one in policy.clauses if reason in one.reasons]
        if len(holding) != 1:
            raise PolicyError(
                f"{path}: the reason {reason} has to stand in one clause, not in {len(holding)}"
            )
    return policy


def _clause(table: Mapping[str, object]) -> Clause:
    days = table["days"]
    if not isinstance(days, int) or isinstance(days, bool) or days < 0:
        raise ValueError(f"days is a whole number, not {days!r}")
    fee = table.get("label_fee")
    return Clause(
        str(table["name"]), _reasons(table["reasons"]), days, _money(fee) if fee else None
    )


def _exclusion(table: Mapping[str, object]) -> Exclusion:
    return Exclusion(
        str(table["name"]),
        tuple(one.upper() for one in _texts(table["sku_starts"])),
        str(table["because"]),
        _reasons(table.get("unless", [])),
    )


def _house(told: object) -> Address | None:
    if told is None:
        return None
    address = msgspec.convert(told, Address)
    if missing := address.missing():
        raise ValueError(f"house lacks {', '.join(missing)}")
    return address


def _parcel(told: object) -> ParcelSize:
    size = msgspec.convert(told, ParcelSize)
    if size.grams <= 0:
        raise ValueError(f"grams is more than nothing, not {size.grams}")
    return size


def _goodwill(told: object) -> Goodwill | None:
    return None if told is None else msgspec.convert(told, Goodwill)


def _money(told: object) -> Money:
    if not isinstance(told, dict):
        raise TypeError('label_fee is written { minor = 490, currency = "EUR" }')
    return Money(int(told["minor"]), str(told["currency"]))


def _reasons(told: object) -> frozenset[Reason]:
    return frozenset(map(Reason, _texts(told)))


def _texts(told: object) -> Sequence[str]:
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise TypeError(f"a list of texts is wanted, not {told!r}")
    return told
