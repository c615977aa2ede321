"""Who wants no mail gets none, from the moment it is written down; a class for each database."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from agent_console.domain.acting.intent import IntentKind, IntentState, Wanted
from agent_console.domain.acting.mailing import Consent, Wish
from agent_console.domain.acting.message import Addressee, Letter
from agent_console.domain.profile import ProfileId, Statement
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.consents import StoredConsents
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.contracts.contact_contract import BOX, HELENA, SHOP, told
from tests.contracts.outbox_contract import SETTLE
from tests.contracts.returned_contract import complaint_of
from tests.fakes.records import at, order_record, page

ANN = Statement("ann", at(0), "")


def said(wish: Wish, minute: float = 1, why: str = "asked on the phone") -> Consent:
    return Consent(HELENA, wish, "agent", "ann", at(minute), why)


def letter_to(address: str) -> Wanted:
    written = Letter(Addressee(address), "Late", "It is late", "", "delay", "en")
    request = msgspec.json.encode(written).decode()
    return Wanted(IntentKind.MESSAGE, "support", ProfileId(1), request, at(0), SETTLE)


class ConsentContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def ledger(self, store: Store) -> StoredConsents:
        StoredIntake(store).keep(SHOP, page(order_record()), at(0))
        return StoredConsents(store)

    def standing(self, store: Store) -> tuple[Consent, ...]:
        return StoredCustomers(store).customer(ProfileId(1)).consents

    def claimed(self, store: Store, minute: float = 5) -> list[str]:
        """Claim all that is due; the keys of what may leave."""
        dispatch = StoredDispatch(store)
        due = dispatch.due("support", at(minute))
        found = (dispatch.claim(one, "me:1", at(minute)) for one in due)
        return [one.key for one in found if one is not None]

    def test_the_newest_line_counts_and_all_of_them_stay(
        self, store: Store, ledger: StoredConsents
    ):
        assert self.standing(store) == ()
        lines = [said(Wish.NO_MAIL), said(Wish.MAIL, 2, "changed her mind"), said(Wish.NO_MAIL, 3)]
        for one in lines:
            ledger.say(one)
            assert self.standing(store) == (one,)
        assert ledger.history(HELENA) == lines
        assert ledger.history("nina@holm.example") == []
        steps = [(one.actor, one.what, one.detail) for one in audit.steps(store, HELENA)]
        assert steps[0] == ("ann", "no_mail", "asked on the phone")
        assert (len(steps), audit.broken(store)) == (3, [])

    def test_an_opt_out_during_the_countdown_holds_the_message(
        self, store: Store, ledger: StoredConsents
    ):
        outbox = StoredOutbox(store)
        outbox.put("hers", letter_to(HELENA), ANN)
        outbox.put("other", letter_to("nina@holm.example"), ANN)
        ledger.say(said(Wish.NO_MAIL))
        assert self.claimed(store) == ["other"]
        held = outbox.intent("hers")
        assert (held.state, held.attempts) == (IntentState.DRAFT, 0)
        assert held.outcome == said(Wish.NO_MAIL).refusal()

    def test_nobody_can_release_what_is_not_wanted(self, store: Store, ledger: StoredConsents):
        outbox = StoredOutbox(store)
        outbox.put("hers", letter_to(HELENA), ANN)
        ledger.say(said(Wish.NO_MAIL))
        for minute in (1, 2):
            self.claimed(store, minute)
            assert outbox.release("hers", ANN)
        assert self.claimed(store) == []
        ledger.say(said(Wish.MAIL, 6))
        assert outbox.release("hers", ANN)
        assert self.claimed(store, 7) == ["hers"]

    def test_a_label_goes_to_nobody_by_mail_and_is_bought(
        self, store: Store, ledger: StoredConsents
    ):
        label = Wanted(IntentKind.LABEL, "support", ProfileId(1), "{}", at(0), SETTLE)
        StoredOutbox(store).put("label", label, ANN)
        ledger.say(said(Wish.NO_MAIL))
        assert self.claimed(store) == ["label"]

    def test_a_complaint_is_an_opt_out(self, store: Store, ledger: StoredConsents):
        StoredIntake(store).keep(BOX, told(complaint_of(HELENA)), at(91))
        [one] = self.standing(store)
        assert (one.wish, one.source, one.who) == (Wish.NO_MAIL, "complaint", "system")
        StoredIntake(store).keep(BOX, told(complaint_of(HELENA)), at(92))
        assert len(ledger.history(HELENA)) == 1

    def test_what_is_said_at_once_by_many_is_all_kept(self, store: Store, ledger: StoredConsents):
        lines = [said(Wish.NO_MAIL, minute) for minute in range(24)]
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(ledger.say, lines))
        assert len(ledger.history(HELENA)) == len(lines)
        assert audit.broken(store) == []
