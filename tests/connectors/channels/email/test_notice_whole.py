"""Whole mails as carriers, services and shops send them, with all that stands around the news."""

import pytest

from agent_console.domain.parcel import ParcelStatus
from tests.connectors.channels.email.notice_mails import (
    BY_DHL,
    BY_SHOP,
    BY_UPS,
    DHL,
    FEDEX,
    UPS,
    told,
)

DELIVERED = ParcelStatus.DELIVERED
OF_UPS = f"""Hi ANA LOPEZ, your package was delivered.

Delivery Date: Tuesday, 11/24/2026
Delivery Time: 11:42 AM
Left At: FRONT DOOR
Signed by: A LOPEZ

Tracking Number: {UPS}
From: SHOP GMBH
Ship To: ANA LOPEZ, 1 MAIN STREET, AUSTIN, TX 78701, US
UPS Service: UPS Ground
Number of Packages: 1
Reference Number: 1001

Manage your deliveries. Get free returns with UPS My Choice.
Please do not reply to this email.
"""
OF_DHL = f"""Guten Tag Ana Lopez,

Ihre DHL Sendung von Shop GmbH wurde am 24.11.2026 um 11:42 Uhr an Ihren Nachbarn zugestellt.

Sendungsnummer: {DHL}

Bitte antworten Sie nicht auf diese E-Mail. Haben Sie Fragen? Besuchen Sie uns auf dhl.de.
"""
OF_FEDEX = f"""Hi Ana. Your package was delivered Tue, 11/24/2026 at 11:42am.

Delivered to 1 Main Street, AUSTIN, TX 78701
Received by A.LOPEZ

TRACKING NUMBER
{FEDEX}

FROM
Shop GmbH
"""
OF_SHOPIFY = f"""Order #1001

Your order has been delivered

Haven't received your package yet? Let us know.

View your order or Visit our store

UPS tracking number: {UPS}

Items in this shipment
Blue cup × 1

If you have any questions, reply to this email or contact us at support@shop.test
"""  # noqa: RUF001 - as the service writes it
OF_SHOP = f"""Hallo Ana,

deine Bestellung #1001 wurde zugestellt. Viel Freude damit!

Sendungsnummer (DHL): {DHL}

Hast du Fragen? Schreib uns einfach an support@shop.test.
Shop GmbH, Hauptplatz 1, 8010 Graz
"""


@pytest.mark.parametrize(
    ("sender", "subject", "body", "wanted"),
    [
        (
            BY_UPS,
            "UPS Update: Package Delivered",
            OF_UPS,
            ("UPS", UPS, DELIVERED, "2026-11-24T11:42:00"),
        ),
        (
            BY_DHL,
            "Ihre DHL Sendung wurde zugestellt",
            OF_DHL,
            ("DHL", DHL, DELIVERED, "2026-11-24T11:42:00"),
        ),
        (
            "TrackingUpdates@fedex.com",
            "Your package has been delivered",
            OF_FEDEX,
            ("FedEx", FEDEX, DELIVERED, "2026-11-24T11:42:00"),
        ),
        (
            "store+12@t.shopifyemail.com",
            "Your order #1001 has been delivered",
            OF_SHOPIFY,
            ("UPS", UPS, DELIVERED, None),
        ),
        (
            BY_SHOP,
            "Deine Bestellung #1001 wurde zugestellt",
            OF_SHOP,
            ("DHL", DHL, DELIVERED, None),
        ),
    ],
)
def test_a_whole_mail_tells_its_news(sender, subject, body, wanted):
    found = told(sender, subject, body)
    assert found is not None
    stated = found.stated and found.stated.local
    assert (found.carrier, found.number, found.status, stated) == wanted
