"""Hashes by which a record is seen to be new, changed, or just said again."""

from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Generic, TypeVar

import msgspec

from agent_console.storage.rows import AnyRow

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Judged(Generic[Key]):
    """Of the records stored already: those just confirmed, and all that need no writing."""

    confirmed: Set[Key]
    settled: Set[Key]


def judge(
    before: Mapping[Key, AnyRow], hashes: Mapping[Key, int], heard_at: datetime
) -> Judged[Key]:
    """Compare records with their rows; what was heard of later than these needs no writing."""
    late = {key for key, row in before.items() if row.last_heard > heard_at}
    same = {key for key, row in before.items() if row.content == hashes[key]}
    return Judged(same - late, same | late)


UNSAID = b',"fault":null', b',"how_to":null'
"""How JSON says that something is not told; records hashed before it could be lack it."""


def content(record: object) -> int:
    """Return 63 bits over everything in a record; what later versions may tell is in it if told."""
    told = msgspec.json.encode(record)
    for unsaid in UNSAID:
        told = told.replace(unsaid, b"")
    return int.from_bytes(blake2b(told, digest_size=8).digest()) >> 1
