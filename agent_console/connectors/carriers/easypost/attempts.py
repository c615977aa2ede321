"""Scans that tell of a delivery tried in vain; EasyPost has no word of its own for it."""

from collections.abc import Sequence
from dataclasses import replace

from agent_console.domain.moment import Moment
from agent_console.domain.observation import MINUTES
from agent_console.domain.parcel import ParcelStatus, Scan

MAY_BE = frozenset({ParcelStatus.EXCEPTION, ParcelStatus.IN_TRANSIT, ParcelStatus.UNKNOWN})
"""What EasyPost calls such a scan; who has it in hand, or on its way back, is told that way."""


def told_apart(scans: Sequence[Scan], first: Moment | None) -> Sequence[Scan]:
    """Call the scan at the minute of the first attempt, and those in its words, an attempt."""
    if first is None or first.precision() not in MINUTES:
        return scans
    words = _words_at(scans, first)
    return [_failed(one) if one.status in MAY_BE and _words(one) in words else one for one in scans]


def _words_at(scans: Sequence[Scan], first: Moment) -> set[tuple[str | None, str | None]]:
    there = [one for one in scans if _is_at(one, first) and one.status in MAY_BE]
    troubled = [one for one in there if one.status == ParcelStatus.EXCEPTION]
    return {_words(one) for one in troubled or there} - {(None, None)}


def stands(status: ParcelStatus, scans: Sequence[Scan]) -> ParcelStatus:
    """Return how a parcel stands: as its last scan where that tells of an attempt in vain."""
    is_last = bool(scans) and scans[-1].status == ParcelStatus.ATTEMPT_FAILED
    return ParcelStatus.ATTEMPT_FAILED if is_last and status in MAY_BE else status


def _is_at(scan: Scan, first: Moment) -> bool:
    at = scan.moment
    return at.precision() == first.precision() and at.told_key() == first.told_key()


def _words(scan: Scan) -> tuple[str | None, str | None]:
    return scan.code, scan.text


def _failed(scan: Scan) -> Scan:
    return replace(scan, status=ParcelStatus.ATTEMPT_FAILED.value)
