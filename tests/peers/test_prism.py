"""The referee sees what breaks a spec; else a test that it says nothing would prove nothing."""

from collections.abc import Iterator

import httpx
import pytest

from tests.peers.prism import prism
from tests.peers.prism.answering import answering
from tests.peers.prism.referee import faults

pytestmark = pytest.mark.xdist_group("prism")
SPEC = """
openapi: 3.0.0
info: {title: Parcels, version: "1"}
paths:
  /parcels/{number}:
    get:
      parameters:
        - {name: number, in: path, required: true, schema: {type: string}}
        - {name: who, in: header, required: true, schema: {type: string}}
      responses:
        "200": {description: Told}
"""


@pytest.fixture(scope="module")
def referee(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    reason = prism.why_not()
    if reason:
        pytest.skip(reason)
    spec = tmp_path_factory.mktemp("spec") / "parcels.yaml"
    spec.write_text(SPEC)
    with answering({"/": {"told": True}}) as upstream, prism.running(spec, upstream) as base:
        yield base


@pytest.mark.parametrize(
    ("path", "headers", "fault"),
    [
        ("/parcels/7", {"who": "me"}, None),
        ("/parcels/7", {}, "request.header"),
        ("/packages/7", {"who": "me"}, "route not found"),
    ],
    ids=["good", "header", "path"],
)
def test_a_request_is_let_through_and_judged(referee: str, path: str, headers: dict, fault):
    with httpx.Client(base_url=referee, trust_env=False) as client:
        answer = client.get(path, headers=headers)
    assert answer.json() == {"told": True}
    found = "; ".join(faults(answer.headers.get("sl-violations")))
    assert fault in found if fault else not found
