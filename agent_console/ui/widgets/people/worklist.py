"""What waits for somebody: a listing, how many there are, and what its keys do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from agent_console.ui.bridge.reader import Clerk, Reader, Writer
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.people.listing import Listing, ResultRow
from agent_console.ui.widgets.times import Times


@dataclass(frozen=True, slots=True)
class Around:
    """What a worklist may ask of the window around it.

    `chosen` is the row that is the current one while this list is in sight, `walk` goes on from it
    by so many; `in_sight` says whether a customer is the one on the page, `say` puts words into the
    bar for a moment, `offer_undo` with a way back from what was done.
    `cover` shows a part in place of the page, `uncover` the page again if that part is in sight;
    `sent` hears that the outbox has changed.
    """

    reader: Reader
    writer: Writer
    clerk: Clerk
    times: Times
    in_sight: Callable[[int], bool]
    say: Callable[[str, Glyph], None]
    theme: Theme
    cover: Callable[[QWidget], None]
    uncover: Callable[[QWidget], None]
    open_customer: Callable[[int, str], None]
    sent: Callable[[], None]
    copy: Callable[[str], None]
    chosen: Callable[[], ResultRow | None] = lambda: None
    walk: Callable[[int], None] = lambda _: None
    offer_undo: Callable[[str, Callable[[], None]], None] = lambda _words, _undo: None


class Worklist(QObject):
    """Knows what waits; `changed` says that its listing or its number is another now."""

    changed = Signal()

    def listing(self) -> Listing:
        """Return what the list shows, a situation where there is nothing."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many wait, for the rail."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Ask anew; asked for whenever the store has changed, and as time goes on."""
        raise NotImplementedError

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what its keys do, by the words in keys.py."""
        return {}

    def look_at_page(self) -> None:
        """Hear that another customer is on the page now."""

    def come_in_sight(self) -> None:
        """Hear that its list was chosen: it may cover the page with a part of its own."""

    def open(self, row: ResultRow) -> bool:
        """Open a row in a way of its own; False where the customer is to be opened."""
        return False
