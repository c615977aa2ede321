"""The smallest window that the private desktop can drive: a search field, a button, a list."""

import sys

from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


def main() -> None:
    """Show the window until it is ended."""
    app = QApplication(sys.argv)
    app.setApplicationName("Example Window")
    window = QWidget()
    window.setWindowTitle("Example Window")
    search = QLineEdit()
    search.setAccessibleName("Search customers")
    send = QPushButton("Send delay notice")
    status = QLabel("Nothing sent")
    orders = QListWidget()
    orders.setAccessibleName("Orders")
    orders.addItems([f"Order {number}" for number in range(1001, 1101)])
    send.clicked.connect(lambda: status.setText("Notice sent"))
    orders.currentTextChanged.connect(lambda text: status.setText(f"Showing {text}"))
    layout = QVBoxLayout(window)
    for widget in (search, send, status, orders):
        layout.addWidget(widget)
    window.resize(640, 480)
    window.show()
    sys.exit(app.exec())


if __name__ == "__main__":
    main()
