"""Facts of the domain as columns of a row."""

from collections.abc import Sequence
from typing import Any

import msgspec

from agent_console.domain.address import Address
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import Charge


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


def charges_text(charges: Sequence[Charge]) -> str | None:
    """Return the charges of an order as they are kept, None for none."""
    told = [(one.kind, one.title, one.amount.minor) for one in charges]
    return msgspec.json.encode(told).decode() if told else None


def charges_of(kept: str | None, currency: str) -> tuple[Charge, ...]:
    """Read the charges of an order of this currency."""
    told = msgspec.json.decode(kept, type=list[tuple[str, str, int]]) if kept else []
    return tuple(Charge(kind, title, Money(minor, currency)) for kind, title, minor in told)


def address_text(address: Address | None) -> str | None:
    """Return an address as it is kept, None for none."""
    return msgspec.json.encode(address).decode() if address else None


def address_of(kept: str | None) -> Address | None:
    """Read an address as it is kept."""
    return msgspec.json.decode(kept, type=Address) if kept else None
