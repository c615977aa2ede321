"""Prints pictures of labels on a thread of its own: a printer may take its time to answer."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from agent_console.ui.bridge.reader import Asking

INCH_IN_M = 0.0254
NO_PRINTER = "no printer is set up on this computer; save it instead"
NOT_DRAWN = "it cannot be drawn; save it and print the file"


class Printers:
    """The printers of this computer; the one it prefers is printed on."""

    def print(self, picture: bytes, title: str) -> str:
        """Print a PNG in its own size, smaller where the paper is; say in words what came of it."""
        image = QImage.fromData(picture)
        if image.isNull():
            return NOT_DRAWN
        info = _preferred()
        if info is None:
            return NO_PRINTER
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        painter = QPainter()
        if not painter.begin(printer):
            return f"{info.printerName()} takes nothing now"
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_place(image, printer), image)
        is_done = painter.end() and printer.printerState() is not QPrinter.PrinterState.Error
        return f"sent to {info.printerName()}" if is_done else f"{info.printerName()} failed"


class Printing(Asking[Printers]):
    """Asks the printers, one sheet after the other."""

    def __init__(self, open_printers: Callable[[], Printers], parent: QObject | None) -> None:
        super().__init__(open_printers, parent)
        self.open()


def _preferred() -> QPrinterInfo | None:
    default = QPrinterInfo.defaultPrinter()
    if not default.isNull():
        return default
    return next(iter(QPrinterInfo.availablePrinters()), None)


def _place(image: QImage, printer: QPrinter) -> QRect:
    """Return where a picture stands on the paper: in its own size, or as large as fits."""
    room = printer.pageLayout().paintRectPixels(printer.resolution())
    scale = printer.resolution() / max(1.0, image.dotsPerMeterX() * INCH_IN_M)
    own = QSize(round(image.width() * scale), round(image.height() * scale))
    fits = min(1.0, room.width() / own.width(), room.height() / own.height())
    return QRect(0, 0, round(own.width() * fits), round(own.height() * fits))
