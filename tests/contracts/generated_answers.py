"""Thousands of answers with something wrong in them: read soundly, never a wrong delivery.

A class for each carrier inherits what is here. `AGENT_CONSOLE_GENERATED=100000` makes so many for
each of them instead of three thousand.
"""

import json
import os
from collections.abc import Sequence
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.kit.carrier.telling import Reader
from agent_console.connectors.kit.manifest import Manifest
from agent_console.domain.parcel import ParcelStatus, Shipment
from agent_console.ports.explaining import Exchange
from tests.fakes.soundness import is_explained, read_soundly
from tests.fakes.spoiling import WRONG, paths, spoilt

EXAMPLES = int(os.environ.get("AGENT_CONSOLE_GENERATED", "3000"))
MANY = settings(
    max_examples=max(EXAMPLES * 6 // 10, 1), suppress_health_check=list(HealthCheck), deadline=None
)
LESS = settings(MANY, max_examples=max(EXAMPLES * 3 // 10, 1))
FEW = settings(MANY, max_examples=max(EXAMPLES // 10, 1))
WRAPPED = ("request", "response", "body", "status")
DELIVERED = '"Delivered"'


@pytest.mark.timeout(0)
class GeneratedAnswers:
    """A subclass gives its answers, its reader and the names of its API's fields."""

    MANIFEST: ClassVar[Manifest]
    UNDER_WAY: ClassVar[Sequence[object]]
    """Answers that tell of no delivery, errors too."""
    OVER: ClassVar[Sequence[object]] = ()
    NAMES: ClassVar[Sequence[str]]
    TEXTS: ClassVar[Sequence[str]] = ()
    """Answers that are no JSON."""
    RUBBISH: ClassVar[str] = '{}[]",:0159.eE+-\\uxntrfalsul \x00é'

    def reader(self) -> Reader:
        """Return what reads the answers."""
        raise NotImplementedError

    def read(self, text: str) -> list[Shipment]:
        """Read a text as the client and `explain` do; return its parcels, all fit to be kept."""
        return read_soundly(self.MANIFEST, self.reader(), text)

    def explained(self, text: str) -> None:
        """Read a text that may be anything."""
        self.read(text)

    def says_delivered(self, made: object) -> bool:
        """Say that what was put in is the word for a delivery."""
        return DELIVERED in json.dumps(made)

    @MANY
    @given(data=st.data())
    def test_a_mutated_answer_is_sound_and_delivers_nothing_by_itself(self, data):
        answers = [*self.UNDER_WAY, *self.OVER]
        number = data.draw(st.integers(0, len(answers) - 1))
        made = answers[number]
        for _ in range(data.draw(st.integers(1, 2))):
            path = data.draw(st.sampled_from(_places(answers[number])))
            made = spoilt(made, path, data.draw(WRONG))
        told = self.read(json.dumps(made))
        if number < len(self.UNDER_WAY) and not self.says_delivered(made):
            assert all(one.status != ParcelStatus.DELIVERED for one in told)
            assert all(one.delivered is None for one in told)

    @LESS
    @given(data=st.data())
    def test_a_garbled_answer_is_sound_or_refused(self, data):
        whole = [*self.TEXTS, *map(json.dumps, (*self.UNDER_WAY, *self.OVER))]
        text = data.draw(st.sampled_from(whole))
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 8))
        rubbish = data.draw(st.text(alphabet=self.RUBBISH, max_size=6))
        self.explained(text[:start] + rubbish + text[start + length :])

    @FEW
    @given(data=st.data())
    def test_any_document_is_read_without_a_crash(self, data):
        names = st.sampled_from([*self.NAMES, *WRAPPED])
        some = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
        document = st.recursive(
            some,
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
            max_leaves=20,
        )
        self.explained(json.dumps(data.draw(document)))

    def test_a_document_nested_beyond_reason_is_explained(self):
        for depth in (30, 500, 5000):
            for name in self.NAMES[:2]:
                deep = f'{{"{name}": ' * depth + "1" + "}" * depth
                is_explained(self.MANIFEST.explain(Exchange(deep), "AT"))


def _places(answer: object) -> list[tuple]:
    known = _PLACES.get(id(answer))
    if known is None:
        known = _PLACES[id(answer)] = paths(answer)
    return known


_PLACES: dict[int, list[tuple]] = {}
