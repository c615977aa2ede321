"""Has a return judged, priced and ordered; asked twice or too soon it orders nothing."""

from dataclasses import replace
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.returning import Offer, ReturnWish
from agent_console.ports.acting.writing import Correspondence
from agent_console.ui.bridge.reader import Writer
from agent_console.ui.screens.customer.returning.pane import ReturnPane
from agent_console.ui.screens.customer.returning.wishing import (
    counted,
    rate_beside,
    sku_of,
    toggled,
    wanted,
)

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

    def __init__(self, pane: ReturnPane, writer: Writer) -> None:
        super().__init__(pane)
        self._pane = pane
        self._writer = writer
        self._wish: ReturnWish | None = None
        self._offer: Offer | None = None
        self._last = ""
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
        self._is_open, self._wish, self._offer = True, None, None
        self._is_ordering = self._orders_next = False
        self._asked_at = self._shown_at = monotonic()
        self._pane.exception.show_words("")
        self._pane.show_offer(Offer(wish))
        self._ask(wish)
        self.opened.emit()
        self._pane.first().setFocus()

    def close(self) -> None:
        """Put it away; nothing was ordered."""
        if self._is_open:
            self._is_open, self._wish = False, None
            self._again.stop()
            self._typing.stop()
            self.closed.emit()

    def order(self) -> None:
        """Order what is in sight; too soon, twice, or while it still changes it does nothing."""
        offer = self._offer
        if offer is None or self._is_ordering or not self._pane.buy.isEnabled():
            return
        if not self._was_seen(offer):
            return
        if self._typing.isActive():
            self._typing.stop()
            self._on_typed()
        if self._wish != offer.wish:
            self._orders_next = True
            return
        self._is_ordering = True
        self._again.stop()
        self._pane.show_ordering()
        self._writer.ask(partial(_ordered, offer), self._on_ordered, self._on_failed)

    def _was_seen(self, offer: Offer) -> bool:
        """Say whether a person saw all of it but the words she types herself."""
        if monotonic() - self._shown_at < LEAST_S or self._wish is None:
            return False
        return replace(self._wish, exception="") == replace(offer.wish, exception="")

    def _wire(self) -> None:
        pane, body = self._pane, self._pane.body
        pane.order_wanted.connect(self.order)
        pane.closed.connect(self.close)
        pane.articles.chosen.connect(self._toggle)
        pane.reasons.chosen.connect(self._choose_reason)
        pane.rates.chosen.connect(self._choose_rate)
        pane.mail.clicked.connect(self._toggle_mail)
        pane.exception_typed.connect(self._typing.start)
        body.toggled.connect(self._toggle_number)
        body.counted.connect(self._count)
        body.reasoned.connect(self._choose_reason)
        body.stepped.connect(self._step_rate)
        body.mailed.connect(self._toggle_mail)

    def _toggle_number(self, number: int) -> None:
        if self._offer is not None and (sku := sku_of(self._offer, number)):
            self._toggle(sku)

    def _toggle(self, sku: str) -> None:
        self._last = sku
        if self._offer is not None and self._wish is not None:
            self._change(toggled(self._offer, self._wish, sku))

    def _count(self, step: int) -> None:
        """Take one more or less of the article that was chosen last."""
        if self._offer is not None and self._wish is not None:
            self._last = self._last or next(iter(wanted(self._wish)), "")
            self._change(counted(self._offer, self._wish, self._last, step))

    def _choose_reason(self, reason: str) -> None:
        if self._wish is not None:
            self._change(replace(self._wish, reason=Reason(reason)))

    def _choose_rate(self, rate: str) -> None:
        if self._wish is not None:
            self._change(replace(self._wish, rate=rate))

    def _step_rate(self, step: int) -> None:
        if self._offer is not None and (rate := rate_beside(self._offer, step)):
            self._choose_rate(rate)

    def _toggle_mail(self) -> None:
        if self._wish is not None:
            self._change(replace(self._wish, is_mailed=not self._wish.is_mailed))

    def _on_typed(self) -> None:
        if self._wish is not None:
            self._ask(replace(self._wish, exception=self._pane.exception.words()))

    def _change(self, wish: ReturnWish) -> None:
        self._asked_at = self._shown_at = monotonic()
        self._ask(wish)

    def _ask_again(self) -> None:
        if self._wish is not None:
            self._ask(self._wish)

    def _ask(self, wish: ReturnWish) -> None:
        """Ask what a wish comes to; only the newest question is ever answered."""
        if not self._is_ordering:
            self._wish = wish
            self._writer.ask(partial(_offered, wish), self._on_offered, self._on_failed, key=self)

    def _on_offered(self, offer: Offer) -> None:
        if not self._is_open or self._is_ordering:
            return
        had_price = self._offer is not None and self._offer.quote is not None
        if offer.quote is None and not offer.cannot:
            if monotonic() - self._asked_at < PATIENCE_S:
                self._again.start()
            else:
                offer = replace(offer, cannot=(NO_PRICE,))
        elif not had_price:
            self._shown_at = monotonic()
        self._offer, self._wish = offer, offer.wish
        self._pane.show_offer(offer)
        if self._orders_next:
            self._orders_next = False
            self.order()

    def _on_ordered(self, handed: Handed) -> None:
        self._is_ordering = False
        if handed.key is not None:
            self.ordered.emit()
            self.close()
        elif self._offer is not None:
            self._offer = replace(self._offer, cannot=handed.cannot or handed.differs)
            self._pane.show_offer(self._offer)

    def _on_failed(self, failure: BaseException) -> None:
        self._is_ordering = False
        if self._offer is not None:
            self._pane.show_reasons(
                replace(self._offer, cannot=(f"Nothing was ordered: {failure}",))
            )


def _offered(wish: ReturnWish, desk: Correspondence) -> Offer:
    return desk.returns.offer(wish)


def _ordered(offer: Offer, desk: Correspondence) -> Handed:
    return desk.returns.order(offer)
