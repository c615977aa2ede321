"""Notices of sending services that tell in JSON what became of a mail (Amazon SES over SNS)."""

import re

from agent_console.connectors.channels.email.bounces.wording import ADDRESS, recipient
from agent_console.domain.contact import Bounce, BounceKind, FailedRecipient

KIND = re.compile(r'"(?:notificationType|eventType)"\s{0,9}:\s{0,9}"(\w{1,20})"')
KINDS = {
    "bounce": BounceKind.BOUNCE,
    "complaint": BounceKind.FEEDBACK,
    "delivery": BounceKind.DELIVERED,
}
NAMED = re.compile(rf'"emailAddress"\s{{0,9}}:\s{{0,9}}"(?:[^"<>]{{0,200}}<)?({ADDRESS})')
LISTED = re.compile(rf'"recipients"\s{{0,9}}:\s{{0,9}}\[\s{{0,9}}"({ADDRESS})"')
WORDS = re.compile(r'"(?:status|diagnosticCode|bounceSubType)"\s{0,9}:\s{0,9}"([^"]{0,500})"')
ABOUT = re.compile(
    r'"(?:Message-ID"\s{0,9},\s{0,9}"value|messageId)"\s{0,9}:\s{0,9}"(<[^<>\s"]{1,500}>)"',
    re.IGNORECASE,
)
"""Our own Message-ID, in brackets; that of the service has none."""
MOST_LETTERS = 100_000


def notification(text: str) -> Bounce | None:
    """Read such a notice; None when it is none."""
    said = text[:MOST_LETTERS].replace('\\"', '"')
    told = KIND.search(said)
    kind = KINDS.get(told[1].lower()) if told else None
    if kind is None:
        return None
    words = " ".join(WORDS.findall(said))
    addresses = dict.fromkeys(NAMED.findall(said) or LISTED.findall(said))
    about = ABOUT.search(said)
    if kind is BounceKind.BOUNCE:
        failed = tuple(recipient(address, words) for address in addresses)
    else:
        failed = tuple(FailedRecipient(address) for address in addresses)
    return Bounce(kind, failed, about[1] if about else None)
