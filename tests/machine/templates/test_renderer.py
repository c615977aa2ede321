"""Values from outside in a message: they stay words, whatever they look like."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.machine.templates.book import FolderBook
from agent_console.machine.templates.renderer import ConfinedRenderer
from agent_console.ports.acting.messages import CannotRenderError, Renderer
from tests.fakes.rendering import rendering, sample, template

OVERRIDE, ISOLATE = "\u202e", "\u2066"
HEBREW = "\u05d0\u05d1\u05d2"
BRISK_S = 0.15


@pytest.fixture(scope="module")
def renderer() -> Iterator[ConfinedRenderer]:
    with rendering() as one:
        one.warm_up()
        yield one


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[ConfinedRenderer]:
    listed = "{% for one in list %}{{ one.title }}{% endfor %}"
    with rendering(template(tmp_path, en_txt=f"{{{{ customer.name }}}} {listed}")) as one:
        yield one


def refusal(renderer: Renderer, name: str, values: dict) -> tuple[str, ...]:
    with pytest.raises(CannotRenderError) as refused:
        renderer.render(name, "en", values)
    return refused.value.reasons


@pytest.mark.parametrize(
    ("name", "in_html"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<mj-raw><img src=x onerror=alert(1)>", "&lt;mj-raw&gt;&lt;img src=x onerror="),
        ("</mj-text><mj-include path='/etc/passwd'/>", "&lt;/mj-text&gt;&lt;mj-include"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("Ana & Co", "Ana &amp; Co"),
        ("{{ brand.shop }}{% for %}{#", "{{ brand.shop }}{% for %}{#"),
        ("<!-- ]]> <![CDATA[", "&lt;!-- ]]&gt; &lt;![CDATA["),
        (HEBREW, HEBREW),
    ],
)
def test_a_hostile_name_stays_a_name(renderer: ConfinedRenderer, name: str, in_html: str):
    values = sample("delay", "en") | {"customer": {"name": name}}
    message = renderer.render("delay", "en", values)
    assert message.text.startswith(f"Hello {name},\n")
    assert in_html in message.html
    assert "<script" not in message.html
    assert "onerror=alert(1)>" not in message.html


def test_a_header_stays_one_line(renderer: ConfinedRenderer):
    number = "A-1\r\nBcc: all@shop.example\u2028X\x00\x1b[2J\x85Y"
    values = sample("delay", "en") | {"order": {"number": number}}
    message = renderer.render("delay", "en", values)
    said = "Order A-1 Bcc: all@shop.example X[2J Y: a new date for your parcel"
    assert message.subject == said
    assert not set(message.text + message.html) & set("\r\x00\x1b\x85\u2028")


def test_what_turns_the_direction_is_taken_away(renderer: ConfinedRenderer):
    values = sample("delay", "en") | {"customer": {"name": f"{OVERRIDE}gpj.exe{ISOLATE} {HEBREW}"}}
    message = renderer.render("delay", "en", values)
    assert message.text.startswith(f"Hello gpj.exe {HEBREW},\n")
    assert not set(message.text + message.html) & {OVERRIDE, ISOLATE}


def test_half_a_character_does_no_harm(renderer: ConfinedRenderer):
    values = sample("delay", "en") | {"customer": {"name": "Ana \ud83d"}}
    assert renderer.render("delay", "en", values).text.startswith("Hello Ana")


def test_lines_of_an_answer_stay_lines(renderer: ConfinedRenderer):
    values = {"reply": {"text": "One\r\ntwo <b>\n\nthree"}}
    message = renderer.render("reply", "en", values)
    assert "\n\nOne\ntwo <b>\n\nthree\n\n" in message.text
    assert "One<br>two &lt;b&gt;<br><br>three" in message.html


def test_too_much_is_refused_with_its_size(mine: ConfinedRenderer):
    assert refusal(mine, "mine", {"customer": {"name": "x" * 1_000_000}}) == (
        "customer.name is 1,000,000 characters long; at most 20,000 fit",
    )
    assert refusal(mine, "mine", {"list": [{"title": "x"}] * 201}) == (
        "list has 201 entries; at most 200 fit",
    )
    deep: dict = {}
    for _ in range(2_000):
        deep = {"a": deep}
    assert refusal(mine, "mine", {"list": deep})[0].endswith("is nested too deeply")
    assert "too large" in refusal(mine, "mine", {"list": 10**30})[0]
    assert "neither text nor number" in refusal(mine, "mine", {"list": 1.5})[0]
    many = {f"n{number}": "x" * 20_000 for number in range(40)}
    assert "too much for one message" in refusal(mine, "mine", many)[0]


def test_an_answer_that_becomes_too_long_is_refused(renderer: ConfinedRenderer):
    reasons = refusal(renderer, "reply", {"reply": {"text": "&\n" * 10_000}})
    assert reasons == ("reply/en.mjml in its frame becomes larger than 64 KB",)
    names = refusal(renderer, "delay", sample("delay", "en") | {"order": {"number": "9" * 300}})
    assert names == ("the subject has 334 characters, not 1 to 250",)


def test_every_gap_is_named_once(mine: ConfinedRenderer):
    values = {"customer": {"name": "  "}, "list": [{"title": "a"}, {}, {"title": None}]}
    assert refusal(mine, "mine", values) == tuple(
        f"the template needs {one}, which is not known"
        for one in ("customer.name", "list[2].title", "list[3].title")
    )


def test_a_fault_in_a_template_is_told_with_its_line(tmp_path: Path):
    text = "Hello\n{{ 1 + 1 }}\n{{ customer.name.upper() }}\n"
    with rendering(template(tmp_path, en_txt=text)) as renderer:
        assert sorted(refusal(renderer, "mine", {"customer": {"name": "Ana"}})) == [
            "mine/en.txt, line 2: arithmetic and joining are not allowed",
            "mine/en.txt, line 3: calls are not allowed",
        ]


def test_tests_and_filters_say_what_they_should(tmp_path: Path):
    text = (
        "{% if a.b is defined %}b{% elif a is undefined %}no a{% endif %}"
        " {{ a.b|default('nothing')|upper }}"
        "{% if number > 2 and not flag %} {{ number }}{% endif %}"
        " {{ words|join(' + ') }} {{ words|length }} {{ 'x' if flag else 'y' }}"
    )
    words = ["one", "two"]
    values = {"number": 3, "flag": False, "words": words, "customer": {"name": "Ana"}}
    with rendering(template(tmp_path, en_txt=text)) as renderer:
        said = renderer.render("mine", "en", values).text
        assert said == "no a NOTHING 3 one + two 2 y\n"
        values |= {"a": {"b": "here"}, "flag": True}
        assert renderer.render("mine", "en", values).text == "b HERE one + two 2 x\n"


def test_a_child_that_is_no_renderer_is_told(tmp_path: Path):
    said = (sys.executable, "-c", "print('ready\\nwords', flush=True); input()")
    renderer = ConfinedRenderer(said, FolderBook(template(tmp_path)))
    reasons = refusal(renderer, "mine", {"customer": {"name": "Ana"}})
    renderer.close()
    assert reasons == ("the template mine gave no message",)


def test_a_preview_comes_at_once(renderer: ConfinedRenderer):
    values, taken = sample("return_label", "de"), []
    renderer.render("return_label", "de", values)
    for _ in range(20):
        began = time.monotonic()
        renderer.render("return_label", "de", values)
        taken.append(time.monotonic() - began)
    assert sorted(taken)[15] < BRISK_S
