"""What a notice tells, as a record for the store: one scan, said by a mail."""

from agent_console.connectors.channels.email.notices.reading import Notice
from agent_console.domain.contact import Contact
from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.ports.source import NoticeRecord


def record(told: Notice, said: Contact, key: str) -> NoticeRecord:
    """Return a notice as a record; `key` names its mail."""
    number = reference(told.number)
    observation = Observation(
        subject=Subject(SubjectKind.PARCEL, number),
        kind=EntryKind.SCAN,
        status=told.status,
        moment=told.stated or Moment(),
        external_id=key,
        text=told.text,
        shipment=told.number,
        channel=said.channel,
        author=said.sender.named() if said.sender else None,
    )
    return NoticeRecord(number, shipment(told), observation, told.told_at)


def shipment(told: Notice) -> Shipment:
    """Return a parcel as a notice tells of it."""
    is_there = told.status is ParcelStatus.DELIVERED
    when = told.stated or Moment()
    return Shipment(
        carrier=told.carrier,
        number=told.number,
        status=told.status,
        status_text=None,
        delivered=told.stated if is_there else None,
        had_attempt=told.status is ParcelStatus.ATTEMPT_FAILED,
        scans=(Scan(None, told.text, told.status, when, Place()),),
        said=told.text,
        said_at=told.stated,
    )
