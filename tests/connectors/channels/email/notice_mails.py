"""Mails of machines that tell of parcels, and how they are read."""

from datetime import UTC, datetime

from agent_console.connectors.channels.email.mapper import contact
from agent_console.connectors.channels.email.notices.reading import Notice, notice

OWN = frozenset({"support@shop.test"})
RECEIVED = datetime(2026, 11, 24, 11, 1, tzinfo=UTC)
UPS, OTHER_UPS = "1Z999AA10123456784", "1Z12345E0205271686"
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DHL, USPS, POSTAL = "00340434161094042557", "9400136895232443888883", "RR123456785DE"
FEDEX = "123456789012"
BY_UPS, BY_DHL, BY_SHOP = "mcinfo@ups.com", "noreply@dhl.de", "noreply@shop.test"


def mail(sender: str, subject: str, body: str, **more: str) -> bytes:
    """Return a mail of a machine, proved to be its; a field that is empty is left out."""
    place = sender.rpartition("@")[2]
    fields = {
        "From": f"Parcels <{sender}>",
        "To": "support@shop.test",
        "Subject": subject,
        "Date": "Tue, 24 Nov 2026 12:00:00 +0100",
        "Message-ID": "<20261124.77@machine.example>",
        "Authentication-Results": f"mx.shop.test; dmarc=pass header.from={place}",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    } | {name.replace("_", "-"): value for name, value in more.items()}
    header = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"{header}\r\n{body}\r\n".encode()


def read(
    raw: bytes, own: frozenset[str] = OWN, received: datetime | None = RECEIVED
) -> Notice | None:
    """Read a mail as its mailbox does."""
    return notice(contact(raw, own), raw, received, own, now=NOW)


def told(sender: str, subject: str, body: str, **more: str) -> Notice | None:
    """Read such a mail."""
    return read(mail(sender, subject, body, **more))
