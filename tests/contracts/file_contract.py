"""What every store does with the files of messages; inherited by a class for each database."""

from agent_console.domain.profile import ProfileId
from agent_console.ports.files import KeptFile
from agent_console.ports.reading import TimelineWish
from agent_console.storage.readers.files import StoredFiles
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.contacts.files import StoredShelf
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.contracts.contact_contract import BOX, mail, told
from tests.fakes.records import at

NOBODY = 999_999


def event_of(store: Store, message_id: str = "one") -> int:
    """Keep a mail and return its event."""
    StoredIntake(store).keep(BOX, told(mail(message_id, message_id)), at(90))
    entries = StoredTimelines(store).page([ProfileId(1)], TimelineWish())
    return next(one.event_id for one in entries if one.title == message_id)


class FileContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    def test_a_file_is_kept_with_its_picture_and_only_once(self, store: Store):
        event, shelf, files = event_of(store), StoredShelf(store), StoredFiles(store)
        assert files.kept(event) == {}
        shelf.keep(event, 1, b"old", None)
        shelf.keep(event, 1, b"bytes", b"png")
        assert files.kept(event) == {1: KeptFile(b"png", is_kept=True)}
        assert files.data(event, 1) == b"bytes"
        assert files.data(event, 0) is None

    def test_of_a_file_too_large_only_the_picture_is_kept(self, store: Store):
        event = event_of(store)
        StoredShelf(store, most=4).keep(event, 0, b"12345", b"png")
        assert StoredFiles(store).kept(event) == {0: KeptFile(b"png", is_kept=False)}
        assert StoredFiles(store).data(event, 0) is None

    def test_the_oldest_files_make_room(self, store: Store):
        event, shelf = event_of(store), StoredShelf(store, most_in_all=25)
        for number in range(4):
            shelf.keep(event, number, b"x" * 10, None)
        assert sorted(StoredFiles(store).kept(event)) == [2, 3]

    def test_it_is_known_where_the_files_of_a_message_lie(self, store: Store):
        place = StoredShelf(store).place(event_of(store))
        assert place is not None
        assert (place.connection, place.external_id) == (BOX, "INBOX/1/one")
        assert place.message.message_id == "<one@x>"
        assert StoredShelf(store).place(NOBODY) is None

    def test_a_file_of_a_message_that_is_not_kept_is_let_go(self, store: Store):
        StoredShelf(store).keep(NOBODY, 0, b"bytes", None)
        assert StoredFiles(store).kept(NOBODY) == {}
