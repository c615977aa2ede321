"""What is wrong with the shape of a tree of code; each check returns its findings as text."""

import ast
from collections.abc import Iterator
from pathlib import Path

FILE_LINES, FUNCTION_LINES, CLASS_METHODS, FOLDER_FILES = 400, 50, 20, 14
SIGNPOST_LINES = range(3, 7)
DRAWERS = {"utils", "util", "helpers", "common", "misc", "manager", "core", "base_utils"}
POSIX_ONLY = {"fcntl", "pwd", "resource", "termios", "grp"}

Module = tuple[Path, list[str], ast.Module]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(root: Path) -> Iterator[Module]:
    """Yield every module below the root: its place, its lines, its tree."""
    for path in sorted(root.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(root), text.splitlines(), ast.parse(text)


def long_files(root: Path) -> list[str]:
    """Return the files that outgrow their room."""
    return [str(path) for path, lines, _ in modules(root) if len(lines) > FILE_LINES]


def long_functions(root: Path) -> list[str]:
    """Return the functions that need scrolling."""
    return [
        f"{path}:{node.lineno} {node.name}"
        for path, _, tree in modules(root)
        for node in ast.walk(tree)
        if isinstance(node, Function)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    ]


def wide_classes(root: Path) -> list[str]:
    """Return the classes that know too much."""
    return [
        f"{path}:{node.lineno} {node.name}"
        for path, _, tree in modules(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(child, Function) for child in node.body) > CLASS_METHODS
    ]


def full_folders(root: Path) -> list[str]:
    """Return the folders that have become drawers; migrations grow one file a step."""
    return [
        str(folder.relative_to(root))
        for folder in [root, *root.rglob("*/")]
        if folder.name != "versions" and len(list(folder.glob("*.py"))) > FOLDER_FILES
    ]


def drawer_names(root: Path) -> list[str]:
    """Return the modules named after nothing."""
    return [str(path) for path, _, _ in modules(root) if DRAWERS & {*path.parts, path.stem}]


def missing_signposts(root: Path) -> list[str]:
    """Return the packages that do not say what lives there, who comes in, how to add one."""
    found = []
    for folder in sorted({path.parent for path in root.rglob("*.py")}):
        front = folder / "__init__.py"
        text = front.read_text(encoding="utf-8") if front.exists() else ""
        lines = (ast.get_docstring(ast.parse(text)) or "").splitlines()
        if len(lines) not in SIGNPOST_LINES:
            found.append(f"{front.relative_to(root)}: {len(lines)} lines")
    return found


def unclear_purposes(root: Path) -> list[str]:
    """Return what does not tell its purpose in one whole line."""
    found = []
    for path, _, tree in modules(root):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Module | ast.ClassDef | Function):
                continue
            name = getattr(node, "name", "module")
            lines = (ast.get_docstring(node) or "").splitlines()
            if not lines and (isinstance(node, Function) or name.startswith("_")):
                continue  # overrides and private parts may go without, ruff knows which
            if not lines or lines[0][-1] not in ".!?:" or (lines[1:] and lines[1].strip()):
                found.append(f"{path}:{getattr(node, 'lineno', 1)} {name}")
    return found


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the first name of all that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module.split(".")[0]


def posix_only_imports(root: Path) -> list[str]:
    """Return the imports that Windows does not have, outside the room for them."""
    return [
        f"{path}:{line} {name}"
        for path, _, tree in modules(root)
        for line, name in imported(tree)
        if name in POSIX_ONLY and path.parts[0] != "machine"
    ]
