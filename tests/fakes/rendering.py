"""The child that fills templates, and templates of every sort to give it."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_console.machine.templates.book import FolderBook
from agent_console.machine.templates.renderer import ConfinedRenderer

RENDERING = (sys.executable, "-m", "agent_console.app.rendering")
MESSAGES = Path(__file__).parents[2] / "resources" / "messages"


@contextmanager
def rendering(folder: Path = MESSAGES) -> Iterator[ConfinedRenderer]:
    """Render the templates of a folder as long as the block runs."""
    renderer = ConfinedRenderer(RENDERING, FolderBook(folder))
    try:
        yield renderer
    finally:
        renderer.close()


def sample(name: str, language: str) -> dict:
    """Return the values a shipped template comes with."""
    return json.loads((MESSAGES / name / "sample.json").read_text(encoding="utf-8"))[language]


def template(root: Path, name: str = "mine", **files: str) -> Path:
    """Write a small English template, with other files where they are given; return the root."""
    folder = root / name
    folder.mkdir(parents=True)
    plain = "Hello {{ customer.name }}\n"
    whole = {
        "template_toml": 'class = "service"\nsituations = []\n'
        '[en]\ntitle = "Mine"\nsubject = "Hi {{ customer.name }}"\npreheader = "Hi"\n',
        "en_txt": plain,
        "en_mjml": "<mj-text>{{ customer.name }}</mj-text>",
        **files,
    }
    for file, text in whole.items():
        (folder / ".".join(file.rsplit("_", 1))).write_text(text, encoding="utf-8")
    (root / "brand.toml").write_text('shop = "Test"\n', encoding="utf-8")
    (root / "frame.mjml").write_text(
        '<mjml lang="{{ message.language }}"><mj-body><mj-section><mj-column>{# content #}'
        "</mj-column></mj-section></mj-body></mjml>",
        encoding="utf-8",
    )
    return root
