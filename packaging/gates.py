"""Runs the gates, then the tests, and closes with one line of counts."""
# ruff: noqa: T201 - a command: what it prints is its work

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
BIN = Path(sys.prefix) / "bin"
PYTEST = (sys.executable, "-m", "pytest")
MOST_S, REPORT_S = 70 * 60, 120
NO_TEST = 5
"""What pytest ends with when there was nothing to run."""

GATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", (f"{BIN}/ruff", "check", "--quiet", ".")),
    ("ruff format", (f"{BIN}/ruff", "format", "--check", "--quiet", ".")),
    ("layers", (f"{BIN}/lint-imports",)),
    ("types", (f"{BIN}/mypy",)),
    ("dependencies", (f"{BIN}/deptry", ".")),
    ("complexity", (f"{BIN}/complexipy", "--failed", "agent_console")),
    ("PySide6 keeps its references", (sys.executable, "packaging/pyside_probe.py")),
    ("architecture", (*PYTEST, "tests/architecture", "-q", "-n", "2")),
)


@dataclass
class Tally:
    """What passed, failed and was skipped so far."""

    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)


def timed(name: str, work: Callable[[], bool]) -> bool:
    """Do one piece of work and print how it went and how long it took."""
    started = time.monotonic()
    good = work()
    seconds = time.monotonic() - started
    print(f"{'ok    ' if good else 'FAILED'} {name}, {seconds:.1f} s", flush=True)
    return good


def gate(command: tuple[str, ...]) -> bool:
    """Run one gate; its output is shown only when it failed."""
    done = subprocess.run(  # noqa: S603 - the commands are the ones above
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def steps() -> tuple[tuple[list[str], list[str]], ...]:
    """Return what comes before and after the arguments of pytest: all but the benches, then they.

    What measures has the machine to itself.
    """
    folders = [f"tests/{one.name}" for one in sorted((ROOT / "tests").iterdir()) if one.is_dir()]
    rest = [one for one in folders if one != "tests/bench"]
    both = ["-n", "2", "--dist", "loadgroup", *without(["tests/architecture", "tests/bench"])]
    return (both, []), (without(rest), ["-n", "0"])


def without(folders: list[str]) -> list[str]:
    """Return the options that leave folders out, even when one of their tests is named."""
    return [f"--{verb}={folder}" for folder in folders for verb in ("ignore", "deselect")]


def run_tests(arguments: list[str], tally: Tally) -> bool:
    """Run all tests and add what came of them to the tally."""
    until = time.monotonic() + MOST_S
    codes = [run_step([*before, *arguments, *after], until, tally) for before, after in steps()]
    if set(codes) == {NO_TEST}:
        print("no test ran")
        tally.failed += 1
    return set(codes) <= {0, NO_TEST} and 0 in codes


def run_step(arguments: list[str], until: float, tally: Tally) -> int:
    """Run some of the tests and return how they ended."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = in_time((*PYTEST, f"--junitxml={report}", *arguments), until)
        broken = count(report, tally) if report.exists() else 0
    if code not in {0, NO_TEST} and not broken:
        print(f"pytest ended with {code}")
        tally.failed += 1
    return code


def in_time(command: tuple[str, ...], until: float) -> int:
    """Run the tests and return how they ended; a run that hangs has to close with its report."""
    with subprocess.Popen(command, cwd=ROOT) as tests:  # noqa: S603 - the command is ours
        with suppress(subprocess.TimeoutExpired):
            return tests.wait(max(1.0, until - time.monotonic()))
        print(f"the tests did not end within {MOST_S // 60} minutes", flush=True)
        for ending in (signal.SIGINT, signal.SIGKILL):
            tests.send_signal(ending)
            with suppress(subprocess.TimeoutExpired):
                return tests.wait(REPORT_S) or 1
        return 1


def count(report: Path, tally: Tally) -> int:
    """Add the tests of a report to the tally and return how many failed."""
    broken = 0
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - our own pytest wrote it
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            broken += 1
        elif skip is not None:
            name = f"{case.get('classname')}::{case.get('name')}"
            tally.skipped.append(f"{name}: {skip.get('message')}")
        else:
            tally.passed += 1
    tally.failed += broken
    return broken


def main() -> int:
    """Run everything and return the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tally = Tally()
    for name, command in GATES:
        good = timed(name, partial(gate, command))
        tally.passed += good
        tally.failed += not good
    if tally.failed:
        print("a gate failed: the tests were not run")
    else:
        timed("tests", partial(run_tests, sys.argv[1:], tally))
    for skip in sorted(tally.skipped):
        print(f"skipped: {skip}")
    if tally.skipped:
        print(f"{len(tally.skipped)} skipped")
    print(f"{tally.passed} passed, {tally.failed} failed", flush=True)
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())
