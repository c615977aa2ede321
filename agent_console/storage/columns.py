"""Facts of the domain as columns of a row."""

from typing import Any

from agent_console.domain.moment import Moment
from agent_console.domain.money import Money


def moment_row(name: str, moment: Moment | None) -> dict[str, Any]:
    """Return the columns of a time as told."""
    told = moment or Moment()
    return {f"{name}_utc": told.utc, f"{name}_local": told.local, f"{name}_offset": told.offset}


def money_row(name: str, amount: Money | None) -> dict[str, Any]:
    """Return the columns of an amount."""
    return {
        f"{name}_minor": amount and amount.minor,
        f"{name}_currency": amount and amount.currency,
    }
