"""Mails fetched in bunches: their sizes are asked first, so that no large one comes whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.connectors.channels.email.imap.answers import Fetched
from agent_console.connectors.channels.email.imap.large import outline
from agent_console.connectors.channels.email.imap.session import Session
from agent_console.connectors.channels.email.imap.wire import MIB

LARGE, MOST_AT_ONCE = 2 * MIB, 8 * MIB
"""A mail larger than this is fetched in parts; and so much is fetched by one question."""
BEGINNING = MIB // 4
"""What is fetched of a large mail that has no parts, or whose server does not tell them."""


@dataclass(frozen=True, slots=True)
class Head:
    """A mail to fetch: its number, its size, and when the server got it."""

    uid: int
    size: int
    received: datetime | None

    def is_large(self) -> bool:
        """Say whether it is not to be fetched whole."""
        return self.size > LARGE


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as fetched; None where the server told its size but not its bytes.

    Of a large one the files are empty, and `sizes` says how large they are.
    """

    head: Head
    raw: bytes | None
    sizes: tuple[int, ...] = ()


def heads(session: Session, uids: Sequence[int]) -> list[Head]:
    """Return what there is of some mails, in their sequence; those deleted meanwhile are none."""
    told = session.fetched(uids, "RFC822.SIZE INTERNALDATE")
    sizes = {uid: one.size() for uid, one in told.items()}
    # Without a size it may be of any.
    return [Head(uid, sizes[uid] or LARGE + 1, told[uid].received()) for uid in uids if uid in told]


def header(session: Session, uid: int) -> bytes:
    """Fetch the header of a mail, or what its beginning holds of it."""
    told = session.fetched([uid], f"BODY.PEEK[HEADER]<0.{BEGINNING}>")
    return next((literal for one in told.values() for literal in one.literals), b"")


def bunches(wanted: Iterable[Head]) -> Iterator[list[Head]]:
    """Yield the mails in bunches that fit into the memory at once."""
    bunch, weight = list[Head](), 0
    for head in wanted:
        cost = BEGINNING if head.is_large() else head.size
        if bunch and weight + cost > MOST_AT_ONCE:
            yield bunch
            bunch, weight = [], 0
        bunch.append(head)
        weight += cost
    if bunch:
        yield bunch


def mails(session: Session, bunch: Sequence[Head]) -> Iterator[Mail]:
    """Yield the mails of a bunch, the small ones whole."""
    told = _whole(session, [head for head in bunch if not head.is_large()])
    for head in bunch:
        if head.is_large():
            yield _large(session, head)
        elif head.uid in told:
            yield Mail(head, next(iter(told[head.uid].literals), None))


def _whole(session: Session, small: Sequence[Head]) -> Mapping[int, Fetched]:
    if not small:
        return {}
    expected = sum(head.size for head in small)
    return session.fetched([head.uid for head in small], "BODY.PEEK[]", expected)


def _large(session: Session, head: Head) -> Mail:
    known = outline(session, head.uid)
    if known is not None:
        return Mail(head, known.raw, known.sizes)
    told = session.fetched([head.uid], f"BODY.PEEK[]<0.{BEGINNING}>")
    literals = (literal for one in told.values() for literal in one.literals)
    return Mail(head, next(literals, None))
