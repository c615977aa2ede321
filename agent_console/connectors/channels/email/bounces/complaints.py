"""Complaints of people who pressed "this is spam", in the format for abuse reports (RFC 5965)."""

from collections.abc import Iterator

from agent_console.connectors.channels.email.bounces.reports import address_in, groups
from agent_console.connectors.channels.email.mime.addresses import parties
from agent_console.connectors.channels.email.mime.anatomy import ENCLOSED, Part
from agent_console.domain.contact import FailedRecipient

REPORT = "message/feedback-report"
OPT_OUTS = frozenset({"unsubscribe", "stop", "opt-out", "optout"})
"""Whole subjects with which a program takes somebody off a list (RFC 2369, RFC 8058)."""
NAMES = ("original-rcpt-to", "removal-recipient", "x-original-rcpt-to")


def is_complaint(mail: Part) -> bool:
    """Say whether a mail is a complaint about another."""
    said = mail.fields.parameters("content-type").get("report-type", "").lower()
    return said == "feedback-report" or next(mail.within(REPORT), None) is not None


def is_opt_out(mail: Part) -> bool:
    """Say whether a mail program unsubscribes its owner."""
    subject = (mail.fields.text("subject") or "").lower().strip()
    return mail.fields.token("auto-submitted").startswith("auto-") and subject in OPT_OUTS


def complainers(mail: Part) -> tuple[FailedRecipient, ...]:
    """Return who does not want our mail: by the report, else by the mail complained of."""
    told = list(_told(mail)) or list(_addressed(mail))
    # The first spelling of an address stays, in the order in which they were told.
    unique = {address.lower(): FailedRecipient(address) for address in reversed(told)}
    return tuple(reversed(unique.values()))


def _told(mail: Part) -> Iterator[str]:
    for part in mail.within(REPORT):
        for fields in groups(part.text()):
            yield from filter(None, (address_in(fields.get(name, "")) for name in NAMES))


def _addressed(mail: Part) -> Iterator[str]:
    """Yield to whom the mails went that are enclosed."""
    for part in mail.walk():
        if part.content_type in ENCLOSED and part.parts:
            to = parties(part.parts[0].fields, "to")
            yield from (party.address for party in to if party.address and "@" in party.address)
