"""What a key or a click makes of a return that is wished for."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from agent_console.ports.acting.returning import Offer, ReturnWish

ONE, NONE = Decimal(1), Decimal(0)


def wanted(wish: ReturnWish) -> Mapping[str, Decimal]:
    """Return how much of which article is to go back."""
    return wish.lines or {}


def sku_of(offer: Offer, number: int) -> str | None:
    """Return the article of a row, counted from 1."""
    return offer.lines[number - 1].sku if 1 <= number <= len(offer.lines) else None


def toggled(offer: Offer, wish: ReturnWish, sku: str) -> ReturnWish:
    """Take all of an article, or none of it where some was taken."""
    left = _left(offer, sku)
    return _with(wish, sku, NONE if wanted(wish).get(sku) else left)


def counted(offer: Offer, wish: ReturnWish, sku: str, step: int) -> ReturnWish:
    """Take one more or less of an article, never more than can go back."""
    many = wanted(wish).get(sku, NONE) + step * ONE
    return _with(wish, sku, min(_left(offer, sku), max(NONE, many)))


def rate_beside(offer: Offer, step: int) -> str | None:
    """Return the rate that stands so many rows from the chosen one."""
    rates = offer.quote.rates if offer.quote else ()
    if offer.rate not in rates:
        return None
    at = rates.index(offer.rate) + step
    return rates[max(0, min(at, len(rates) - 1))].external_id


def _left(offer: Offer, sku: str) -> Decimal:
    return next((line.left for line in offer.lines if line.sku == sku), NONE)


def _with(wish: ReturnWish, sku: str, quantity: Decimal) -> ReturnWish:
    lines = {**wanted(wish), sku: quantity}
    return replace(wish, lines={one: many for one, many in lines.items() if many > NONE})
