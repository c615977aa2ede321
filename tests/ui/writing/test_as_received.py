"""What leaves is previewed as the customer will see it: laid out, whole, and loading nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from agent_console.machine.templates.renderer import ConfinedRenderer
from agent_console.ui.screens.customer.message.browser import MailBrowser
from agent_console.ui.screens.customer.writing.as_received import as_received
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Appearance
from tests.fakes.rendering import MESSAGES, rendering, sample

LETTERS = [
    (folder.parent.name, language)
    for folder in sorted(MESSAGES.glob("*/template.toml"))
    for language in ("en", "de")
]


@pytest.fixture(scope="module")
def renderer() -> Iterator[ConfinedRenderer]:
    with rendering() as filled:
        yield filled


@pytest.fixture
def browser(app: QApplication) -> MailBrowser:
    shown = MailBrowser(Theme(app, ForgetfulPreferences(Appearance.DARK)), "Message preview")
    shown.resize(480, 600)
    return shown


@pytest.mark.parametrize(("name", "language"), LETTERS)
def test_every_word_of_a_letter_is_shown(
    renderer: ConfinedRenderer, browser: MailBrowser, name: str, language: str
):
    letter = renderer.render(name, language, sample(name, language))
    browser.show_html(as_received(letter.html))
    browser.grab()

    shown = browser.toPlainText().split()
    missing = [
        word
        for line in letter.text.splitlines()
        if ":" not in line
        for word in line.split()
        if word not in shown and not word.startswith("http") and any(map(str.isalpha, word))
    ]
    assert missing == []
    assert browser.asked == []


def test_what_is_meant_for_the_list_of_mails_is_not_shown(
    renderer: ConfinedRenderer, browser: MailBrowser
):
    letter = renderer.render("delay", "en", sample("delay", "en"))
    browser.show_html(as_received(letter.html))
    first = browser.toPlainText().split("\n")
    assert "display:none" in letter.html
    assert "expects" not in "".join(first[: first.index("Alder & Pine")])


def test_a_letter_is_as_wide_as_the_room_for_it(renderer: ConfinedRenderer, browser: MailBrowser):
    letter = renderer.render("reply", "en", sample("reply", "en"))
    browser.show_html(as_received(letter.html))
    browser.grab()
    assert browser.horizontalScrollBar().maximum() == 0
    assert browser.document().idealWidth() <= browser.viewport().width()


def test_what_a_customer_is_called_stays_words(renderer: ConfinedRenderer, browser: MailBrowser):
    posing = '<img src="file:///etc/passwd"><!--[if mso | IE]><b>x</b><![endif]-->'
    values = sample("reply", "en") | {"customer": {"name": posing, "first_name": posing}}
    browser.show_html(as_received(renderer.render("reply", "en", values).html))
    browser.grab()
    assert posing in browser.toPlainText()
    assert browser.asked == []
