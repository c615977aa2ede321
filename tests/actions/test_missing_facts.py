"""Who cannot write a letter is told what is missing in the words of their work."""

import pytest

from agent_console.actions.messages.missing import NO_PARCEL, sentences


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (["parcel.estimated"], ["The carrier has not said when it expects to deliver the parcel."]),
        (["parcel.carrier", "parcel.estimated", "parcel.number"], [NO_PARCEL]),
        (
            ["order.number", "parcel.number"],
            ["No order is known that this message could speak of."],
        ),
        (["parcel.delivered", "parcel.number"], ["No parcel is known to be delivered."]),
        (["brand.slogan"], ["The template needs brand.slogan, which is not known."]),
        ([], []),
    ],
    ids=str,
)
def test_it_is_said_in_words(missing: list[str], said: list[str]):
    assert list(sentences(missing)) == said
