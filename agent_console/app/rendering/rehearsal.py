"""Templates that are filled before the first wish: good ones and bad."""

import json

from agent_console.machine.templates.rendering import answer, rendered

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


def rehearse() -> None:
    """Fill templates, good ones and bad: what is loaded late cannot be loaded in confinement."""
    rendered(REHEARSAL)
    for mistake in MISTAKES:
        answer(json.dumps({**REHEARSAL, "text": mistake}).encode())
        answer(json.dumps({**REHEARSAL, "mjml": mistake}).encode())
