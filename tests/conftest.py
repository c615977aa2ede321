"""The real peers as fixtures: started at most once a worker, skipped where they cannot run."""

import gc
import os
import sys
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest

from agent_console.storage.opening import open_team_store
from tests.fakes.handing_out import pytest_xdist_make_scheduler  # noqa: F401 - a hook
from tests.fakes.program import program  # noqa: F401 - a fixture
from tests.fakes.stores import stores_copied, stores_made  # noqa: F401 - fixtures
from tests.peers.desktop import desktop as desktops
from tests.peers.faults.hostile import HostileServer, hostile
from tests.peers.mail import mail as mails
from tests.peers.mail.mail import Box, MailPeer
from tests.peers.postgres import postgres as postgreses
from tests.peers.postgres.postgres import PostgresPeer
from tests.peers.vendure import vendure as vendures
from tests.peers.vendure.seed import Facts, seed
from tests.peers.vendure.vendure import VendurePeer

HEAVY = {"vendure", "desktop", "mail"}
"""Peers that take long to start and to end, and whose tests often need two of them."""

EVERYTHING_EACH = 50
"""After so many tests everything is looked through, else only what is new."""
TESTS_DONE = count(1)
MOST_OF_A_REASON = 300


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Send all tests of heavy peers to one worker: there is only one of each, started once."""
    for item in items:
        if HEAVY & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("heavy"))


def pytest_configure() -> None:
    """Let no thread of a peer take the widgets of a test apart, as `ui.bridge.tidying` does."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look through the tests themselves no more; and let no window set aside what others left."""
    gc.collect()
    gc.freeze()
    pytest.MonkeyPatch().setattr(gc, "freeze", lambda: None)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Clear up between two tests, on the thread they run on: first windows whole, then the rest.

    Python takes knotted widgets apart in any sequence, and Qt asks those that are left.
    """
    result = yield
    if application := sys.modules.get("tests.fakes.application"):
        application.let_go_of_windows()
    gc.collect(1 if next(TESTS_DONE) % EVERYTHING_EACH else 2)
    return result


@pytest.hookimpl(trylast=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Say at once what failed and why: a run that is ended from outside never comes to its end."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        crash = getattr(report.longrepr, "reprcrash", None)
        why = str(crash or report.longrepr)[:MOST_OF_A_REASON]
        sys.stderr.write(f"\nFAILED {report.nodeid} in {report.when}: {why}\n")


def need(reason: str | None) -> None:
    """Skip the test when there is a reason to."""
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measured facts and recorded answers that may lie beside the checkout."""
    folder = Path(__file__).parents[2] / "shared"
    need(None if folder.is_dir() else "there is no folder named shared beside the checkout")
    return folder


@pytest.fixture(scope="session")
def vendure() -> Iterator[VendurePeer]:
    """A real store, empty unless `vendure_facts` is asked for too."""
    need(vendures.why_not())
    with vendures.running() as peer:
        yield peer


@pytest.fixture(scope="session")
def vendure_facts(vendure: VendurePeer) -> Facts:
    """What is true in the store after the default story: each order by its case."""
    return seed(vendure.base)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresPeer]:
    """A real PostgreSQL 15 for the whole run."""
    need(postgreses.why_not())
    with postgreses.running() as peer:
        yield peer


@pytest.fixture
def postgres_url(postgres: PostgresPeer) -> str:
    """The address of an empty database of the test's own."""
    return postgreses.fresh_database(postgres)


@pytest.fixture(scope="session")
def team_original(postgres: PostgresPeer) -> str:
    """A database with our tables and nothing in them; only to be copied."""
    url = postgreses.fresh_database(postgres)
    open_team_store(url).close()
    return url


@pytest.fixture
def team_url(postgres: PostgresPeer, team_original: str) -> Iterator[str]:
    """The address of a database of the test's own, with our tables."""
    url = postgreses.fresh_database(postgres, team_original)
    yield url
    postgreses.drop_database(postgres, url)


@pytest.fixture(scope="session")
def mail() -> Iterator[MailPeer]:
    """A real mail server for the whole run."""
    need(mails.why_not())
    with mails.running() as peer:
        yield peer


@pytest.fixture
def mailbox(mail: MailPeer) -> Box:
    """An empty mailbox of the test's own."""
    return mail.fresh_box()


@pytest.fixture
def desktop() -> Iterator[desktops.Desktop]:
    """A private desktop of 1366x768 for one test."""
    need(desktops.why_not())
    with desktops.Desktop() as peer:
        yield peer


@pytest.fixture(scope="session")
def hostile_server() -> Iterator[HostileServer]:
    """Answers that would hurt a careless client."""
    with hostile() as server:
        yield server
