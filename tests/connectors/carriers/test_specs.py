"""What the connectors of carriers send, judged by a referee after the carriers' own specs."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent_console.connectors.carriers.fedex.manifest import MANIFEST as FEDEX
from agent_console.connectors.carriers.ups.manifest import MANIFEST as UPS
from agent_console.connectors.carriers.usps.manifest import MANIFEST as USPS
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Wanted, WantedParcel
from tests.connectors.carriers.fedex import answers as fedex
from tests.connectors.carriers.ups import answers as ups
from tests.connectors.carriers.usps import answers as usps
from tests.contracts.carrier_contract import LENT
from tests.contracts.source_contract import SourceContract
from tests.peers.prism import prism
from tests.peers.prism.answering import answering
from tests.peers.prism.referee import Desk, Referee

pytestmark = pytest.mark.xdist_group("prism")


@dataclass(frozen=True)
class Spec:
    """A vendor's description of paths; real ones have `left_out` before what it calls them."""

    file: str
    path: str
    left_out: str = ""


@dataclass(frozen=True)
class Case:
    """A connector, one of its numbers, and the specs of all that it sends."""

    manifest: Manifest
    number: str
    answer: object
    specs: tuple[Spec, ...]


CASES = (
    Case(
        UPS,
        ups.NUMBER,
        ups.answer(ups.package()),
        (
            Spec("ups/OAuthClientCredentials.yaml", "/security/v1/oauth/token", "/api"),
            Spec("ups/Tracking.yaml", "/track/v1/details", "/api"),
        ),
    ),
    Case(
        FEDEX,
        fedex.NUMBER,
        fedex.answer(fedex.result(fedex.record())),
        (
            Spec("fedex/authorization.json", "/oauth/token"),
            Spec("fedex/track.json", "/track/v1/trackingnumbers"),
        ),
    ),
    Case(
        USPS, usps.NUMBER, usps.answer(), (Spec("usps/tracking.yaml", "/tracking", "/tracking/v3"),)
    ),
)


@pytest.fixture(scope="module")
def specs(shared: Path) -> Path:
    """The folder of the vendors' specs, where a referee can run too."""
    reason = prism.why_not()
    if reason:
        pytest.skip(reason)
    return shared / "specs"


@pytest.fixture
def referee(request: pytest.FixtureRequest, specs: Path) -> Iterator[Referee]:
    """A referee for each spec of a case, before a server that answers all of them."""
    case: Case = request.param
    answers = {one.path: LENT if "oauth" in one.path else case.answer for one in case.specs}
    with ExitStack() as stack:
        upstream = stack.enter_context(answering({**answers, "/oauth2/v3/token": LENT}))
        desks = [
            Desk(
                stack.enter_context(prism.running(specs / one.file, upstream)),
                one.path,
                one.left_out,
            )
            for one in case.specs
        ]
        # The spec of USPS names where tokens are, and describes nothing there.
        yield Referee([*desks, Desk(upstream, "/oauth2/v3/token")])


def tracked(case: Case, referee: Referee) -> list[Page]:
    """Ask for the number of a case as sync does."""
    fields = case.manifest.fields
    values = {one.name: one.default or "" for one in fields if not one.is_secret}
    secrets = {one.name: Secret(SourceContract.SECRET) for one in fields if one.is_secret}
    given = Given(case.manifest.kind, values, secrets, "AT", SourceContract.CLOCK, referee)

    async def run() -> list[Page]:
        source = case.manifest.open(given)
        try:
            wanted = Wanted(parcels=[WantedParcel(case.number)])
            return [page async for page in source.reread(wanted)]
        finally:
            await source.close()

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("case", "referee"),
    [(one, one) for one in CASES],
    indirect=["referee"],
    ids=["ups", "fedex", "usps"],
)
def test_requests_keep_to_the_carrier_s_own_spec(case: Case, referee: Referee):
    pages = tracked(case, referee)
    assert [one.shipment.number for page in pages for one in page.parcels] == [case.number]
    assert len(referee.judged) == 2
    assert referee.faults == []
