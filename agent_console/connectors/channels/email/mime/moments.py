"""The Date of a mail as a moment: wall clock and offset as told, the instant where both are."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from agent_console.connectors.kit.reading import YEARS
from agent_console.domain.moment import Moment

UNKNOWN_PLACE = re.compile(r"-0000\b")
"""RFC 5322: the instant is right, the wall clock is nobody's."""
LONGEST = 100
ISO = re.compile(
    r"\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?\s*"
)
LEAP_SECOND = re.compile(r"(?<=:\d\d:)60\b")
"""Kept as the second before it, which every clock has."""
COLON_OF_OFFSET = re.compile(r"(?<=\s[+-]\d\d):(?=\d\d\b)")
_MONTHS = """
jan januar jän jänner janvier janv ene enero gen gennaio januari sty
feb februar février févr febrero febbraio februari lut
mar märz mär mars marzo mrt maart
apr avril avr abr abril aprile april kwi
may mai mayo mag maggio mei maj
jun juni juin junio giu giugno
jul juli juillet juil julio lug luglio
aug août ago agosto augustus sie
sep september sept septembre septiembre set settembre wrz
oct okt oktober octobre octubre ott ottobre paź
nov november novembre noviembre lis
dec dez dezember décembre déc dic diciembre dicembre december gru
"""
MONTHS = {
    name: row.split()[0].title() for row in _MONTHS.strip().splitlines() for name in row.split()
}
"""What programs write that take the month from the language of their owner."""
WORD = re.compile(r"[^\W\d_]{3,10}\.?")


def moment(said: str | None) -> Moment | None:
    """Read a date; None when it is none or of no year a database holds.

    A possible date that cannot be true (1970, 2099) is returned as told.
    """
    if not said:
        return None
    try:
        at = _parsed(LEAP_SECOND.sub("59", said[:LONGEST]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if at.year not in YEARS:
        return None
    local = at.strftime("%Y-%m-%dT%H:%M:%S")
    if at.tzinfo is None:
        is_instant = UNKNOWN_PLACE.search(said) is not None
        return Moment(utc=at.replace(tzinfo=UTC) if is_instant else None, local=local)
    return Moment(utc=at.astimezone(UTC), local=local, offset=_offset(at))


def _parsed(said: str) -> datetime:
    iso = ISO.fullmatch(said)
    if iso:
        return datetime.fromisoformat(f"{iso[1]}T{iso[2]}{iso[3] or ''}")
    return parsedate_to_datetime(WORD.sub(_english, COLON_OF_OFFSET.sub("", said)))


def _english(word: re.Match[str]) -> str:
    return MONTHS.get(word[0].rstrip(".").lower(), word[0])


def _offset(at: datetime) -> str:
    digits = at.strftime("%z")
    return f"{digits[:3]}:{digits[3:5]}"
