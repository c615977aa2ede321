"""The few words of Jinja a template may use: names, tests, filters from a list, one loop."""

from collections.abc import Iterator

from jinja2 import nodes

from agent_console.machine.templates.filters import FILTERS

TESTS = frozenset({"defined", "undefined"})
RESERVED = frozenset({"caller", "kwargs", "loop", "self", "super", "varargs"})
WORDS = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
ARITHMETIC = (nodes.BinExpr, nodes.UnaryExpr, nodes.Concat)
REFUSED = (
    (nodes.Call, "calls"),
    (ARITHMETIC, "arithmetic and joining"),
    ((nodes.Getitem, nodes.Slice), "square brackets"),
    ((nodes.List, nodes.Tuple, nodes.Dict), "lists and tables of its own"),
    ((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends), "other files"),
    ((nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.Block), "blocks and macros"),
    ((nodes.Assign, nodes.AssignBlock), "variables of its own"),
)
MOST_DEEP = 24


def faults(template: nodes.Template) -> Iterator[str]:
    """Yield what a template must not say, with the line; nothing of it was run yet."""
    waiting: list[tuple[nodes.Node, int, int]] = [(template, 0, 0)]
    while waiting:
        node, depth, loops = waiting.pop()
        where = f"line {node.lineno}"
        loops += isinstance(node, nodes.For)
        if depth > MOST_DEEP:
            yield f"{where}: it is nested too deeply"
        elif loops > 1:
            yield f"{where}: a loop inside a loop is not allowed"
        elif fault := _fault(node):
            yield f"{where}: {fault}"
        else:
            waiting.extend((one, depth + 1, loops) for one in node.iter_child_nodes())


def _fault(node: nodes.Node) -> str | None:
    if not isinstance(node, WORDS):
        kinds = (words for kind, words in REFUSED if isinstance(node, kind))
        return f"{next(kinds, type(node).__name__)} are not allowed"
    if isinstance(node, nodes.Name):
        return _name(node.name)
    if isinstance(node, nodes.Getattr):
        return _name(node.attr)
    if isinstance(node, nodes.For):
        return _loop(node)
    return _asked(node) if isinstance(node, nodes.Filter | nodes.Test) else None


def _name(name: str) -> str | None:
    is_refused = name.startswith("_") or name in RESERVED
    return f"the name {name[:40]} is not allowed" if is_refused else None


def _loop(node: nodes.For) -> str | None:
    is_plain = isinstance(node.target, nodes.Name) and not node.recursive
    return None if is_plain else "a loop goes through a list with one name, and not deeper"


def _asked(node: nodes.Filter | nodes.Test) -> str | None:
    kind, names = ("filter", FILTERS) if isinstance(node, nodes.Filter) else ("test", TESTS)
    if node.name not in names:
        return f"the {kind} {node.name[:40]} is not allowed"
    is_plain = all(isinstance(one, nodes.Const) for one in node.args)
    if node.kwargs or node.dyn_args or node.dyn_kwargs or not is_plain:
        return f"the {kind} {node.name} takes fixed words only"
    return None
