"""A story as all three sources tell it, gathered from the world's books."""

from dataclasses import dataclass, field

from agent_console.sandbox.carriage import Consignment
from agent_console.sandbox.letters import Letter
from agent_console.sandbox.shop import Order, Person
from agent_console.sandbox.world import World

KEYS = (
    "on_time",
    "weather_delay",
    "no_scan",
    "delivered_not_received",
    "failed_attempt",
    "customs",
    "bad_address",
    "damaged",
    "return_to_sender",
    "split_late",
    "return_refund",
    "two_emails",
)


@dataclass
class Story:
    """The people of a story, what they ordered, which parcels and mails there are."""

    people: list[Person]
    orders: list[Order] = field(default_factory=list)
    consignments: list[Consignment] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)

    @property
    def order(self) -> Order:
        """The order it is about."""
        return self.orders[-1]

    def parcels(self) -> list[Consignment]:
        """The parcels of the order it is about."""
        return [one for one in self.consignments if one.order is self.order]

    def notes(self) -> list[str]:
        """What staff wrote down about the orders."""
        kinds = (entry for order in self.orders for entry in order.history)
        return [str(one.data["note"]) for one in kinds if one.type == "ORDER_NOTE"]


def gather(world: World, key: str) -> Story:
    """Gather a story: its person, and whoever shares the name, the phone, the street."""
    ledger, address = world.ledger, world.stories[key]
    person = next(one for one in ledger.people if one.email == address)
    people = [one for one in ledger.people if one.address.street == person.address.street]
    story = Story(people)
    story.orders = [one for one in ledger.orders if one.person in people]
    story.consignments = [one for one in ledger.consignments.values() if one.order.person in people]
    known = {one.email for one in people}
    story.letters = [one for one in ledger.letters if known & {one.sender.address, one.to.address}]
    return story
