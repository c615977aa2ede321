"""A carrier is asked for what its name or its number says is its own."""

import pytest

from agent_console.domain.tracking.whose import is_of_carrier

OF_UPS = "1Z1442YY7229014688"


@pytest.mark.parametrize(
    ("carrier", "named", "number", "is_its"),
    [
        ("UPS", "UPS Ground", "anything", True),
        ("UPS", "Standard shipping", OF_UPS, True),
        ("UPS", None, OF_UPS, True),
        ("UPS", None, "738488882438", False),
        ("UPS", "FedEx", "738488882438", False),
        ("FedEx", "FedEx", "738488882438", True),
        ("DHL", "UPS", OF_UPS, False),
        ("DHL", None, "anything", False),
    ],
)
def test_whose_it_is(carrier: str, named: str | None, number: str, *, is_its: bool):
    assert is_of_carrier(carrier, named, number) is is_its
