import pytest

from agent_console.ports.desktop import (
    MOST_BYTES,
    Changed,
    FetchFile,
    FileFetched,
    Followed,
    FollowParcels,
    Heard,
    OpenCustomer,
    Paused,
    PauseReading,
    Progress,
    RaiseWindow,
    RefreshCustomer,
    Refreshed,
    WakeUp,
    changes,
    decode,
    encode,
)

MESSAGES = (
    WakeUp(),
    RefreshCustomer(2**40),
    Progress("web-shop", 120, 900, is_running=True),
    Changed((1, 2**62)),
    Changed(()),
    PauseReading(),
    Paused(is_paused=True),
    FetchFile(2**40, 3),
    FileFetched(7, 0, "gone"),
    Refreshed(7, None),
    Refreshed(7, None, "support is being read just now"),
    Refreshed(7, "web-shop: süß ☂\nsecond line"),
    RaiseWindow(),
    FollowParcels(2**40, ("00340434161094022115", "1Z 9")),
    Followed(2**40),
    OpenCustomer("phone", "+43 664 1882041"),
    Heard(),
)
BAD_LINES = (
    b"",
    b"\n",
    b"no json",
    b"\xff\xfe",
    b"[]",
    b"null",
    b'{"type": "format_disk"}',
    b'{"type": ["wake_up"]}',
    b'{"type": "refresh_customer"}',
    b'{"type": "refresh_customer", "customer": "1"}',
    b'{"type": "refresh_customer", "customer": true}',
    b'{"type": "changed", "customers": [1, null]}',
    b'{"type": "progress", "connection": 3, "done": 1, "total": 2, "is_running": true}',
    b'{"type": "follow_parcels", "customer": 1, "numbers": "12"}',
    b'{"type": "follow_parcels", "customer": 1, "numbers": [12]}',
    b'{"type": "open_customer", "by": "name", "value": "x"}',
    b'{"type": "open_customer", "by": "order", "value": ""}',
    b"[" * 60_000,
    b'{"type": "wake_up", "x": "' + b"a" * MOST_BYTES + b'"}',
)


@pytest.mark.parametrize("message", MESSAGES, ids=repr)
def test_a_message_comes_back_as_it_went(message):
    line = encode(message)

    assert line.count(b"\n") == 1
    assert decode(line) == message


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: repr(line[:40]))
def test_what_is_no_message_is_refused_in_words(line: bytes):
    with pytest.raises(ValueError, match=r"."):
        decode(line)


def test_fields_that_are_new_to_us_are_left_out():
    assert decode(b'{"type": "wake_up", "since": 3}') == WakeUp()


def test_a_message_too_long_for_a_line_is_refused():
    with pytest.raises(ValueError, match="too long"):
        encode(Refreshed(1, "x" * MOST_BYTES))


def test_many_changed_customers_go_in_several_lines():
    many = tuple(range(2**60, 2**60 + 5000))
    pieces = list(changes(many))

    assert sum((piece.customers for piece in pieces), ()) == many
    assert all(len(encode(piece)) <= MOST_BYTES for piece in pieces)
