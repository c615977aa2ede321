"""What a person has the page do: read again, copy, open; and how each went."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from agent_console.domain.observation import Direction
from agent_console.ports.acting.returning import ReturnWish
from agent_console.ports.acting.writing import Wish
from agent_console.ports.desktop import Voice
from agent_console.queries.customer import to_follow
from agent_console.queries.identities.proof import means, postcode_of
from agent_console.ui.bridge.hands import Hands
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.customer.actions import ACTIONS, Action, Situation
from agent_console.ui.screens.customer.notes.presenter import NoteWish
from agent_console.ui.screens.customer.people.deeds import Handing, Proof
from agent_console.ui.screens.customer.people.presenter import Company
from agent_console.ui.screens.customer.view import CustomerView
from agent_console.ui.screens.customer.viewmodel import CustomerPage
from agent_console.ui.widgets.times import Times

SAID_MS = 6000
MOST_ORDERS = 4
"""Of those a note may be about, the one in sight first."""
REFRESHED = "Refreshed just now"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page may ask of the window around it; `refresh` says how it will go.

    `silent` are the connections from which nothing new is known, and since when; `heard` are all
    of them, and when each was last read.
    """

    reader: Reader
    times: Times
    copy: Callable[[str], None]
    open_url: Callable[[str], bool]
    refresh: Callable[[int], str]
    follow: Callable[[int, tuple[str, ...]], None]
    """Has parcels of a customer asked for, and says nothing of it."""
    silent: Callable[[], Mapping[str, datetime]]
    heard: Callable[[], Mapping[str, datetime | None]]
    search: Callable[[], None]
    fetch_file: Callable[[int, int], str]
    file_fetched: SignalInstance
    hands: Hands
    why_not: Callable[[], str]
    """Says in a few words why nobody can be written to now."""
    why_not_return: Callable[[], str]
    """Says in a few words why no return label can be ordered now."""
    handle: Callable[[str, str], None]
    """Does by its verb what a pinned row offers for the intent of a key."""
    voice: Voice | None
    """Reads aloud; None where nothing here can speak."""
    sent: Callable[[], None]
    """Hears that something was put into the outbox."""
    company: Company


class Errands(QObject):
    """Does what is asked for and says under the answer, or in the action's row, how it went.

    `refreshed` says that the store may hold something newer now.
    """

    refreshed = Signal()
    message_wanted = Signal(object)
    note_wanted = Signal(object)
    return_wanted = Signal(object)
    people_wanted = Signal()
    proof_wanted = Signal(object)
    hand_off_wanted = Signal(object)

    def __init__(self, view: CustomerView, page: CustomerPage, around: Surroundings) -> None:
        super().__init__(view)
        self._view = view
        self._page = page
        self._around = around
        self._quiet = QTimer(self, singleShot=True, interval=SAID_MS)
        self._quiet.timeout.connect(self._forget)
        self._asks: dict[str, Callable[[Situation], None]] = {
            "message": lambda told: self.message_wanted.emit(_wish(told)),
            "return": lambda told: self.return_wanted.emit(_return(told)),
            "note": lambda told: self.note_wanted.emit(_note(told)),
            "people": lambda _: self.people_wanted.emit(),
            "hand_off": lambda told: self.hand_off_wanted.emit(_handed(told)),
            "proof": lambda told: self.proof_wanted.emit(_proof(told)),
        }
        view.context.action_wanted.connect(self.act)
        view.answer.copied.connect(self.copy_answer)
        view.answer.aloud_wanted.connect(self.read_aloud)
        view.answer.aloud.setVisible(around.voice is not None)

    def refresh(self) -> None:
        """Have this customer, and only this one, read again at its connections."""
        if self._page.customer is not None:
            self._quiet.stop()
            self._say(self._around.refresh(int(self._page.customer.id)))

    def follow(self) -> None:
        """Have the parcels that are under way asked for, because somebody looks at them."""
        told = self._page.customer
        now = self._around.times.clock.now()
        if told is not None and (numbers := to_follow(told, now)):
            self._around.follow(int(told.id), numbers)

    def tell_refreshed(self, failure: str | None, not_asked: str | None = None) -> None:
        """Say how the refresh went and who was not asked, and have shown what it brought."""
        if failure is None:
            self._say(f"{REFRESHED}; not asked: {not_asked}" if not_asked else REFRESHED)
            self._quiet.start()
        else:
            rest = f"; not asked: {not_asked}" if not_asked else ""
            self._say(f"Not refreshed: {failure}{rest}", is_failure=True)
        self.refreshed.emit()

    def act(self, word: str) -> None:
        """Do one of the actions of the context pane."""
        action = next(action for action in ACTIONS if action.word == word)
        told = self._page.situation()
        subject = action.subject(told) if told else None
        if told is None or subject is None or action.refusal(told) is not None:
            return
        if (ask := self._asks.get(word)) is not None:
            ask(told)
        else:
            self._view.context.say(word, self._done(action, subject))

    def log_call(self) -> None:
        """Have it noted how a call with the customer went."""
        if told := self._page.situation():
            self.note_wanted.emit(_note(told, Direction.INBOUND))

    def _done(self, action: Action, subject: str) -> str:
        if not action.opens:
            self._around.copy(subject)
        elif not self._around.open_url(subject):
            return "no browser answered"
        return action.done

    def copy_answer(self) -> None:
        """Copy the answer."""
        self._around.copy(self._page.words())
        self._say("Answer copied")
        self._quiet.start()

    def read_aloud(self) -> None:
        """Read the answer aloud; while it is being read, stop."""
        voice, told = self._around.voice, self._page.answer()
        if voice is None or not told.spoken:
            return
        if voice.is_speaking():
            voice.hush()
            self._forget()
        elif voice.speak(told.spoken, told.language):
            self._say("Being read aloud; once more to stop")
            self._quiet.start()
        else:
            self._say("Not read aloud: nothing here can speak", is_failure=True)

    def _say(self, words: str, *, is_failure: bool = False) -> None:
        for place in (self._view.answer, self._view.context):
            place.show_result(words, is_failure=is_failure)

    def _forget(self) -> None:
        self._say("")


def _note(told: Situation, call: Direction | None = None) -> NoteWish:
    order = told.known.order.number if told.known else None
    newest = [one.order.number for one in told.customer.orders][:MOST_ORDERS]
    orders = tuple(dict.fromkeys([order, *newest] if order else newest))[:MOST_ORDERS]
    profiles = (told.customer.id, *(one for one in told.customer.profiles))
    return NoteWish(tuple(dict.fromkeys(profiles)), orders, order, call)


def _return(told: Situation) -> ReturnWish | None:
    return ReturnWish(told.customer.id, told.known.order.number) if told.known else None


def _proof(told: Situation) -> Proof | None:
    if told.known is None:
        return None
    by = means(postcode_of(told.known) or "")
    return Proof(told.customer.id, told.customer.name, told.known.order.number, by)


def _handed(told: Situation) -> Handing:
    order = told.known.order.number if told.known else None
    return Handing(told.customer.id, told.customer.name, order)


def _wish(told: Situation) -> Wish:
    return Wish(told.customer.id, told.known.order.number if told.known else None)
