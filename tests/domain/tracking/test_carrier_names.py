"""Names of carriers, as stores, aggregators and people write them."""

import pytest

from agent_console.domain.tracking.carrier_names import (
    CARRIERS,
    carrier_and_service,
    is_same_carrier,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DHL", "DHL Express"),
        ("dhl-express", "DHLExpress"),
        ("DhlEcs", "DHL"),
        ("DHL Paket", "Deutsche Post"),
        ("UPS", "UPS Ground"),
        ("UPSDAP", "UPSMailInnovations"),
        ("FedEx", "FedExDefault"),
        ("FedEx", "FEDEX_GROUND"),
        ("Federal Express", "FedexSmartPost"),
        ("USPS", "US Postal Service"),
        ("USPS", "U.S. Postal Service"),
        ("USPS", "United States Postal Service"),
        ("DPD", "DPD UK"),
        ("DPDUK", "dpd"),
        ("Österreichische Post", "Austrian Post"),
        ("PostNL", "Post NL"),
        ("Acme", "Acme Express"),
        ("AcmeExpress", "ACME express"),
        ("UPS", None),
        ("UPS", " - "),
    ],
)
def test_names_of_one_carrier_are_the_same(one, other):
    assert is_same_carrier(one, other)
    assert is_same_carrier(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Post", "PostNL"),
        ("Post", "PostNord"),
        ("Post", "Postcon"),
        ("Post AG", "PostNL"),
        ("La Poste", "La Poste Suisse"),
        ("UPS", "USPS"),
        ("DHL", "GLS"),
        ("DHL", "Acme"),
        ("Acme", "Acmex"),
        ("Acme Express", "Acme Parcels"),
    ],
)
def test_names_of_two_carriers_are_not_the_same(one, other):
    assert not is_same_carrier(one, other)
    assert not is_same_carrier(other, one)


def test_every_spelling_names_its_carrier_alone():
    spellings = [said for carrier in CARRIERS for said in carrier.spellings]
    assert len(spellings) == len(set(spellings))
    for carrier in CARRIERS:
        for said in carrier.spellings:
            same = {other.name for other in CARRIERS if is_same_carrier(said, other.name)}
            assert same == {carrier.name}


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("DHL", ("DHL", "")),
        ("DHLExpress", ("DHL", "express")),
        ("FEDEX_GROUND", ("FedEx", "ground")),
        ("UPSDAP", ("UPS", "")),
        ("Deutsche Post", ("DHL", "")),
        ("Bob's Vans ", ("Bob's Vans", "")),
        ("", ("", "")),
    ],
)
def test_parcels_are_counted_by_carrier_and_service(name, counted):
    assert carrier_and_service(name) == counted
