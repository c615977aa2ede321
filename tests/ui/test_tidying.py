"""Knotted objects are taken apart on the window's thread: a widget does not survive another."""

import threading

from agent_console.ui.shell.start import Built
from tests.ui.conftest import until

MANY = 50_000
"""So many new objects would have any thread clear up, were it let to."""


class Knotted:
    """Something that holds itself, and tells which thread let go of it."""

    def __init__(self, let_go_by: list[int]) -> None:
        self.itself = self
        self._let_go_by = let_go_by

    def __del__(self) -> None:
        self._let_go_by.append(threading.get_ident())


def test_a_busy_thread_does_not_clear_up(built: Built):
    let_go_by: list[int] = []

    def work() -> None:
        for _ in range(3):
            Knotted(let_go_by)
            kept = [[number] for number in range(MANY)]
            kept.clear()

    busy = threading.Thread(target=work)
    busy.start()
    busy.join()

    assert let_go_by == []
    until(lambda: len(let_go_by) == 3)
    assert set(let_go_by) == {threading.get_ident()}
    assert built.session.is_settled()
