"""A message in words: who wrote to whom, what came with it, and what is to be known of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.domain.contact import Attachment, BounceKind, Contact, Party
from agent_console.ports.files import KeptFile
from agent_console.ports.reading import StoredMessage

MOST_NAMED = 3
KIB, MIB = 1 << 10, 1 << 20
BOUNCES = {
    BounceKind.BOUNCE: "Could not be delivered to {who}.",
    BounceKind.FEEDBACK: "{who} called our message unwanted; write there no more.",
    BounceKind.VACATION: "Written by a machine: somebody is away.",
    BounceKind.DELIVERED: "A server confirms that it was delivered.",
    BounceKind.READ: "A program confirms that it was displayed.",
}


def people(stored: StoredMessage) -> str:
    """Say who wrote to whom, the first few by name."""
    contact = stored.contact
    named = [_party(one) for one in contact.recipients[:MOST_NAMED]]
    more = len(contact.recipients) - len(named) + stored.left_out
    to = ", ".join(one for one in named if one) + (f" and {more} more" if more else "")
    sender = _party(contact.sender) if contact.sender else "Sender not told"
    return f"{sender} \N{RIGHTWARDS ARROW} {to}" if to else sender


def notes(stored: StoredMessage) -> Iterator[str]:
    """Yield what has to be known of a message before it is believed or answered."""
    contact = stored.contact
    if contact.bounce is not None:
        failed = ", ".join(one.address for one in contact.bounce.recipients)
        yield BOUNCES[contact.bounce.kind].format(who=failed or "an address nobody could read")
    elif contact.automatic:
        yield "Written by a machine."
    if not stored.is_whole:
        yield "Too large to be kept as a whole; this is its beginning."


@dataclass(frozen=True, slots=True)
class FileWords:
    """A file in words: its name, its type and size, and what can be done with it or was."""

    name: str
    kind: str
    size: str
    said: str

    def line(self) -> str:
        """Say all of it in a line."""
        return " · ".join(part for part in (self.name, self.kind, self.size, self.said) if part)


def described(file: Attachment, kept: KeptFile | None = None, said: str = "") -> FileWords:
    """Describe a file; one without a name is called by its type."""
    kind = file.content_type if file.name else ""
    return FileWords(file.name or file.content_type, kind, _size(file), said or _offer(kept))


def _offer(kept: KeptFile | None) -> str:
    if kept is None:
        return "Enter fetches it"
    picture = "" if kept.picture else "no preview, "
    return f"{picture}Enter saves it" if kept.is_kept else f"{picture}too large to be kept here"


def has_more(contact: Contact) -> bool:
    """Say whether the whole message holds more than its own words: a quotation, a look."""
    return contact.html is not None or contact.plain.strip() != contact.text.strip()


def _party(one: Party) -> str:
    return one.named() or "somebody not named"


def _size(one: Attachment) -> str:
    if one.size >= MIB:
        return f"{one.size / MIB:.1f} MB"
    return f"{max(1, round(one.size / KIB))} KB"
