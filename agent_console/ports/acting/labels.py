"""A seller of labels: asked for prices and files; what costs money goes through the outbox."""

from dataclasses import dataclass
from typing import Protocol

from agent_console.domain.acting.label import Address, Label, LabelFile, ParcelSize, Quote


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
