"""Has the clerk write down who is who; each deed says how it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from agent_console.domain.acting.handing import shown
from agent_console.domain.profile import HouseholdId, LinkId, ProfileId, VerificationId
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ui.bridge.reader import Clerk

NOT_OPEN = "The store is not open; nothing was written."
SAME = "Both are again as they were before."


@dataclass(frozen=True, slots=True)
class Done:
    """What was written down, in words, and what takes it back; None where that is over.

    `code` is what a colleague has to know of it: it is copied.
    """

    words: str
    undo: Callable[[Paperwork], "Done"] | None = None
    code: str = ""


class Deeds(QObject):
    """Writes one thing after the other; `done` has its words and its way back."""

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, clerk: Clerk, parent: QObject) -> None:
        super().__init__(parent)
        self._clerk = clerk

    def do(self, deed: Callable[[Paperwork], Done]) -> None:
        """Have it written down."""
        if not self._clerk.is_readable():
            self.failed.emit(NOT_OPEN)
            return
        self._clerk.ask(deed, self._on_done, self._on_failed)

    def _on_done(self, done: Done) -> None:
        self.done.emit(done)

    def _on_failed(self, failure: BaseException) -> None:
        self.failed.emit(f"Nothing was written: {failure}")


@dataclass(frozen=True, slots=True)
class Pair:
    """The customer in sight and another, by their names."""

    one: ProfileId
    other: ProfileId
    names: str


def link(pair: Pair, why: str, desk: Paperwork) -> Done:
    """Join two customers."""
    made = desk.people.link(pair.one, pair.other, why)
    return Done(f"{pair.names} are one customer now.", partial(unlink, made.id, pair.names))


def unlink(number: LinkId, names: str, desk: Paperwork) -> Done:
    """Take a link back."""
    ended = desk.people.unlink(number)
    pair = Pair(ended.a, ended.b, names)
    return Done(f"The link of {names} is ended. {SAME}", partial(link, pair, ended.why))


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number, and the customer it is said to be of."""

    owner: ProfileId
    name: str
    number: str


def attach(said: Number, why: str, desk: Paperwork) -> Done:
    """Keep a number as a customer's."""
    made = desk.people.attach(said.owner, said.number, why)
    words = f"{said.number} is kept as a number of {said.name}. The next call from it opens her."
    return Done(words, partial(release, made.id, said))


def release(number: LinkId, said: Number, desk: Paperwork) -> Done:
    """Take that back."""
    ended = desk.people.unlink(number)
    words = f"{said.number} is no number of {said.name} any more; nobody is known under it by us."
    return Done(words, partial(attach, said, ended.why))


def dismiss(pair: Pair, evidence: frozenset[str], desk: Paperwork) -> Done:
    """Say that a suggestion is somebody else."""
    made = desk.people.dismiss(pair.one, pair.other, evidence)

    def undo(again: Paperwork) -> Done:
        again.people.reconsider(made.id)
        return Done(f"{pair.names} are suggested again.")

    return Done(f"{pair.names} are two people; they are suggested no more.", undo)


def relate(pair: Pair, why: str, desk: Paperwork) -> Done:
    """Say that two live together."""
    made = desk.people.relate(pair.one, pair.other, why)
    return Done(f"{pair.names} are one household, and two people.", partial(part, pair, made.id))


def part(pair: Pair, number: int, desk: Paperwork) -> Done:
    """Take a household back."""
    ended = desk.people.part(HouseholdId(number))
    again = partial(relate, pair, ended.why)
    return Done(f"{pair.names} are no household any more.", again)


@dataclass(frozen=True, slots=True)
class Proof:
    """Who proved to be the customer, by which order and by what."""

    profile: ProfileId
    name: str
    order: str
    means: str


def verify(proof: Proof, desk: Paperwork) -> Done:
    """Write down that the customer proved who she is."""
    made = desk.people.verify(proof.profile, proof.order, proof.means)
    words = f"{proof.name} is verified today by {proof.means} ({proof.order})."
    return Done(words, partial(withdraw, proof, made.id))


@dataclass(frozen=True, slots=True)
class Handing:
    """Who is handed off, and with which order."""

    profile: ProfileId
    name: str
    order: str | None


def hand_off(wanted: Handing, desk: Paperwork) -> Done:
    """Give a code that opens the customer and the order."""
    made = desk.people.hand_off(wanted.profile, wanted.order)
    about = f" with order {wanted.order}" if wanted.order else ""
    code = shown(made.code)
    words = f"Hand-off code {code} is copied. Typed or scanned here, it opens {wanted.name}{about}."
    return Done(words, code=code)


def withdraw(proof: Proof, number: VerificationId, desk: Paperwork) -> Done:
    """Take that back."""
    desk.people.withdraw(number)
    return Done(f"{proof.name} is not verified.", partial(verify, proof))
