"""Countries by their names and codes."""

import pytest

from agent_console.connectors.kit.carrier.countries import country


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("AUSTRIA", "AT"),
        ("Österreich", "AT"),
        ("Allemagne", "DE"),
        ("de", "DE"),
        ("Atlantis", "Atlantis"),
        (None, None),
    ],
)
def test_a_country_is_known_by_its_name(said: str | None, code: str | None):
    assert country(said) == code
