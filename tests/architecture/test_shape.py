from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import shape

ROOT = Path(__file__).parents[2]
CODE = ROOT / "agent_console"


def test_no_file_outgrows_its_room():
    assert shape.long_files(CODE) == []


def test_no_test_file_outgrows_its_room():
    assert shape.long_files(ROOT / "tests") == []


def test_no_function_needs_scrolling():
    assert shape.long_functions(CODE) == []


def test_no_class_becomes_a_god():
    assert shape.wide_classes(CODE) == []


def test_no_folder_becomes_a_drawer():
    assert shape.full_folders(CODE) == []


def test_nothing_is_named_after_nothing():
    assert shape.drawer_names(CODE) == []


def test_every_package_opens_with_a_signpost():
    assert shape.missing_signposts(CODE) == []


def test_everything_tells_its_purpose_in_a_line():
    assert shape.unclear_purposes(CODE) == []


def test_only_the_machine_room_needs_posix():
    assert shape.posix_only_imports(CODE) == []


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (shape.long_files, "domain/big.py", "x = 1\n" * 401),
        (shape.long_functions, "domain/f.py", "def f():\n" + "    x = 1\n" * 50),
        (shape.wide_classes, "domain/c.py", "class C:\n" + "    def m(self): ...\n" * 21),
        (shape.drawer_names, "domain/utils.py", '"""Things."""\n'),
        (shape.missing_signposts, "domain/new/thing.py", '"""A thing."""\n'),
        (shape.missing_signposts, "domain/__init__.py", '"""Facts."""\n'),
        (shape.unclear_purposes, "domain/d.py", '"""It goes on\nand on."""\n'),
        (shape.posix_only_imports, "domain/lock.py", "import fcntl\n"),
        (shape.posix_only_imports, "cli/who.py", "def f():\n    from pwd import getpwuid\n"),
    ],
)
def test_each_check_sees_what_it_is_for(
    tmp_path: Path, check: Callable[[Path], list[str]], path: str, text: str
):
    assert check(tmp_path) == []
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert check(tmp_path) != []


def test_a_fifteenth_module_fills_a_folder(tmp_path: Path):
    for number in range(15):
        (tmp_path / f"part{number}.py").touch()
    assert shape.full_folders(tmp_path) == ["."]


def test_the_machine_room_may_use_posix(tmp_path: Path):
    (tmp_path / "machine").mkdir()
    (tmp_path / "machine" / "locks.py").write_text("import fcntl\n", encoding="utf-8")
    assert shape.posix_only_imports(tmp_path) == []
