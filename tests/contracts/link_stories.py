"""Random stories of links, what is said of two, and what stores and mailboxes tell meanwhile.

A story is told twice: to one store as it happens, to another only what was synced, and then the
links that are live at the end. However they came about, both must show the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from sqlalchemy import func, select

from agent_console.domain.acting.intent import IntentKind, Wanted
from agent_console.domain.acting.note import Note
from agent_console.domain.customer import Customer
from agent_console.domain.identity import reference
from agent_console.domain.profile import LinkId, ProfileId, Statement
from agent_console.ports.reading import KeyKind, TimelineWish
from agent_console.ports.source import NOBODY, Gone, Merged, Page
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.acting.notes import StoredNotebook
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.identities.numbers import StoredNumbers
from agent_console.storage.repositories.identities.pairs import StoredPairBook
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from agent_console.storage.tables.people import link, profile
from tests.contracts.contact_contract import mail
from tests.contracts.contact_contract import told as mails
from tests.fakes.records import at, names, note, order, order_record, page, people_page, person

COUNT, MOST_DEEDS = 5, 14
NAMES = ("Ada", "Bert", "Cleo", "Dora", "Emil")
FAMILIES = ("Auer", "Auer", "Cerny", "Doppler", "Ebner")
"""Two of a family, and three strangers: with one address they are a crowd."""
SHARED_PHONE = "+43 664 7700"
Place = tuple[int, int]


@dataclass
class Side:
    """A store, and the profiles of the people of the story in it."""

    store: Store
    profiles: list[ProfileId] = field(default_factory=list)

    first: int = 0

    def begin(self) -> None:
        """Leave everybody of the stories before alone."""
        with self.store.read() as connection:
            self.first = 1 + (connection.execute(select(func.max(profile.c.id))).scalar() or 0)

    def meet(self) -> None:
        """Learn who there is in this story; who writes is somebody of the mailbox too."""
        with self.store.read() as connection:
            rows = connection.execute(
                select(profile.c.id).where(profile.c.id >= self.first).order_by(profile.c.id)
            )
            self.profiles = [ProfileId(one) for one in rows.scalars()]

    def owners(self) -> list[int]:
        """Return by place to whom each belongs."""
        ours = {one: number for number, one in enumerate(self.profiles)}
        with self.store.read() as connection:
            rows = connection.execute(
                select(profile.c.customer_id)
                .where(profile.c.id >= self.first)
                .order_by(profile.c.id)
            )
            return [ours[one] for one in rows.scalars()]

    def live(self) -> dict[LinkId, Place]:
        """Return the live links among the people, by their places in the story."""
        ours = {one: number for number, one in enumerate(self.profiles)}
        with self.store.read() as connection:
            rows = connection.execute(
                select(link).where(link.c.ended_at.is_(None), link.c.a_id.in_(self.profiles))
            ).all()
        return {LinkId(row.id): (ours[row.a_id], ours[row.b_id]) for row in rows}

    def seen(self, keys: list[tuple[KeyKind, str]]) -> list[object]:
        """Return all that anybody can see of the people, told apart from row numbers."""
        people, lines = StoredCustomers(self.store), StoredTimelines(self.store)
        lookup, owners = StoredLookups(self.store), self.owners()
        ours = {one: number for number, one in enumerate(self.profiles)}
        wish = TimelineWish(limit=200)
        shown: list[object] = [owners]
        for owner in sorted(set(owners)):
            read = people.customer(self.profiles[owner], scans=True)
            entries = [
                (e.kind, e.title, e.text, e.order, e.sort_at)
                for e in lines.page(read.profiles, wish)
            ]
            shown.append((_plain(read, ours), sorted(entries, key=str)))
        found = ({ours[hit.customer] for hit in lookup.exact(*key)} for key in keys)
        return [*shown, *found]


def _plain(read: Customer, ours: dict[ProfileId, int]) -> Customer:
    """Return a customer without row numbers, and without what no link may change."""
    parts = tuple(replace(one, profile=ours[one.profile]) for one in read.parts)
    members = tuple(ours[one] for one in read.profiles)
    bare = {"id": 0, "links": (), "households": (), "parts": parts, "profiles": members}
    return replace(read, **bare)


def components(count: int, pairs: list[Place]) -> list[int]:
    """Return to whom each belongs by painting, in another way than the program does it."""
    colours = list(range(count))
    for _ in colours:
        for a, b in pairs:
            colours[a] = colours[b] = min(colours[a], colours[b])
    return colours


class Story:
    """One family, told by chance; `number` makes its names unlike all others'."""

    def __init__(self, number: int, acted: Side, told: Side) -> None:
        self.number, self.acted, self.told = number, acted, told
        self.chance = Random(number)
        self.minute = 0.0
        self.orders: list[tuple[int, str]] = []
        self.mails = [f"{one}.{number}@x.example" for one in range(COUNT)]
        self.intents: list[tuple[str, ProfileId]] = []
        self.numbers: list[str] = []
        self.done: list[str] = []
        for side in (acted, told):
            side.begin()
        self._sync("web-shop", people_page(*map(self._person, range(COUNT))))

    def run(self) -> None:
        """Tell it, and compare what both stores show; then end all links, and compare again."""
        deeds: tuple[Callable[[], None], ...] = (
            *(self.link, self.link, self.link, self.unlink, self.unlink),
            *(self.dismiss, self.household, self.order, self.order, self.mail, self.mail),
            *(self.same_address, self.note, self.intent, self.merge, self.keep_number, self.crowd),
            self.presents,
        )
        for _ in range(self.chance.randint(3, MOST_DEEDS)):
            deed = self.chance.choice(deeds)
            self.done.append(deed.__name__)
            self.minute += 1
            deed()
            self._belongs_together()
        self._catch_up()
        self._compare()
        for side in (self.acted, self.told):
            for one in side.live():
                StoredLinkBook(side.store).unlink(one, self._said())
        assert self._owners() == [*range(self._count())], self._story()
        self._compare()
        outbox = StoredOutbox(self.acted.store)
        assert [(key, outbox.intent(key).wanted.profile) for key, _ in self.intents] == (
            self.intents
        ), self._story()

    def link(self) -> None:
        a, b = self._two()
        owners = self._owners()
        if owners[a] != owners[b]:
            one, other = self.acted.profiles[a], self.acted.profiles[b]
            StoredLinkBook(self.acted.store).link(one, other, self._said())

    def unlink(self) -> None:
        live = sorted(self.acted.live())
        if live:
            chosen = self.chance.choice(live)
            assert StoredLinkBook(self.acted.store).unlink(chosen, self._said()) is not None

    def dismiss(self) -> None:
        a, b = (self.acted.profiles[one] for one in self._two())
        StoredPairBook(self.acted.store).dismiss(a, b, {"phone:1"}, self._said())

    def household(self) -> None:
        a, b = (self.acted.profiles[one] for one in self._two())
        book = StoredPairBook(self.acted.store)
        made = book.relate(a, b, self._said())
        if self.chance.random() < 0.5:
            assert book.part(made.id, self._said()) == made

    def order(self) -> None:
        owner = self.chance.randrange(COUNT)
        number = f"{self.number}-{len(self.orders)}"
        self.orders.append((owner, f"A-{number}"))
        record = order_record(
            order(number, minutes=self.minute),
            self._person(owner),
            note(number, f"told of {number}", minutes=self.minute),
        )
        own = replace(record, contacts=self._person(owner).identities)
        self._sync("web-shop", page(own))

    def mail(self) -> None:
        """Somebody writes, perhaps about an order that is not hers as far as is known."""
        sender = self.mails[self.chance.randrange(COUNT)]
        about = self.chance.choice(self.orders)[1] if self.orders else "nothing"
        one = mail(f"{self.number}.{self.minute}", f"About order {about}", sender=sender)
        self._sync("support", mails(one))

    def same_address(self) -> None:
        """A store learns of somebody that she has the address of another; a rule may join them."""
        a, b = self.chance.sample(range(COUNT), 2)
        self.mails[a] = self.mails[b]
        self._sync("web-shop", people_page(self._person(a)))

    def crowd(self) -> None:
        """One after the other is sold something at a till, which puts in an address of its own."""
        for one in self.chance.sample(range(COUNT), COUNT - 1):
            self.mails[one] = f"till.{self.number}@x.example"
            self._sync("web-shop", people_page(self._person(one)))

    def presents(self) -> None:
        """Somebody orders where customers are hidden, for one after the other of the others."""
        sender = self.mails[self.chance.randrange(COUNT)]
        for to in self.chance.sample(range(COUNT), 3):
            number = f"{self.number}-{self.minute}-{to}"
            phone = self.chance.choice((None, f"{SHARED_PHONE}{self.number}", f"06601{to}2345"))
            name = f"{NAMES[to]} {FAMILIES[to]}"
            buyer = replace(person(number, name, sender, phone), kind=NOBODY, is_guest=True)
            record = order_record(order(number, minutes=self.minute), buyer)
            self._sync("other-shop", page(replace(record, contacts=names(sender, phone))))

    def merge(self) -> None:
        """The store makes two of its customers one, and has the other no more."""
        gone, into = (f"{self.number}-{one}" for one in self.chance.sample(range(COUNT), 2))
        one = Page("customers", gone=Gone(people=(gone,)), merged=(Merged(gone, into),))
        self._sync("web-shop", one)

    def keep_number(self) -> None:
        """Somebody called, and is known now to be one of them."""
        owner, digits = self.chance.randrange(COUNT), f"{self.number:05}{int(self.minute):02}"
        [number] = names(None, f"+43 660 {digits}")
        for side in (self.acted, self.told):
            StoredNumbers(side.store).attach(side.profiles[owner], number, self._said())
            side.meet()
        self.numbers.append(number.value)

    def note(self) -> None:
        """A colleague notes something on whom she sees, about one of the orders she sees there."""
        one = self.chance.randrange(COUNT)
        owners = self._owners()
        near = [(whose, number) for whose, number in self.orders if owners[whose] == owners[one]]
        whose, about = self.chance.choice([*near, (one, None)])
        key, text = f"note-{self.number}-{self.minute}", Note("she called", about)
        seen = self.acted.profiles[owners[one] if about else one]
        StoredNotebook(self.acted.store).write(key, seen, text, self._said())
        StoredNotebook(self.told.store).write(key, self.told.profiles[whose], text, self._said())

    def intent(self) -> None:
        key, owner = f"intent-{self.number}-{self.minute}", self.acted.profiles[self._two()[0]]
        kind, when = IntentKind.MESSAGE, at(self.minute)
        wanted = Wanted(kind, "support", owner, "{}", when, at(1) - at(0), guard=None)
        StoredOutbox(self.acted.store).put(key, wanted, self._said())
        self.intents.append((key, owner))

    def _person(self, one: int):
        phone = SHARED_PHONE + str(self.number) if one < 2 else None
        return person(
            f"{self.number}-{one}", f"{NAMES[one]} {FAMILIES[one]}", self.mails[one], phone
        )

    def _sync(self, connection: str, told) -> None:
        for side in (self.acted, self.told):
            StoredIntake(side.store).keep(connection, told, at(self.minute))
            side.meet()

    def _said(self) -> Statement:
        return Statement("ana", at(self.minute), "asked her")

    def _two(self) -> tuple[int, int]:
        a, b = self.chance.sample(range(self._count()), 2)
        return a, b

    def _count(self) -> int:
        return len(self.acted.profiles)

    def _owners(self) -> list[int]:
        return self.acted.owners()

    def _belongs_together(self) -> None:
        assert self._owners() == components(self._count(), [*self.acted.live().values()]), (
            self._story()
        )

    def _catch_up(self) -> None:
        """Make the same links live in the store that was only told."""
        wanted, book = set(self.acted.live().values()), StoredLinkBook(self.told.store)
        for one, pair in self.told.live().items():
            if pair not in wanted:
                book.unlink(one, self._said())
        for a, b in sorted(wanted - set(self.told.live().values())):
            book.link(self.told.profiles[a], self.told.profiles[b], self._said())

    def _compare(self) -> None:
        keys = [(KeyKind.EMAIL, one) for one in {*self.mails}]
        keys += [(KeyKind.ORDER, reference(number)) for _, number in self.orders]
        keys += [(KeyKind.PHONE, one) for one in self.numbers]
        keys += [(KeyKind.PHONE, (SHARED_PHONE + str(self.number)).replace(" ", ""))]
        for ours, theirs in zip(self.acted.seen(keys), self.told.seen(keys), strict=True):
            assert ours == theirs, self._story()

    def _story(self) -> str:
        return f"story {self.number}: {' '.join(self.done)}"
