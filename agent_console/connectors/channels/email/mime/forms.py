"""Letters that come through a form of ours: our own address sends them, for who is to be answered.

A shop's form writes From: noreply@shop.example, Reply-To: ann@example.org.
"""

import re

from agent_console.connectors.channels.email.mime.addresses import parties
from agent_console.connectors.channels.email.mime.fields import Fields
from agent_console.domain import identity
from agent_console.domain.contact import Party

NO_REPLY = re.compile(r"(?:do[-_.]?)?no?t?[-_.]?reply")


def writer(fields: Fields, own: frozenset[str]) -> Party | None:
    """Return who wrote a letter by a form of ours; None when it is no such letter."""
    senders = parties(fields, "from") or parties(fields, "sender")
    if not any(_is_ours(_address(one), own) for one in senders):
        return None
    read = {_address(one) for one in parties(fields, "to", "cc", "bcc")}
    strangers = (
        one
        for one in parties(fields, "reply-to")
        if (at := _address(one)) and not _is_ours(at, own) and at not in read
    )
    return next(strangers, None)


def _address(party: Party) -> str:
    found = identity.email(party.address or "")
    return found.value if found else ""


def _is_ours(address: str, own: frozenset[str]) -> bool:
    """Say whether an address is our own, or one at our own place that nobody reads."""
    local, _, place = address.partition("@")
    places = {one.partition("@")[2] for one in own}
    return address in own or (place in places and NO_REPLY.fullmatch(local) is not None)
