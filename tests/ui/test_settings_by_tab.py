"""Tab goes through the settings as they are read."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from tests.fakes.commands import connection
from tests.ui.test_settings import CANARY, Settings


def test_tab_goes_from_the_last_field_to_what_keeps_the_connection(app: QApplication):
    whole = QWidget()
    across = QHBoxLayout(whole)
    made = Settings(app)
    for part in (QPushButton("Rail"), made.view):
        across.addWidget(part)
    whole.show()
    whole.activateWindow()
    made.presenter.add("store")
    made.fill(password=CANARY)
    names = []
    for _ in range(2):
        QTest.keyClick(made.view.form.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    assert names == ["Test and keep", "Cancel the connection"]
    whole.close()


def test_tab_goes_down_the_page_as_it_is_read_also_after_the_lines_were_made_anew(
    app: QApplication,
):
    whole = QWidget()
    across = QHBoxLayout(whole)
    made = Settings(app)
    across.addWidget(made.view)
    made.commands.connections = [connection("web-shop"), connection("other")]
    whole.show()
    whole.activateWindow()
    made.presenter.open()
    made.button("Switch off web-shop").click()
    QTest.qWait(1)
    made.button("Test web-shop").setFocus()
    heights, names = [], []
    while len(names) == len(set(names)):
        stop = QApplication.focusWidget()
        names.append(stop.accessibleName())
        heights.append(stop.mapTo(made.view.connections.parentWidget(), QPoint()).y())
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    assert names[:5] == [
        *(f"{deed} web-shop" for deed in ("Test", "Change", "Switch off", "Take out")),
        "Test other",
    ]
    assert len(names) > 12
    assert heights[:-1] == sorted(heights[:-1])
    whole.close()
