"""Mail that came back marks the message it is about; inherited by a class for each database."""

import pytest

from agent_console.connectors.channels.email.record import Found, record
from agent_console.domain.observation import Direction, EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import TimelineEntry
from agent_console.ports.reading import KeyKind, TimelineWish
from agent_console.ports.source import ContactRecord
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.contracts.contact_contract import BOB, BOX, HELENA, OWN, SHOP, mail, told
from tests.fakes.records import at, order_record, page, people_page, person

NINA = "nina@holm.example"


def sent(message_id: str = "s1", to: str = HELENA) -> ContactRecord:
    return mail(message_id, "Your parcel", sender=OWN, To=to, folder="Sent")


def report(
    *failed: tuple[str, str, str], about: str = "s1", headers: bool = True, number: str = "dsn"
) -> ContactRecord:
    """Return a server's report: (recipient, status, action) each."""
    groups = "".join(
        f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        for to, status, action in failed
    )
    quoted = f"Message-ID: <{about}@x>\r\n" if headers else "Received: by mx\r\n"
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not go.\r\n--b\r\n"
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"{groups}--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{quoted}\r\n--b--"
    )
    kind = "multipart/report; report-type=delivery-status; boundary=b"
    sender = "MAILER-DAEMON@mx.test"
    return mail(number, "Undelivered", sender=sender, Content_Type=kind, words=body)


def complaint_of(who: str) -> ContactRecord:
    """Return the report that somebody called a mail of ours unwanted."""
    body = (
        "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n"
        f"Original-Rcpt-To: <{who}>\r\n\r\n--b--"
    )
    kind = "multipart/report; report-type=feedback-report; boundary=b"
    return mail("arf", "Complaint", sender="fbl@isp.test", Content_Type=kind, words=body)


def quoting(about: str, to: str) -> ContactRecord:
    """Return a notice in prose that quotes the headers of what came back."""
    raw = (
        "From: Mail Delivery System <MAILER-DAEMON@mx.test>\r\n"
        f"To: {OWN}\r\nSubject: Undelivered Mail Returned to Sender\r\nReturn-Path: <>\r\n"
        "Date: Fri, 20 Nov 2026 11:05:00 +0100\r\nMessage-ID: <prose@mx.test>\r\n\r\n"
        f"<{to}>: 552 5.2.2 mailbox full\r\n\r\n------ copy of the headers ------\r\n"
        f"From: {OWN}\r\nTo: {to}\r\nSubject: Your parcel\r\nMessage-ID: <{about}@x>\r\n"
    )
    return record(Found("INBOX/1/9", "INBOX", raw.encode()), frozenset({OWN}), at(90))


class ReturnedContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def shop(self, store: Store) -> StoredIntake:
        intake = StoredIntake(store)
        intake.keep(SHOP, page(order_record()), at(80))
        intake.keep(SHOP, people_page(person("2", "Nina Holm", NINA, None)), at(80))
        return intake

    def letter_to(self, store: Store, address: str) -> TimelineEntry:
        [customer] = {one.customer for one in StoredLookups(store).exact(KeyKind.EMAIL, address)}
        kin = StoredCustomers(store).profiles(ProfileId(customer))
        wish = TimelineWish(kinds=frozenset({EntryKind.MESSAGE}))
        entries = StoredTimelines(store).page(kin, wish)
        [letter] = [one for one in entries if one.direction is Direction.OUTBOUND]
        return letter

    @pytest.mark.parametrize("is_told_first", [True, False])
    @pytest.mark.parametrize(
        "bounce",
        [report((HELENA, "5.2.2", "failed")), quoting("s1", HELENA)],
        ids=["report", "quoted headers"],
    )
    def test_a_message_that_came_back_says_so_and_why(
        self, store: Store, shop: StoredIntake, bounce: ContactRecord, is_told_first
    ):
        heard = [bounce, sent()] if is_told_first else [sent(), bounce]
        for one in heard:
            shop.keep(BOX, told(one), at(91))
        entry = self.letter_to(store, HELENA)
        assert (entry.status, entry.remark) == ("bounced", "came back: mailbox full")
        assert entry.title == "Your parcel"

    def test_what_did_not_come_back_stays_sent(self, store: Store, shop: StoredIntake):
        other = report((HELENA, "5.1.1", "failed"), about="s2")
        shop.keep(BOX, told(sent(), other), at(91))
        entry = self.letter_to(store, HELENA)
        assert (entry.status, entry.remark) == ("sent", None)

    def test_what_is_only_late_or_arrived_has_not_come_back(self, store: Store, shop: StoredIntake):
        late = report((HELENA, "4.4.1", "delayed"))
        there = report((HELENA, "2.0.0", "delivered"), number="dsn2")
        shop.keep(BOX, told(sent(), late, there), at(91))
        assert self.letter_to(store, HELENA).status == "sent"
        shop.keep(BOX, told(report((HELENA, "4.4.7", "failed"), number="dsn3")), at(92))
        assert self.letter_to(store, HELENA).remark == "came back: not delivered in time"

    def test_of_several_recipients_only_those_it_did_not_reach_see_it(
        self, store: Store, shop: StoredIntake
    ):
        both = sent(to=f"{HELENA}, {NINA}")
        shop.keep(BOX, told(both, report((NINA, "5.1.1", "failed"))), at(91))
        assert self.letter_to(store, HELENA).status == "sent"
        entry = self.letter_to(store, NINA)
        assert (entry.status, entry.remark) == (
            *("bounced", f"came back from {NINA}: no such mailbox"),
        )

    def test_all_recipients_of_one_report_see_it(self, store: Store, shop: StoredIntake):
        both = sent(to=f"{HELENA}, {NINA}")
        failed = report((NINA, "5.1.1", "failed"), (HELENA, "5.2.2", "failed"))
        shop.keep(BOX, told(failed, both), at(91))
        assert self.letter_to(store, HELENA).remark == f"came back from {HELENA}: mailbox full"
        assert self.letter_to(store, NINA).remark == f"came back from {NINA}: no such mailbox"

    def test_an_address_that_forwards_to_a_dead_one_is_marked(
        self, store: Store, shop: StoredIntake
    ):
        shop.keep(BOX, told(sent(), report(("inner@mx.test", "5.1.1", "failed"))), at(91))
        assert self.letter_to(store, HELENA).remark == "came back: no such mailbox"

    def test_the_copy_to_ourselves_may_come_back_alone(self, store: Store, shop: StoredIntake):
        shop.keep(BOX, told(sent(), report((OWN, "5.2.2", "failed"))), at(91))
        assert self.letter_to(store, HELENA).status == "sent"

    def test_the_same_report_met_again_changes_nothing(self, store: Store, shop: StoredIntake):
        bounce = report((HELENA, "5.1.1", "failed"))
        shop.keep(BOX, told(sent(), bounce), at(91))
        assert shop.keep(BOX, told(bounce), at(92)).stored == 0
        assert self.letter_to(store, HELENA).status == "bounced"

    def test_an_address_is_remembered_only_where_trying_again_is_useless(
        self, store: Store, shop: StoredIntake
    ):
        full, gone = (HELENA, "5.2.2", "failed"), (NINA, "5.1.1", "failed")
        shop.keep(BOX, told(report(full, gone), mail("m1", sender=BOB)), at(91))
        customers = StoredCustomers(store)
        helena, nina = (customers.customer(ProfileId(one)) for one in (1, 2))
        assert helena.returned == ()
        [returned] = nina.returned
        assert returned.warning() == (
            f"Mail to {NINA} came back on 2026-11-20: no such mailbox. Look for another address."
        )
