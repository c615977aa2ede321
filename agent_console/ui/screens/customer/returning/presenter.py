"""Has a return judged, priced and ordered; asked twice or too soon it orders nothing."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.returning import Offer, ReturnWish
from agent_console.ports.acting.writing import Correspondence
from agent_console.ui.bridge.reader import Writer
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
ONE, NONE = Decimal(1), Decimal(0)


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
        self._offer: Offer | None = None
        self._last = ""
        self._asked_at = self._shown_at = 0.0
        self._is_open = self._is_ordering = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._ask_again)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self._wire()

    def open(self, wish: ReturnWish) -> None:
        """Show what can go back of an order."""
        if self._is_open:
            return
        self._is_open, self._is_ordering, self._offer = True, False, None
        self._asked_at = self._shown_at = monotonic()
        self._pane.exception.show_words("")
        self._pane.show_offer(Offer(wish))
        self._ask(wish)
        self.opened.emit()
        self._pane.first().setFocus()

    def close(self) -> None:
        """Put it away; nothing was ordered."""
        if self._is_open:
            self._is_open = False
            self._again.stop()
            self._typing.stop()
            self.closed.emit()

    def order(self) -> None:
        """Order what is in sight; too soon, twice, or while it still changes it does nothing."""
        offer = self._offer
        if offer is None or self._is_ordering or not self._pane.buy.isEnabled():
            return
        if self._typing.isActive() or monotonic() - self._shown_at < LEAST_S:
            return
        self._is_ordering = True
        self._again.stop()
        self._pane.show_ordering()
        self._writer.ask(partial(_ordered, offer), self._on_ordered, self._on_failed)

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
        lines = self._offer.lines if self._offer else ()
        if number <= len(lines):
            self._toggle(lines[number - 1].sku)

    def _toggle(self, sku: str) -> None:
        """Take all of an article, or none of it."""
        for line in self._offer.lines if self._offer else ():
            if line.sku == sku:
                self._take(sku, NONE if line.wanted else line.left)

    def _count(self, step: int) -> None:
        """Take one more or less of the article that was chosen last."""
        for line in self._offer.lines if self._offer else ():
            if line.sku == self._last or (not self._last and line.wanted):
                self._take(line.sku, min(line.left, max(NONE, line.wanted + step * ONE)))
                return

    def _take(self, sku: str, quantity: Decimal) -> None:
        self._last = sku
        if self._offer is not None:
            lines: Mapping[str, Decimal] = {**(self._offer.wish.lines or {}), sku: quantity}
            wanted = {one: many for one, many in lines.items() if many > NONE}
            self._change(replace(self._offer.wish, lines=wanted))

    def _choose_reason(self, reason: str) -> None:
        if self._offer is not None:
            self._change(replace(self._offer.wish, reason=Reason(reason)))

    def _choose_rate(self, rate: str) -> None:
        if self._offer is not None:
            self._change(replace(self._offer.wish, rate=rate))

    def _step_rate(self, step: int) -> None:
        offer = self._offer
        rates = offer.quote.rates if offer and offer.quote else ()
        if offer is not None and offer.rate in rates:
            at = rates.index(offer.rate) + step
            self._choose_rate(rates[max(0, min(at, len(rates) - 1))].external_id)

    def _toggle_mail(self) -> None:
        if self._offer is not None:
            wish = self._offer.wish
            self._change(replace(wish, is_mailed=not wish.is_mailed))

    def _on_typed(self) -> None:
        if self._offer is not None:
            words = self._pane.exception.words()
            self._change(replace(self._offer.wish, exception=words))

    def _change(self, wish: ReturnWish) -> None:
        self._asked_at = self._shown_at = monotonic()
        self._ask(wish)

    def _ask_again(self) -> None:
        if self._offer is not None:
            self._ask(self._offer.wish)

    def _ask(self, wish: ReturnWish) -> None:
        if not self._is_ordering:
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
        self._offer = offer
        self._pane.show_offer(offer)

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
