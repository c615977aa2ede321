"""A notice as what is known of a parcel: one scan, told by a mail."""

from agent_console.connectors.channels.email.notices.reading import Notice
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment


def shipment(told: Notice) -> Shipment:
    """Return the parcel as far as a notice tells of it; when it only came, is no time of a scan."""
    at = told.stated or Moment()
    scan = Scan(None, told.text, told.status, at, Place())
    return Shipment(
        carrier=told.carrier,
        number=told.number,
        status=told.status,
        status_text=told.text,
        delivered=told.stated if told.status is ParcelStatus.DELIVERED else None,
        had_attempt=told.status is ParcelStatus.ATTEMPT_FAILED,
        scans=(scan,),
        said=told.text,
        said_at=at,
    )
