"""Money as the sources state it: integer minor units and an ISO currency."""

from collections.abc import Iterable
from dataclasses import dataclass

EXPONENTS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "HUF": 2, "KWD": 3, "BHD": 3}
"""Digits after the point where they are not two (ISO 4217)."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) of one currency."""

    minor: int
    currency: str

    def __str__(self) -> str:
        """Word it for people: "159.61 USD"."""
        digits = EXPONENTS.get(self.currency, 2)
        sign = "-" if self.minor < 0 else ""
        whole, rest = divmod(abs(self.minor), 10**digits)
        return f"{sign}{whole}{f'.{rest:0{digits}d}' if digits else ''} {self.currency}"


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Add amounts of one currency.

    Raises:
        ValueError: an amount is of another currency; sums over currencies are never true.
    """
    minor = 0
    for amount in amounts:
        if amount.currency != currency:
            raise ValueError(f"cannot add {amount.currency} to {currency}")
        minor += amount.minor
    return Money(minor, currency)
