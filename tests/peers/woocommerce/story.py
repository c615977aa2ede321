"""A store full of people and orders that nobody has seen before, and what is true of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from tests.peers.woocommerce.shop import CENT, WooShop, address, line

FIRST = ("Anna", "Ben", "Chloé", "Dragan", "Ebru", "Finn", "Grete", "Hana", "Ivo", "Jasmin")
LAST = ("Gruber", "Öztürk", "Novák", "Smith-Jones", "d'Ivoire", "Weiß", "Łukasik", "Ng")
CARRIERS = ("DHL", "UPS", "austrian-post", "GLS")
SAID = ("Rang twice, nobody home", "Wants it by Friday", "Box was open", "Gift: leave out the bill")
SIX = 10**6


@dataclass
class Told:
    """What is true of one order, in the words and numbers of whoever entered it."""

    id: int
    who: str
    """The e-mail address of whoever placed it."""
    state: str = "pending"
    currency: str = "EUR"
    total: Decimal = Decimal(0)
    lines: list[tuple[str, Decimal, int]] = field(default_factory=list)
    """SKU, how many, minor units for one."""
    refunds: list[tuple[int, str]] = field(default_factory=list)
    """Minor units, why."""
    parcels: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Words, direction."""
    paid_at: datetime | None = None
    placed_at: datetime | None = None

    def minor(self) -> int:
        """Return the total in minor units; all currencies of the story have cents."""
        return int(self.total * 100)


@dataclass
class Story:
    """A store and what is true of it; the same seed tells the same."""

    seed: int
    now: datetime
    shop: WooShop = field(init=False)
    people: list[str] = field(default_factory=list)
    told: dict[int, Told] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with an empty store."""
        self.random = Random(self.seed)
        self.shop = WooShop(now=self.now)
        self.accounts: dict[str, int] = {}

    def tell(self, people: int, orders: int) -> "Story":
        """Let people register and order; a third of the orders are those of guests."""
        for number in range(people):
            self._registered(number)
        for _ in range(orders):
            self.shop.now += timedelta(seconds=self.random.randrange(1, 200))
            self.ordered()
        return self

    def _registered(self, number: int) -> None:
        name, last = self.random.choice(FIRST), self.random.choice(LAST)
        email = f"Person{number}.{self.seed}@Example.test"
        phone = f"+43 664 {self.random.randrange(SIX):06d}{number % 10}"
        self.accounts[email.lower()] = self.shop.register(name, last, email, phone)
        self.people.append(email.lower())

    def ordered(self) -> Told:
        """Place an order, and let things happen to it."""
        who, account = self._buyer()
        wanted = [self._line(number) for number in range(self.random.randrange(1, 4))]
        currency = self.random.choice(("EUR", "EUR", "USD"))
        more = {} if account else {"billing": address("Guest", "Visitor", email=who.upper())}
        order = self.shop.place(account, wanted, currency=currency, **more)
        told = Told(order, who, currency=currency, placed_at=self.shop.now)
        told.total = Decimal(self.shop.orders[order]["total"])
        told.lines = [
            (str(one["sku"]), Decimal(str(one["quantity"])), int(Decimal(str(one["price"])) * 100))
            for one in wanted
        ]
        self.told[order] = told
        for happen in (self._paid, self._sent, self._refunded, self._noted):
            if self.random.random() < 0.6:
                self.shop.now += timedelta(seconds=self.random.randrange(1, 90))
                happen(told)
        return told

    def _buyer(self) -> tuple[str, int | None]:
        if self.random.random() < 0.33:
            return f"guest{self.random.randrange(9)}.{self.seed}@example.test", None
        who = self.random.choice(self.people)
        return who, self.accounts[who]

    def _line(self, number: int) -> dict:
        price = Decimal(self.random.randrange(1, 40_000)) / 100
        sku = self.random.choice(("SHOE-42", 123, f"A{self.random.randrange(99)}"))
        quantity = self.random.choice((1, 1, 2, 5, 1.5))
        return line(number + 1, sku, quantity, f"{price}")

    def _move(self, told: Told, state: str) -> None:
        said = f"Order status changed from {told.state} to {state}."
        self.shop.move(told.id, state)
        told.state = state
        told.notes.append((said, "internal"))

    def _paid(self, told: Told) -> None:
        self._move(told, "processing")
        told.paid_at = self.shop.now

    def _sent(self, told: Told) -> None:
        for _ in range(self.random.choice((1, 1, 2))):
            number = f"003404341{self.random.randrange(10**11):011d}"
            carrier = self.random.choice(CARRIERS)
            self.shop.ship(told.id, carrier, number)
            told.parcels.append((carrier, number))

    def _refunded(self, told: Told) -> None:
        amount = (told.total * self.random.randrange(1, 130) / 100).quantize(CENT)
        why = self.random.choice(("", "broken", "too late"))
        if amount:
            self.shop.refund(told.id, f"{amount}", why, {1: 1})
            told.refunds.append((int(amount * 100), why))

    def _noted(self, told: Told) -> None:
        self.note(told, self.random.choice(SAID))

    def note(self, told: Told, words: str) -> None:
        """Write a note on an order, perhaps one that the customer gets, too."""
        is_out = self.random.random() < 0.5
        self.shop.note(told.id, words, to_customer=is_out)
        told.notes.append((words, "outbound" if is_out else "internal"))
