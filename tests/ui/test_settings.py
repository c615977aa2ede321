"""Settings: what is connected is shown, tried, kept, changed; nothing is kept that fails."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
)

from agent_console.ports.desktop import CommandAnswer
from agent_console.ui.screens.settings.presenter import SettingsPresenter
from agent_console.ui.screens.settings.view import SettingsView
from agent_console.ui.screens.settings.viewmodel import (
    connections_of,
    in_words_of_form,
    kinds_of,
    proposed_name,
)
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Appearance
from agent_console.ui.widgets.labels import ElidedLabel, PlainLabel
from tests.fakes.commands import KINDS, MemoryCommands, connection, failed
from tests.ui.conftest import until

CANARY = "s3cret-Canary-4402"


class Settings:
    """The screen by itself, with commands from memory."""

    def __init__(self, app: QApplication) -> None:
        self.theme = Theme(app, ForgetfulPreferences(Appearance.LIGHT))
        self.commands = MemoryCommands()
        self.view = SettingsView(self.theme)
        self.presenter = SettingsPresenter(self.view, self.commands)
        self.heard: list[str] = []
        self.presenter.connected.connect(lambda: self.heard.append("connected"))
        self.presenter.left.connect(lambda: self.heard.append("left"))
        self.view.resize(900, 700)
        self.view.show()

    def words(self) -> str:
        QTest.qWait(1)
        labels = [one.text() for one in self.view.findChildren(QLabel) if one.isVisible()]
        return "\n".join(labels)

    def button(self, name: str) -> QAbstractButton:
        QTest.qWait(1)
        buttons = self.view.findChildren(QAbstractButton)
        return next(one for one in buttons if one.accessibleName() == name and one.isVisible())

    def fill(self, **values: str) -> None:
        QTest.qWait(1)
        for name, text in values.items():
            self.view.form.point_at(name)
            field = self.view.form.focusWidget()
            assert isinstance(field, QLineEdit)
            field.setText(text)


@pytest.fixture
def settings(app: QApplication) -> Iterator[Settings]:
    made = Settings(app)
    yield made
    made.view.close()
    made.view.deleteLater()
    QTest.qWait(1)


def test_a_store_is_tried_kept_and_named(settings: Settings):
    settings.presenter.add("store", alone=True)
    assert "Connect Vendure" in settings.words()
    settings.fill(base_url="https://shop.example", username="ana", password=CANARY)
    settings.view.form.submitted.emit()
    pairs = "base_url=https://shop.example username=ana"
    assert settings.commands.deeds() == [
        f"connections try vendure {pairs}",
        "secrets set web-shop password --kind vendure",
        f"connections add web-shop vendure {pairs}",
    ]
    typed = [typed for _, typed in settings.commands.asked if typed]
    assert [json.loads(typed[0]), typed[1]] == [{"password": CANARY}, CANARY]
    assert settings.heard == ["connected", "left"]


def test_without_a_store_nothing_could_not_be_read(settings: Settings):
    missing = {"error": {"kind": "store_missing", "message": "There is no store yet"}}
    settings.commands.failing["quarantine list"] = CommandAnswer(5, missing)
    settings.presenter.open()
    assert "None." in settings.words().splitlines()


def test_what_fails_is_not_kept_and_says_what_helps(settings: Settings):
    why = "web-shop does not accept the password"
    settings.commands.failing["connections try"] = failed("sign_in_again", why)
    settings.presenter.add("store")
    settings.fill(base_url="https://shop.example", username="ana", password=CANARY)
    settings.view.form.submitted.emit()
    assert settings.commands.deeds()[-1].startswith("connections try")
    assert f"{why}. Check user name and secret" in settings.words()
    assert settings.heard == []
    assert settings.view.is_asking()
    assert settings.button("Test and keep").isEnabled()


def test_what_must_be_filled_in_is_asked_for(settings: Settings):
    settings.presenter.add("store")
    settings.fill(base_url="https://shop.example")
    settings.view.form.submitted.emit()
    assert settings.commands.deeds() == []
    assert "User name is missing." in settings.words()
    assert settings.view.form.focusWidget().accessibleName() == "User name"


def test_a_secret_is_never_shown(settings: Settings):
    settings.presenter.add("carrier")
    settings.fill(api_key=CANARY)
    fields = settings.view.form.findChildren(QLineEdit)
    assert CANARY not in [one.displayText() for one in fields]


def test_a_failing_connection_says_why_and_what_helps(settings: Settings):
    settings.commands.connections = [
        connection("web-shop", status="sign_in_again", message="it refused the password"),
        connection("outlet", status="disabled", message="switched off in config.toml"),
    ]
    settings.presenter.open()
    told = settings.words()
    assert "vendure  ·  does not let us in" in told
    assert "it refused the password. Check user name and secret" in told
    assert "vendure  ·  switched off" in told


def test_since_when_a_connection_fails_is_never_cut(settings: Settings):
    row = connection("web-shop", status="try_later", message="nobody there")
    settings.commands.connections = [{**row, "since": "last read 04:01, failing since 04:02"}]
    settings.view.resize(700, 500)
    settings.presenter.open()
    QTest.qWait(1)
    labels = settings.view.findChildren(PlainLabel)
    [state] = [one for one in labels if "failing since" in one.text()]
    assert not isinstance(state, ElidedLabel)
    until(lambda: state.height() >= state.heightForWidth(state.width()) > 0)
    assert state.geometry().bottom() <= state.parentWidget().height()


def test_a_connection_is_switched_off_and_taken_out_only_when_sure(settings: Settings):
    settings.commands.connections = [connection("web-shop")]
    settings.presenter.open()
    settings.button("Switch off web-shop").click()
    settings.button("Take out web-shop").click()
    assert settings.commands.deeds() == ["connections change web-shop enabled=false"]
    settings.button("Sure? web-shop").click()
    assert settings.commands.deeds()[-1] == "connections remove web-shop"
    assert settings.heard == ["connected", "connected"]


def test_a_connection_is_tried_before_it_is_changed(settings: Settings):
    settings.commands.connections = [connection("web-shop")]
    settings.presenter.open()
    settings.button("Change web-shop").click()
    assert "Change web-shop" in settings.words()
    settings.fill(base_url="https://new.example")
    settings.view.form.submitted.emit()
    pairs = "base_url=https://new.example username=u"
    assert settings.commands.deeds()[1:] == [
        f"connections try vendure {pairs} --of web-shop",
        f"connections change web-shop {pairs}",
    ]


def test_a_field_that_was_cleared_is_told_and_a_secret_may_come_alone(settings: Settings):
    settings.commands.connections = [connection("web-shop")]
    settings.presenter.open()
    settings.button("Change web-shop").click()
    settings.fill(password=CANARY)
    settings.view.form.submitted.emit()
    assert settings.commands.deeds()[2] == "secrets set web-shop password"
    assert settings.view.form.values() == {"base_url": "https://old.example", "username": "u"}
    settings.fill(username="")
    assert settings.view.form.values()["username"] == ""


def test_a_late_answer_drives_no_other_form(settings: Settings):
    late: list = []
    settings.presenter.add("store")
    settings.fill(base_url="https://shop.example", username="ana", password=CANARY)
    run = settings.commands.run
    settings.commands.run = lambda words, then, typed="": late.append(then)
    settings.view.form.submitted.emit()
    settings.view.form.left.emit()
    settings.commands.run = run
    settings.presenter.add("carrier")
    settings.fill(api_key=CANARY)
    late[0](CommandAnswer(0, {"connections": [connection("vendure")]}))
    assert settings.commands.deeds() == []
    assert settings.heard == []
    assert settings.view.is_asking()


def test_an_answer_out_of_sight_still_counts(settings: Settings):
    settings.presenter.add("store")
    settings.fill(base_url="https://shop.example", username="ana", password=CANARY)
    settings.view.hide()
    settings.view.form.submitted.emit()
    assert settings.commands.deeds()[-1].startswith("connections add web-shop")
    assert settings.heard == ["connected"]


def test_the_next_connection_gets_a_name_of_its_own(settings: Settings):
    for _ in range(2):
        settings.presenter.add("store", alone=True)
        settings.fill(base_url="https://shop.example", username="ana", password=CANARY)
        settings.view.form.submitted.emit()
    added = [one for one in settings.commands.deeds() if one.startswith("connections add")]
    assert [one.split()[2] for one in added] == ["web-shop", "web-shop-2"]


def test_a_name_that_cannot_be_is_not_tried(settings: Settings):
    settings.presenter.add("store")
    settings.fill(name="-shop", base_url="https://shop.example", username="ana")
    settings.view.form.submitted.emit()
    assert settings.commands.deeds() == []
    assert "The name needs letters and digits" in settings.words()


def test_a_name_that_is_taken_is_not_tried(settings: Settings):
    settings.commands.connections = [connection("m1")]
    settings.presenter.add("store")
    settings.fill(name="m1", base_url="https://shop.example", username="ana")
    settings.view.form.submitted.emit()
    assert settings.commands.deeds() == []
    assert "There is a connection m1 already; choose another name." in settings.words()
    settings.fill(name="M 1")
    settings.view.form.submitted.emit()
    assert settings.commands.deeds()[0].startswith("connections try")


def test_a_fault_is_told_in_the_words_of_the_form(settings: Settings):
    why = "the new connection: first_days is a whole number up to 36500"
    wrong = {"error": {"kind": "config", "message": why}}
    settings.commands.failing["connections try"] = CommandAnswer(3, wrong)
    settings.presenter.add("channel")
    settings.fill(imap_host="imap.example", first_days="ten")
    settings.view.form.submitted.emit()
    told = settings.words().splitlines()
    assert "“Days of mail to read at first” is a whole number up to 36500" in told
    assert settings.view.form.focusWidget().accessibleName() == "Days of mail to read at first"


def test_a_fault_keeps_commands_and_plain_words_as_they_are():
    mail = kinds_of(KINDS)[2]
    said = "no password; look at imap_security, or run `secrets set m1 oauth_token`"
    told, meant = in_words_of_form(said, mail.fields)
    assert told == said.replace("imap_security", "“Incoming mail, security”")
    assert meant == "imap_security"


def test_what_has_few_values_is_chosen(settings: Settings):
    settings.presenter.add("channel")
    settings.fill(imap_host="imap.example")
    assert settings.button("Incoming mail, security tls").isChecked()
    settings.button("Incoming mail, security starttls").click()
    assert settings.view.form.values()["imap_security"] == "starttls"
    settings.view.form.point_at("imap_security")
    stop = settings.view.form.focusWidget()
    assert stop.accessibleName() == "Incoming mail, security starttls"
    QTest.keyClick(stop, Qt.Key.Key_Right)
    assert settings.view.form.values()["imap_security"] == "none"
    QTest.keyClick(settings.view.form.focusWidget(), Qt.Key.Key_Tab)
    assert settings.view.form.focusWidget().accessibleName() == "Days of mail to read at first"


def test_the_keyboard_stays_where_something_was_switched(settings: Settings):
    settings.commands.connections = [connection("web-shop")]
    settings.presenter.open()
    settings.button("Switch off web-shop").setFocus()
    settings.button("Switch off web-shop").click()
    QTest.qWait(1)
    assert settings.view.focusWidget().accessibleName() == "Switch off web-shop"


def test_a_test_says_what_answered_or_why_not(settings: Settings):
    settings.commands.connections = [connection("web-shop")]
    settings.presenter.open()
    settings.button("Test web-shop").click()
    assert "It answers." in settings.words()
    settings.commands.failing["connections test"] = failed("try_later", "nobody there")
    settings.button("Test web-shop").click()
    assert "nobody there. Is the address right" in settings.words()


def test_settings_that_cannot_be_read_say_so(settings: Settings):
    wrong = {"error": {"kind": "config", "message": "config.toml, line 3: unknown key 'pol'"}}
    settings.commands.failing["connections list"] = CommandAnswer(3, wrong)
    settings.presenter.open()
    assert "line 3: unknown key 'pol'" in settings.words()


def test_what_could_not_be_read_can_be_looked_at(settings: Settings):
    settings.commands.unread = [
        {
            "connection": "web-shop",
            "stream": "orders",
            "external_id": "7",
            "reason": "total: expected a whole number, found null",
            "raw": '{"id": 7}',
        }
    ]
    settings.presenter.open()
    assert "1 kept raw until they can be read." in settings.words()
    settings.button("web-shop: orders 7").click()
    assert settings.view.unread._raw.toPlainText() == '{"id": 7}'
    settings.commands.unread = []
    settings.button("Read the records again").click()
    assert settings.commands.deeds() == ["quarantine retry"]
    assert "None." in settings.words()


def test_the_look_is_chosen_and_marked(settings: Settings):
    settings.presenter.open()
    settings.button("Look: Dark").click()
    settings.button("Text at 150 %").click()
    assert settings.theme.appearance() is Appearance.DARK
    assert settings.theme.text_percent() == 150
    assert settings.button("Look: Dark").isChecked()
    assert not settings.button("Look: Light").isChecked()
    settings.theme.step_text(0)
    assert settings.button("Text at 100 %").isChecked()


def test_every_control_has_a_name_of_its_own(settings: Settings):
    settings.commands.connections = [connection("web-shop"), connection("outlet")]
    settings.presenter.open()
    names = [
        one.accessibleName()
        for kind in (QAbstractButton, QLineEdit)
        for one in settings.view.findChildren(kind)
        if one.isVisible()
    ]
    assert all(names)
    assert len(set(names)) == len(names)


def test_a_new_name_is_one_that_nobody_has():
    vendure = kinds_of(KINDS)[0]
    assert proposed_name(vendure, []) == "web-shop"
    assert proposed_name(vendure, ["Web-Shop", "web-shop-2"]) == "web-shop-3"


def test_a_row_says_since_when_a_connection_fails():
    row = {
        "name": "mail",
        "kind": "email",
        "enabled": True,
        "status": "try_later",
        "message": "mail cannot be reached",
        "since": "last read 21:50, failing since 21:51",
    }
    [told] = connections_of({"connections": [row]})
    assert told.words == "does not answer, last read 21:50, failing since 21:51"
