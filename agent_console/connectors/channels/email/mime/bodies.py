"""Which parts of a mail are its words, and which are files."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from agent_console.connectors.channels.email.mime.anatomy import ENCLOSED, Part
from agent_console.connectors.channels.email.mime.attachments import declared_name
from agent_console.connectors.channels.email.mime.uuencoded import written

HTML = "text/html"
NOT_WORDS = {
    "text/calendar",
    "text/rfc822-headers",
    "text/x-vcard",
    "text/vcard",
    "text/x-amp-html",
}
OF_MACHINES = {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"}
MOST_SEGMENTS = 50


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words, in one or in both of its forms."""

    plain: Part | None = None
    html: tuple[Part, ...] = ()


def segments(mail: Part) -> list[Segment]:
    """Return the words of a mail in order; of a mail without any, the words enclosed in it."""
    found = list(islice(_segments(mail), MOST_SEGMENTS))
    if any(_says_something(one) for one in found):
        return found
    return list(islice(_enclosed(mail), MOST_SEGMENTS)) or found


def _says_something(segment: Segment) -> bool:
    return any(has_words(part) for part in (segment.plain, *segment.html) if part)


def _enclosed(mail: Part) -> Iterator[Segment]:
    """Yield what a mail without words of its own carries: reports, then the first mail within."""
    for part in mail.walk():
        if part.content_type in OF_MACHINES and has_words(part):
            yield Segment(plain=part)
    for part in mail.walk():
        if part.content_type in ENCLOSED and part.parts:
            yield from segments(part.parts[0])
            return


def has_words(part: Part) -> bool:
    """Say whether a part holds anything but space."""
    return part.start < part.end and bool(part.raw[part.start : part.end].strip())


def files(mail: Part) -> Iterator[Part]:
    """Yield the parts that are no words: files, pictures, enclosed mails, reports.

    And what is written as a file into words.
    """
    for part in _leaves(mail):
        if not is_words(part):
            yield part
        elif part.holds_files():
            for one in written(part.raw, part.start, part.end):
                yield Part(part.raw, one.fields, one.start, one.end, one.content_type)


def files_as_before(mail: Part) -> Iterator[Part]:
    """Yield the files but for those that are written into words."""
    return (part for part in _leaves(mail) if not is_words(part))


def _leaves(mail: Part) -> Iterator[Part]:
    if not mail.is_multipart():
        yield mail
    for part in mail.parts if mail.is_multipart() else ():
        yield from _leaves(part)


def is_words(part: Part) -> bool:
    """Say whether a part is there to be read in place."""
    if not part.content_type.startswith("text/") or part.content_type in NOT_WORDS:
        return False
    if part.fields.token("content-disposition") == "attachment":
        return False
    return declared_name(part) is None or part.fields.token("content-disposition") == "inline"


def _segments(part: Part) -> Iterator[Segment]:
    if part.content_type == "multipart/alternative":
        yield from _alternative(part)
    elif part.is_multipart():
        for inner in part.parts:
            yield from _segments(inner)
    elif is_words(part):
        yield Segment(html=(part,)) if part.content_type == HTML else Segment(plain=part)


def _alternative(part: Part) -> Iterator[Segment]:
    inner = [segment for one in part.parts for segment in _segments(one)]
    plain = next((one.plain for one in inner if one.plain and has_words(one.plain)), None)
    html = tuple(one for segment in inner for one in segment.html if has_words(one))
    if plain or html:
        yield Segment(plain, html)
