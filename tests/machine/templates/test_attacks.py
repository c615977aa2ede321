"""Attacks on the child that fills templates: none gets out, none takes long, none takes much."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import TemplateError

from agent_console.machine.templates.environment import PlainEnvironment
from agent_console.machine.templates.known import known
from agent_console.ports.acting.messages import CannotRenderError
from tests.fakes.rendering import RENDERING
from tests.machine.templates import attacks

ALL = list(attacks.everything())
ATTACKING = Path(__file__).parents[2] / "peers" / "attacking.py"
MOST_SECONDS, MOST_KIB = 1.0, 256 * 1024
VALUES = {
    "order": {"number": "A-1"},
    "return": {"items": [{"title": "cup"} for _ in range(200)]},
}
FRAME = "<mjml><mj-body><mj-section><mj-column>{}</mj-column></mj-section></mj-body></mjml>"


def wish(subject: str, preheader: str, text: str, mjml: str) -> bytes:
    parts = {"subject": subject, "preheader": preheader, "text": text, "mjml": FRAME.format(mjml)}
    told = {**parts, "files": ["text", "mjml"], "language": "en", "values": VALUES}
    return json.dumps(told).encode() + b"\n"


def test_no_attack_is_filled_or_takes_long_or_much():
    last = wish("s", "p", "{{ order.number }}", "<mj-text>well</mj-text>")
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, ATTACKING, *RENDERING],
        input=b"".join((*(wish(*one) for one in ALL), last)),
        stdout=subprocess.PIPE,
        check=True,
    )
    told = json.loads(done.stdout)
    *said, well = told["said"]
    longest, peak = max(told["seconds"]), told["peak_kib"]
    print(f"{len(ALL)} attacks, longest {longest:.2f} s, peak {peak / 1024:.0f} MiB")  # noqa: T201 - measured
    assert len(ALL) == len(said) >= 200
    filled = [one for one, came in zip(ALL, said, strict=True) if "reasons" not in came]
    assert filled == []
    assert well["text"] == "A-1\n"
    assert longest < MOST_SECONDS
    assert 20 * 1024 < peak < MOST_KIB


@pytest.mark.parametrize("is_markup", [False, True])
@pytest.mark.parametrize("payload", attacks.ESCAPES)
def test_a_way_past_the_grammar_leads_nowhere(payload: str, *, is_markup: bool):
    missing: list[str] = []
    environment = PlainEnvironment(missing, is_markup=is_markup)
    try:
        template = environment.from_string(f"{{{{ {payload} }}}}")
        said = template.render(known(VALUES))
    except (TemplateError, CannotRenderError, TypeError):
        return
    assert said in {"", "A-1"}, "only a part of the values, or nothing, was written"
