"""How the tests are handed out: what measures runs alone, what belongs together stays so."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = "import gates, sys; t = gates.Tally(); print(gates.run_tests(sys.argv[1:], t), t)"
TEST = """import os
def test_it(): assert os.environ.get("BROKEN") != "{name}"
def test_where(): print("{name}", os.environ.get("PYTEST_XDIST_WORKER", "alone"))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project of a bench, a test and an architecture test, with our way to run them."""
    for name in ("bench", "ui", "architecture"):
        folder = tmp_path / "tests" / name
        folder.mkdir(parents=True)
        (folder / f"test_{name}.py").write_text(TEST.format(name=name), encoding="utf-8")
    (tmp_path / "packaging").mkdir()
    shutil.copy(ROOT / "packaging/gates.py", tmp_path / "packaging")
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = tests\n", encoding="utf-8")
    return tmp_path


def told(tree: Path, *arguments: str, broken: str = "") -> str:
    """Return what a run of the tests says."""
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", RUN, "-rP", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=tree / "packaging",
        env={"PATH": "", "PYTHONPATH": str(tree / "packaging"), "BROKEN": broken},
    )
    return done.stdout


def test_benches_run_alone_and_all_are_counted(tree: Path):
    said = told(tree)
    assert "bench alone" in said
    assert re.search(r"^ui gw\d$", said, re.MULTILINE)
    assert said.endswith("True Tally(passed=4, failed=0, skipped=[])\n")


@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        (["tests/ui/test_ui.py::test_it"], 1),
        (["tests/bench/test_bench.py::test_it"], 1),
        (["tests/bench/test_bench.py::test_it", "tests/ui"], 3),
        (["-k", "where"], 2),
        (["tests/ui", "-n", "1"], 2),
    ],
)
def test_a_test_that_is_named_runs_once(tree: Path, arguments: list[str], passed: int):
    said = told(tree, *arguments)
    assert said.endswith(f"True Tally(passed={passed}, failed=0, skipped=[])\n")


@pytest.mark.parametrize("broken", ["bench", "ui"])
def test_one_that_fails_in_either_step_fails_the_run(tree: Path, broken: str):
    assert told(tree, broken=broken).endswith("False Tally(passed=3, failed=1, skipped=[])\n")


def test_a_run_of_nothing_fails(tree: Path):
    said = told(tree, "-k", "nowhere")
    assert said.endswith("no test ran\nFalse Tally(passed=0, failed=1, skipped=[])\n")


def test_what_pytest_does_not_understand_fails(tree: Path):
    assert re.search(r"False Tally\(passed=0, failed=[12]", told(tree, "tests/nowhere.py"))


def test_tests_of_one_group_share_a_worker_and_all_are_run(tmp_path: Path):
    mark = "import pytest\npytestmark = pytest.mark.xdist_group('one')\n"
    tests = "".join(f"def test_{name}():\n    pass\n" for name in "abcdefgh")
    (tmp_path / "test_group.py").write_text(mark + tests, encoding="utf-8")
    (tmp_path / "test_others.py").write_text(tests, encoding="utf-8")
    options = ["-v", "-n", "2", "--dist", "loadgroup", "--rootdir", tmp_path, tmp_path]
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", "pytest", "-p", "tests.fakes.handing_out", *options],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PATH": "", "PYTHONPATH": str(ROOT)},
    )
    ran = re.findall(r"^\[(gw\d)\].*PASSED (\S+)", done.stdout, re.MULTILINE)
    assert len(set(ran)) == len(ran) == 16
    assert len({worker for worker, name in ran if "test_group" in name}) == 1
    assert len({worker for worker, _ in ran}) == 2
