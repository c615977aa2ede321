"""What exists in the demo shop: people, their orders, and what was written down about both."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True, eq=False)
class Staff:
    """Someone who works in the shop."""

    id: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a parcel goes."""

    full_name: str
    street: str
    city: str
    postcode: str
    country_code: str
    country: str
    province: str | None = None
    company: str | None = None
    phone: str | None = None

    def one_line(self) -> str:
        """Say it as the store's history does."""
        return f"{self.street}, {self.postcode}, {self.country}"


@dataclass(slots=True, eq=False)
class Entry:
    """One line of the history of a person or an order."""

    id: int
    type: str
    at: datetime
    data: dict[str, object]
    by: Staff | None
    is_public: bool


@dataclass(slots=True, eq=False)
class Person:
    """A customer of the shop; a guest has no account."""

    first: str
    last: str
    email: str
    phone: str | None
    address: Address
    is_guest: bool = False
    currency: str = "EUR"
    id: int = 0
    user_id: int = 0
    created: datetime = NEVER
    updated: datetime = NEVER
    addresses: list[tuple[int, Address]] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        """The name as it stands on a parcel."""
        return f"{self.first} {self.last}"


@dataclass(slots=True, eq=False)
class Line:
    """So many of one article; prices are gross, in minor units."""

    variant_id: int
    sku: str
    title: str
    unit: int
    quantity: int
    placed: int = 0
    id: int = 0


@dataclass(slots=True, eq=False)
class Refund:
    """Money given back, or about to be."""

    id: int
    state: str
    total: int
    reason: str | None
    lines: list[tuple[Line, int]]
    created: datetime
    updated: datetime


@dataclass(slots=True, eq=False)
class Payment:
    """Money taken, or refused."""

    id: int
    state: str
    amount: int
    method: str
    transaction: str | None
    created: datetime
    updated: datetime
    refunds: list[Refund] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Parcel:
    """What leaves the warehouse in one box."""

    carrier: str
    number: str
    lines: list[tuple[Line, int]]
    state: str = "Created"
    id: int = 0
    created: datetime = NEVER
    updated: datetime = NEVER


@dataclass(frozen=True, slots=True)
class Coupon:
    """A code that takes some percent off."""

    id: int
    code: str
    title: str
    percent: int


@dataclass(frozen=True, slots=True)
class Modification:
    """A change made to a placed order."""

    id: int
    at: datetime
    note: str
    price_change: int


@dataclass(slots=True, eq=False)
class Order:
    """What a person buys at once."""

    person: Person
    code: str
    currency: str
    tax_percent: int
    lines: list[Line]
    shipping_name: str = "Standard"
    shipping: int = 0
    coupon: Coupon | None = None
    address: Address | None = None
    channel: str | None = None
    state: str = "Created"
    id: int = 0
    created: datetime = NEVER
    updated: datetime = NEVER
    placed: datetime | None = None
    payments: list[Payment] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    modifications: list[Modification] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        """Whether it is still somebody's cart."""
        return self.placed is None and self.state in {"AddingItems", "ArrangingPayment"}

    @property
    def discounts(self) -> list[int]:
        """What the coupon takes off each line, gross: together the percentage of the sum."""
        if self.coupon is None:
            return [0] * len(self.lines)
        sums = [line.unit * line.quantity for line in self.lines]
        off = [(each * self.coupon.percent + 50) // 100 for each in sums]
        if off:
            off[0] += (sum(sums) * self.coupon.percent + 50) // 100 - sum(off)
        return off

    @property
    def total(self) -> int:
        """What is to be paid, gross, with shipping."""
        goods = sum(line.unit * line.quantity for line in self.lines)
        return goods - sum(self.discounts) + self.shipping

    def price_of(self, line: Line) -> int:
        """What one piece of a line really cost, after the coupon."""
        percent = self.coupon.percent if self.coupon else 0
        return line.unit - (line.unit * percent + 50) // 100

    @property
    def money(self) -> Payment | None:
        """The payment that went through."""
        return next((one for one in self.payments if one.state != "Declined"), None)
