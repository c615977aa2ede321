"""The questions we ask: one file each, put together with the fragments they use."""

import re
from collections.abc import Set
from functools import cache
from importlib.resources import files

FOLDER = files("agent_console.connectors.stores.shopify") / "queries"
FRAGMENT, SWITCH, VARIABLES = (
    re.compile(r"\.\.\.([A-Z]\w+)Fields\b"),
    re.compile(r" @include\(if: \$(\w+)\)"),
    re.compile(r"(?<=^query )\w+\([^)]*\)"),
)
AT_ONCE = {
    "orders_by_id": 10,
    "order_events": 20,
    "customers_by_id": 100,
    "fulfillments": 20,
    "refunds": 20,
    "returns": 12,
    "products": 100,
}
"""How many ids a question may hold so that it stays below what the store lets one cost."""


@cache
def question(name: str) -> str:
    """Return the text of a question with every fragment it needs."""
    text = _file(name)
    parts = {}
    wanted = FRAGMENT.findall(text)
    while wanted:
        fragment = wanted.pop()
        if fragment not in parts:
            parts[fragment] = _file(f"{fragment.lower()}_fields")
            wanted += FRAGMENT.findall(parts[fragment])
    return "\n".join((text, *(parts[one] for one in sorted(parts))))


def whole_list(name: str, hidden: Set[str] = frozenset()) -> str:
    """Return the question for all of a list: of one piece, as a store wants it for a file."""
    return VARIABLES.sub("", SWITCH.sub("", _inlined(_file(f"{name}_whole"), hidden)))


def _inlined(text: str, hidden: Set[str]) -> str:
    """Return a question with the fields of its fragments in their places, without what is hidden.

    A field and what is asked for below it stand in one line until they are in their places.
    """
    lines = text.splitlines()
    asked = "\n".join(line for line in lines if hidden.isdisjoint(SWITCH.findall(line)))
    return FRAGMENT.sub(lambda found: _inlined(_fields(found[1]), hidden), asked)


def _fields(fragment: str) -> str:
    told = _file(f"{fragment.lower()}_fields")
    return told[told.index("{") + 1 : told.rindex("}")].strip()


def _file(name: str) -> str:
    return (FOLDER / f"{name}.graphql").read_text(encoding="utf-8")
