"""Since when a connection was not read, and since when it fails, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.ports.reading import ConnectionHealth
from agent_console.queries.freshness import how_read

NOW = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
READ, FAILED = NOW - timedelta(minutes=40), NOW - timedelta(minutes=39)


@pytest.mark.parametrize(
    ("last_ok", "failing", "words"),
    [
        (READ, FAILED, "last read 21:50, failing since 21:51"),
        (READ, None, "last read 21:50"),
        (None, FAILED, "failing since 21:51"),
        (READ - timedelta(days=3), None, "last read Sat 21 Nov, 21:50"),
        (None, None, ""),
    ],
)
def test_a_connection_says_when_it_was_read_and_fails(last_ok, failing, words):
    health = ConnectionHealth("mail", "email", last_ok, failing, None, None)
    assert how_read(health, NOW, UTC) == words


def test_of_a_connection_never_tried_nothing_is_said():
    assert how_read(None, NOW, UTC) == ""
