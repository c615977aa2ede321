"""Failed recipients in prose: the addresses of a notice, by the places where servers put them."""

import re
from collections.abc import Iterable, Iterator

from agent_console.connectors.channels.email.phrases import any_of
from agent_console.connectors.channels.email.statuses import (
    FINAL_WORDS,
    REPLY,
    STATUS,
    is_final,
)
from agent_console.domain.contact import FailedRecipient

FLAGS = re.IGNORECASE | re.MULTILINE
MOST_LETTERS, LONGEST_LINE, MOST_RECIPIENTS = 100_000, 1000, 1000
AROUND = 600
"""Letters after an address that may tell why."""

ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,190}[A-Za-z0-9]"
_NAME = (
    r"(?:(?:final|original|failed|intended|invalid|permanent|undeliverable)?[- ]?"
    r"(?:recipients?|addressee|address(?:es)?|users?|rcpt|to|destinataire|destinatario|empfänger|宛先|получатель)"
    r"(?:[- ](?:address|to|name))?)"
)
PLACES = tuple(
    re.compile(place, FLAGS)
    for place in (
        rf"^\W*(?:final|original)-recipient\s*:\s*(?:[\w-]+\s*;)?\s*<?({ADDRESS})",
        rf"(?:RCPT TO|VRFY)\s*:?\s*<\s*({ADDRESS})",
        rf"^[ \t>*\"'-]{{0,12}}<({ADDRESS})>",
        rf"^[ \t>*\"'(-]{{0,12}}(?:mailto:)?({ADDRESS})[ \t\"')]{{0,4}}(?:$|[:,;(…<\[-])",
        rf"^[ \t>*-]{{0,12}}{_NAME}\s{{0,8}}[:=]?\s{{0,8}}[\"'<\[]?({ADDRESS})",
        rf"^[ \t]{{0,12}}({ADDRESS})\b",
        rf"[<\"'(\[]({ADDRESS})[>\"')\]]",
        rf"(?<![\w.@])({ADDRESS})",
    )
)
"""From the surest place to the last resort; the first that finds anybody decides."""
REPORT = re.compile(
    rf"^[ \t>*|]{{0,12}}(?:final|original)-recipient\s{{0,8}}:[^\n@]{{0,80}}{ADDRESS}"
    rf"|RCPT TO\s?:\s?<{ADDRESS}"
    rf"|\b[45]\d\d[ -]#?[45]\.\d{{1,3}}\.\d{{1,3}}[^\n@]{{0,80}}{ADDRESS}"
    rf"|^[ \t>*|]{{0,12}}<?{ADDRESS}>?[: .(][^\n@]{{0,160}}\b[45]\d\d[ -]#?[45]\.\d{{1,3}}\.\d",
    FLAGS,
)
"""Whom a server names in a report: in its field, or beside its number; people write neither."""
DESKS = any_of(
    "mailer-daemon", "post-?master", "support", "help-?desk", "abuse", "admin(?:istrator)?"
)
ASKS = any_of(
    "contact|e-?mail us|write to|assistance|help", "wenden|kontakt", "contacte", "問い合わせ|連絡"
)
"""Words before an address to which one may write about the failure."""
_NEXT = r"(?:To|Subject|Date|From|Message-ID|Reply-To|CC)"
COPY = re.compile(
    r"^[ \t>|]{0,8}(?:Return-Path:|Received:|Message-ID:|DKIM-Signature:|MIME-Version:|"
    rf"(?:From|Date|Subject):[^\n]{{1,300}}\n[ \t>|]{{0,8}}{_NEXT}:)",
    FLAGS,
)
"""Where the returned mail begins; the addresses in it are anybody's."""
COPIED_TO = re.compile(rf"^[ \t>|]{{0,8}}To:[^\n@]{{0,200}}?<?({ADDRESS})", FLAGS)


def failed_in(text: str, strangers: Iterable[str]) -> tuple[FailedRecipient, ...]:
    """Return the recipients a notice names; `strangers`, its own parties, only if nobody else."""
    lines = text[:MOST_LETTERS].split("\n")
    said = "\n".join(line for line in lines if len(line) <= LONGEST_LINE)
    copy = COPY.search(said)
    notice = said[: copy.start()] if copy else said
    not_meant = {address.lower() for address in strangers}
    # A sender who wrote to himself is a recipient too, but only if nobody else is named.
    named = _named(notice, not_meant)
    if named or not copy:
        return named or _named(notice, set())
    copied = COPIED_TO.search(said, copy.start())
    return (recipient(copied[1], notice),) if copied else _named(said, not_meant)


def is_of_server(text: str) -> bool:
    """Say whether a text speaks as servers do: with a report, a number or a reason of theirs."""
    said = text[:MOST_LETTERS]
    return REPORT.search(said) is not None or any(
        sign.search(said) for sign in (STATUS, REPLY, FINAL_WORDS)
    )


def has_copy(text: str) -> bool:
    """Say whether a text goes over into the header of the mail that it is about."""
    return COPY.search(text[:MOST_LETTERS]) is not None


def recipient(address: str, words: str) -> FailedRecipient:
    """Return a recipient with what the words around say of the failure."""
    status = status_in(words)
    return FailedRecipient(address, status, hard=is_final(status, words))


def status_in(words: str) -> str | None:
    """Return the status in a server's words, by an enhanced code, else by the class of a reply."""
    told = STATUS.search(words)
    if told and not told[1].startswith("2"):
        return told[1]
    reply = REPLY.search(words)
    return f"{reply[1]}.0.0" if reply else None


def _named(notice: str, not_meant: set[str]) -> tuple[FailedRecipient, ...]:
    for place in PLACES:
        found = dict(_found(place, notice, not_meant))
        if found:
            return tuple(found.values())[:MOST_RECIPIENTS]
    return ()


def _found(
    place: re.Pattern[str], notice: str, not_meant: set[str]
) -> Iterator[tuple[str, FailedRecipient]]:
    for match in place.finditer(notice):
        address = match[1]
        if address.lower() not in not_meant and not _is_desk(notice, match.start(1), address):
            yield address.lower(), recipient(address, notice[match.start() : match.end() + AROUND])


def _is_desk(notice: str, start: int, address: str) -> bool:
    """Say whether an address is where to complain, not where the mail went."""
    if DESKS.fullmatch(address.partition("@")[0]):
        return True
    line = notice[notice.rfind("\n", 0, start) + 1 : start]
    return ASKS.search(line[-60:]) is not None
