"""Which mailbox a letter leaves by, as config.toml says at this moment."""

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.app.writing.mailboxes import Mailboxes
from agent_console.ports.acting.sending import Way

READ_ONLY = '[[connections]]\nname = "old"\nkind = "email"\n'
OFF = '[[connections]]\nname = "off"\nkind = "email"\nsmtp_host = "h"\nenabled = false\n'
SENDS = '[[connections]]\nname = "support"\nkind = "email"\nsmtp_host = "h"\nsettle_seconds = 9\n'


def test_the_first_mailbox_that_can_send_and_is_on_is_taken(tmp_path: Path):
    config = tmp_path / "config.toml"
    config.write_text(READ_ONLY + OFF + SENDS)
    assert Mailboxes(config).way() == Way("support", timedelta(seconds=9))


@pytest.mark.parametrize("text", [READ_ONLY, OFF, "", "connections = 3", "[[connections", None])
def test_without_such_a_mailbox_nothing_leaves(text: str | None, tmp_path: Path):
    config = tmp_path / "config.toml"
    if text is not None:
        config.write_text(text)
    assert Mailboxes(config).way() is None
