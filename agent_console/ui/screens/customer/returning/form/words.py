"""A return in words: reasons with their keys, prices, articles, and what stands on the button."""

from agent_console.domain.acting.label import Rate
from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.returning import Offer, Returnable
from agent_console.ui.screens.customer.returning.cards import Card
from agent_console.ui.theme.glyphs import Glyph

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
CHOOSE = "What comes back? Press its number; then the letter of the reason."


def reason_chips() -> list[tuple[str, str]]:
    """Return the reasons as choices, each with its key."""
    return [(reason.value, f"{word}  {key}") for reason, key, word in REASONS]


def article_cards(offer: Offer) -> list[Card]:
    """Return the articles, each with how much of it goes back."""
    return [_article(one) for one in offer.lines]


def rate_cards(offer: Offer) -> list[Card]:
    """Return the services that were offered, the cheapest marked as such."""
    rates = offer.quote.rates if offer.quote else ()
    return [_rate(one, is_first=one == rates[0], is_chosen=one == offer.rate) for one in rates]


def sentence(offer: Offer) -> str:
    """Return the verdict, or what is to be done for one."""
    if offer.verdict is not None and offer.wish.lines:
        return offer.verdict.sentence
    if not offer.lines:
        return next(iter(offer.cannot), "Looking at the order …")
    return CHOOSE


def is_refused(offer: Offer) -> bool:
    """Say whether the policy says no to what is chosen."""
    return bool(offer.wish.lines and offer.verdict and not offer.verdict.is_eligible)


def in_the_way(offer: Offer) -> list[str]:
    """Return what else is in the way; nothing is before anything is chosen."""
    if offer.lines and not offer.wish.lines:
        return []
    return [one for one in offer.cannot if one != sentence(offer)]


def under(offer: Offer) -> str:
    """Say what the verdict rests on, and what would make it possible."""
    verdict = offer.verdict
    if verdict is None or not offer.wish.lines:
        return ""
    return "  ·  ".join((verdict.clause, *(() if verdict.is_eligible else verdict.would_help)))


def follows(offer: Offer) -> list[tuple[Glyph, str]]:
    """Say line by line what Enter does."""
    if offer.rate is None or offer.cannot:
        return []
    if offer.needs_exception():
        return [
            (Glyph.SCALES, "Asks a supervisor; nothing is bought before somebody decides"),
            (Glyph.PARCEL, f"Once approved it is carried out just so, for {offer.rate.price}"),
        ]
    told = [(Glyph.PARCEL, "Buys one label, once; a lost answer is looked for, never bought again")]
    if offer.wish.is_mailed and offer.mail_to:
        told.append((Glyph.MAIL, f"Mails it to {offer.mail_to} as soon as it is here"))
    told.append((Glyph.BACK, "It can be taken back with R as long as nobody has used it"))
    return told


def still(offer: Offer) -> str:
    """Say that nothing has happened yet."""
    return "Nothing is asked for yet" if offer.needs_exception() else "Nothing is bought yet"


def button(offer: Offer) -> tuple[str, bool]:
    """Return what stands on the button, and whether it can be pressed."""
    if offer.lines and not offer.wish.lines:
        return "Nothing is chosen", False
    if offer.cannot or offer.rate is None:
        return _not_yet(offer), False
    if offer.needs_exception():
        return "Ask for an exception", bool(offer.wish.exception.strip())
    mailed = " and mail it" if offer.wish.is_mailed and offer.mail_to else ""
    return f"Buy label for {offer.rate.price}{mailed}", True


def _not_yet(offer: Offer) -> str:
    if not offer.cannot:
        return ASKING
    return "Nothing else to order" if offer.labels and not offer.lines else "Cannot be ordered"


def _article(one: Returnable) -> Card:
    wanted, left = (f"{amount.normalize():f}" for amount in (one.wanted, one.left))
    quiet = "+ and - change how many" if one.wanted and one.left > 1 else ""
    amount = "" if one.price is None else str(one.price)
    return Card(one.sku, one.title, quiet, f"{wanted} of {left}", amount, bool(one.wanted))


def _rate(one: Rate, *, is_first: bool, is_chosen: bool) -> Card:
    days = "" if one.days is None else f"usually {one.days} day{'s' * (one.days != 1)}"
    many = "cheapest" if is_first else ""
    name = f"{one.carrier}, {one.service}"
    return Card(one.external_id, name, days, many, str(one.price), is_chosen)
