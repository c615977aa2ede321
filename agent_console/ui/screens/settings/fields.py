"""The lines of a form: one to type in, or a few words to choose from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from agent_console.ui.screens.settings.viewmodel import FormField
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.forms.choices import Choices
from agent_console.ui.widgets.measures import Measures

FIELD_HIGH = 32


class Field(QLineEdit):
    """A line to type in; a secret one never shows what is typed."""

    def __init__(self, theme: Theme, told: FormField) -> None:
        super().__init__()
        self.told = told
        self.setAccessibleName(told.label)
        self.setPlaceholderText(told.hint)
        if told.is_secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        Measures(theme, self).keep(self.setFixedHeight, FIELD_HIGH)

    def stops(self) -> Sequence[QWidget]:
        """Return what Tab goes through."""
        return (self,)

    def take_keyboard(self) -> None:
        """Take what is typed."""
        self.setFocus()


class ChoiceField(Choices):
    """A few words of which one is chosen; what stands in a file beside them is shown as well."""

    def __init__(self, theme: Theme, told: FormField) -> None:
        super().__init__(theme, told.label, edge=True)
        self.told = told
        self._chosen = ""
        self._words = dict.fromkeys(told.choices)
        self.chosen.connect(self.setText)
        self.setText(told.default)

    def text(self) -> str:
        """Return what is chosen."""
        return self._chosen

    def setText(self, chosen: str) -> None:
        """Choose."""
        self._chosen = chosen
        if chosen:
            self._words[chosen] = None
        self.show_choices([(one, one) for one in self._words], chosen)

    def take_keyboard(self) -> None:
        """Take the keyboard where it is chosen."""
        stops = self.stops()
        next((one for one in stops if one.isChecked()), stops[0]).setFocus()


def field(theme: Theme, told: FormField) -> Field | ChoiceField:
    """Return a line for what is asked."""
    return ChoiceField(theme, told) if told.choices else Field(theme, told)
