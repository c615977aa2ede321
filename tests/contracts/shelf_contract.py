"""What a shelf of labels has to do: wanted once bought, kept once fetched, gone once taken back."""

from datetime import datetime
from typing import Protocol

from agent_console.domain.acting.label import LabelFile, LabelFormat
from agent_console.ports.acting.labels import Shelf
from tests.fakes.records import at

SHOP, ELSEWHERE = "easypost", "shippo"
PDF = LabelFile(LabelFormat.PDF, b"%PDF-1.4 label")
ZPL = LabelFile(LabelFormat.ZPL, b"^XA^XZ" * 50_000)


class Shop(Protocol):
    """A shelf, and the labels that are bought for it."""

    @property
    def shelf(self) -> Shelf:
        """Return the shelf."""

    def buy(self, key: str, connection: str, now: datetime) -> None:
        """Have a label bought."""

    def take_back(self, key: str, now: datetime) -> None:
        """Have a bought label taken back."""


class ShelfContract:
    """Subclasses give the fixture `shop`."""

    def missing(self, shop: Shop, minute: float = 5, connection: str = SHOP) -> list[str]:
        return sorted(one.key for one in shop.shelf.missing(connection, at(minute)))

    def test_the_file_of_a_bought_label_is_missing_at_its_seller(self, shop: Shop):
        assert self.missing(shop) == []
        shop.buy("k1", SHOP, at(1))
        shop.buy("k2", ELSEWHERE, at(1))
        assert self.missing(shop) == ["k1"]
        assert self.missing(shop, connection=ELSEWHERE) == ["k2"]
        assert (shop.shelf.file("k1"), shop.shelf.trouble("k1")) == (None, None)

    def test_what_was_fetched_is_kept_whole_and_missing_no_more(self, shop: Shop):
        for key, file in (("k1", PDF), ("k2", ZPL)):
            shop.buy(key, SHOP, at(1))
            shop.shelf.keep(key, file)
            assert shop.shelf.file(key) == file
        assert self.missing(shop) == []

    def test_what_could_not_be_fetched_says_why_and_is_tried_later(self, shop: Shop):
        shop.buy("k1", SHOP, at(1))
        shop.shelf.fail("k1", "what came is no label", at(9))
        assert self.missing(shop, 8) == []
        assert self.missing(shop, 9) == ["k1"]
        assert shop.shelf.trouble("k1") == "what came is no label"
        shop.shelf.keep("k1", PDF)
        assert shop.shelf.trouble("k1") is None
        shop.shelf.fail("k1", "late news", at(20))
        assert (shop.shelf.file("k1"), shop.shelf.trouble("k1")) == (PDF, None)

    def test_a_label_that_was_taken_back_has_no_file_and_gets_none(self, shop: Shop):
        for key in ("k1", "k2"):
            shop.buy(key, SHOP, at(1))
        shop.shelf.keep("k1", PDF)
        for key in ("k1", "k2"):
            shop.take_back(key, at(2))
            assert shop.shelf.file(key) is None
        shop.shelf.keep("k2", PDF)
        assert shop.shelf.file("k2") is None, "a late file of what is void must not be used"
        assert self.missing(shop) == []

    def test_nothing_is_known_of_what_was_never_bought(self, shop: Shop):
        shop.shelf.keep("k9", PDF)
        shop.shelf.fail("k9", "no", at(1))
        assert (shop.shelf.file("k9"), shop.shelf.trouble("k9")) == (None, None)
