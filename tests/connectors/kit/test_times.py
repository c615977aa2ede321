"""Times of carriers: what was told stays, and what was not told stays unknown."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.kit.times import told_day, told_time
from agent_console.domain.moment import Moment

SCANNED = datetime(2025, 1, 12, 14, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "utc", "local", "offset"),
    [
        ("2025-01-12T14:03:00Z", SCANNED, None, None),
        ("2025-01-12T14:03:00.000Z", SCANNED, None, None),
        ("2025-01-12T07:03:00-07:00", SCANNED, "2025-01-12T07:03:00", "-07:00"),
        ("2025-01-12T19:33:00+0530", SCANNED, "2025-01-12T19:33:00", "+05:30"),
        ("2025-01-12T14:03:00+00:00", SCANNED, "2025-01-12T14:03:00", "+00:00"),
        ("2025-01-12T07:03:00", None, "2025-01-12T07:03:00", None),
        ("2025-01-12 07:03", None, "2025-01-12T07:03:00", None),
        (" 2025-01-12 ", None, "2025-01-12", None),
        ("20250112", None, "2025-01-12", None),
        ("20250112T0703", None, "2025-01-12T07:03:00", None),
        ("2025-01-12T00:00:00Z", datetime(2025, 1, 12, tzinfo=UTC), None, None),
    ],
)
def test_a_time_says_no_more_than_it_was_told(said, utc, local, offset):
    assert told_time(Node(said)) == Moment(utc, local, offset)


@pytest.mark.parametrize("said", [None, "", "  "])
def test_no_time_is_no_moment(said):
    assert told_time(Node(said)) is None
    assert told_day(Node(said)) is None


@pytest.mark.parametrize(
    "said",
    [
        "yesterday",
        1682021640,
        True,
        [],
        {},
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "25:00",
        "2025-W02-7",
    ],
)
def test_what_is_no_time_says_so(said):
    for read in (told_time, told_day):
        with pytest.raises(UnreadableError):
            read(Node(said, "datetime"))


@pytest.mark.parametrize(
    "said",
    ["2016-12-08", "2016-12-08T00:00:00Z", "2016-12-08T00:00:00.000Z", "2016-12-08T00:00:00-06:00"],
)
def test_midnight_is_a_day_and_never_shifted(said):
    assert told_day(Node(said)) == Moment(local="2016-12-08")


def test_a_day_with_a_time_keeps_its_time():
    assert told_day(Node("2025-01-12T14:03:00Z")) == Moment(utc=SCANNED)


@given(st.text(alphabet="0123456789-:TZ+. zW", max_size=30))
def test_any_text_is_a_time_or_says_why_not(said):
    try:
        moment = told_time(Node(said))
    except UnreadableError:
        return
    if moment is not None:
        assert moment != Moment()
