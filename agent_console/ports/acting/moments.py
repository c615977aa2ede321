"""Named moments of a deed after which this process may be gone; tests end it there."""

from collections.abc import Callable

Watch = Callable[[str], None]
_watches: list[Watch] = []


def passing(moment: str) -> None:
    """Say that the named moment has come; nobody listens outside of tests."""
    for watch in _watches:
        watch(moment)


def watch_moments(watch: Watch) -> Callable[[], None]:
    """Call back at every moment until the returned function is called."""
    _watches.append(watch)
    return lambda: _watches.remove(watch)
