"""Scans as carriers tell them: their words without HTML, in the order they happened."""

import html
import re
from collections.abc import Sequence

from agent_console.connectors.kit.reading import Node
from agent_console.domain.moment import Moment, Precision
from agent_console.domain.parcel import ParcelStatus, Scan

TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
ENTITY = re.compile(r"&(#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")


def plain(node: Node) -> str | None:
    """Return a text without the HTML some carriers put in; raises UnreadableError for no text."""
    said = node.text_or_none()
    return said and (ENTITY.sub(_letter, TAG.sub("", said)).strip() or None)


def exact(node: Node) -> str | None:
    """Return a text letter for letter, the spaces at its ends too, but for HTML in it."""
    if plain(node) is None:
        return None
    return ENTITY.sub(_letter, TAG.sub("", str(node.value))).replace("\0", "")


def in_order(scans: Sequence[Scan]) -> Sequence[Scan]:
    """Put the first thing that happened first: by instant if all are known, else as told."""
    told = [one.moment.told_key() for one in scans if one.moment.precision() != Precision.HEARD]
    runs_back = bool(told) and told[0] > told[-1]
    forward = tuple(reversed(scans)) if runs_back else scans
    if all(one.moment.precision() is Precision.INSTANT for one in forward):
        return sorted(forward, key=lambda one: one.moment.told_key())
    return forward


def last_delivered(scans: Sequence[Scan]) -> Moment | None:
    """Return when the last scan of a delivery was, None where none is dated."""
    told = [one.moment for one in scans if one.status == ParcelStatus.DELIVERED]
    return told[-1] if told and told[-1] != Moment() else None


def _letter(found: re.Match[str]) -> str:
    return html.unescape(found[0])
