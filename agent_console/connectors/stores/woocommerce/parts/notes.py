"""Notes on an order: the staff's own, what the customer was told, and what the customer wrote."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.woocommerce.times import told_at
from agent_console.domain.observation import (
    Channel,
    Direction,
    EntryKind,
    Observation,
    Subject,
)
from agent_console.domain.order import Order

BREAK = re.compile(r"<\s*(?:br|/p|/div|/li)\b[^<>]{0,200}>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
KIND = "order"
"""What a note is on."""


def plain(text: str) -> str:
    """Return the words of a note, which may be written in HTML."""
    return unescape(TAG.sub("", BREAK.sub("\n", text))).replace("\0", "").strip()


def is_to_customer(note: Node) -> bool:
    """Say whether the store mailed a note to the customer."""
    return note["customer_note"].value is True


def text(note: Node) -> str | None:
    """Return what a note says; UnreadableError where that is no text."""
    return plain(note["note"].text_or_none() or "") or None


def told(node: Node, read: Order, subject: Subject) -> Iterator[Observation]:
    """Yield the notes of an order as it comes with them, and what was written at the checkout."""
    blank = Observation(subject, EntryKind.NOTE, KIND, read.placed, order=read.number)
    if (wish := node["customer_note"].text_or_none()) is not None:
        yield replace(
            blank,
            external_id="note:checkout",
            text=plain(wish),
            direction=Direction.INBOUND,
            channel=Channel.STORE,
        )
    for note in node["_notes"].items():
        is_out = is_to_customer(note)
        yield replace(
            blank,
            moment=told_at(note, "date_created"),
            external_id=f"note:{note['id'].text()}",
            text=text(note),
            direction=Direction.OUTBOUND if is_out else Direction.INTERNAL,
            channel=Channel.STORE if is_out else None,
            author=note["author"].text_or_none(),
        )
