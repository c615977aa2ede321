"""How every store keeps what is being written."""

from sqlalchemy import select

from agent_console.domain.profile import ProfileId
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.writing.drafts import StoredDrafts
from agent_console.storage.store import Store
from agent_console.storage.tables.people import profile
from tests.fakes.records import at, order_record, page


def somebody(store: Store) -> ProfileId:
    """Return a profile that the store knows."""
    StoredIntake(store).keep("web-shop", page(order_record()), at(90))
    with store.read() as connection:
        return ProfileId(connection.execute(select(profile.c.id).limit(1)).scalar_one())


class DraftContract:
    """A draft of a kind for each profile."""

    def test_the_last_words_of_a_draft_are_kept(self, store: Store):
        who, drafts = somebody(store), StoredDrafts(store)
        drafts.keep(who, "reply", "Dear", at(100))
        drafts.keep(who, "reply", "Dear Ana, “ž” \U0001f4e6", at(101))
        drafts.keep(who, "note", "called", at(102))
        assert drafts.draft([who], "reply") == "Dear Ana, “ž” \U0001f4e6"
        assert set(drafts.profiles("reply")) == {who}

    def test_a_draft_without_words_is_none(self, store: Store):
        who, drafts = somebody(store), StoredDrafts(store)
        drafts.keep(who, "reply", "Dear", at(100))
        drafts.keep(who, "reply", "", at(101))
        drafts.keep(who, "reply", "", at(102))
        assert drafts.draft([who], "reply") == ""
        assert not drafts.profiles("reply")
