"""Has a return judged, priced and ordered; asked twice or too soon it orders nothing."""

from dataclasses import replace
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.returning import Offer, ReturnWish
from agent_console.ports.acting.writing import Correspondence
from agent_console.ui.bridge.printing import Printing
from agent_console.ui.bridge.reader import Writer
from agent_console.ui.screens.customer.returning.form.choosing import Choosing
from agent_console.ui.screens.customer.returning.labels import Labels
from agent_console.ui.screens.customer.returning.pane import ReturnPane

AGAIN_MS = 120
"""So often it is looked whether there is a price."""
PATIENCE_S = 25.0
NO_PRICE = (
    "Nobody has told a price; is the worker running, and the connection up? Close, try again."
)
LEAST_S = 0.4
"""No purchase is confirmed sooner after its preview came in sight."""
TYPING_MS = 300


class Returning(QObject):
    """One return of one order, from R to the outbox.

    `opened` and `closed` say whether it is to be in sight, `ordered` that it lies in the outbox.
    """

    opened = Signal()
    closed = Signal()
    ordered = Signal()

    def __init__(self, pane: ReturnPane, writer: Writer, printing: Printing) -> None:
        super().__init__(pane)
        self._pane = pane
        self.labels = Labels(pane, writer, printing)
        self._writer = writer
        self._chosen = Choosing(pane.form)
        self._asked_at = self._shown_at = 0.0
        self._is_open = self._is_ordering = self._orders_next = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._ask_again)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self._wire()

    def open(self, wish: ReturnWish) -> None:
        """Show what can go back of an order."""
        if self._is_open:
            return
        self._is_open = True
        self._chosen.begin(wish)
        self._is_ordering = self._orders_next = False
        self._asked_at = self._shown_at = monotonic()
        self._pane.form.exception.show_words("")
        self.labels.open()
        self._pane.show_offer(Offer(wish))
        self._ask(wish)
        self.opened.emit()
        self._pane.first().setFocus()

    def is_open(self) -> bool:
        """Say whether one is in sight."""
        return self._is_open

    def close(self) -> None:
        """Put it away; nothing was ordered."""
        if self._is_open:
            self._is_open = False
            self._chosen.begin(None)
            self._again.stop()
            self._typing.stop()
            self.closed.emit()

    def order(self) -> None:
        """Order what is in sight; too soon, twice, or while it still changes it does nothing."""
        offer = self._chosen.offer
        if offer is None or self._is_ordering or not self._pane.buy.isEnabled():
            return
        if not self._was_seen(offer):
            return
        if self._typing.isActive():
            self._typing.stop()
            self._on_typed()
        if self._chosen.wish != offer.wish:
            self._orders_next = True
            return
        self._is_ordering = True
        self._again.stop()
        self._pane.show_ordering()
        self._writer.ask(partial(_ordered, offer), self._on_ordered, self._on_failed)

    def _was_seen(self, offer: Offer) -> bool:
        """Say whether a person saw all of it but the words she types herself."""
        if monotonic() - self._shown_at < LEAST_S or self._chosen.wish is None:
            return False
        return replace(self._chosen.wish, exception="") == replace(offer.wish, exception="")

    def _wire(self) -> None:
        self._pane.order_wanted.connect(self.order)
        self._pane.closed.connect(self.close)
        self._pane.exception_typed.connect(self._typing.start)
        self._chosen.wished.connect(self._change)

    def _on_typed(self) -> None:
        if self._chosen.wish is not None:
            self._ask(replace(self._chosen.wish, exception=self._pane.form.exception.words()))

    def _change(self, wish: ReturnWish) -> None:
        self._asked_at = self._shown_at = monotonic()
        self._ask(wish)

    def _ask_again(self) -> None:
        if self._chosen.wish is not None:
            self._ask(self._chosen.wish)

    def _ask(self, wish: ReturnWish) -> None:
        """Ask what a wish comes to; only the newest question is ever answered."""
        if not self._is_ordering:
            self._chosen.wish = wish
            self._writer.ask(partial(_offered, wish), self._on_offered, self._on_failed, key=self)

    def _on_offered(self, offer: Offer) -> None:
        if not self._is_open or self._is_ordering:
            return
        had_price = self._chosen.offer is not None and self._chosen.offer.quote is not None
        if offer.quote is None and not offer.cannot:
            if monotonic() - self._asked_at < PATIENCE_S:
                self._again.start()
            else:
                offer = replace(offer, cannot=(NO_PRICE,))
        elif not had_price:
            self._shown_at = monotonic()
        self._chosen.take(offer)
        self._pane.show_offer(offer)
        self.labels.show(offer.labels, is_first=bool(offer.lines))
        if self._orders_next:
            self._orders_next = False
            self.order()

    def _on_ordered(self, handed: Handed) -> None:
        self._is_ordering = False
        if handed.key is not None:
            self.ordered.emit()
            self.close()
        elif self._chosen.offer is not None:
            self._chosen.offer = replace(self._chosen.offer, cannot=handed.cannot or handed.differs)
            self._pane.show_offer(self._chosen.offer)

    def _on_failed(self, failure: BaseException) -> None:
        self._is_ordering = False
        shown = self._chosen.offer or (Offer(self._chosen.wish) if self._chosen.wish else None)
        if shown is not None:
            self._pane.show_reasons(replace(shown, cannot=(f"Nothing was ordered: {failure}",)))


def _offered(wish: ReturnWish, desk: Correspondence) -> Offer:
    return desk.returns.offer(wish)


def _ordered(offer: Offer, desk: Correspondence) -> Handed:
    return desk.returns.order(offer)
