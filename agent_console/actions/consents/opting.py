"""An address is opted out of mail, or in again: said by somebody, for a reason, for good."""

from agent_console.domain import identity
from agent_console.domain.acting.mailing import Consent, Wish
from agent_console.domain.acting.message import one_line
from agent_console.domain.profile import Statement
from agent_console.ports.acting.consents import Consents

BY_HAND = "agent"
LONGEST = 1000


class NoAddressError(Exception):
    """What is no address cannot be opted out."""


class NoReasonError(Exception):
    """Nobody could tell later why an address was opted out."""


def opt(ledger: Consents, address: str, wish: Wish, said: Statement) -> Consent:
    """Write down what the owner of an address wants.

    Raises:
        NoAddressError, NoReasonError: nothing was written.
    """
    known = identity.email(address)
    if known is None:
        raise NoAddressError(f"{address!r} is no e-mail address.")
    why = one_line(said.why)[:LONGEST]
    if not why:
        raise NoReasonError("Say why, in the words of whoever asked for it.")
    told = Consent(known.value, wish, BY_HAND, said.who, said.when, why)
    ledger.say(told)
    return told
