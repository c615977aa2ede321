"""How often a connection is read is looked up in config.toml without judging it."""

from pathlib import Path

from agent_console.app.config.pace import Pace

SHOP = '[[connections]]\nname = "shop"\nkind = "vendure"\n'


def test_the_pace_follows_the_file(tmp_path: Path):
    config = tmp_path / "config.toml"
    pace = Pace(config)
    assert pace.poll_seconds() == {}
    config.write_text(SHOP)
    assert pace.poll_seconds() == {"shop": 300}
    config.write_text(SHOP + "poll_seconds = 20\nunknown = 1\n")
    assert pace.poll_seconds() == {"shop": 20}


def test_a_file_that_cannot_be_read_changes_nothing(tmp_path: Path):
    config = tmp_path / "config.toml"
    config.write_text(SHOP)
    pace = Pace(config)
    pace.poll_seconds()
    config.write_text("[[connections")
    assert pace.poll_seconds() == {"shop": 300}


def test_what_is_switched_off_has_no_pace(tmp_path: Path):
    config = tmp_path / "config.toml"
    config.write_text(SHOP + "enabled = false\n")
    assert Pace(config).poll_seconds() == {}
