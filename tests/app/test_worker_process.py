"""The worker as a process: it reads, says little, tells no secret, and ends when told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes.program import KEY, Program
from tests.fakes.shop import Shop

CANARY = "Canary-5151-secret"
PERSONAL = ("Helena", "Brandt", "brandt.example", "1882041", "Ring twice", "A-7")


@contextmanager
def working(home: Path, temp: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Run the worker of a home; its words go to its stderr, its temporary files to `temp`."""
    temp.mkdir(exist_ok=True)
    surroundings = {
        "PATH": os.environ["PATH"],
        "HOME": str(temp),
        "TMPDIR": str(temp),
        "AGENT_CONSOLE_STORE_KEY": KEY,
        "AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD": CANARY,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        **more,
    }
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "agent_console", "--home", str(home), "worker"],
        env=surroundings,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def until(condition, seconds: float = 20) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.05)  # noqa: TID251 - another process is being waited for


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_reads_and_ends_when_told(program: Program, shop: Shop, tmp_path, number):
    shop.password = CANARY
    home = tmp_path / "home"
    home.mkdir()
    mine = Program(home, program.output)
    mine.connect(shop.base, poll_seconds=1)
    with working(home, tmp_path / "temp") as worker:
        until(lambda: sum("orders(" in one for one in shop.asked) >= 4)
        shop.password = "changed"
        shop.answer = (401, "{}", {})
        until(lambda: mine.json("connections", "list")["connections"][0]["status"] != "ok")
        worker.send_signal(number)
        out, err = worker.communicate(timeout=20)
    assert worker.returncode == 0, err
    assert err.count("web-shop fails") == 1
    assert "Traceback" not in err
    assert [one for one in (CANARY, KEY, *PERSONAL) if one in out + err] == []
    assert mine.json("customer", "A-7")["name"] == "Helena Brandt"
    left = [path for path in (tmp_path / "temp").rglob("*") if path.is_file()]
    assert left == [], "no temporary file is left over"


def test_a_worker_says_why_it_cannot_start(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("[[connections]]\nnmae = 5\n")
    with working(home, tmp_path / "temp") as worker:
        out, err = worker.communicate(timeout=20)
    assert (worker.returncode, out) == (3, "")
    assert "line 2" in err
    assert "Traceback" not in err


def test_a_worker_without_its_window_ends(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    gone = str(tmp_path / "no-socket")
    with working(home, tmp_path / "temp", AGENT_CONSOLE_SOCKET=gone) as worker:
        _, err = worker.communicate(timeout=20)
    assert worker.returncode != 0
    assert "Traceback" not in err


def test_a_changed_configuration_is_followed_at_once(program: Program, shop: Shop, tmp_path):
    shop.password = CANARY
    home = tmp_path / "home"
    home.mkdir()
    mine = Program(home, program.output)
    mine.connect(shop.base, poll_seconds=600, enabled=False)
    with working(home, tmp_path / "temp") as worker:
        until((home / "store.db").exists)
        assert shop.asked == []
        mine.json("connections", "change", "web-shop", "enabled=true")
        until(lambda: sum("orders(" in one for one in shop.asked) >= 1)
        whole = mine.config()
        (home / "config.toml").write_text(f"{whole}\n[[connections]]\nnmae = 5\n")
        time.sleep(2.5)  # noqa: TID251 - it is to see the half-written file
        (home / "config.toml").write_text(f"# only a remark\n{whole}")
        asked = len(shop.asked)
        time.sleep(2.5)  # noqa: TID251 - a remark changes nothing
        assert (worker.poll(), len(shop.asked)) == (None, asked)
        mine.json("connections", "change", "web-shop", "enabled=false")
        worker.send_signal(signal.SIGTERM)
        _, err = worker.communicate(timeout=20)
    assert worker.returncode == 0
    assert err.count("the settings as they were go on") == 1
    assert "Traceback" not in err
