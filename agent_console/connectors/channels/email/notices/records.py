"""What a notice tells, as a record for the store: one scan, said by a mail."""

from dataclasses import replace

from agent_console.connectors.channels.email.notices.reading import Notice
from agent_console.connectors.channels.email.notices.showing import shipment
from agent_console.domain.contact import Contact
from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
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
    # What it says is no word for a state, of which a remark could be read.
    parcel = replace(shipment(told), status_text=None)
    return NoticeRecord(key, parcel, observation, told.told_at)
