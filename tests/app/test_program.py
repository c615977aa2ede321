"""The program as a process: its home, its streams, its exit codes, its secrets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.program import KEY
from tests.fakes.shop import Shop

CANARY = "Canary-5150-secret"


def start(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program with some variables and nothing of the desktop around it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "agent_console", *arguments],
        env={**kept, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", **variables},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )


def connected(home: Path, base: str, username: str = "superadmin") -> None:
    (home / "config.toml").write_text(
        f'[[connections]]\nname = "web-shop"\nkind = "vendure"\nbase_url = "{base}"\n'
        f'username = "{username}"\n'
    )


def test_the_variable_names_the_home(tmp_path: Path, shop: Shop):
    connected(tmp_path, shop.base)
    shop.password = CANARY
    surroundings = {
        "AGENT_CONSOLE_HOME": str(tmp_path),
        "AGENT_CONSOLE_STORE_KEY": KEY,
        "AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD": CANARY,
    }
    done = start("sync", "--once", "--json", **surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["connections"][0]["status"] == "ok"
    assert (tmp_path / "store.db").exists()
    other = start("--home", str(tmp_path / "other"), "search", "x", "--json", **surroundings)
    assert json.loads(other.stdout)["error"]["kind"] == "store_missing"
    assert CANARY not in done.stdout + other.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "kind"),
    [
        (("timeline", "--json"), 2, "usage"),
        (("--json", "timeline"), 2, "usage"),
        (("dance", "--json"), 2, "usage"),
        (("search", "x", "--json", "--colour"), 2, "usage"),
        (("sync", "--once", "--json"), 3, "config"),
        (("connections", "list", "--json"), 3, "config"),
        (("search", "x", "--json"), 3, "config"),
    ],
)
def test_an_error_is_one_json_document(tmp_path: Path, arguments, code, kind):
    (tmp_path / "config.toml").write_text('[[connections]]\nnmae = "a"\n')
    done = start(*arguments, AGENT_CONSOLE_HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (code, "")
    told = json.loads(done.stdout)
    assert list(told) == ["error"]
    assert told["error"]["kind"] == kind
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"], "nothing is written"


def test_without_json_errors_go_to_stderr(tmp_path: Path):
    for arguments, code in ((("search", "x"), 5), (("timeline",), 2)):
        done = start(*arguments, AGENT_CONSOLE_HOME=str(tmp_path))
        assert (done.returncode, done.stdout) == (code, "")
        assert done.stderr
        assert "Traceback" not in done.stderr


def test_a_home_that_is_a_file_is_an_error(tmp_path: Path):
    home = tmp_path / "home"
    home.write_text("no folder")
    done = start("--home", str(home), "sync", "--once", "--json", AGENT_CONSOLE_STORE_KEY=KEY)
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert json.loads(done.stdout)["error"]["kind"] == "config"


def test_foreign_letters_survive_any_locale(tmp_path: Path, shop: Shop):
    connected(tmp_path, shop.base)
    shop.customers[0]["lastName"] = "Łukaszewicz-Müller 山"
    surroundings = {
        "AGENT_CONSOLE_HOME": str(tmp_path),
        "AGENT_CONSOLE_STORE_KEY": KEY,
        "AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD": shop.password,
        "PYTHONIOENCODING": "ascii",
    }
    start("sync", "--once", **surroundings)
    done = start("customer", "A-7", "--json", **surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["name"] == "Helena Łukaszewicz-Müller 山"
    assert start("customer", "A-7", **surroundings).returncode == 0


def test_a_secret_is_nowhere_but_in_the_store(tmp_path: Path, shop: Shop):
    connected(tmp_path, shop.base)
    shop.password = CANARY
    home = {"AGENT_CONSOLE_HOME": str(tmp_path), "AGENT_CONSOLE_STORE_KEY": KEY}
    said = [
        start("secrets", "set", "web-shop", "password", stdin=f"{CANARY}\n", **home),
        start("sync", "--once", **home),
        start("doctor", **home),
        start("connections", "test", **home),
    ]
    assert [one.returncode for one in said] == [0, 0, 0, 0]
    shop.password = "changed"
    said.append(start("sync", "--once", "--json", **home))
    assert said[-1].returncode == 6
    assert CANARY not in "".join(one.stdout + one.stderr for one in said)
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(CANARY.encode() not in path.read_bytes() for path in found)
