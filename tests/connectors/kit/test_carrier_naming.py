"""An aggregator's name of a carrier: by the store's name, else by a number that is beyond doubt."""

import pytest

from agent_console.connectors.kit.carrier.naming import Codes
from agent_console.ports.source import WantedParcel

CODES = Codes(
    whole={"dhl express": "dhl_express", "dhl paket": "dhl_germany"},
    families={"FedEx": "fedex", "OnTrac": "ontrac", "UPS": "ups", "USPS": "usps"},
)
UPS, ANY = "1Z12345E0205271686", "986578788855"


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("UPS", ANY, "ups"),
        ("UPS Standard", ANY, "ups"),
        ("FEDEX_GROUND", ANY, "fedex"),
        ("DHL-Express", ANY, "dhl_express"),
        ("DHL", ANY, None),
        ("Standard", ANY, None),
        ("", ANY, None),
        (None, ANY, None),
        ("Standard", UPS, "ups"),
        (None, "C11031500001879", "ontrac"),
        (None, "00340434161094015902", "dhl_germany"),
        (None, "9261292700768711948021", "usps"),
        (None, "RB123456785GB", None),
        ("FedEx", UPS, "fedex"),
    ],
)
def test_a_carrier_is_named_by_what_is_known_of_the_parcel(name, number, code):
    assert CODES.of(WantedParcel(number, name)) == code
