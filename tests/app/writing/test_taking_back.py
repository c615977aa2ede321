"""A reply that is taken back is a draft again: no word of it is lost."""

from collections.abc import Iterator

import pytest

from agent_console.actions.messages.correspondence import StoreCorrespondence
from agent_console.app.parts import Parts, environment
from agent_console.app.writing.correspondence import Templates, correspondence
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.writing import Wish
from tests.cli.acting.conftest import Post, post  # noqa: F401 - a fixture
from tests.fakes.program import program  # noqa: F401 - a fixture

HELENA, WORDS = ProfileId(1), "Your jacket is not lost.\nWe asked DHL today."


@pytest.fixture
def desk(post: Post) -> Iterator[StoreCorrespondence]:  # noqa: F811 - the fixture
    post.know()
    parts, templates = Parts(post.program.home, environment()), Templates()
    yield correspondence(parts, templates)
    templates.close()
    parts.close()


def test_what_was_typed_is_a_draft_again_once_it_is_taken_back(desk: StoreCorrespondence):
    handed = desk.send(desk.preview(Wish(HELENA, template="reply", words=WORDS)))
    assert handed.key is not None
    assert desk.drafts() == set()
    assert desk.cancel(handed.key)
    again = desk.preview(Wish(HELENA))
    assert (again.wish.template, again.wish.words) == ("reply", WORDS)
