"""Looked for in the own mailbox, only the very mail is taken for it."""

import pytest

from agent_console.connectors.channels.email.smtp.sender import _is_called

NAME = "<k1@shop.test>"


@pytest.mark.parametrize(
    ("header", "is_it"),
    [
        (f"Message-ID: {NAME}", True),
        (f"message-id:  {NAME} ", True),
        (f"Message-ID:\r\n {NAME}", True),
        ("Message-ID: <k2@shop.test>", False),
        (f"In-Reply-To: {NAME}\r\nMessage-ID: <other@shop.test>", False),
        ("Subject: none", False),
    ],
    ids=range(6),
)
def test_a_server_that_finds_too_much_is_not_believed(header: str, *, is_it: bool):
    raw = f"From: a@shop.test\r\n{header}\r\n\r\nMessage-ID: {NAME}".encode()
    assert _is_called(raw, NAME) is is_it
