"""A message as it is kept: compressed, and no larger than a window can show."""

import zlib
from dataclasses import replace

import msgspec

from agent_console.domain.contact import Contact

LONGEST_WORDS, LONGEST_HTML, LONGEST_REFERENCES = 200_000, 400_000, 20
MOST_BYTES = 16 << 20
"""More than a body can be; a damaged one must not fill the memory."""
LEVEL = 1


def packed(told: Contact) -> tuple[bytes, bool]:
    """Return a message as bytes, and whether all of it is in them."""
    kept = replace(
        told,
        text=told.text[:LONGEST_WORDS],
        plain=told.plain[:LONGEST_WORDS],
        references=told.references[-LONGEST_REFERENCES:],
        # Half of a page would not be safe any more: what is open in it stays open.
        html=told.html if told.html and len(told.html) <= LONGEST_HTML else None,
    )
    is_whole = (kept.plain, kept.html) == (told.plain, told.html)
    return zlib.compress(msgspec.json.encode(kept), LEVEL), is_whole


def unpacked(body: bytes) -> Contact:
    """Return a message out of its bytes."""
    unpack = zlib.decompressobj()
    return msgspec.json.decode(unpack.decompress(body, MOST_BYTES), type=Contact)
