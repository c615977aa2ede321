"""What a letter cannot do without and nobody knows, said to the agent who wants to write it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a template asks for by its path, and the sentence that says it is not known.

    Where `hides` is missing nothing can be known of it, so it is not spoken of.
    """

    path: str
    sentence: str
    hides: str = ""


NO_PARCEL = "No parcel is known that this message could speak of."
GAPS = (
    Gap("order.number", "No order is known that this message could speak of."),
    Gap("parcel.number", NO_PARCEL, "order.number"),
    Gap("parcel.carrier", "The carrier of the parcel is not known.", "parcel.number"),
    Gap(
        "parcel.estimated",
        "The carrier has not said when it expects to deliver the parcel.",
        "parcel.number",
    ),
    Gap("parcel.delivered", "No delivery of the parcel is known.", "parcel.number"),
    Gap("reply.text", "Write your own words first."),
)
BY_PATH = {gap.path: gap for gap in GAPS}


def sentences(missing: Sequence[str]) -> Iterator[str]:
    """Say what is missing; a path that only the author of a template knows is named as it is."""
    for path in missing:
        gap = BY_PATH.get(path, Gap(path, f"The template needs {path}, which is not known."))
        if gap.hides not in missing:
            yield gap.sentence
