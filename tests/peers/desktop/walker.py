"""Finds and uses the parts of a running application through the accessibility bus (AT-SPI).

Runs under the system's python3 (python3-gi, gir1.2-atspi-2.0). Each line on stdin is a wish as JSON
(do, app, name, role, text, seconds), each line on stdout the answer: what was found, or an error.
"""

import json
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import gi

warnings.simplefilter("ignore", DeprecationWarning)
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - only after its version is chosen

Node = Any
Wish = dict[str, Any]
MOST_CHILDREN = 60  # a list of 100,000 rows reports 100,000 children
PRESS = ("press", "click", "toggle", "activate")
FOUND: dict[tuple[str, str | None], Node] = {}
"""What was found by its full name: walking through a whole window again takes long."""


class Refused(Exception):
    """The wish cannot be granted; the message says why."""


def until(seconds: float, look: Callable[[], Any | None], missing: str) -> Any:
    """Return what look() finds, trying until the time is over."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = look()
        except GLib.Error:  # the application was busy, or the node has just gone
            found = None
        if found is not None:
            return found
        if time.monotonic() > end:
            raise Refused(f"not found: {missing}")
        time.sleep(0.1)  # noqa: TID251 - nothing tells us when to look again


def application(name: str, seconds: float) -> Node:
    """Return the running application of that name."""

    def look() -> Node | None:
        desktop = Atspi.get_desktop(0)
        children = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        return next((c for c in children if c and c.get_name() == name), None)

    return until(seconds, look, f"application {name!r}")


def walk(node: Node, limit: int = MOST_CHILDREN, depth: int = 0) -> Iterator[tuple[Node, int]]:
    """Yield the node and all below it."""
    yield node, depth
    for i in range(min(node.get_child_count(), limit)):
        if child := node.get_child_at_index(i):
            yield from walk(child, limit, depth + 1)


def shows(node: Node) -> bool:
    """Tell whether a person can see the node."""
    return bool(node.get_state_set().contains(Atspi.StateType.SHOWING))


def as_before(name: str, role: str | None) -> Node | None:
    """Return what carried the name when it was last looked for, if it still shows and does."""
    try:
        node = FOUND.get((name, role))
        if node is not None and node.get_name() == name and shows(node):
            return node
    except GLib.Error:  # it is gone
        pass
    return None


def element(app: Node, name: str, role: str | None) -> Node | None:
    """Return the first that shows and has the name, else the first with the name in its own."""
    if (node := as_before(name, role)) is not None:
        return node
    near = None
    for node, _ in walk(app):
        own = node.get_name() or ""
        if name.lower() in own.lower() and role in {None, node.get_role_name()} and shows(node):
            if own == name:
                FOUND[name, role] = node
                return node
            near = near or node
    return near


def actions(node: Node) -> list[str]:
    """Return the names of what can be done with the node."""
    face = node.get_action_iface()
    return [face.get_action_name(i) for i in range(face.get_n_actions())] if face else []


def click(node: Node) -> None:
    """Do the node's press action."""
    for i, action in enumerate(actions(node)):
        if action.lower() in PRESS:
            node.get_action_iface().do_action(i)
            return
    raise Refused(f"{node.get_name()!r} has no press action, only {actions(node)}")


def mouse(node: Node) -> None:
    """Click the middle of the node with the mouse."""
    box = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
    middle = str(box.x + box.width // 2), str(box.y + box.height // 2)
    command = ["xdotool", "mousemove", *middle, "click", "1"]
    subprocess.run(command, check=True)  # noqa: S603 - the command is our own


USE: dict[str, Callable[[Node], None]] = {"click": click, "mouse": mouse}


def type_into(node: Node, text: str) -> None:
    """Put the focus into a field and replace its text."""
    node.get_component_iface().grab_focus()
    node.get_editable_text_iface().set_text_contents(text)


def text_of(node: Node) -> str | None:
    """Return the text a field holds."""
    face = node.get_text_iface()
    return face.get_text(0, -1) if face else None


def seen(node: Node) -> dict[str, Any]:
    """Return what a screen reader knows of the node."""
    box = node.get_component_iface()
    at = box.get_extents(Atspi.CoordType.SCREEN) if box else None
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "states": [state.value_nick for state in node.get_state_set().get_states()],
        "text": text_of(node),
        "actions": actions(node),
        "box": [at.x, at.y, at.width, at.height] if at else None,
        "children": node.get_child_count(),
    }


def described(app: Node, name: str, role: str | None) -> tuple[Node, dict[str, Any]] | None:
    """Return what carries the name with all that is known of it; it may go while it is read."""
    node = element(app, name, role)
    return None if node is None else (node, seen(node))


def tree(app: Node) -> str:
    """Return all that a screen reader sees, a line a node."""
    lines = []
    for node, depth in walk(app):
        known = seen(node)
        rest = f" {known['box']} {known['actions']} children={known['children']}"
        lines.append("  " * depth + f"[{known['role']}] {known['name'][:90]!r}" + rest)
    return "\n".join(lines)


def grant(wish: Wish) -> dict[str, Any]:
    """Do what the wish says and return what came of it."""
    seconds = wish["seconds"]
    app = application(wish["app"], max(seconds, 20))
    if wish["do"] == "tree":
        return {"text": tree(app)}
    name, role = wish["name"], wish["role"]
    missing = f"{role or 'element'} {name!r}"
    if wish["do"] == "gone":
        until(seconds, lambda: True if element(app, name, role) is None else None, "its absence")
        return {}
    node, known = until(seconds, lambda: described(app, name, role), missing)
    if wish["do"] == "type_into":
        type_into(node, wish["text"])
        return seen(node)
    if wish["do"] in USE:
        USE[wish["do"]](node)  # it may be gone afterwards: what is told of it is from before
    return known


def main() -> None:
    """Grant one wish after the other until stdin ends."""
    Atspi.init()
    # What is cached goes stale here, where no main loop listens to the changes.
    Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)
    for line in sys.stdin:
        try:
            answer = grant(json.loads(line))
        except (Refused, GLib.Error) as error:
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
