"""Money as the sources state it: integer minor units and an ISO currency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WHOLE = ("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", 0)
THIRDS = ("BHD IQD JOD KWD LYD OMR TND", 3)
EXPONENTS = {code: digits for codes, digits in (WHOLE, THIRDS) for code in codes.split()}
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


def told_in(amounts: Sequence[Money], currency: str) -> Money:
    """Add amounts of this currency; where there is none of it, those of the first other one.

    A card may be given its money back in another currency than the order's: what is left out
    here is told by itself, for sums over currencies are never true.
    """
    told = [one.currency for one in amounts]
    wanted = currency if currency in told or not told else told[0]
    return total((one for one in amounts if one.currency == wanted), wanted)


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
