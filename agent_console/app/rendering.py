"""`python -m agent_console.app.rendering`: a line of JSON in, a message as a line of JSON out.

Each wish is worked on in a confined process of its own; nothing it can say ends this one.
"""

import json
import signal
import sys

from agent_console.machine.forks import serve
from agent_console.machine.templates.rendering import TOO_MUCH, answer, rendered

REHEARSAL = {
    "language": "en",
    "subject": "{{ a }}",
    "preheader": "{% if a is defined and a != 'ä' %}{{ 1 }}{% endif %}",
    "text": "{% for one in b %}{{ one|upper|default('\\u00e4') }}{% endfor %}",
    "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>{{ a|multiline }}</mj-text>"
    "</mj-column></mj-section></mj-body></mjml>",
    "files": ["text", "markup"],
    "values": {"a": "ä", "b": ["ö"]},
}
MISTAKES = ("{{", "{{ c }}", "{{ a.b() }}", "{% include 'a' %}", "{{ a|d }}", "{{ 9**9 }}", "<p>")


def main() -> int:
    """Answer wishes until there are no more."""
    rehearse()
    return serve(answer, broken)


def rehearse() -> None:
    """Fill templates, good ones and bad: what is loaded late cannot be loaded in confinement."""
    rendered(REHEARSAL)
    for mistake in MISTAKES:
        answer(json.dumps({**REHEARSAL, "text": mistake}).encode())
        answer(json.dumps({**REHEARSAL, "mjml": mistake}).encode())


def broken(ended: int) -> bytes:
    """Return the reason why a process ended without an answer."""
    names = {"SIGALRM", "SIGXCPU"}
    by_the_clock = {-one for one in signal.Signals if one.name in names}
    by_memory = {-one for one in signal.Signals if one.name in {"SIGABRT", "SIGKILL"}}
    if ended in by_the_clock:
        reason = "the template took too long"
    else:
        reason = TOO_MUCH if ended in by_memory else "the template broke while it was filled"
    return json.dumps({"reasons": [reason]}).encode()


if __name__ == "__main__":
    sys.exit(main())
