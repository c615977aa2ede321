"""A seller of labels: asked for prices and files; what costs money goes through the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agent_console.domain.acting.intent import Intent
from agent_console.domain.acting.label import Label, LabelFile, ParcelSize, Quote
from agent_console.domain.address import Address


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel to come back, quoted under a `reference` of at most 30 characters."""

    customer: Address
    house: Address
    size: ParcelSize
    reference: str


class LabelSeller(Protocol):
    """What a connector that sells labels can be asked for; every failure is a RemoteFailure."""

    async def quote(self, parcel: Parcel) -> Quote:
        """Return what it would cost to bring a parcel from the customer to the house.

        Nothing is bought by it. Raises:
            Refused: an address or the size is none the seller can use; the message says which.
        """

    async def file(self, label: Label) -> LabelFile:
        """Fetch the file of a label; Refused when what is there is no label."""

    async def close(self) -> None:
        """Let go of the connection."""


class Shelf(Protocol):
    """Keeps the files of labels under the keys of the intents that bought them."""

    def missing(self, connection: str, now: datetime) -> Sequence[Intent]:
        """Return the labels of a connection whose files are to be fetched now."""

    def keep(self, key: str, file: LabelFile) -> None:
        """Keep a file; one that was taken back meanwhile is not kept."""

    def fail(self, key: str, words: str, next_try: datetime) -> None:
        """Note why a file could not be fetched, and when to try again."""

    def file(self, key: str) -> LabelFile | None:
        """Return the file of a label, None where it is not here."""

    def trouble(self, key: str) -> str | None:
        """Return why a file is not here, None where nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of asking for a price: a quote, or why there is none."""

    quote: Quote | None = None
    trouble: str | None = None


class Quotes(Protocol):
    """Where prices are asked for by who must not call out, and answered by who does."""

    def ask(self, key: str, connection: str, parcel: Parcel, now: datetime) -> None:
        """Ask a connection for the price of a parcel; the same key is asked once."""

    def told(self, key: str) -> Told | None:
        """Return what came of it, None as long as nobody has answered."""

    def unanswered(self, connection: str, now: datetime) -> Sequence[tuple[str, Parcel]]:
        """Return what is asked of a connection and still wanted."""

    def answer(self, key: str, told: Told) -> None:
        """Keep an answer."""
