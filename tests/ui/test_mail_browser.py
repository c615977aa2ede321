"""A hostile mail in the window: nothing is asked for, nothing is followed, nothing hangs."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.connectors.channels.email.showing import safe_html
from agent_console.ui.screens.customer.message.browser import MailBrowser
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Appearance

HOSTILE = (
    '<img src="{there}/pixel.gif"><p>Hello</p>',
    '<img src="file:///etc/passwd"><img src="/etc/passwd"><img src="cid:logo"><p>Hello</p>',
    '<img src="data:image/png;base64,iVBORw0KGgo="><p>Hello</p>',
    '<link rel="stylesheet" href="{there}/style.css"><p>Hello</p>',
    "<style>@import url({there}/a.css); p {{ background: url({there}/b.png) }}</style><p>Hello</p>",
    '<p style="background-image:url({there}/c.png)">Hello</p><body background="{there}/d.png">',
    '<table background="{there}/e.png"><tr><td background="{there}/f.png">Hello</td></tr></table>',
    '<iframe src="{there}/frame"></iframe><object data="{there}/o"></object><p>Hello</p>',
    '<meta http-equiv="refresh" content="0;url={there}/go"><base href="{there}/"><p>Hello</p>',
    '<script>fetch("{there}/script")</script><svg><image href="{there}/svg"/></svg><p>Hello</p>',
    '<video src="{there}/v" poster="{there}/p"></video><audio src="{there}/a"></audio><p>Hello</p>',
    '<a href="{there}/"><img src="{there}/in-a-link"></a><p>Hello</p>',
    "<table><tr><td>" * 300 + "<p>Hello</p>",
    "<div><blockquote>" * 2_000 + "<p>Hello</p>",
    "<p>Hello</p>" + "<b>x" * 50_000,
)


@pytest.fixture
def there() -> Iterator[tuple[str, list[bytes]]]:
    """A server that counts who comes."""
    visits: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        is_over = threading.Event()

        def serve() -> None:
            while not is_over.is_set():
                try:
                    visitor, _ = server.accept()
                except TimeoutError:
                    continue
                visits.append(visitor.recv(1000))
                visitor.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", visits
        is_over.set()
        thread.join()


@pytest.fixture
def browser(app: QApplication) -> Iterator[MailBrowser]:
    made = MailBrowser(Theme(app, ForgetfulPreferences(Appearance.LIGHT)), "Mail")
    made.resize(500, 400)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QTest.qWait(1)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_mail_is_shown_and_asks_for_nothing(browser: MailBrowser, there, number: int):
    address, visits = there
    html = safe_html(HOSTILE[number].replace("{there}", address).replace("{{", "{"))
    assert html is not None
    started = time.monotonic()
    browser.show_html(html)
    QTest.qWait(20)
    browser.repaint()
    assert time.monotonic() - started < 3
    assert "Hello" in browser.toPlainText()
    assert (visits, browser.asked) == ([], [])


@pytest.mark.parametrize("number", range(12))
def test_even_a_mail_that_nobody_cleaned_reaches_nobody(browser: MailBrowser, there, number: int):
    address, visits = there
    browser.show_html(HOSTILE[number].replace("{there}", address).replace("{{", "{"))
    QTest.qWait(150)
    browser.repaint()
    assert visits == []


def test_a_link_is_told_and_never_followed(browser: MailBrowser):
    told: list[str] = []
    browser.link_chosen.connect(told.append)
    browser.show_html('<p><a href="https://shop.example/7">look</a></p>')
    for link in ("https://shop.example/7", "file:///etc/passwd", "javascript:alert(1)"):
        browser.anchorClicked.emit(QUrl(link))
    assert told == ["https://shop.example/7"]
    assert "look" in browser.toPlainText()


def test_plain_text_is_never_read_as_markup(browser: MailBrowser):
    browser.show_text("<b>not bold</b> & so on")
    assert browser.toPlainText() == "<b>not bold</b> & so on"
