"""SEARCH: which mails fit."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default
from email.utils import parsedate_to_datetime
from itertools import islice

from agent_console.sandbox.mail.imap.wire import BadError, Token, text
from agent_console.sandbox.mail.mailroom import ANSWERED, SEEN, Message

Test = Callable[[int, Message], bool]
"""Whether a mail, with its place in the folder, fits."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def among(told: str, largest: int) -> Callable[[int], bool]:
    """Read a set of numbers such as "1:4,7,9:*"; its star is the largest there is.

    Raises:
        BadError: it is no such set.
    """
    spans: list[tuple[int, int]] = []
    for part in told.split(","):
        first, _, last = part.partition(":")
        ends = [largest if end == "*" else _number(end) for end in (first, last or first)]
        spans.append((min(ends), max(ends)))
    return lambda number: any(first <= number <= last for first, last in spans)


def found(words: Sequence[Token], messages: Sequence[Message]) -> list[tuple[int, Message]]:
    """Find the mails that fit, with their places.

    Raises:
        BadError: the question is not understood.
    """
    told = list(words)
    if told and isinstance(told[0], str) and told[0].upper() == "CHARSET":
        told = told[2:]
    test = _all(told, messages)
    return [(place, one) for place, one in enumerate(messages, 1) if test(place, one)]


def _all(words: list[Token], messages: Sequence[Message]) -> Test:
    queue, tests = list(words), []
    while queue:
        tests.append(_next(queue, messages))
    return lambda place, one: all(test(place, one) for test in tests)


def _next(queue: list[Token], messages: Sequence[Message]) -> Test:
    first = queue.pop(0)
    if isinstance(first, list):
        return _all(first, messages)
    name = text(first).upper()
    if name == "NOT":
        test = _next(queue, messages)
        return lambda place, one: not test(place, one)
    if name == "OR":
        one, other = _next(queue, messages), _next(queue, messages)
        return lambda place, message: one(place, message) or other(place, message)
    if name in KEYS:
        count, make = KEYS[name]
        values = [text(value) for value in islice(queue, count)]
        if len(values) < count:
            raise BadError(f"{name} of what?")
        del queue[:count]
        return make(messages, *values)
    is_among = among(name, len(messages))
    return lambda place, _: is_among(place)


def _number(told: str) -> int:
    if not told.isdecimal():
        raise BadError(f"what is {told}?")
    return int(told)


def _day(told: str) -> date:
    try:
        day, month, year = told.split("-")
        return date(int(year), MONTHS.index(month.lower()) + 1, int(day))
    except ValueError as error:
        raise BadError(f"what day is {told}?") from error


def _uid(messages: Sequence[Message], told: str) -> Test:
    is_among = among(told, messages[-1].uid if messages else 0)
    return lambda _, one: is_among(one.uid)


def _received(compare: Callable[[date, date], bool]) -> Callable[..., Test]:
    def make(_: Sequence[Message], told: str) -> Test:
        wanted = _day(told)
        return lambda _, one: compare(one.received.astimezone(UTC).date(), wanted)

    return make


def _sent(compare: Callable[[date, date], bool]) -> Callable[..., Test]:
    def make(_: Sequence[Message], told: str) -> Test:
        wanted = _day(told)
        return lambda _, one: compare(_date_header(one).date(), wanted)

    return make


def _header(name: str) -> Callable[..., Test]:
    return lambda messages, value: _any_header(messages, name, value)


def _any_header(_: Sequence[Message], name: str, value: str) -> Test:
    wanted = value.lower()
    return lambda _, one: any(wanted in str(told).lower() for told in _mail(one).get_all(name, []))


def _text(_: Sequence[Message], value: str) -> Test:
    wanted = value.lower().encode()
    return lambda _, one: wanted in one.raw.lower()


def _flag(name: str, *, is_set: bool) -> Callable[..., Test]:
    return lambda _: lambda _, one: (name in one.flags) is is_set


def _mail(message: Message) -> Mail:
    head, gap, _ = message.raw.partition(b"\r\n\r\n")
    return message_from_bytes(head + gap, policy=default)


def _date_header(message: Message) -> datetime:
    return parsedate_to_datetime(str(_mail(message)["Date"]))


KEYS: Mapping[str, tuple[int, Callable[..., Test]]] = {
    "ALL": (0, lambda _: lambda _, __: True),
    "UID": (1, _uid),
    "SINCE": (1, _received(lambda day, wanted: day >= wanted)),
    "BEFORE": (1, _received(lambda day, wanted: day < wanted)),
    "ON": (1, _received(lambda day, wanted: day == wanted)),
    "SENTSINCE": (1, _sent(lambda day, wanted: day >= wanted)),
    "SENTBEFORE": (1, _sent(lambda day, wanted: day < wanted)),
    "SENTON": (1, _sent(lambda day, wanted: day == wanted)),
    "HEADER": (2, _any_header),
    "FROM": (1, _header("From")),
    "TO": (1, _header("To")),
    "SUBJECT": (1, _header("Subject")),
    "TEXT": (1, _text),
    "BODY": (1, _text),
    "SEEN": (0, _flag(SEEN, is_set=True)),
    "UNSEEN": (0, _flag(SEEN, is_set=False)),
    "ANSWERED": (0, _flag(ANSWERED, is_set=True)),
    "UNANSWERED": (0, _flag(ANSWERED, is_set=False)),
}
