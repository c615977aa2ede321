"""Delivery reports made for machines (RFC 3464), and notices of reading (RFC 8098)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.connectors.channels.email.mime.anatomy import Part
from agent_console.connectors.channels.email.mime.decoding import one_line
from agent_console.connectors.channels.email.mime.fields import decoded
from agent_console.connectors.channels.email.statuses import STATUS, is_final
from agent_console.domain.contact import FailedRecipient

REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
NOTICES = frozenset({"message/disposition-notification", "message/global-disposition-notification"})
FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:(.*(?:\n[ \t].*)*)")
ADDRESS = re.compile(r"(?:\"[^\"@]{1,62}\"|[^\s<>;,\"]{1,64})@[^\s<>;,\"()]{1,255}")
MOST_RECIPIENTS = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """What a report says of one recipient."""

    address: str
    action: str
    status: str | None
    words: str

    def failed(self) -> FailedRecipient:
        """Return it as a failure."""
        delayed = self.action == "delayed"
        hard = not delayed and is_final(self.status, self.words)
        return FailedRecipient(self.address, self.status, hard, delayed)


def rows(mail: Part) -> list[Row]:
    """Return what the reports in a mail say of each recipient."""
    found: dict[str, Row] = {}
    for part in mail.walk():
        if part.content_type in REPORTS:
            for row in _rows(part.text()):
                found.setdefault(row.address.lower(), row)
    return list(found.values())[:MOST_RECIPIENTS]


def is_notice(mail: Part) -> bool:
    """Say whether somebody's program tells that a mail was read, or deleted."""
    return any(part.content_type in NOTICES for part in mail.walk())


def groups(text: str) -> Iterator[dict[str, str]]:
    """Yield the groups of fields that empty lines divide; the first of a name counts."""
    for group in re.split(r"\n[ \t]*\n", text):
        fields: dict[str, str] = {}
        for name, value in FIELD.findall(group):
            fields.setdefault(name.lower(), one_line(value))
        if fields:
            yield fields


def address_in(value: str) -> str | None:
    """Return the address in `rfc822; <ann@example.org>`, or None."""
    found = ADDRESS.search(decoded(value.partition(";")[2] or value))
    return found[0].strip(".'") if found else None


def _rows(text: str) -> Iterator[Row]:
    for fields in groups(text):
        said = (fields.get(name, "") for name in ("final-recipient", "original-recipient"))
        address = next(filter(None, map(address_in, said)), None)
        if address is None:
            continue
        status = STATUS.search(fields.get("status", "")) or STATUS.search(
            fields.get("diagnostic-code", "")
        )
        action = fields.get("action", "").lower().split(" ")[0].strip(";,")
        words = " ".join((fields.get("diagnostic-code", ""), fields.get("status", "")))
        yield Row(address, action, status[1] if status else None, words)
