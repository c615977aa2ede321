"""The desktop is told who opens calls; what it knows of other programs stays."""

from pathlib import Path

import pytest

from agent_console.machine.window.registration import ENTRY, register, unregister

COMMAND = ("/apps/python 3/bin/python", "-m", "agent_console", "--home", "/data/a$b/100%")
OTHERS = (
    "[Added Associations]\nx-scheme-handler/tel=dialer.desktop;\n\n"
    "[Default Applications]\ntext/html=browser.desktop\nx-scheme-handler/tel=dialer.desktop\n"
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path)}


def defaults(home: Path) -> list[str]:
    return (home / ".config/mimeapps.list").read_text(encoding="utf-8").splitlines()


def test_both_schemes_are_opened_by_the_entry(tmp_path: Path, environment):
    entry, _ = register(COMMAND, environment)
    assert entry == tmp_path / ".local/share/applications" / ENTRY
    told = entry.read_text(encoding="utf-8").splitlines()
    assert "MimeType=x-scheme-handler/agentconsole;x-scheme-handler/tel;" in told
    assert defaults(tmp_path) == [
        "[Default Applications]",
        f"x-scheme-handler/agentconsole={ENTRY}",
        f"x-scheme-handler/tel={ENTRY}",
    ]


def test_arguments_are_quoted_as_a_desktop_entry_wants_them(environment):
    entry, _ = register(COMMAND, environment)
    [line] = [one for one in entry.read_text(encoding="utf-8").splitlines() if "Exec" in one]
    assert line == (
        'Exec="/apps/python 3/bin/python" -m agent_console --home "/data/a\\\\$b/100%%" open %u'
    )


def test_what_is_known_of_other_programs_stays(tmp_path: Path, environment):
    file = tmp_path / ".config/mimeapps.list"
    file.parent.mkdir()
    file.write_text(OTHERS, encoding="utf-8")
    for _ in range(2):
        register(COMMAND, environment)
        assert defaults(tmp_path) == [
            "[Added Associations]",
            "x-scheme-handler/tel=dialer.desktop;",
            "",
            "[Default Applications]",
            f"x-scheme-handler/agentconsole={ENTRY}",
            f"x-scheme-handler/tel={ENTRY}",
            "text/html=browser.desktop",
        ]
    entry, _ = unregister(environment)
    assert not entry.exists()
    assert ENTRY not in "".join(defaults(tmp_path))
    assert "text/html=browser.desktop" in defaults(tmp_path)
    unregister(environment)


def test_nothing_registered_is_nothing_to_take_back(environment):
    assert list(unregister(environment)) == []


def test_the_folders_of_the_desktop_are_respected(tmp_path: Path, environment):
    elsewhere = {"XDG_DATA_HOME": str(tmp_path / "d"), "XDG_CONFIG_HOME": str(tmp_path / "c")}
    files = register(COMMAND, environment | elsewhere)
    assert list(files) == [tmp_path / "d/applications" / ENTRY, tmp_path / "c/mimeapps.list"]
