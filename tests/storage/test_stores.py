"""The store contract on each database the program runs on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.storage.opening import Place, create_store, open_team_store
from agent_console.storage.store import Store
from tests.contracts.claiming_contract import ClaimingContract
from tests.contracts.clustering_contract import ClusteringContract
from tests.contracts.consent_contract import ConsentContract
from tests.contracts.contact_contract import ContactContract
from tests.contracts.crowd_contract import CrowdContract
from tests.contracts.draft_contract import DraftContract
from tests.contracts.file_contract import FileContract
from tests.contracts.finding_contract import FindingContract
from tests.contracts.hand_off_contract import HandOffContract
from tests.contracts.journey_contract import JourneyContract
from tests.contracts.missing_contract import MissingContract
from tests.contracts.notice_contract import NoticeContract
from tests.contracts.noticed_contract import NoticedContract
from tests.contracts.number_contract import NumberContract
from tests.contracts.outbox_contract import OutboxContract
from tests.contracts.pair_contract import PairContract
from tests.contracts.parcel_contract import ParcelContract
from tests.contracts.quarantine_contract import QuarantineContract
from tests.contracts.returned_contract import ReturnedContract
from tests.contracts.store_contract import StoreContract
from tests.contracts.tracked_contract import TrackedContract
from tests.contracts.twins_contract import TwinsContract
from tests.contracts.waiting_contract import StoredWaitingContract
from tests.contracts.watching_contract import WatchingContract

KEY = "5e" * 32


class Contracts(
    StoreContract,
    FindingContract,
    MissingContract,
    NumberContract,
    HandOffContract,
    PairContract,
    CrowdContract,
    QuarantineContract,
    ParcelContract,
    TrackedContract,
    TwinsContract,
    ContactContract,
    FileContract,
    DraftContract,
    ClaimingContract,
    ClusteringContract,
    NoticeContract,
    NoticedContract,
    OutboxContract,
    StoredWaitingContract,
    ReturnedContract,
    ConsentContract,
    WatchingContract,
    JourneyContract,
):
    """Everything a store has to do."""


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
