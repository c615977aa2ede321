"""The child that fills templates has loaded all it needs before the first wish comes."""

import json
import subprocess
import sys

import pytest

from agent_console.machine.templates.book import FolderBook
from agent_console.machine.templates.rendering import broken
from tests.fakes.rendering import RENDERING, sample
from tests.machine.templates import attacks

LOOKING = """
import json, sys
from agent_console.app.rendering.rehearsal import rehearse
from agent_console.machine.templates.rendering import answer
rehearse()
before = set(sys.modules)
for wish in sys.stdin:
    answer(wish.encode())
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def wishes() -> list[str]:
    book = FolderBook()
    shipped = [
        {**book.page(one.name, language).as_wish(), "values": sample(one.name, language)}
        for one in book.all()
        for language in one.languages
    ]
    plain = {"files": ["t", "m"], "language": "en", "values": {"order": {"number": "1"}}}
    names = ("subject", "preheader", "text", "mjml")
    tried = [{**plain, **dict(zip(names, one, strict=True))} for one in attacks.everything()]
    return [json.dumps(one) for one in (*shipped, *tried)]


def test_nothing_is_loaded_once_the_first_wish_is_there():
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", LOOKING],
        input="\n".join(wishes()),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("wish", ["{}", "[]", "nonsense", '{"values": 5}', ""])
def test_a_wish_that_is_none_gets_a_reason(wish: str):
    done = subprocess.run(  # noqa: S603 - our own
        RENDERING, input=f"{wish}\n", capture_output=True, text=True, check=True
    )
    ready, said, *more = done.stdout.splitlines()
    assert (ready, more, done.stderr) == ("ready", [], "")
    assert list(json.loads(said)) == ["reasons"]


@pytest.mark.parametrize(
    ("ended", "reason"),
    [
        (-14, "the template took too long"),
        (-24, "the template took too long"),
        (-6, "the template needs too much memory"),
        (-9, "the template needs too much memory"),
        (-11, "the template broke while it was filled"),
        (1, "the template broke while it was filled"),
    ],
)
def test_every_end_without_an_answer_has_its_words(ended: int, reason: str):
    assert json.loads(broken(ended)) == {"reasons": [reason]}
