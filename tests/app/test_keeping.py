"""config.toml is changed as a person would, or not at all."""

import stat
from pathlib import Path

import pytest

from agent_console.app.config.keeping import ConfigFile
from agent_console.app.config.settings import ConfigError
from agent_console.app.parts import known_fields

WEB = {"base_url": "https://web.example", "username": "u"}
PLAIN = """# ours
[[connections]]
name = "web"  # the shop
kind = "vendure"
base_url = "https://web.example"   # moved in May
username = "u"

# about the outlet
[[connections]]
name = "outlet"
kind = "vendure"
base_url = "https://outlet.example"
username = "u"
"""


@pytest.fixture
def config(tmp_path: Path) -> ConfigFile:
    made = ConfigFile(tmp_path / "config.toml", known_fields())
    made.path.write_text(PLAIN)
    return made


def test_a_value_changes_and_its_comment_stays(config: ConfigFile):
    config.change("web", {"base_url": "https://new.example"})
    assert config.path.read_text() == PLAIN.replace("https://web.example", "https://new.example")


def test_an_emptied_field_is_left_out(tmp_path: Path):
    config = ConfigFile(tmp_path / "config.toml", known_fields())
    config.add("mail", "email", {"imap_host": "h.example", "username": "u", "sent_folder": "Out"})
    config.change("mail", {"sent_folder": "", "first_days": "30"})
    told = config.path.read_text()
    assert "sent_folder" not in told
    assert 'first_days = "30"' in told


def test_lines_may_end_as_they_do_elsewhere(config: ConfigFile):
    config.path.write_bytes(PLAIN.replace("\n", "\r\n").encode())
    config.change("outlet", {"enabled": False})
    config.remove("web")
    told = config.path.read_bytes().decode()
    assert "# about the outlet\r\n" in told
    assert "web.example" not in told


INLINE = """connections = [
  {name = "web", kind = "vendure", base_url = "https://w.example", username = "u"},
]
"""
TRICKY = PLAIN.replace('username = "u"', 'username = """u\n[[connections]]\nname = "x"\n"""', 1)


@pytest.mark.parametrize(("text", "name"), [(INLINE, "web"), (TRICKY, "outlet")])
def test_what_only_a_person_should_change_is_left_alone(config: ConfigFile, text, name):
    config.path.write_text(text)
    for deed in (lambda: config.change(name, {"enabled": False}), lambda: config.remove(name)):
        with pytest.raises(ConfigError, match="by hand"):
            deed()
    assert config.path.read_text() == text
    assert [one.name for one in config.path.parent.iterdir()] == ["config.toml"]


def test_a_file_keeps_its_mode_and_its_place(config: ConfigFile):
    real = config.path.with_name("elsewhere.toml")
    config.path.rename(real)
    real.chmod(0o600)
    config.path.symlink_to(real)
    config.add("third", "vendure", WEB)
    assert config.path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert 'name = "third"' in real.read_text()


def test_a_connection_that_is_not_there_changes_nothing(config: ConfigFile):
    for deed in (lambda: config.change("nope", {"enabled": False}), lambda: config.remove("nope")):
        with pytest.raises(KeyError):
            deed()
    assert config.path.read_text() == PLAIN
