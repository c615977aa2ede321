"""What can be done from the context pane: one record an action, each with its one key."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.identity import IdentityKind
from agent_console.queries.identities.proof import postcode_of
from agent_console.ui.theme.glyphs import Glyph

LINK = "agentconsole://customer?"
LONGEST_VALUE = 128


@dataclass(frozen=True, slots=True)
class Situation:
    """Of whom and of which order we speak."""

    customer: Customer
    known: KnownOrder | None
    why_not_write: str = ""
    why_not_return: str = ""
    verified: str = ""
    """By whom the customer was verified today, in a few words; empty where she was not."""
    handed: str = ""
    """The code by which she was handed off today with this order; empty where she was not."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its key, what it takes hold of, and why it cannot when there is nothing."""

    word: str
    glyph: Glyph
    text: str
    key: str
    subject: Callable[[Situation], str | None]
    reason: str
    opens: bool = False
    done: str = "copied"
    writes: bool = False
    notes: bool = False
    returns: bool = False
    relates: bool = False
    proves: bool = False
    hands: bool = False

    def refusal(self, told: Situation) -> str | None:
        """Say why it cannot be done now, None where it can."""
        if self.subject(told) is None:
            return self.reason
        if self.returns:
            return told.why_not_return or None
        return (barred(told.customer) or told.why_not_write or None) if self.writes else None


def barred(customer: Customer) -> str:
    """Say that a customer wants no mail at any address; empty where one may be written to."""
    names = (one.identity for one in customer.identities)
    mails = {one.value for one in names if one.kind is IdentityKind.EMAIL}
    against = {one.address: one for one in customer.consents if one.forbids()}
    if not mails or mails - against.keys():
        return ""
    since = max(one.when for one in against.values())
    return f"opted out of mail on {since:%Y-%m-%d}"


def _admin_url(told: Situation) -> str | None:
    urls = (told.known.admin_url,) if told.known else told.customer.admin_urls
    return next((url for url in urls if url and url.startswith(("https://", "http://"))), None)


def _number(told: Situation) -> str | None:
    return told.known.order.number if told.known else None


def _address(told: Situation) -> str | None:
    return told.known.order.ship_to if told.known else None


def _link(told: Situation) -> str | None:
    if told.known:
        return LINK + urlencode({"order": told.known.order.number[:LONGEST_VALUE]})
    for known in told.customer.identities:
        if known.identity.kind in {"email", "phone"}:
            name = str(known.identity.kind)
            return LINK + urlencode({name: known.identity.value[:LONGEST_VALUE]})
    return None


def proof_of(told: Situation) -> str | None:
    """Return by what the customer can prove who she is: the order in sight, and its postcode."""
    if told.known is None:
        return None
    postcode = postcode_of(told.known)
    return f"{told.known.order.number} + {postcode}" if postcode else told.known.order.number


def _customer(told: Situation) -> str | None:
    return told.customer.name


def _mail_address(told: Situation) -> str | None:
    kinds = (one.identity for one in told.customer.identities)
    return next((one.value for one in kinds if one.kind is IdentityKind.EMAIL), None)


ACTIONS: tuple[Action, ...] = (
    Action(
        "message",
        Glyph.MAIL,
        "Message",
        "M",
        _mail_address,
        "no e-mail address known",
        writes=True,
    ),
    Action("return", Glyph.BACK, "Return label", "R", _number, "no order", returns=True),
    Action("note", Glyph.NOTE, "Note or call", "N", _customer, "", notes=True),
    Action(
        "proof", Glyph.SEEN, "Verified by", "V", proof_of, "no order to prove it by", proves=True
    ),
    Action("hand_off", Glyph.HAND_OFF, "Hand off", "H", _customer, "", hands=True),
    Action("people", Glyph.PERSON, "Same person, household", "I", _customer, "", relates=True),
    Action(
        "open",
        Glyph.OPEN,
        "Open in store admin",
        "O",
        _admin_url,
        "no page known",
        opens=True,
        done="opened in the browser",
    ),
    Action("number", Glyph.HASH, "Copy order number", "C", _number, "no order"),
    Action("address", Glyph.PLACE, "Copy address", "A", _address, "none told"),
    Action("link", Glyph.LINK, "Copy link", "L", _link, "nothing to link to"),
)


def meta(action: Action, told: Situation) -> str:
    """Say what an action would take: the number, the first line of the address."""
    is_plain = action.opens or action.writes or action.notes or action.returns or action.relates
    if is_plain or action.word == "link":
        return ""
    if action.hands:
        return told.handed
    if action.proves and told.verified:
        return told.verified
    subject = action.subject(told) or ""
    lines = subject.splitlines()
    return ", ".join(lines[1:3]) if len(lines) > 1 else subject
