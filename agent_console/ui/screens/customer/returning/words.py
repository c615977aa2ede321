"""A return in words: reasons with their keys, prices, articles, and what stands on the button."""

from agent_console.domain.acting.label import Rate
from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.returning import Offer, Returnable

REASONS: tuple[tuple[Reason, str, str], ...] = (
    (Reason.CHANGED_MIND, "C", "Changed mind"),
    (Reason.TOO_SMALL, "S", "Too small"),
    (Reason.TOO_LARGE, "L", "Too large"),
    (Reason.DAMAGED, "D", "Damaged"),
    (Reason.DEFECTIVE, "F", "Faulty"),
    (Reason.WRONG_ITEM, "W", "Wrong article"),
    (Reason.NOT_AS_DESCRIBED, "N", "Not as described"),
    (Reason.ARRIVED_LATE, "T", "Came too late"),
    (Reason.OTHER, "O", "Other"),
)
"""(reason, the key for it, its word)"""
ASKING = "Asking for the price …"


def reason_chips() -> list[tuple[str, str]]:
    """Return the reasons as choices, each with its key."""
    return [(reason.value, f"{word}  {key}") for reason, key, word in REASONS]


def reason_of(key: str) -> Reason | None:
    """Return the reason that a key stands for."""
    return next((reason for reason, each, _ in REASONS if each == key.upper()), None)


def article(one: Returnable) -> str:
    """Say how much of an article goes back."""
    wanted, left = (f"{amount.normalize():f}" for amount in (one.wanted, one.left))
    return f"{wanted} of {left}" if one.wanted else f"0 of {left}"


def service(rate: Rate) -> str:
    """Name a service of a carrier."""
    return f"{rate.carrier} {rate.service}"


def price(rate: Rate) -> str:
    """Say what it costs and how long it takes."""
    days = "" if rate.days is None else f", {rate.days} day{'s' * (rate.days != 1)}"
    return f"{rate.price}{days}"


def button(offer: Offer) -> tuple[str, bool]:
    """Return what stands on the button, and whether it can be pressed."""
    if offer.cannot:
        return "Cannot be ordered", False
    if offer.rate is None or offer.verdict is None:
        return ASKING, False
    if offer.needs_exception():
        return "Ask for an exception", bool(offer.wish.exception.strip())
    mailed = " and mail it" if offer.wish.is_mailed and offer.mail_to else ""
    return f"Buy label for {offer.rate.price}{mailed}", True
