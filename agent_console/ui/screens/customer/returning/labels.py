"""The labels of an order that were bought: looked at, printed, saved, taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage

from agent_console.domain.acting.label import LabelFile
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.returning import Returned
from agent_console.ports.acting.writing import Correspondence
from agent_console.ui.bridge.printing import Printers, Printing
from agent_console.ui.bridge.reader import Writer
from agent_console.ui.screens.customer.message.saving import put_down
from agent_console.ui.screens.customer.returning.label.side import PRINT, SAVE, TAKE_BACK
from agent_console.ui.screens.customer.returning.pane import ReturnPane


class Labels(QObject):
    """Shows the label of a return and does what its rows say; `changed` says one is taken back."""

    changed = Signal()

    def __init__(self, pane: ReturnPane, writer: Writer, printing: Printing) -> None:
        super().__init__(pane)
        self._side = side = pane.side
        self._form = pane.form
        self._writer = writer
        self._printing = printing
        self._labels: Sequence[Returned] = ()
        self._shown: Returned | None = None
        self._file: LabelFile | None = None
        self._doing = PRINT
        side.act_wanted.connect(self._act)
        pane.form.labels.chosen.connect(self._choose)
        pane.form.body.looked.connect(self._step)
        self._acts: dict[str, Callable[[Returned], None]] = {
            PRINT: self._print,
            SAVE: self._save,
            TAKE_BACK: self._take_back,
        }

    def open(self) -> None:
        """Begin with nothing known."""
        self._labels, self._shown, self._file = (), None, None
        self._side.show_samples()
        self._form.show_labels((), None)

    def show(self, labels: Sequence[Returned], *, is_first: bool) -> None:
        """Show the newest of these unless another is chosen; `is_first` is what is new."""
        if tuple(labels) == tuple(self._labels):
            return
        self._labels = labels
        self._form.show_labels(labels, None)
        known = {one.key: one for one in labels}
        wanted = known.get(self._shown.key) if self._shown else None
        if wanted is None and not is_first:
            wanted = next(iter(labels), None)
        if wanted is not None:
            self._show(wanted)

    def _choose(self, key: str) -> None:
        for one in self._labels:
            if one.key == key:
                self._show(one)

    def _step(self) -> None:
        """Show the next label, after the last the first again."""
        keys = [one.key for one in self._labels]
        if keys:
            at = keys.index(self._shown.key) if self._shown and self._shown.key in keys else -1
            self._choose(keys[(at + 1) % len(keys)])

    def _show(self, label: Returned) -> None:
        is_other = self._shown is None or self._shown.key != label.key
        self._shown = label
        self._side.show_label(label)
        self._form.show_labels(self._labels, label.key)
        if is_other or self._file is None:
            self._file = None
            self._side.picture.show_draft(None)
            if label.has_file:
                question = partial(_file, label.key)
                self._writer.ask(question, self._on_file, self._on_failed, key=self)

    def _on_file(self, file: LabelFile | None) -> None:
        self._file = file
        if file is None or file.picture is None:
            self._side.say(PRINT, "no picture; save it and print the file", enabled=False)
            return
        image = QImage.fromData(file.picture)
        if not image.isNull():
            self._side.picture.show_image(image)

    def _act(self, word: str) -> None:
        if self._shown is not None:
            self._doing = word
            self._acts[word](self._shown)

    def _print(self, label: Returned) -> None:
        if self._file is not None and self._file.picture is not None:
            self._side.say(PRINT, "is being printed …")
            question = partial(_printed, self._file.picture, f"Return of order {label.order}")
            self._printing.ask(question, self._on_printed, self._on_failed)

    def _save(self, label: Returned) -> None:
        if self._file is not None:
            name = f"Return label {label.order}.{self._file.format.value}"
            question = partial(_saved, name, self._file.content)
            self._writer.ask(question, self._on_saved, self._on_failed)

    def _take_back(self, label: Returned) -> None:
        self._side.say(TAKE_BACK, "asking …", enabled=False)
        self._writer.ask(partial(_voided, label.key), self._on_voided, self._on_failed)

    def _on_printed(self, said: str) -> None:
        self._side.say(PRINT, said)

    def _on_saved(self, said: str) -> None:
        self._side.say(SAVE, said)

    def _on_voided(self, handed: Handed) -> None:
        if handed.key is None:
            self._side.say(TAKE_BACK, " ".join(handed.cannot), enabled=False)
        else:
            self._side.say(TAKE_BACK, "asked for; the money is not back yet", enabled=False)
            self.changed.emit()

    def _on_failed(self, failure: BaseException) -> None:
        self._side.say(self._doing, f"not done: {failure}")


def _file(key: str, desk: Correspondence) -> LabelFile | None:
    return desk.returns.label(key)


def _voided(key: str, desk: Correspondence) -> Handed:
    return desk.returns.void(key)


def _saved(name: str, content: bytes, _desk: Correspondence) -> str:
    place = QStandardPaths.StandardLocation.DownloadLocation
    return put_down(Path(QStandardPaths.writableLocation(place)), name, content)


def _printed(picture: bytes, title: str, printers: Printers) -> str:
    return printers.print(picture, title)
