"""The part of a timeline that is held: a window over it that grows both ways and stays small."""

from dataclasses import dataclass, field

from agent_console.domain.timeline import Position, TimelineEntry
from agent_console.ports.reading import TimelineWish
from agent_console.queries.timeline import TimelinePage
from agent_console.ui.screens.customer.timeline.looks import FILTERS, Filter
from agent_console.ui.screens.customer.timeline.rows import Row, RowKind, rows
from agent_console.ui.widgets.times import Times

FIRST_PAGE = 40
PAGE = 50
MOST_HELD = 200


@dataclass(slots=True)
class History:
    """What is shown of a timeline, through which filter, and where it goes on."""

    times: Times
    entries: list[TimelineEntry] = field(default_factory=list)
    older: Position | None = None
    is_cut_at_top: bool = False
    chosen: Filter = FILTERS[0]
    text: str = ""
    unfolded: set[int] = field(default_factory=set)

    def newest_wish(self, limit: int = FIRST_PAGE) -> TimelineWish:
        """Ask for the newest entries, through the filter."""
        return TimelineWish(limit, kinds=self.chosen.kinds, text=self.text)

    def again_wish(self) -> TimelineWish | None:
        """Ask again for what is held; None while the newest are out of sight anyway."""
        if self.is_cut_at_top:
            return None
        return self.newest_wish(max(FIRST_PAGE, min(len(self.entries) + PAGE // 4, MOST_HELD)))

    def older_wish(self) -> TimelineWish | None:
        """Ask for the page before the oldest held entry; None at the beginning."""
        if self.older is None:
            return None
        return TimelineWish(PAGE, before=self.older, kinds=self.chosen.kinds, text=self.text)

    def newer_wish(self) -> TimelineWish | None:
        """Ask for the page after the newest held entry; None when nothing was let go there."""
        if not (self.is_cut_at_top and self.entries):
            return None
        after = self.entries[0].position()
        return TimelineWish(PAGE, after=after, kinds=self.chosen.kinds, text=self.text)

    def show(self, page: TimelinePage) -> None:
        """Hold this page and nothing else."""
        self.entries = list(page.entries)
        self.older = page.older
        self.is_cut_at_top = False

    def update(self, page: TimelinePage) -> None:
        """Take the newest entries as they are now; older ones that are held stay."""
        kept: list[TimelineEntry] = []
        if page.older is not None:
            last = (page.older.sort_at, page.older.event_id)
            kept = [one for one in self.entries if (one.sort_at, one.event_id) < last]
        self.entries = [*page.entries, *kept]
        if not kept:
            self.older = page.older

    def add_older(self, page: TimelinePage) -> None:
        """Go on into the past."""
        self.entries.extend(page.entries)
        self.older = page.older

    def add_newer(self, page: TimelinePage) -> None:
        """Go back towards now."""
        self.entries[:0] = page.entries
        self.is_cut_at_top = len(page.entries) == PAGE

    def let_go(self, *, newest: bool, edge: Row | None) -> None:
        """Let go of what is too much at one end, up to the edge: a row that is still needed."""
        if edge is None or edge.entry is None or len(self.entries) <= MOST_HELD:
            return
        needed = edge.entry if newest else (edge.members or (edge.entry,))[-1]
        at = self.entries.index(needed)
        if newest:
            gone = min(len(self.entries) - MOST_HELD, at)
            del self.entries[:gone]
            self.is_cut_at_top |= gone > 0
        elif at + 1 < len(self.entries):
            del self.entries[max(MOST_HELD, at + 1) :]
            self.older = self.entries[-1].position()

    def fold(self, row: Row, *, unfold: bool) -> None:
        """Fold or unfold the entries behind a row."""
        if row.kind is not RowKind.FOLDED:
            return
        if unfold:
            self.unfolded |= row.event_ids()
        else:
            self.unfolded -= row.event_ids()

    def is_filtered(self) -> bool:
        """Say whether something may be hidden by the filter or the words."""
        return bool(self.chosen.kinds or self.text)

    def is_bare(self) -> bool:
        """Say whether nothing is known to have happened at all."""
        return not (self.entries or self.is_filtered())

    def rows(self) -> list[Row]:
        """Return the rows to show."""
        cut = self.is_cut_at_top
        return list(rows(self.entries, self.unfolded, self.times, is_cut_at_top=cut))
