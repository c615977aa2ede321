"""What carries prices has to do: asked once, answered once, forgotten when nobody waits."""

import pytest

from agent_console.domain.acting.label import ParcelSize, Quote, Rate
from agent_console.domain.address import Address
from agent_console.domain.money import Money
from agent_console.ports.acting.labels import Parcel, Quotes, Told
from tests.fakes.records import at

SHOP = "easypost"
HOME = Address("Helena Brandt", "Am Ring 1", "Graz", "8010", "AT")
HOUSE = Address("Alder & Pine", "Hafenstraße 12", "Linz", "4020", "AT")


def parcel(reference: str = "k1") -> Parcel:
    return Parcel(HOME, HOUSE, ParcelSize(900, 300, 200, 100), reference)


QUOTE = Quote(
    "shp_1",
    (Rate("r1", "AustrianPost", "RetourPaket", Money(690, "EUR"), 2),),
    ("UPS: this address is not served",),
)


class QuotesContract:
    """Subclasses give the fixture `quotes`: an empty one."""

    def asked(self, quotes: Quotes, minute: float = 1, connection: str = SHOP) -> list[str]:
        return sorted(key for key, _ in quotes.unanswered(connection, at(minute)))

    def test_what_is_asked_is_open_at_its_connection_until_it_is_answered(self, quotes: Quotes):
        quotes.ask("k1", SHOP, parcel(), at(0))
        quotes.ask("k2", "shippo", parcel("k2"), at(0))
        assert quotes.unanswered(SHOP, at(1)) == [("k1", parcel())]
        assert quotes.told("k1") is None
        quotes.answer("k1", Told(QUOTE))
        assert self.asked(quotes) == []
        assert self.asked(quotes, connection="shippo") == ["k2"]
        assert quotes.told("k1") == Told(QUOTE)

    def test_the_same_key_is_asked_once(self, quotes: Quotes):
        quotes.ask("k1", SHOP, parcel(), at(0))
        quotes.ask("k1", SHOP, parcel("other"), at(1))
        assert quotes.unanswered(SHOP, at(1)) == [("k1", parcel())]
        quotes.answer("k1", Told(QUOTE))
        quotes.ask("k1", SHOP, parcel(), at(1))
        assert self.asked(quotes) == []

    @pytest.mark.parametrize("told", [Told(trouble="the address is none"), Told(QUOTE)])
    def test_a_trouble_is_an_answer_too(self, quotes: Quotes, told: Told):
        quotes.ask("k1", SHOP, parcel(), at(0))
        quotes.answer("k1", told)
        assert quotes.told("k1") == told
        assert self.asked(quotes) == []

    def test_who_asked_long_ago_waits_no_more(self, quotes: Quotes):
        quotes.ask("k1", SHOP, parcel(), at(0))
        assert self.asked(quotes, 2) == ["k1"]
        assert self.asked(quotes, 2.1) == []

    def test_what_was_asked_yesterday_is_forgotten(self, quotes: Quotes):
        quotes.ask("k1", SHOP, parcel(), at(0))
        quotes.answer("k1", Told(QUOTE))
        quotes.ask("k2", SHOP, parcel(), at(23 * 60))
        assert quotes.told("k1") == Told(QUOTE)
        quotes.ask("k3", SHOP, parcel(), at(24 * 60 + 1))
        assert quotes.told("k1") is None

    def test_nothing_is_told_of_what_was_never_asked(self, quotes: Quotes):
        quotes.answer("k9", Told(QUOTE))
        assert quotes.told("k9") is None
