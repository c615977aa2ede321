"""When a parcel will come, as finished parcels like it came."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Forecast:
    """By which days half and nine of ten parcels like it had come, at the place of delivery.

    `samples` is how many finished parcels that rests on; with fewer than FEWEST there are no days.
    `like` says what they have in common with it, in words: "DHL, Graz to Berlin".
    """

    half: date | None
    most: date | None
    samples: int
    like: str


FEWEST = 30
"""With fewer finished parcels nothing is forecast, and said so."""
