"""The Date of a mail as a moment: wall clock and offset as told, the instant where both are."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from agent_console.connectors.kit.reading import YEARS
from agent_console.domain.moment import Moment

UNKNOWN_PLACE = re.compile(r"-0000\b")
"""RFC 5322: the instant is right, the wall clock is nobody's."""
LONGEST = 100


def moment(said: str | None) -> Moment | None:
    """Read a date; None when it is none or of no year a database holds.

    A possible date that cannot be true (1970, 2099) is returned as told.
    """
    if not said:
        return None
    try:
        at = parsedate_to_datetime(said[:LONGEST])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if at.year not in YEARS:
        return None
    local = at.strftime("%Y-%m-%dT%H:%M:%S")
    if at.tzinfo is None:
        is_instant = UNKNOWN_PLACE.search(said) is not None
        return Moment(utc=at.replace(tzinfo=UTC) if is_instant else None, local=local)
    return Moment(utc=at.astimezone(UTC), local=local, offset=_offset(at))


def _offset(at: datetime) -> str:
    digits = at.strftime("%z")
    return f"{digits[:3]}:{digits[3:5]}"
