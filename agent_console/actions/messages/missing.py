"""What a letter cannot do without and nobody knows, said to the agent who wants to write it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a template asks for by its path, and the sentence that says it is not known.

    Where one of `under` is missing too, that says it all.
    """

    path: str
    sentence: str
    under: tuple[str, ...] = ()


NO_PARCEL = "No parcel is known that this message could speak of."
GAPS = (
    Gap("order.number", "No order is known that this message could speak of."),
    Gap("parcel.number", NO_PARCEL, ("order.number", "parcel.delivered")),
    Gap("parcel.carrier", "The carrier of the parcel is not known.", ("parcel.number",)),
    Gap(
        "parcel.estimated",
        "The carrier has not said when it expects to deliver the parcel.",
        ("parcel.number",),
    ),
    Gap("parcel.delivered", "No parcel is known to be delivered.", ("order.number",)),
    Gap("reply.text", "Write your own words first."),
)
BY_PATH = {gap.path: gap for gap in GAPS}


def sentences(missing: Sequence[str]) -> Iterator[str]:
    """Say what is missing; a path that only the author of a template knows is named as it is."""
    for path in missing:
        gap = BY_PATH.get(path, Gap(path, f"The template needs {path}, which is not known."))
        if not set(gap.under) & set(missing):
            yield gap.sentence
