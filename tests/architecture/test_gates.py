"""Breaks the rules on purpose in a copy of the tree, and asks whether the gates see it."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.prefix) / "bin"
GATES = {
    "layers": [f"{BIN}/lint-imports", "--no-cache"],
    "style": [f"{BIN}/ruff", "check", "--no-cache", "--output-format", "json", "agent_console"],
    "types": [f"{BIN}/mypy", "--no-incremental", "agent_console/domain/broken_types.py"],
    "dependencies": [f"{BIN}/deptry", "."],
    "complexity": [f"{BIN}/complexipy", "agent_console/domain/broken_maze.py"],
}
MAZE = '"""A maze."""\n\n\ndef maze(n: int) -> int:\n    """Walk."""\n' + "".join(
    f"{'    ' * depth}if n > {depth}:\n" for depth in range(1, 7)
)


@dataclass(frozen=True)
class Sin:
    """A file against a rule, the gate that must see it, and the words it then says."""

    name: str
    gate: str
    path: str
    text: str
    said: str


def arrow(source: str, target: str) -> str:
    """Return how import-linter names a forbidden import."""
    return f"agent_console.{source} -> {target}"


SINS = (
    Sin("ui_imports_sql", "layers", "ui/widgets/broken_sql.py", "import sqlalchemy",
        arrow("ui.widgets.broken_sql", "sqlalchemy")),
    Sin("ui_imports_http", "layers", "ui/widgets/broken_http.py", "import httpx",
        arrow("ui.widgets.broken_http", "httpx")),
    Sin("domain_imports_http", "layers", "domain/broken_http.py", "import httpx",
        arrow("domain.broken_http", "httpx")),
    Sin("domain_imports_a_port", "layers", "domain/broken_port.py",
        "from agent_console import ports",
        arrow("domain.broken_port", "agent_console.ports")),
    Sin("a_query_imports_qt", "layers", "queries/broken_qt.py", "import PySide6.QtCore",
        arrow("queries.broken_qt", "PySide6")),
    Sin("storage_imports_a_query", "layers", "storage/broken_query.py",
        "from agent_console import queries",
        arrow("storage.broken_query", "agent_console.queries")),
    Sin("a_connector_imports_another", "layers", "connectors/carriers/broken_one/__init__.py",
        "from agent_console.connectors.carriers import broken_two",
        "agent_console.connectors.carriers.broken_one -> "),
    Sin("the_other_connector", "layers", "connectors/carriers/broken_two/__init__.py",
        "from agent_console.connectors.carriers import broken_one",
        "agent_console.connectors.carriers.broken_two -> "),
    Sin("sql_outside_storage", "layers", "sync/broken_sql.py", "import sqlalchemy",
        arrow("sync.broken_sql", "sqlalchemy")),
    Sin("templates_outside_their_room", "layers", "machine/broken_jinja.py", "import jinja2",
        arrow("machine.broken_jinja", "jinja2")),
    Sin("import_inside_a_function", "style", "domain/broken_late.py",
        "def late() -> None:\n    import json\n", "PLC0415"),
    Sin("naive_time", "style", "domain/broken_now.py",
        "from datetime import datetime\n\nNOW = datetime.now()", "DTZ005"),
    Sin("sleeping", "style", "sync/broken_sleep.py", "import time\n\ntime.sleep(1)", "TID251"),
    Sin("threads_outside_the_bridge", "style", "ui/widgets/broken_thread.py",
        "from PySide6.QtCore import QThread", "TID251"),
    Sin("mocks", "style", "domain/broken_mock.py", "from unittest.mock import Mock", "TID251"),
    Sin("relative_import", "style", "domain/broken_near.py", "from . import money", "TID252"),
    Sin("printing", "style", "domain/broken_print.py", "print()", "T201"),
    Sin("catching_everything", "style", "domain/broken_catch.py",
        "try:\n    pass\nexcept Exception:\n    pass", "BLE001"),
    Sin("untyped_function", "style", "domain/broken_any.py", "def f(x):\n    return x", "ANN001"),
    Sin("undocumented_function", "style", "domain/broken_mute.py",
        "def f() -> None:\n    return", "D103"),
    Sin("six_arguments", "style", "domain/broken_many.py",
        "def f(a: int, b: int, c: int, d: int, e: int) -> None:\n    return", "PLR0917"),
    Sin("wrong_type", "types", "domain/broken_types.py", "X: int = 'text'", "[assignment]"),
    Sin("undeclared_library", "dependencies", "domain/broken_library.py", "import numpy", "DEP001"),
    Sin("maze", "complexity", "domain/broken_maze.py", MAZE + "    " * 7 + "return n\n", "maze"),
)  # fmt: skip


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each gate says of a tree with all the sins in it."""
    tree = tmp_path_factory.mktemp("sinful")
    code = tree / "agent_console"
    shutil.copytree(ROOT / "agent_console", code, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    for sin in SINS:
        file = code / sin.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(sin.text + "\n", encoding="utf-8")
    said = {name: verdict(command, tree) for name, command in GATES.items()}
    found = json.loads(said["style"])
    said["style"] = " ".join(f"{Path(one['filename']).stem}:{one['code']}" for one in found)
    return said


def verdict(command: list[str], tree: Path) -> str:
    """Return what a gate says; saying yes would be wrong."""
    done = subprocess.run(  # noqa: S603 - our own
        command, cwd=tree, capture_output=True, text=True, check=False
    )
    assert done.returncode, f"{command[0]} lets everything pass"
    return " ".join((done.stdout or done.stderr).split())


@pytest.mark.parametrize("sin", SINS, ids=lambda sin: sin.name)
def test_the_gates_see_each_broken_rule(verdicts: dict[str, str], sin: Sin):
    said = f"{Path(sin.path).stem}:{sin.said}" if sin.gate == "style" else sin.said
    assert said in verdicts[sin.gate]
