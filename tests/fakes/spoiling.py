"""Documents with something wrong at one of their places, for tests of readers."""

from copy import deepcopy

from hypothesis import strategies as st

WRONG = st.sampled_from(
    [None, True, False, 0, -1, 1.5, 10**18, 10**40, 1e300, "", " ", "x", "NaN", "Infinity", "-5",
     "1e9", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-22", "\x00", "\ud800", "é" * 9,
     "Delivered", "Settled", [], [None], [[]], {}, {"id": None}, {"items": 5}]
)  # fmt: skip


def paths(value: object, path: tuple = ()) -> list[tuple]:
    """Return the way to every place in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path] if path else []
    for key, one in inner:
        found += paths(one, (*path, key)) if isinstance(one, dict | list) else [(*path, key)]
    return found


def spoilt(document: object, path: tuple, wrong: object) -> object:
    """Return a document with another value at a place, where that place is still there."""
    made = deepcopy(document)
    spot = made
    try:
        for key in path[:-1]:
            spot = spot[key]
        if isinstance(spot, dict | list):
            spot[path[-1]] = wrong
    except (KeyError, IndexError, TypeError):
        pass
    return made
