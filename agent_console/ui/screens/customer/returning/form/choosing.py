"""What is wished for: changed by keys and clicks in the form, completed by every offer."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.returning import Offer, ReturnWish
from agent_console.ui.screens.customer.returning.form.form import ReturnForm
from agent_console.ui.screens.customer.returning.form.wishing import (
    counted,
    rate_beside,
    sku_of,
    toggled,
    wanted,
)


class Choosing(QObject):
    """Keeps the newest wish, which may be ahead of what was offered; `wished` says it changed."""

    wished = Signal(object)

    def __init__(self, form: ReturnForm) -> None:
        super().__init__(form)
        self.wish: ReturnWish | None = None
        self.offer: Offer | None = None
        self._last = ""
        form.articles.chosen.connect(self._toggle)
        form.reasons.chosen.connect(self._choose_reason)
        form.rates.chosen.connect(self._choose_rate)
        form.mail.clicked.connect(self._toggle_mail)
        form.body.numbered.connect(self._toggle_number)
        form.body.counted.connect(self._count)
        form.body.reasoned.connect(self._choose_reason)
        form.body.stepped.connect(self._step_rate)
        form.body.mailed.connect(self._toggle_mail)
        form.another.clicked.connect(self._toggle_another)
        form.body.another.connect(self._toggle_another)

    def begin(self, wish: ReturnWish | None) -> None:
        """Forget what was offered before."""
        self.wish, self.offer, self._last = wish, None, ""

    def take(self, offer: Offer) -> None:
        """Take an offer for the newest wish, which it completes."""
        self.offer, self.wish = offer, offer.wish

    def _toggle_number(self, number: int) -> None:
        if self.offer is not None and (sku := sku_of(self.offer, number)):
            self._toggle(sku)

    def _toggle(self, sku: str) -> None:
        self._last = sku
        if self.offer is not None and self.wish is not None:
            self.wished.emit(toggled(self.offer, self.wish, sku))

    def _count(self, step: int) -> None:
        """Take one more or less of the article that was chosen last."""
        if self.offer is not None and self.wish is not None:
            self._last = self._last or next(iter(wanted(self.wish)), "")
            self.wished.emit(counted(self.offer, self.wish, self._last, step))

    def _choose_reason(self, reason: str) -> None:
        if self.offer is not None and self.wish is not None:
            self.wished.emit(replace(self.wish, reason=Reason(reason)))

    def _choose_rate(self, rate: str) -> None:
        if self.offer is not None and self.wish is not None:
            self.wished.emit(replace(self.wish, rate=rate))

    def _step_rate(self, step: int) -> None:
        if self.offer is not None and (rate := rate_beside(self.offer, step)):
            self._choose_rate(rate)

    def _toggle_another(self) -> None:
        if self.offer is not None and self.wish is not None and self.offer.is_same:
            self.wished.emit(replace(self.wish, is_another=not self.wish.is_another))

    def _toggle_mail(self) -> None:
        if self.offer is not None and self.wish is not None:
            self.wished.emit(replace(self.wish, is_mailed=not self.wish.is_mailed))
