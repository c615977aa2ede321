"""A letter to a customer: chosen, filled with facts, and shown exactly as it will leave."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from agent_console.actions.messages.missing import sentences
from agent_console.actions.messages.topic import Topic, in_words, topic_for
from agent_console.domain.acting.message import Addressee, Letter, one_line
from agent_console.domain.contact import Contact
from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.identity import IdentityKind
from agent_console.domain.moment import Moment
from agent_console.domain.observation import Direction
from agent_console.ports.acting.messages import CannotRenderError, Plain, Renderer, TemplateBook

ANSWER = "reply"
"""The template whose words are the agent's own."""
MOST_WORDS = 20_000
NO_ADDRESS = "No e-mail address of this customer is known."


class CannotWriteError(Exception):
    """Nothing can be written; `reasons` say why, each a whole sentence."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class LabelTopic:
    """What a letter says of the label that goes along with it.

    `key` is that of its return, `items` are (title, quantity in words), `deadline` the last day.
    """

    key: str
    carrier: str
    items: tuple[tuple[str, str], ...]
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody wants to write: by which template, in which language, to which address.

    `signer` is what they are called, where that is known. `words` are their own, for an answer;
    `answers` is the message it answers.
    """

    template: str
    language: str
    signer: str | None = None
    order: str | None = None
    words: str = ""
    answers: Contact | None = None
    address: str | None = None
    label: LabelTopic | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The templates, and who fills them."""

    book: TemplateBook
    renderer: Renderer


def letter(desk: Desk, customer: Customer, wish: Writing, now: datetime) -> Letter:
    """Write a letter; what it says is what the facts hold now.

    Raises:
        CannotWriteError: something is missing; it says all that is.
    """
    _possible(desk.book, wish)
    topic = topic_for(wish.template, customer, wish.order)
    address = wish.address or address_of(customer, topic.order)
    values = _values(customer, topic, wish)
    try:
        filled = desk.renderer.render(wish.template, wish.language, values)
    except CannotRenderError as error:
        unknown = [*([] if address else [NO_ADDRESS]), *sentences(error.missing)]
        raise CannotWriteError(*unknown, *map(_sentence, error.others)) from error
    if address is None:
        raise CannotWriteError(NO_ADDRESS)
    written = Letter(
        to=Addressee(address, customer.name or None),
        subject=filled.subject,
        text=filled.text,
        html=filled.html,
        template=wish.template,
        language=wish.language,
        order=topic.order.order.number if topic.order else None,
        shipment=topic.parcel.shipment.number if topic.parcel else None,
        facts=topic.facts(),
        written_at=now,
    )
    return replace(_threaded(written, wish), label=wish.label.key if wish.label else None)


def _possible(book: TemplateBook, wish: Writing) -> None:
    """Say what is wrong with a wish, whoever it is for."""
    info = book.get(wish.template)
    if info is None:
        names = ", ".join(one.name for one in book.all())
        raise CannotWriteError(f"There is no template {wish.template!r}; there are: {names}.")
    if wish.template == ANSWER and not wish.words.strip():
        raise CannotWriteError("Write your own words first.")
    if len(wish.words) > MOST_WORDS:
        raise CannotWriteError(
            f"Your words have {len(wish.words):,} characters; at most {MOST_WORDS:,} can be sent."
        )
    if wish.language not in info.languages:
        known = ", ".join(info.languages)
        raise CannotWriteError(f"{wish.template} is not written in {wish.language!r}; in: {known}.")


def address_of(customer: Customer, order: KnownOrder | None) -> str | None:
    """Return where to write about an order: the address it was placed by, else the first known."""
    if order is not None and order.through.identity.kind is IdentityKind.EMAIL:
        return order.through.identity.value
    mails = (one.identity for one in customer.identities)
    return next((one.value for one in mails if one.kind is IdentityKind.EMAIL), None)


def _values(customer: Customer, topic: Topic, wish: Writing) -> dict[str, Plain]:
    first = customer.name.split()[0] if customer.name.strip() else None
    return {
        "customer": {"name": customer.name or None, "first_name": first},
        "agent": {"name": wish.signer},
        "reply": {"text": wish.words or None},
        **topic.values(wish.language),
        **({"return": _label(wish.label, wish.language)} if wish.label else {}),
    }


def _label(told: LabelTopic, language: str) -> dict[str, Plain]:
    deadline = Moment(local=told.deadline.isoformat()) if told.deadline else None
    return {
        "number": told.key.upper(),
        "items": [{"title": title, "quantity": quantity} for title, quantity in told.items],
        "label_carrier": told.carrier,
        "deadline": in_words(deadline, language),
    }


def _threaded(written: Letter, wish: Writing) -> Letter:
    told = wish.answers
    if wish.template != ANSWER or told is None or told.direction is not Direction.INBOUND:
        return replace(written, is_answer=wish.template == ANSWER)
    subject = one_line(told.subject or "")
    is_marked = subject.casefold().startswith(("re:", "aw:"))
    references = [*told.references, *([told.message_id] if told.message_id else [])]
    return replace(
        written,
        is_answer=True,
        subject=(subject if is_marked else f"Re: {subject}") if subject else written.subject,
        in_reply_to=told.message_id,
        references=tuple(dict.fromkeys(references)),
    )


def _sentence(reason: str) -> str:
    told = reason[:1].upper() + reason[1:]
    return told if told.endswith(".") else f"{told}."
