"""A label that was bought: looked at, printed, saved and taken back from where it was ordered."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QStandardPaths, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from agent_console.domain.acting.intent import IntentState
from agent_console.domain.acting.label import LabelFile, LabelFormat
from agent_console.domain.money import Money
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.returning import Returned
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.returning.label.side import PRINT, SAVE, TAKE_BACK
from agent_console.ui.screens.customer.returning.label.words import told
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.buttons import RowButton
from tests.fakes.returning import MemoryReturning
from tests.fakes.writing import MemoryCorrespondence
from tests.ui.conftest import until
from tests.ui.writing.conftest import MemoryPrinters
from tests.ui.writing.test_returning import bring_back

CTRL = Qt.KeyboardModifier.ControlModifier


def png() -> bytes:
    picture = QImage(60, 90, QImage.Format.Format_RGB32)
    picture.fill(QColor("black"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, "PNG")
    return bytes(QByteArray(buffer.data()).data())


def sell(returns: MemoryReturning, state: IntentState = IntentState.DONE) -> None:
    """Have a label bought for all that was ordered."""
    returns.articles = ()
    has_file = state is IntentState.DONE
    if has_file:
        returns.files["k9"] = LabelFile(LabelFormat.PDF, b"%PDF-1.4 label", png())
    returns.shown = [
        Returned(
            "k9",
            ProfileId(1),
            state,
            "10482",
            "1 trail jacket",
            "AustrianPost",
            Money(690, "EUR"),
            "EZ1000000001",
            datetime(2026, 12, 19, tzinfo=UTC),
            has_file=has_file,
        )
    ]


@pytest.mark.parametrize(
    ("state", "more", "said"),
    [
        (IntentState.VOID, {"outcome": "taken back; the money is back"}, "the money is back"),
        (IntentState.VOID, {}, "taken back"),
        (IntentState.DONE, {"trouble": "fetch it where it was bought"}, "not here: fetch it where"),
    ],
)
def test_how_a_label_ended_is_said_in_full(state: IntentState, more: dict[str, str], said: str):
    returns = MemoryReturning()
    sell(returns, state)
    [one] = returns.shown
    assert said in told(replace(one, has_file=False, **more))


def row(page: CustomerPresenter, act: str) -> RowButton:
    [found] = [
        one
        for one in page.view.work.returning.side.findChildren(RowButton)
        if one.property("act") == act
    ]
    return found


def press(built: Built, key: Qt.Key) -> None:
    QTest.keyClick(built.window.focused() or built.window, key, CTRL)


def test_r_shows_the_label_of_an_order_that_is_on_its_way_back(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    sell(post.returns)
    bring_back(built, page)
    side = page.view.work.returning.side
    until(lambda: side.picture.accessibleName() == "Label as it will be printed")
    assert row(page, TAKE_BACK).accessibleDescription() == "until Sat 19 Dec"
    assert not page.view.work.returning.buy.isEnabled()


def test_it_is_printed_by_one_chord(
    built: Built,
    page: CustomerPresenter,
    post: MemoryCorrespondence,
    printers: MemoryPrinters,
):
    sell(post.returns)
    bring_back(built, page)
    until(row(page, PRINT).isEnabled)
    press(built, Qt.Key.Key_P)
    until(lambda: row(page, PRINT).accessibleDescription() == "sent to Zebra, desk 4")
    assert printers.printed == [(png(), "Return of order 10482")]


def test_it_is_saved_as_the_file_that_was_bought(
    built: Built,
    page: CustomerPresenter,
    post: MemoryCorrespondence,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    sell(post.returns)
    bring_back(built, page)
    until(row(page, SAVE).isEnabled)
    press(built, Qt.Key.Key_S)
    until(lambda: row(page, SAVE).accessibleDescription().startswith("saved as"))
    assert (tmp_path / "Return label 10482.pdf").read_bytes() == b"%PDF-1.4 label"


def test_it_is_taken_back_once_and_the_money_is_only_asked_for(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    sell(post.returns)
    bring_back(built, page)
    for _ in range(5):
        press(built, Qt.Key.Key_B)
    until(lambda: "asked for" in row(page, TAKE_BACK).accessibleDescription())
    assert post.returns.voided == ["k9"]
    assert "not back yet" in row(page, TAKE_BACK).accessibleDescription()


def test_what_fails_is_said_where_it_was_asked_for_and_can_be_tried_again(
    built: Built,
    page: CustomerPresenter,
    post: MemoryCorrespondence,
    monkeypatch: pytest.MonkeyPatch,
):
    def broken(_key: str) -> None:
        raise OSError("the store is full")

    sell(post.returns)
    bring_back(built, page)
    until(row(page, TAKE_BACK).isEnabled)
    with monkeypatch.context() as broke:
        broke.setattr(post.returns, "void", broken)
        press(built, Qt.Key.Key_B)
        until(lambda: "the store is full" in row(page, TAKE_BACK).accessibleDescription())
    assert row(page, PRINT).isEnabled()
    press(built, Qt.Key.Key_B)
    until(lambda: post.returns.voided == ["k9"])


def test_as_long_as_nobody_knows_whether_it_was_bought_nothing_can_be_done_with_it(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    sell(post.returns, IntentState.UNKNOWN)
    bring_back(built, page)
    until(lambda: row(page, TAKE_BACK).accessibleDescription() == "not known yet")
    assert not any(row(page, act).isEnabled() for act in (PRINT, SAVE, TAKE_BACK))


def test_v_shows_the_label_while_other_articles_can_still_go_back(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    articles = post.returns.articles
    sell(post.returns)
    post.returns.articles = articles
    bring_back(built, page)
    picture = page.view.work.returning.side.picture
    assert "sample" in picture.accessibleName()
    QTest.keyClick(built.window.focused(), Qt.Key.Key_V)
    until(lambda: picture.accessibleName() == "Label as it will be printed")


def test_without_room_for_both_the_label_takes_the_place_of_the_form(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    articles = post.returns.articles
    sell(post.returns)
    post.returns.articles = articles
    built.window.resize(1000, 700)
    bring_back(built, page)
    pane = page.view.work.returning
    assert pane.form.isVisible()
    assert not pane.side.isVisible()
    QTest.keyClick(built.window.focused(), Qt.Key.Key_V)
    until(pane.side.isVisible)
    assert not pane.form.isVisible()
    assert pane.side.isAncestorOf(built.window.focused())
    QTest.keyClick(built.window.focused(), Qt.Key.Key_Escape)
    until(lambda: not page.view.work.is_returning())


def test_before_anything_is_bought_the_label_is_a_sample(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    bring_back(built, page)
    picture = page.view.work.returning.side.picture
    assert picture.accessibleName() == "Label preview, a sample: nothing is bought yet"
    assert row(page, PRINT).accessibleDescription() == "after buying"
