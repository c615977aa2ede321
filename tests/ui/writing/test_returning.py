"""A return chosen and ordered by keys: once, never too soon, never by a scanner."""

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_console.domain.returning.policy import Reason
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.returning import presenter
from agent_console.ui.shell.bursts import BurstGuard
from agent_console.ui.shell.start import Built
from tests.fakes.returning import NO
from tests.fakes.writing import MemoryCorrespondence
from tests.ui.conftest import until
from tests.ui.writing.conftest import press
from tests.ui.writing.test_bursts import Fingers, codes

FIVE = tuple((f"SKU-{n}", f"Article {n}", n) for n in range(1, 6))


def bring_back(built: Built, page: CustomerPresenter) -> None:
    """Press R and look at the return for as long as a person does at least."""
    press(built, Qt.Key.Key_R)
    until(page.view.work.is_returning)
    until(built.session.writer.is_idle)
    look()


def watched(built: Built) -> Fingers:
    """Return fingers before a guard that tells a scanner from a person."""
    made, _commands = Fingers(built), list[str]()
    BurstGuard(built.window, _commands.append, made.moment)
    return made


def look() -> None:
    QTest.qWait(int(presenter.LEAST_S * 1000) + 50)


def test_the_only_article_is_ordered_in_two_actions(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    bring_back(built, page)
    assert page.view.work.returning.buy.text() == "Buy label for 6.90 EUR and mail it"
    press(built, Qt.Key.Key_Return)
    until(lambda: bool(post.returns.ordered))
    until(lambda: not page.view.work.is_returning())
    [ordered] = post.returns.ordered
    assert ordered.wish.lines == {"JACKET-M": 1}
    assert ordered.rate.external_id == "r1"
    assert ordered.wish.is_mailed


def test_one_of_five_articles_for_another_reason_takes_four_actions(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.returns.articles = FIVE
    bring_back(built, page)
    assert not page.view.work.returning.buy.isEnabled()
    press(built, Qt.Key.Key_3)
    press(built, Qt.Key.Key_D)
    until(page.view.work.returning.buy.isEnabled)
    look()
    press(built, Qt.Key.Key_Return)
    until(lambda: bool(post.returns.ordered))
    [ordered] = post.returns.ordered
    assert (ordered.wish.lines, ordered.wish.reason) == ({"SKU-3": 3}, Reason.DAMAGED)


def test_less_of_an_article_another_rate_and_no_mail_are_keys_too(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.returns.articles = FIVE
    bring_back(built, page)
    press(built, Qt.Key.Key_4)
    until(page.view.work.returning.buy.isEnabled)
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_Down, Qt.Key.Key_E):
        press(built, key)
        until(built.session.writer.is_idle)
    assert page.view.work.returning.buy.text() == "Buy label for 13.90 EUR"
    look()
    press(built, Qt.Key.Key_Return)
    until(lambda: bool(post.returns.ordered))
    [ordered] = post.returns.ordered
    assert (ordered.wish.lines, ordered.wish.is_mailed) == ({"SKU-4": 3}, False)
    assert ordered.rate.external_id == "r2"


def test_enter_before_anybody_could_have_seen_the_price_orders_nothing(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.returns.looks = 4
    press(built, Qt.Key.Key_R)
    until(page.view.work.is_returning)
    press(built, Qt.Key.Key_Return)
    until(page.view.work.returning.buy.isEnabled)
    press(built, Qt.Key.Key_Return)
    QTest.qWait(50)
    assert post.returns.ordered == []
    look()
    for _ in range(5):
        press(built, Qt.Key.Key_Return)
    until(lambda: bool(post.returns.ordered))
    QTest.qWait(50)
    assert len(post.returns.ordered) == 1


def test_an_exception_needs_its_reason_and_ctrl_enter(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.returns.verdict = NO
    bring_back(built, page)
    pane = page.view.work.returning
    assert pane.form.exception.isVisible()
    assert (pane.buy.text(), pane.buy.isEnabled()) == ("Ask for an exception", False)
    press(built, Qt.Key.Key_X)
    until(pane.form.exception.hasFocus)
    QTest.keyClicks(pane.form.exception, "she was ill")
    until(pane.buy.isEnabled)
    look()
    QTest.keyClick(pane.form.exception, Qt.Key.Key_Return)
    QTest.qWait(30)
    assert post.returns.ordered == []
    until(pane.buy.isEnabled)
    look()
    QTest.keyClick(pane.form.exception, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: bool(post.returns.ordered))
    assert post.returns.ordered[0].wish.exception.strip() == "she was ill"


def test_esc_puts_it_away_and_nothing_is_ordered(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    bring_back(built, page)
    press(built, Qt.Key.Key_Escape)
    until(lambda: not page.view.work.is_returning())
    assert post.returns.ordered == []


def test_without_a_seller_the_action_says_so(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.returns.no_way = "nobody sells labels"
    built.session.outgoing.look()
    until(lambda: built.session.outgoing.why_not_return == "nobody sells labels")
    page.repaint_ages()
    press(built, Qt.Key.Key_R)
    QTest.qWait(50)
    assert not page.view.work.is_returning()


def test_one_more_of_the_same_is_chosen_by_its_key(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.returns.is_same = True
    bring_back(built, page)
    pane = page.view.work.returning
    assert pane.form.another.isVisible()
    assert not pane.buy.isEnabled()
    press(built, Qt.Key.Key_A)
    until(pane.buy.isEnabled)
    look()
    press(built, Qt.Key.Key_Return)
    until(lambda: bool(post.returns.ordered))
    assert post.returns.ordered[0].wish.is_another


def test_scans_neither_choose_nor_order(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.returns.articles = FIVE
    bring_back(built, page)
    fingers = watched(built)
    chance = Random(4)
    for code in codes(chance, 60):
        fingers.scan(code, chance)
    until(built.session.writer.is_idle)
    assert post.returns.ordered == []
    assert page.view.work.is_returning()
    assert not page.view.work.returning.buy.isEnabled()


def test_a_person_at_the_same_keys_does(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.returns.articles = FIVE
    bring_back(built, page)
    fingers = watched(built)
    fingers.press("2", 500)
    until(page.view.work.returning.buy.isEnabled)
    look()
    fingers.press(Qt.Key.Key_Return, 500)
    until(lambda: bool(post.returns.ordered))
    assert post.returns.ordered[0].wish.lines == {"SKU-2": 2}
