import json
import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "packaging").glob("requirements*.lock"))
TOP = {"agent_console", "resources", "tests", "packaging", ".ci"}
TOP |= {"pyproject.toml", "README.md", ".gitignore"}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)

# Spelled in pieces, so that this file does not hold what it forbids.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("snapshot", "debian", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("nodesource", "com"),
    )
]
MACHINE_PATHS = re.compile("/(work|root)/|/home/[a-z]|C:\\\\Users")


def repository_files() -> list[Path]:
    """Return all files that are, or are about to be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(  # noqa: S603 - our own
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("this is no git checkout, so nobody knows which files belong to it")
    return [Path(name) for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def holding(what: re.Pattern[str]) -> list[str]:
    """Return the places in the repository's files where the pattern is found."""
    return [
        f"{path}:{number} {found.group()}"
        for path in repository_files()
        for number, line in enumerate(
            (ROOT / path).read_text(encoding="utf-8", errors="ignore").splitlines(), 1
        )
        if (found := what.search(line))
    ]


def pins(lock: Path) -> dict[str, str]:
    """Return the version of each package in a lock."""
    return dict(PINNED.findall(lock.read_text(encoding="utf-8")))


def declared() -> tuple[list[Requirement], list[Requirement]]:
    """Return what pyproject.toml asks for to run, and to test."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"].get("optional-dependencies", {}).values()
    runtime = [*project["project"]["dependencies"], *(one for extra in extras for one in extra)]
    groups = [one for group in project["dependency-groups"].values() for one in group]
    return [Requirement(one) for one in runtime], [Requirement(one) for one in groups]


def test_no_file_names_a_package_registry():
    assert holding(re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE)) == []


def test_no_file_holds_a_machine_path():
    assert holding(MACHINE_PATHS) == []


def test_the_top_level_holds_only_rooms():
    assert {path.parts[0] for path in repository_files()} - TOP == set()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_a_hash(lock: Path):
    blocks = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    assert blocks
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_says_where_it_came_from(lock: Path):
    text = lock.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "://" in line or "--index" in line] == []


def test_the_store_lock_says_no_address():
    text = (ROOT / "tests/peers/vendure/package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert "://" not in text
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []


def test_the_locks_hold_all_that_is_declared():
    runtime, groups = declared()
    run, everything = pins(LOCKS[-1].with_name("requirements.lock")), pins(LOCKS[0])
    for wanted, lock in [*((one, run) for one in runtime), *((one, everything) for one in groups)]:
        locked = lock.get(canonicalize_name(wanted.name))
        assert locked, f"{wanted} is not locked: packaging/lock"
        assert wanted.specifier.contains(locked), f"{wanted}, locked {locked}: packaging/lock"


def test_both_locks_agree_on_what_runs():
    run = pins(ROOT / "packaging/requirements.lock")
    everything = pins(ROOT / "packaging/requirements-dev.lock")
    assert {name: everything.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["PySide6-Essentials", "shiboken6"])
def test_the_installed_qt_is_the_pinned_one(name: str):
    runtime, _ = declared()
    pin = next(one.specifier for one in runtime if one.name == name)
    assert str(pin) == f"=={version(name)}"


@pytest.mark.parametrize("name", ["packaging/run", "packaging/verify", "packaging/lock", ".ci/run"])
def test_every_command_can_be_started(name: str):
    assert (ROOT / name).stat().st_mode & 0o111
    readable = ["bash", "-n", ROOT / name]
    assert subprocess.run(readable, check=False).returncode == 0  # noqa: S603 - our own
