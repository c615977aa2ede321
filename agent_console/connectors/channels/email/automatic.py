"""Whether a person wrote a mail, by what machines say of themselves in its header."""

from collections.abc import Callable

from agent_console.connectors.channels.email.mime.addresses import parties
from agent_console.connectors.channels.email.mime.anatomy import Part
from agent_console.connectors.channels.email.mime.fields import Fields, letters
from agent_console.connectors.channels.email.statuses import (
    ANSWERING,
    BULK,
    DENIALS,
    ROBOTS,
    SERVERS,
    SYSTEMS,
)
from agent_console.connectors.channels.email.subjects import (
    ANSWER,
    ANSWERED,
    AWAY,
    FORWARD,
    RETURNED,
)

REPORTS = ("message/delivery-status", "message/feedback-report", "message/disposition-notification")
FAILED = "x-failed-recipients"
OF_LISTS = ("list-id", "list-post", "mailing-list", "in-reply-to", "references")
"""Fields of what people write to each other over a list, which the list sends out in bulk."""


def is_automatic(mail: Part) -> bool:
    """Say whether no person wrote a mail."""
    return any(sign(mail) for sign in SIGNS)


def is_from_a_server(mail: Part) -> bool:
    """Say whether a mail server itself speaks, not a program or a person."""
    if mail.content_type == "multipart/report" or mail.fields.has(FAILED):
        return True
    return any(
        SYSTEMS.fullmatch(party.name or "") or SERVERS.fullmatch(local(party.address))
        for party in parties(mail.fields, "from")
    )


def is_away(mail: Part) -> bool:
    """Say whether it is the answer of somebody who is not there."""
    subject = _subject(mail)
    if mail.fields.has(FAILED):
        return False
    if ANSWERED.match(subject):
        return True
    return AWAY.match(subject) is not None and (_is_of_machine(mail) or _is_bulk(mail))


def speaks_of_return(mail: Part) -> bool:
    """Say whether the subject may announce that a mail came back, or only speaks of a parcel."""
    subject = _subject(mail)
    return RETURNED.search(subject) is not None and not ANSWER.match(subject)


def is_returned(mail: Part) -> bool:
    """Say whether the subject announces a mail's return, and the header is of a machine.

    An empty way back alone does not tell: servers of people take theirs away too.
    """
    is_notice = has_no_way_back(mail) and _is_robot(mail)
    return speaks_of_return(mail) and (is_notice or _says_so(mail) or is_from_a_server(mail))


def is_passed_on(mail: Part) -> bool:
    """Say whether a person hands on what may be a machine's."""
    is_of_machine = _is_of_machine(mail) or _is_robot(mail)
    return FORWARD.match(_subject(mail)) is not None and not is_of_machine


def is_answered_by_machine(mail: Part) -> bool:
    """Say whether a program answered in the place of a person."""
    return mail.fields.token("auto-submitted").startswith("auto-replied") or _is_answering(mail)


def is_generated(fields: Fields) -> bool:
    """Say whether a program of ours sent a mail by itself, as its header tells."""
    return fields.token("auto-submitted").startswith("auto-generated")


def local(address: str | None) -> str:
    """Return the part of an address before the @, in lower case."""
    return (address or "").partition("@")[0].lower()


def _subject(mail: Part) -> str:
    return mail.fields.text("subject") or ""


def _is_of_machine(mail: Part) -> bool:
    return _says_so(mail) or has_no_way_back(mail) or is_from_a_server(mail)


def _says_so(mail: Part) -> bool:
    is_submitted = mail.fields.token("auto-submitted") not in {"", "no"}
    return is_submitted or _is_answering(mail) or mail.fields.has(FAILED)


def _is_answering(mail: Part) -> bool:
    return any(
        mail.fields.has(name) and mail.fields.token(name) not in DENIALS for name in ANSWERING
    )


def _is_bulk(mail: Part) -> bool:
    suppressed = mail.fields.token("x-auto-response-suppress") == "all"
    # Answers over a list are bulk too, and are of people.
    is_of_list = any(mail.fields.has(name) for name in OF_LISTS)
    return suppressed or (mail.fields.token("precedence") in BULK and not is_of_list)


def has_no_way_back(mail: Part) -> bool:
    """Say whether nobody wants an answer, as the standard asks of notices."""
    return any(letters(mail.fields.raw(name) or b"") == "<>" for name in ("return-path", "from"))


def _is_robot(mail: Part) -> bool:
    senders = (*parties(mail.fields, "from"), *parties(mail.fields, "sender"))
    return any(ROBOTS.fullmatch(local(party.address)) for party in senders)


def _is_of_list_server(mail: Part) -> bool:
    """Say whether the program of a mailing list speaks itself, by the address of its keeper."""
    senders = parties(mail.fields, "from")
    return mail.fields.has("x-mlserver") and any(
        local(party.address).endswith("-admin") for party in senders
    )


def _is_report(mail: Part) -> bool:
    if mail.content_type == "multipart/report":
        return True
    return any(part.content_type in REPORTS for part in mail.parts) and not is_passed_on(mail)


SIGNS: tuple[Callable[[Part], bool], ...] = (
    _says_so,
    _is_bulk,
    has_no_way_back,
    _is_robot,
    _is_of_list_server,
    _is_report,
    is_from_a_server,
    is_away,
)
