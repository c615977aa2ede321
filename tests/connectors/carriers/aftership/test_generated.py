"""Thousands of trackings with something wrong in them: read soundly, or refused with a reason."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.carriers.aftership import mapper
from agent_console.connectors.carriers.aftership.manifest import MANIFEST
from tests.connectors.carriers.aftership.answers import created, error, listing, tracking
from tests.contracts.generated_answers import garbled, is_sound, whole
from tests.fakes.spoiling import WRONG, paths, spoilt

ANSWERS = (
    listing(tracking(), tracking(3)),
    {"meta": {"code": 200}, "data": {"tracking": tracking(return_to_sender=True)}},
    created(latest_estimated_delivery={"type": "specific", "datetime": "2026-11-25"}),
    error(4005),
)
PLACES = [(number, path) for number, one in enumerate(ANSWERS) for path in paths(one)]
NAMES = (
    "meta", "code", "data", "tracking", "trackings", "tracking_number", "tag",
    "subtag", "checkpoints", "checkpoint", "msg", "request", "response", "body",
)  # fmt: skip


@settings(max_examples=1000, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(PLACES), WRONG, st.none() | st.tuples(st.sampled_from(PLACES), WRONG))
def test_a_mutated_answer_is_sound_or_refused(place, wrong, more):
    number, path = place
    made = spoilt(ANSWERS[number], path, wrong)
    is_sound(MANIFEST, mapper.read, made if more is None else spoilt(made, more[0][1], more[1]))


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(ANSWERS), st.data())
def test_a_garbled_answer_is_sound_or_refused(one, data):
    garbled(MANIFEST, mapper.read, one, data)


@settings(max_examples=300, deadline=None)
@given(whole(NAMES))
def test_any_document_is_explained_without_a_crash(document):
    is_sound(MANIFEST, mapper.read, document)
