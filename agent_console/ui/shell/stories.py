"""The start page: what can be done while no customer is open, and what stories there are."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from agent_console.domain.profile import ProfileId
from agent_console.queries.desk import Desk
from agent_console.queries.who import find_one
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.first_run.stories import Story, with_stories
from agent_console.ui.shell.window import SAID_MS, WELCOME, MainWindow


class Stories(QObject):
    """Offers stories on the start page; `found` is the customer of the one that was chosen."""

    found = Signal(object)

    def __init__(self, window: MainWindow, reader: Reader, stories: Sequence[Story]) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._stories = stories

    def show_welcome(self) -> None:
        """Say what can be done while no customer is open."""
        self._window.show_welcome(with_stories(WELCOME, self._stories))

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what opens each story, by the word of its offer."""
        return {one.word(): partial(self.open, one) for one in self._stories}

    def open(self, story: Story) -> None:
        """Look for the customer of a story, as far as the store knows them yet."""
        question = partial(_customer_of, story.who)
        self._reader.ask(question, self.found.emit, self._on_nobody, key=self)

    def _on_nobody(self, _: BaseException) -> None:
        self._window.bar.say("This story is not read yet; try again in a moment.", for_ms=SAID_MS)


def _customer_of(who: str, desk: Desk) -> ProfileId:
    return find_one(desk, who)
