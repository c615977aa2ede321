"""Scans as carriers tell them: their words without HTML, in the order they happened."""

import html
import re
from collections.abc import Callable, Sequence

from agent_console.connectors.kit.reading import Node
from agent_console.domain.moment import Moment, Precision
from agent_console.domain.parcel import ParcelStatus, Scan

TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
ENTITY = re.compile(r"&(#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")


def plain(node: Node) -> str | None:
    """Return a text without the HTML some carriers put in; raises UnreadableError for no text."""
    said = unmarked(node)
    return said and (said.strip() or None)


def verbatim(node: Node) -> str | None:
    """Return a text letter for letter as it came, the spaces at its end too."""
    return str(node.value).replace("\0", "") if node.text_or_none() else None


def unmarked(node: Node) -> str | None:
    """Return a text letter for letter but for the HTML in it."""
    said = verbatim(node)
    return said and (ENTITY.sub(_letter, TAG.sub("", said)) or None)


def in_order(scans: Sequence[Scan], *, is_newest_first: bool = False) -> Sequence[Scan]:
    """Put the first thing that happened first: by instant if all are known, else as told.

    `is_newest_first` says how the carrier tells them, for where the times do not.
    """
    told = [_clock(one.moment) for one in scans if one.moment.precision() != Precision.HEARD]
    runs_back = told[0] > told[-1] if told and told[0] != told[-1] else is_newest_first
    forward = tuple(reversed(scans)) if runs_back else scans
    if all(one.moment.precision() is Precision.INSTANT for one in forward):
        return sorted(forward, key=lambda one: one.moment.told_key())
    return forward


def standing(scans: Sequence[Scan], is_note: Callable[[Scan], bool]) -> ParcelStatus:
    """Return how the parcel stands: as the last scan says that is more than a note."""
    says = [one.status for one in scans if not is_note(one)]
    return ParcelStatus(says[-1]) if says else ParcelStatus.UNKNOWN


def turned_round(status: ParcelStatus, scans: Sequence[Scan]) -> ParcelStatus:
    """Return how a parcel stands where it may have gone back.

    What was turned round and then delivered has come back to its sender; its receiver has nothing.
    """
    is_back = any(one.status == ParcelStatus.RETURN_TO_SENDER for one in scans)
    return ParcelStatus.RETURN_TO_SENDER if is_back and status is ParcelStatus.DELIVERED else status


def last_delivered(scans: Sequence[Scan]) -> Moment | None:
    """Return when the last scan of a delivery was, None where none is dated."""
    told = [one.moment for one in scans if one.status == ParcelStatus.DELIVERED]
    return told[-1] if told and told[-1] != Moment() else None


def _clock(moment: Moment) -> int:
    """Return a key by the wall clock where one was told: all scans have it, or none."""
    return Moment(local=moment.local).told_key() if moment.local else moment.told_key()


def _letter(found: re.Match[str]) -> str:
    return html.unescape(found[0])
