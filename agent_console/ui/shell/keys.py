"""Every key of the window: one record each, shown on the key sheet as they stand here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, the command it gives, where it acts, and what it does, for the key sheet."""

    sequence: str
    command: str
    group: str
    does: str
    cap: str = ""

    def shown(self) -> str:
        """Return what stands on the key cap."""
        return self.cap or self.sequence.replace("+", " ")


EVERYWHERE, CUSTOMER, TIMELINE = "Everywhere", "Customer", "Timeline"
WAITING = "Who waits"

KEYS: tuple[Key, ...] = (
    Key("Ctrl+K", "search", EVERYWHERE, "Search everything"),
    Key("Ctrl+1", "waiting", EVERYWHERE, "Who waits"),
    Key("Esc", "up", EVERYWHERE, "Up one level"),
    Key("F6", "next_pane", EVERYWHERE, "Next pane"),
    Key("Shift+F6", "previous_pane", EVERYWHERE, "Previous pane"),
    Key("Ctrl+2", "escalations", EVERYWHERE, "Escalations"),
    Key("Ctrl+3", "radar", EVERYWHERE, "Parcels at risk"),
    Key("Ctrl+Tab", "next_tab", EVERYWHERE, "Next customer"),
    Key("Ctrl+Shift+Tab", "previous_tab", EVERYWHERE, "Previous customer"),
    Key("Ctrl+W", "close_tab", EVERYWHERE, "Close customer"),
    Key("Ctrl+J", "show_caller", EVERYWHERE, "Who calls"),
    Key("Ctrl+0", "text_normal", EVERYWHERE, "Text at 100 %"),
    Key("Ctrl++", "text_larger", EVERYWHERE, "Larger text", cap="Ctrl +"),
    Key("Ctrl+=", "text_larger", "", ""),
    Key("Ctrl+-", "text_smaller", EVERYWHERE, "Smaller text"),
    Key("Ctrl+Shift+L", "theme", EVERYWHERE, "Light or dark"),
    Key("Ctrl+I", "why_failing", EVERYWHERE, "Why a connection fails"),
    Key("Ctrl+Shift+P", "pause", EVERYWHERE, "Pause reading, go on"),
    Key("Ctrl+,", "settings", EVERYWHERE, "Settings"),
    Key("F1", "keys", EVERYWHERE, "This sheet"),
    Key("?", "keys", "", ""),
    Key("Ctrl+Z", "undo", EVERYWHERE, "Take back what goes out, what was done"),
    Key("F5", "refresh", CUSTOMER, "Read again, try again"),
    Key("Alt+N", "troubled_order", CUSTOMER, "Order that needs a look"),
    Key("M", "message", CUSTOMER, "Write a message"),
    Key("R", "return", CUSTOMER, "Order a return label"),
    Key("N", "note", CUSTOMER, "Write a note"),
    Key("P", "call", CUSTOMER, "Log a call"),
    Key("V", "proof", CUSTOMER, "Write down a proof"),
    Key("H", "hand_off", CUSTOMER, "Hand off by a code"),
    Key("I", "people", CUSTOMER, "Same person, household"),
    Key("Y", "keep_number", CUSTOMER, "Caller's number is hers"),
    Key("U", "unlink", CUSTOMER, "Take the last link back"),
    Key("O", "open", CUSTOMER, "Open in store admin"),
    Key("C", "number", CUSTOMER, "Copy order number"),
    Key("A", "address", CUSTOMER, "Copy address"),
    Key("L", "link", CUSTOMER, "Copy link"),
    Key("Ctrl+Shift+C", "copy_answer", CUSTOMER, "Copy the answer"),
    Key("Ctrl+Shift+A", "read_aloud", CUSTOMER, "Read the answer aloud, stop"),
    Key("Alt+Down", "next_order", CUSTOMER, "Next order", cap="Alt ↓"),
    Key("Alt+Up", "previous_order", CUSTOMER, "Previous order", cap="Alt ↑"),
    Key("J", "next_row", TIMELINE, "Next row"),
    Key("K", "previous_row", TIMELINE, "Previous row"),
    Key("", "", TIMELINE, "Evidence of a row, unfold", cap="Enter"),
    Key("", "", TIMELINE, "Unfold, fold", cap="→ ←"),
    Key("/", "history", TIMELINE, "Search in the history"),
    Key("1", "filter_0", TIMELINE, "All"),
    Key("2", "filter_1", TIMELINE, "Orders"),
    Key("3", "filter_2", TIMELINE, "Parcels"),
    Key("4", "filter_3", TIMELINE, "Contacts"),
    Key("5", "filter_4", TIMELINE, "Money"),
    Key("T", "waiting_take", WAITING, "Take it, give it back"),
    Key("S", "waiting_later", WAITING, "Put off until tomorrow"),
    Key("D", "waiting_done", WAITING, "Needs no answer"),
)
