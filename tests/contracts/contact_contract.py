"""What every store does with messages; inherited by a class for each database."""

from dataclasses import replace

import pytest

from agent_console.connectors.channels.email.record import Found, record
from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.reading import KeyKind, TimelineWish
from agent_console.ports.source import ContactRecord, Page
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.messages import StoredMessages
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from tests.fakes.records import at, order, order_record, page, person

BOX, SECOND_BOX, SHOP = "support", "returns", "web-shop"
OWN = "support@shop.test"
HELENA, BOB = "helena@brandt.example", "bob@example.test"


def mail(
    message_id: str, subject: str = "Where is it", *, sender: str = HELENA, **fields: str
) -> ContactRecord:
    """Return a mail as the connector hands it in; `fields` are fields of its header."""
    folder = fields.pop("folder", "INBOX")
    words = fields.pop("words", f"words of {message_id}")
    charset = fields.pop("charset", "utf-8")
    header = {"From": sender, "To": OWN, "Subject": subject, "Message-ID": f"<{message_id}@x>"}
    header |= {"Date": "Fri, 20 Nov 2026 11:00:00 +0100"}
    header |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items())
    raw = f"{lines}\r\n{words}\r\n".encode(charset)
    found = Found(f"{folder}/1/{message_id}", folder, raw, is_sent=folder == "Sent")
    return record(found, frozenset({OWN}), at(90))


def told(*mails: ContactRecord) -> Page:
    """Return a page of mails."""
    return Page("inbox", contacts=mails)


def earlier(one: ContactRecord) -> ContactRecord:
    """Return a mail as an earlier version handed it in, which read it otherwise."""
    assert one.before is not None
    return replace(one, contact=one.before, before=None)


def bounce_of(message_id: str, recipient: str) -> ContactRecord:
    """Return the report that a mail could not be delivered."""
    report = (
        "--b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n--b\r\n"
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{message_id}@x>\r\n--b--"
    )
    kind = "multipart/report; report-type=delivery-status; boundary=b"
    return mail(
        "dsn", "Undelivered", sender="MAILER-DAEMON@mx.test", Content_Type=kind, words=report
    )


class ContactContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def box(self, store: Store) -> StoredIntake:
        return StoredIntake(store)

    def customer(self, store: Store, address: str) -> ProfileId:
        [hit] = {hit.customer for hit in StoredLookups(store).exact(KeyKind.EMAIL, address)}
        return hit

    def lines(self, store: Store, address: str) -> list[tuple[str, str, str | None]]:
        profiles = StoredCustomers(store).profiles(self.customer(store, address))
        wish = TimelineWish(kinds=frozenset({EntryKind.MESSAGE}))
        entries = StoredTimelines(store).page(profiles, wish)
        return [(one.title, str(one.direction), one.order) for one in entries]

    def times_known(self, store: Store, address: str) -> int:
        return len(StoredLookups(store).exact(KeyKind.EMAIL, address))

    def test_a_mail_is_on_its_senders_timeline(self, store, box):
        kept = box.keep(BOX, told(mail("m1")), at(91))
        assert (kept.stored, len(kept.customers)) == (1, 1)
        assert self.lines(store, HELENA) == [("Where is it", "inbound", None)]

    def test_the_same_mail_met_anywhere_is_one_line(self, store, box):
        box.keep(BOX, told(mail("m1"), mail("m1")), at(91))
        assert box.keep(BOX, told(mail("m1", folder="Archive")), at(92)).stored == 0
        assert box.keep(SECOND_BOX, told(mail("m1")), at(93)).stored == 0
        assert len(self.lines(store, HELENA)) == 1

    def test_two_mails_under_one_id_stay_two(self, store, box):
        other = mail("m1", "Another", sender=BOB)
        assert box.keep(BOX, told(mail("m1"), other), at(91)).stored == 2
        assert self.lines(store, BOB) == [("Another", "inbound", None)]

    def test_two_mails_of_one_second_under_one_id_stay_two(self, store, box):
        first, second = mail("m1", words="first"), mail("m1", words="second")
        third = mail("m1", "Where is the other", words="first")
        assert first.key == second.key == third.key
        assert box.keep(BOX, told(first, second, first), at(91)).stored == 2
        assert box.keep(SECOND_BOX, told(third), at(92)).stored == 1
        for again in (first, second, third):
            copy = replace(again, external_id="INBOX/2/9")
            assert box.keep(BOX, told(copy), at(93)).stored == 0
        titles = sorted(line[0] for line in self.lines(store, HELENA))
        assert titles == ["Where is it", "Where is it", "Where is the other"]
        wish = TimelineWish(text="second")
        [entry] = StoredTimelines(store).page([ProfileId(1)], wish)
        read = StoredMessages(store).message(entry.event_id)
        assert read is not None
        assert read.contact.text == "second"

    def test_a_huge_mail_met_again_is_one(self, store, box):
        huge = mail("m1", words="word " * 150_000)
        assert box.keep(BOX, told(huge), at(91)).stored == 1
        assert box.keep(BOX, told(mail("m1", words="word " * 150_000)), at(92)).stored == 0
        part = replace(huge, contact=replace(huge.contact, plain="word word"), is_whole=False)
        assert box.keep(SECOND_BOX, told(part), at(93)).stored == 0

    @pytest.mark.parametrize("named", [{}, {"Message_ID": ""}], ids=["with-id", "without-id"])
    @pytest.mark.parametrize(
        "said",
        [
            {"words": "Где моя посылка?", "charset": "koi8-r"},
            {"words": "荷物はどこですか", "charset": "shift_jis"},
            {"words": "<p>Где моя посылка?</p>", "charset": "koi8-r", "Content_Type": "text/html"},
            {"words": "It came\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\nHelp"},
        ],
        ids=["russian", "japanese", "html", "file"],
    )
    def test_a_mail_that_an_earlier_version_read_otherwise_is_still_one(
        self, store, box, named, said
    ):
        one = mail("m1", **named, **said)
        assert box.keep(BOX, told(earlier(one)), at(91)).stored == 1
        assert box.keep(SECOND_BOX, told(one, one), at(92)).stored == 0

    def test_two_mails_under_one_id_that_were_read_otherwise_stay_two(self, store, box):
        words = ("Где моя посылка?", "Где мой заказ?")
        mails = [mail("m1", words=one, charset="koi8-r") for one in words]
        assert mails[0].key == mails[1].key
        assert box.keep(BOX, told(*map(earlier, mails)), at(91)).stored == 2
        assert box.keep(SECOND_BOX, told(*mails, *reversed(mails)), at(92)).stored == 0

    def test_a_subject_that_was_read_otherwise_makes_no_second_mail(self, store, box):
        one = mail("m1", "Где моя посылка?", charset="koi8-r")
        assert one.contact.subject == "Где моя посылка?"
        assert box.keep(BOX, told(earlier(one)), at(91)).stored == 1
        assert box.keep(SECOND_BOX, told(one), at(92)).stored == 0

    def test_mails_without_id_of_one_second_are_as_many_as_differ(self, store, box):
        kind = {"Message_ID": "", "Content_Type": "multipart/mixed; boundary=b"}
        file = "--b\r\nContent-Type: {}\r\n\r\n{}\r\n--b--"
        whole = ("image/png", "abc"), ("image/png", "abcde"), ("image/gif", "abc")
        mails = [mail("m1", **kind, words=file.format(*one)) for one in whole]
        mails.append(mail("m1", **kind, words=file.format(*whole[0]), To=BOB, Cc=SHOP))
        assert len({one.key for one in mails}) == 1
        assert box.keep(BOX, told(*mails), at(91)).stored == 4
        again = [mails[2], mails[3], mails[0], mails[1]]
        assert box.keep(SECOND_BOX, told(*again), at(92)).stored == 0
        hidden = mail("m1", **kind, words=file.format(*whole[0]), Bcc=BOB, Received="from mx")
        assert box.keep(BOX, told(hidden), at(93)).stored == 0

    def test_a_writer_is_joined_with_the_stores_customer(self, store, box):
        box.keep(SHOP, page(order_record()), at(1))
        box.keep(BOX, told(mail("m1", "About order A-7")), at(91))
        customer = StoredCustomers(store).customer(self.customer(store, HELENA))
        assert customer is not None
        assert [(link.who, len(customer.profiles)) for link in customer.links] == [("system", 2)]
        assert self.lines(store, HELENA) == [("About order A-7", "inbound", "A-7")]

    def test_a_mail_finds_its_order_when_the_store_tells_later(self, store, box):
        box.keep(BOX, told(mail("m1", "A 7 did not come")), at(91))
        assert self.lines(store, HELENA)[0][2] is None
        box.keep(BOX, told(mail("m2", "About A-7")), at(91))
        box.keep(SHOP, page(order_record()), at(92))
        assert {line[2] for line in self.lines(store, HELENA) if "A-7" in line[0]} == {"A-7"}

    def test_an_order_of_somebody_else_is_not_hung_on(self, store, box):
        box.keep(SHOP, page(order_record()), at(1))
        box.keep(BOX, told(mail("m1", "About order A-7", sender=BOB)), at(91))
        assert self.lines(store, BOB) == [("About order A-7", "inbound", None)]

    def test_two_orders_in_one_subject_are_none_for_certain(self, store, box):
        box.keep(SHOP, page(order_record(), order_record(order("8", minutes=5))), at(1))
        box.keep(BOX, told(mail("m1", "A-7 and A-8")), at(91))
        assert self.lines(store, HELENA)[0][2] is None

    @pytest.mark.parametrize("newest_first", [True, False])
    def test_a_conversation_shares_its_order_in_any_sequence(self, store, box, newest_first):
        box.keep(SHOP, page(order_record()), at(1))
        first = mail("m1", "About A-7")
        second = mail("m2", "Thanks", In_Reply_To="<m1@x>")
        third = mail("m3", "One more", References="<m1@x> <gone@x> <m2@x>")
        mails = [third, second, first] if newest_first else [first, second, third]
        for one in mails:
            box.keep(BOX, told(one), at(91))
        assert [line[2] for line in self.lines(store, HELENA)] == ["A-7"] * 3
        reader = StoredMessages(store)
        profiles = StoredCustomers(store).profiles(self.customer(store, HELENA))
        entries = StoredTimelines(store).page(profiles, TimelineWish(text="words of"))
        threads = {reader.message(one.event_id).thread for one in entries}
        assert [len(thread) for thread in threads] == [3]

    def test_an_answer_belongs_to_those_it_went_to(self, store, box):
        sent = mail("s1", "Hello", sender=OWN, To=f"{HELENA}, {BOB}, {OWN}", folder="Sent")
        box.keep(BOX, told(sent), at(91))
        assert self.lines(store, HELENA) == self.lines(store, BOB) == [("Hello", "outbound", None)]
        assert self.times_known(store, OWN) == 0

    def test_one_mail_to_two_addresses_of_a_person_is_one_line(self, store, box):
        sent = mail("s1", "Hello", sender=OWN, To=f"{HELENA}, {BOB}", folder="Sent")
        box.keep(BOX, told(sent), at(91))
        pair = [self.customer(store, one) for one in (HELENA, BOB)]
        StoredLinkBook(store).link(*pair, Statement("agent", at(92), "told so"))
        assert self.lines(store, BOB) == [("Hello", "outbound", None)]

    def test_a_link_taken_back_takes_the_order_back(self, store, box):
        box.keep(SHOP, page(order_record()), at(1))
        told_of = mail("m1", "About A-7", sender=BOB)
        answer = mail("m2", "And?", sender=BOB, In_Reply_To="<m1@x>")
        box.keep(BOX, told(told_of, answer), at(91))
        pair = [self.customer(store, one) for one in (HELENA, BOB)]
        link = StoredLinkBook(store).link(*pair, Statement("agent", at(92), "told so"))
        assert [line[2] for line in self.lines(store, BOB)] == ["A-7", "A-7"]
        StoredLinkBook(store).unlink(link.id, Statement("agent", at(93), "no"))
        assert [line[2] for line in self.lines(store, BOB)] == [None, None]

    def test_a_machine_makes_nobody_known(self, store, box):
        robot = mail("r1", sender="news@else.test", Auto_Submitted="auto-generated")
        assert box.keep(BOX, told(robot), at(91)).stored == 1
        assert self.times_known(store, "news@else.test") == 0

    def test_a_machines_mail_waits_for_its_person(self, store, box):
        box.keep(BOX, told(bounce_of("s1", HELENA)), at(91))
        assert self.times_known(store, HELENA) == 0
        box.keep(SHOP, page(order_record()), at(92))
        assert self.lines(store, HELENA) == [("Undelivered", "inbound", None)]

    def test_a_bounce_hangs_on_whom_it_did_not_reach(self, store, box):
        sent = mail("s1", "Hello", sender=OWN, To=HELENA, folder="Sent")
        box.keep(BOX, told(sent, bounce_of("s1", HELENA)), at(91))
        assert sorted(line[0] for line in self.lines(store, HELENA)) == ["Hello", "Undelivered"]

    def test_a_bounce_that_came_before_the_mail_it_is_about_finds_its_person(self, store, box):
        box.keep(BOX, told(bounce_of("s1", HELENA)), at(91))
        sent = mail("s1", "Hello", sender=OWN, To=HELENA, folder="Sent")
        box.keep(BOX, told(sent), at(92))
        assert sorted(line[0] for line in self.lines(store, HELENA)) == ["Hello", "Undelivered"]

    @pytest.mark.parametrize("is_told_first", [True, False])
    def test_a_bounce_that_names_nobody_known_hangs_on_its_conversation(
        self, store, box, is_told_first
    ):
        sent = mail("s1", "Hello", sender=OWN, To=HELENA, folder="Sent")
        mute = mail("b1", "Undelivered", sender="MAILER-DAEMON@mx.test", In_Reply_To="<s1@x>")
        alias = bounce_of("s1", "inner@mx.test")
        notices = told(mute, alias)
        for one in [notices, told(sent)] if is_told_first else [told(sent), notices]:
            kept = box.keep(BOX, one, at(91))
        assert len(kept.customers) == 1
        titles = sorted(line[0] for line in self.lines(store, HELENA))
        assert titles == ["Hello", "Undelivered", "Undelivered"]

    def test_a_bounce_that_names_nobody_hangs_on_a_sender_who_is_known(self, store, box):
        marks = {"Return_Path": "<>", "Auto_Submitted": "auto-generated"}
        mute = mail("b1", "Undelivered mail", words="Sorry.", **marks)
        assert mute.contact.bounce is not None
        box.keep(BOX, told(mail("m1"), mute), at(91))
        titles = sorted(line[0] for line in self.lines(store, HELENA))
        assert titles == ["Undelivered mail", "Where is it"]

    def test_a_letter_on_a_parcel_that_came_back_is_its_writers(self, store, box):
        box.keep(BOX, told(mail("m1", "Undelivered parcel 10476")), at(91))
        assert self.lines(store, HELENA) == [("Undelivered parcel 10476", "inbound", None)]

    def test_ten_thousand_recipients_are_named_but_not_all_made_known(self, store, box):
        everybody = ", ".join(f"u{number}@many.test" for number in range(10_000))
        sent = mail("s1", "Sale", sender=OWN, To=everybody, folder="Sent")
        box.keep(BOX, told(sent), at(91))
        assert self.lines(store, "u0@many.test") == [("Sale: 9950 more people", "outbound", None)]
        assert self.times_known(store, "u9999@many.test") == 0

    def test_a_message_is_read_back_as_it_was(self, store, box):
        one = mail("m1", Content_Type="text/html", words="<p>Hi <b>there</b></p>")
        box.keep(BOX, told(one), at(91))
        [entry] = StoredTimelines(store).page([ProfileId(1)], TimelineWish())
        read = StoredMessages(store).message(entry.event_id)
        assert read is not None
        assert (read.contact, read.folder, read.is_whole) == (one.contact, "INBOX", True)
        assert read.contact.html == "<p>Hi <b>there</b></p>"
        assert StoredMessages(store).message(entry.event_id + 1) is None

    def test_a_huge_message_is_kept_in_bounds_and_says_so(self, store, box):
        huge = mail("m1", words="word " * 150_000)
        box.keep(BOX, told(huge), at(91))
        [entry] = StoredTimelines(store).page([ProfileId(1)], TimelineWish())
        read = StoredMessages(store).message(entry.event_id)
        assert read is not None
        assert (len(read.contact.plain), read.is_whole) == (200_000, False)

    def test_a_name_told_later_is_the_writers_name(self, store, box):
        box.keep(BOX, told(mail("m1")), at(91))
        box.keep(BOX, told(mail("m2", sender=f"Helena Brandt <{HELENA}>")), at(92))
        customer = StoredCustomers(store).customer(self.customer(store, HELENA))
        assert customer is not None
        assert customer.name == "Helena Brandt"

    def test_a_store_customer_met_later_joins_the_writer(self, store, box):
        box.keep(BOX, told(mail("m1")), at(91))
        box.keep(SHOP, Page("customers", people=(person(),)), at(92))
        customer = StoredCustomers(store).customer(self.customer(store, HELENA))
        assert customer is not None
        assert len(customer.profiles) == 2
