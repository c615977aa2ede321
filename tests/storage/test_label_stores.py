"""The contracts of what labels need, on each database the program runs on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from agent_console.domain.acting.intent import IntentKind, Wanted
from agent_console.domain.acting.label import VoidOrder
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.sending import Done
from agent_console.storage.opening import Place, create_store, open_team_store
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.acting.quotes import StoredQuotes
from agent_console.storage.repositories.acting.shelf import StoredShelf
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.contracts.along_contract import AlongContract
from tests.contracts.outbox_contract import SETTLE
from tests.contracts.quotes_contract import QuotesContract
from tests.contracts.shelf_contract import ShelfContract
from tests.fakes.records import at, people_page, person

KEY = "5e" * 32


@dataclass
class StoredShop:
    """Labels bought, and taken back, as the outbox does it."""

    store: Store

    @property
    def shelf(self) -> StoredShelf:
        return StoredShelf(self.store)

    def buy(self, key: str, connection: str, now: datetime) -> None:
        self._do(key, IntentKind.LABEL, connection, now)

    def take_back(self, key: str, now: datetime) -> None:
        order = msgspec.json.encode(VoidOrder(key, "shp_1", "1Z999", "A-7")).decode()
        label = StoredOutbox(self.store).intent(key)
        self._do(f"{key}-void", IntentKind.VOID, label.wanted.connection, now, order)

    def _do(
        self, key: str, kind: IntentKind, connection: str, now: datetime, request: str = "{}"
    ) -> None:
        wanted = Wanted(kind, connection, ProfileId(1), request, now, SETTLE)
        StoredOutbox(self.store).put(key, wanted, Statement("ann", now, ""))
        dispatch = StoredDispatch(self.store)
        [due] = [one for one in dispatch.due(connection, now) if one.key == key]
        dispatch.finish(dispatch.claim(due, "me:1", now), now, Done("done"))


class Contracts(AlongContract, ShelfContract, QuotesContract):
    """Everything a store has to do for labels."""

    @pytest.fixture
    def shop(self, store: Store) -> StoredShop:
        StoredIntake(store).keep("web-shop", people_page(person()), at(0))
        return StoredShop(store)

    @pytest.fixture
    def quotes(self, store: Store) -> StoredQuotes:
        return StoredQuotes(store)


class TestEncryptedStore(Contracts):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = create_store(Place(tmp_path), KEY)
        yield store
        store.close()


class TestTeamStore(Contracts):
    @pytest.fixture
    def store(self, team_url: str) -> Iterator[Store]:
        store = open_team_store(team_url)
        yield store
        store.close()
