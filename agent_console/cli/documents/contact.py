"""A message as the interface writes it."""

from agent_console.cli.documents.values import date
from agent_console.domain.contact import Bounce, Contact, Party


def contact(read: Contact) -> dict[str, object]:
    """Write a message."""
    return {
        "channel": read.channel.value,
        "direction": read.direction.value,
        "sender": _party(read.sender),
        "subject": read.subject,
        "message_id": read.message_id,
        "in_reply_to": read.in_reply_to,
        "time": date(read.time),
        "text": read.text,
        "plain": read.plain,
        "attachments": [one.name for one in read.attachments],
        "automatic": read.automatic,
        "bounce": _bounce(read.bounce),
    }


def _party(party: Party | None) -> dict[str, object]:
    told = party or Party(None, None)
    return {"name": told.name, "address": told.address}


def _bounce(bounce: Bounce | None) -> dict[str, object] | None:
    if bounce is None:
        return None
    return {
        "kind": bounce.kind.value,
        "recipients": [
            {"address": one.address, "status": one.status, "hard": one.hard}
            for one in bounce.recipients
        ],
    }
