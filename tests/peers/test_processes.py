import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.peers.processes import PeerError, kept, run_kept, wait_for

# A daemon that leaves its group and its session, as keyrings and accessibility buses do.
DAEMON = "setsid sleep 300 & echo $! >{file}; wait"
KILLED_RUN = """
import os, signal, sys
from pathlib import Path
from tests.peers.processes import kept, wait_for
file, log = Path(sys.argv[1]), Path(sys.argv[2])
with kept(["bash", "-c", sys.argv[3]], log) as process:
    wait_for(process, lambda: file.exists() and file.read_text().strip() or None, log, 10)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def ended(pid: int, seconds: float = 10) -> bool:
    """Wait for the end of a process that is not our child."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    readable, _, _ = select.select([watched], [], [], seconds)
    os.close(watched)
    return bool(readable)


def written(file: Path) -> str | None:
    return file.read_text().strip() or None if file.exists() else None


def test_nothing_outlives_the_block(tmp_path: Path):
    file, log = tmp_path / "pid", tmp_path / "log"
    with kept(["bash", "-c", DAEMON.format(file=file)], log) as process:
        pid = int(wait_for(process, lambda: written(file), log, 10))
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_nothing_outlives_a_killed_run(tmp_path: Path):
    file, log = tmp_path / "pid", tmp_path / "log"
    arguments = [str(file), str(log), DAEMON.format(file=file)]
    command = [sys.executable, "-c", KILLED_RUN, *arguments]
    run = subprocess.run(command, check=False, timeout=30)  # noqa: S603 - our own
    assert run.returncode == -signal.SIGKILL
    assert ended(int(file.read_text()))


def test_a_peer_that_dies_tells_why(tmp_path: Path):
    log = tmp_path / "log"
    with (
        kept(["bash", "-c", "echo no disk; exit 3"], log) as process,
        pytest.raises(PeerError, match="no disk"),
    ):
        wait_for(process, lambda: None, log, 10)


def test_a_command_that_hangs_is_ended():
    with pytest.raises(subprocess.TimeoutExpired):
        run_kept(["sleep", "300"], seconds=0.3)


def test_output_and_exit_code_come_back():
    done = run_kept(["bash", "-c", "echo out; echo err >&2; exit 7"])
    assert (done.returncode, done.stdout, done.stderr) == (7, "out\n", "err\n")
