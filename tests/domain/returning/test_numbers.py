"""Which numbers in what people write are parcels that come back."""

import pytest

from agent_console.domain.returning.numbers import named

NUMBER = "00340434190094022115"


@pytest.mark.parametrize(
    "text",
    [
        f"Sends the tent back. Return label mailed, DHL {NUMBER}; money when DHL has it.",
        f"Retourenlabel verschickt: {NUMBER}",
        f"Rücksendeetikett {NUMBER} per Mail",
        f"RUECKSENDUNG mit {NUMBER}",
        f"Étiquette de retour envoyée, {NUMBER}",
    ],
)
def test_a_number_of_a_return_is_one(text: str):
    assert [one.number for one in named([text])] == [NUMBER]


@pytest.mark.parametrize(
    "text",
    [
        f"DHL {NUMBER} was returned to sender, damaged.",
        f"Sent again with {NUMBER}.",
        f"He asks for a return label. The first parcel was {NUMBER}.",
        "Return label mailed, DHL 00340434190094022116.",
    ],
)
def test_other_numbers_are_none(text: str):
    assert not list(named([text]))
