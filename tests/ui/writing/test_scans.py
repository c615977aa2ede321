"""One scan, wherever the keyboard is: the customer, her order, and until when it can go back."""

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_console.ui.shell.start import Built
from tests.fakes.desk import MemoryDesk
from tests.fakes.writing import MemoryCorrespondence
from tests.ui.conftest import until
from tests.ui.writing.conftest import compose
from tests.ui.writing.test_bursts import Fingers, fingers_of


def scan(built: Built, text: str) -> Fingers:
    """Scan with the keyboard on the list, as a scanner types."""
    fingers = fingers_of(built)
    fingers.scan(text, Random(5))
    fingers.press("x", 1000)
    return fingers


def named(built: Built) -> str:
    return built.window.tabs.name(built.window.tabs.currentIndex())


def test_a_label_opens_the_customer_and_says_until_when(built: Built, post: MemoryCorrespondence):
    built.window.search.results.setFocus()
    scan(built, "10455")
    until(lambda: named(built) == "Lena Hofer")
    until(lambda: "order 10455" in built.window.bar.words())
    assert post.returns.verdict.sentence in built.window.bar.words()
    assert post.sent == []


def test_an_address_with_the_number_in_it_opens_her_too(built: Built):
    built.window.search.results.setFocus()
    scan(built, "https://shop.example/orders/10455?lang=de")
    until(lambda: named(built) == "Lena Hofer")


def test_a_postcode_in_an_address_is_nobody_s_order(built: Built):
    before = built.window.tabs.count()
    built.window.search.results.setFocus()
    scan(built, "Max Huber, Hauptstr 5, 10455 Wien")
    until(lambda: "Nobody is known under Max Huber" in built.window.bar.words())
    assert built.window.tabs.count() == before


def test_a_scan_into_the_search_opens_what_was_scanned_and_not_what_was_listed(built: Built):
    field = built.window.search.field
    field.setFocus()
    QTest.keyClicks(field, "10455")
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: named(built) == "Lena Hofer")


def test_what_nobody_knows_is_searched_for_and_makes_nobody(built: Built, memory: MemoryDesk):
    before, tabs = len(memory.everybody), built.window.tabs.count()
    built.window.search.results.setFocus()
    scan(built, "ZZZ-99887766")
    until(lambda: "Nobody is known under ZZZ-99887766" in built.window.bar.words())
    assert built.window.tabs.count() == tabs
    assert len(memory.everybody) == before


def test_who_is_writing_is_offered_the_customer_and_goes_on(
    built: Built, page: object, post: MemoryCorrespondence
):
    compose(built, page)
    scan(built, "10455")
    until(lambda: "Lena Hofer" in built.window.bar.words())
    assert named(built) == "Helena Brandt"
    assert post.sent == []
