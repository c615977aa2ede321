"""Attacks on the child that fills templates: none gets out, none takes long, none takes much."""

import json
import os
import subprocess
import time

import pytest
from jinja2 import TemplateError

from agent_console.machine.templates.environment import PlainEnvironment
from agent_console.machine.templates.known import known
from agent_console.ports.messages import CannotRenderError
from tests.fakes.rendering import RENDERING
from tests.machine.templates import attacks

ALL = list(attacks.everything())
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
    pipe = subprocess.PIPE
    with subprocess.Popen(RENDERING, stdin=pipe, stdout=pipe) as child:  # noqa: S603 - our own
        assert child.stdin
        assert child.stdout
        assert child.stdout.readline() == b"ready\n"
        filled, slow, seen = [], [], []
        for attack in ALL:
            began = time.monotonic()
            child.stdin.write(wish(*attack))
            child.stdin.flush()
            told = json.loads(child.stdout.readline())
            seen.append(time.monotonic() - began)
            if "reasons" not in told:
                filled.append(attack)
            if seen[-1] > MOST_SECONDS:
                slow.append((seen[-1], attack))
        child.stdin.write(wish("s", "p", "{{ order.number }}", "<mj-text>well</mj-text>"))
        child.stdin.flush()
        assert json.loads(child.stdout.readline())["text"] == "A-1\n"
        child.stdin.close()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    print(f"{len(ALL)} attacks, longest {max(seen):.2f} s, peak {used.ru_maxrss / 1024:.0f} MiB")  # noqa: T201 - measured
    assert len({*attacks.jinja(), *attacks.MARKUP}) >= 200
    assert (filled, slow) == ([], [])
    assert used.ru_maxrss < MOST_KIB


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
