"""HTML becomes words, and what is shown of it can reach nothing and hang nothing."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.connectors.channels.email.html_text import text_of_html
from agent_console.connectors.channels.email.markup import bounded
from agent_console.connectors.channels.email.quotation.stripping import own_words
from agent_console.connectors.channels.email.showing import TAGS, safe_html

INTRO = "On Mon, Jan 5, 2026 at 10:30 AM Shop &lt;help@shop.example&gt; wrote:"


class Seen(HTMLParser):
    """What a browser would find in a text: tags, attributes, and how deep its tables go."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.tables = self.deepest = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update((name, value or "") for name, value in attrs)
        self.tables += tag == "table"
        self.deepest = max(self.deepest, self.tables)

    def handle_endtag(self, tag):
        self.tables -= tag == "table"


def is_harmless(html: str) -> bool:
    """Say whether only what was allowed is left."""
    seen = Seen(html)
    links = [value for name, value in seen.attributes if name == "href"]
    return (
        seen.tags <= TAGS
        and {name for name, _ in seen.attributes} <= {"href", "dir"}
        and all(link.lower().startswith(("http://", "https://", "mailto:")) for link in links)
        and seen.deepest <= 6
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Hello", "Hello"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("&lt;b&gt; &amp; &euro; &#8364;", "<b> & € €"),
        ("<style>p{}</style><script>x</script>Hello<!-- no -->", "Hello"),
        ("<STYLE>p{}</STYLE >Hello", "Hello"),
        ("<style>never closed Hello", "never closed Hello"),
        ('<p style="display:none">Hidden</p>Hello', "Hello"),
        ('<p style="margin:1e9em;padding-left:99999999em">Hello', "Hello"),
        ("<title>No</title><p>Hello", "Hello"),
        (
            "<table><tr><td>Shoes</td><td>2</td></tr><tr><td>Shirt</td><td>1</td></tr></table>",
            "Shoes  2\nShirt  1",
        ),
        ("<table><tr><td><p>A long story</p></td></tr></table>", "A long story"),
        ('<?xml version="1.0" encoding="utf-16"?><p>Hello', "Hello"),
        ("<p>Hello\x00 \x0bthere", "Hello there"),
        ('<p>See <img src="data:image/png;base64,AAAA" alt="x"> here', "See here"),
        ("<textarea>Hello", "Hello"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_the_words_of_html_are_read(html, text):
    assert text_of_html(html) == text


PROGRAMS = {
    "Gmail": f"""<div>Yes.</div><br>
<div class="gmail_quote"><div class="gmail_attr">{INTRO}<br></div>
<blockquote class="gmail_quote" style="margin:0"><div>Is it there?</div></blockquote></div>""",
    "Apple Mail": f"""<div>Yes.</div><div><br><blockquote type="cite"><div>{INTRO}</div><br>
<div>Is it there?</div></blockquote></div>""",
    "Thunderbird": f"""<p>Yes.</p><div class="moz-cite-prefix">{INTRO}<br></div>
<blockquote type="cite" cite="mid:x"><p>Is it there?</p></blockquote>""",
    "Outlook": """<p class="MsoNormal">Yes.</p><div style="border-top:solid #E1E1E1 1.0pt">
<p><b>From:</b> Shop &lt;help@shop.example&gt;<br><b>Sent:</b> Monday, January 5, 2026<br>
<b>To:</b> Ann<br><b>Subject:</b> Parcel</p></div><p>Is it there?</p>""",
    "Outlook on the web": """<div>Yes.</div><hr><div id="divRplyFwdMsg">
<b>Von:</b> Shop &lt;help@shop.example&gt;<br><b>Gesendet:</b> Montag, 5. Januar 2026 10:30<br>
<b>An:</b> Ann<br><b>Betreff:</b> Paket</div><div>Ist es da?</div>""",
    "Yahoo": f"""<div>Yes.</div><div id="yahoo_quoted_1" class="yahoo_quoted">
<div>{INTRO}</div><div>Is it there?</div></div>""",
    "Proton": f"""<div>Yes.</div><div class="protonmail_quote">{INTRO}
<blockquote>Is it there?</blockquote></div>""",
    "Yandex": """<div>Yes.</div><div>05.01.2026, 10:30, &quot;Shop&quot;
&lt;help@shop.example&gt;:</div><blockquote><p>Is it there?</p></blockquote>""",
    "a box without words": '<div>Yes.</div><div id="AppleOriginalContents">Is it there?</div>',
}


@pytest.mark.parametrize("html", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_an_answer_is_found_in_html(html):
    assert own_words(text_of_html(html)) == "Yes."


def test_answers_between_quotations_in_html_are_kept():
    html = (
        f"<p>{INTRO}</p><blockquote>Size?</blockquote><p>Large.</p>"
        "<blockquote>Colour?</blockquote><p>Blue.</p>"
    )
    found = own_words(text_of_html(html))
    assert [line for line in found.split("\n") if line] == ["Large.", "> Colour?", "Blue."]


def test_letters_in_a_table_for_the_layout_are_not_padded():
    long = "A long story about a parcel that went around the world and never came to anybody"
    html = f"<table><tr><td>{long}</td><td>End</td></tr><tr><td>x</td><td>y</td></tr></table>"
    assert text_of_html(html).split() == [*long.split(), "End", "x", "y"]


def test_nested_quotations_keep_their_depth():
    html = "a<blockquote>b<blockquote>c</blockquote></blockquote>"
    lines = [line.strip() for line in text_of_html(html).split("\n") if line.strip(" >")]
    assert [line.count(">") for line in lines] == [0, 1, 2]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" JaVaScRiPt:alert(1)">x</a>',
        '<a href="&#106;avascript:x">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<a href="cid:part1">x</a>',
        '<a href="/etc/passwd">x</a>',
        '<a href="//evil.example/x">x</a>',
        '<a href="http://x.example/</table>">x</a>',
        '<img src="http://evil.example/x.png">x',
        '<img src="cid:x"><img srcset="http://evil.example">x',
        '<p style="background:url(http://evil.example)" class="x" id="y" onclick="z()">x',
        '<table background="http://evil.example"><tr><td width="9999999">x',
        '<td colspan="100000000" rowspan="99999999">x',
        '<link rel="stylesheet" href="http://evil.example">x',
        '<base href="http://evil.example">x',
        '<meta http-equiv="refresh" content="0;url=http://evil.example">x',
        '<form action="http://evil.example"><input name="a"><button>x</button></form>',
        '<iframe src="http://evil.example">x</iframe>x',
        '<object data="file:///x"></object><embed src="http://evil.example">x',
        '<svg><a xlink:href="javascript:x"><text>x</text></a></svg>x',
        '<math><mtext></p><img src="http://evil.example">x',
        '<video src="http://evil.example"><audio src="x"></audio></video>x',
        "<style>@import url(http://evil.example)</style>x",
        '<noscript><p title="</noscript><img src=http://evil.example>">x',
        "<!--[if mso]><img src='http://evil.example'><![endif]-->x",
        "<![CDATA[<img src=http://evil.example>]]>x",
        '<p dir="javascript:x">x',
        "<ScRiPt>alert(1)</sCrIpT>x",
        "<<script>script>alert(1)<</script>/script>x",
    ],
)
def test_hostile_html_is_shown_harmless(html):
    shown = safe_html(html)
    assert shown is not None
    assert is_harmless(shown)
    assert "x" in shown


@pytest.mark.parametrize(
    "link",
    [
        "https://shop.example/order?a=1&amp;b=2#top",
        "http://x.example",
        "mailto:a@x.example",
        "HTTPS://X.example",
    ],
)
def test_an_honest_link_stays(link):
    assert safe_html(f'<a href="{link}" target="_blank">here</a>') == f'<a href="{link}">here</a>'


def test_the_direction_of_writing_stays():
    assert safe_html('<p dir="RTL">أين</p>') == '<p dir="rtl">أين</p>'


@pytest.mark.parametrize(
    "html", ["", "  ", "<p></p>"[:0], "<img src=x>", "<style>p{}</style>", "\x00"]
)
def test_nothing_to_show_is_none(html):
    assert safe_html(html) is None


@pytest.mark.parametrize("depth", [7, 60, 300, 3000])
@pytest.mark.parametrize("closing", ["", "</td></tr></table>", "</table>"])
def test_tables_are_never_deeper_than_six(depth, closing):
    html = "<table><tr><td>" * depth + "word" + closing * depth
    shown = safe_html(html)
    assert shown is not None
    assert is_harmless(shown)
    assert "word" in shown
    assert "word" in text_of_html(html)


HEAVY = {
    "divs": "<div>" * 100_000 + "x",
    "closed divs": "<div>" * 50_000 + "x" + "</div>" * 50_000,
    "styles": "".join(f"<p><font size={n}>" for n in range(30_000)),
    "wrong ends": "<div><b></div>" * 40_000,
    "ends in cells": "<div><table><td></div>" * 20_000,
    "wide table": "<table>" + ("<tr>" + "<td>x</td>" * 500 + "</tr>") * 100 + "</table>",
    "long table": "<table>" + "<tr><td>x</td><td>y</td></tr>" * 15_000 + "</table>",
    "one wide cell": "<table><tr><td>"
    + "x" * 99_999
    + "</td></tr>"
    + "<tr><td>y</td></tr>" * 20_000,
    "quotations": "<blockquote>" * 30_000 + "x",
    "quoted lines": "<blockquote>" * 9 + "x<br>" * 60_000,
    "lists": "<ul><li>" * 30_000 + "x",
    "brackets": "<" * 400_000,
    "open tags": "<a" * 200_000,
    "attributes": "<a " + "x " * 200_000 + ">",
    "comments": "<!-- " * 80_000,
    "entities": "&#x;" * 100_000,
    "open styles": "<style>" * 60_000,
    "pictures": "<img src='data:image/png;base64," + "A" * 3_000_000 + "'>",
}


@pytest.mark.parametrize("html", HEAVY.values(), ids=HEAVY.keys())
def test_heavy_html_is_read_in_bounded_time(html):
    started = time.monotonic()
    text, shown = text_of_html(html), safe_html(html)
    assert time.monotonic() - started < 15
    assert len(text) < 20_000_000
    assert shown is None or is_harmless(shown)


def test_a_picture_within_the_text_does_not_hide_it():
    html = "<img src='data:image/png;base64," + "A" * 3_000_000 + "'><p>Hello"
    assert text_of_html(html) == "Hello"
    assert safe_html(html) == "<p>Hello</p>"


PIECES = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<p>",
        "<a href='http://x'>",
        "</a>",
        "<blockquote>",
        "</blockquote>",
        "<svg>",
        "<math>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<script>",
        "<img src=http://x>",
        "words",
        "<",
        ">",
        "&lt;",
        "\x00",
        "é",
        "<pre>",
        "<li>",
        "<select>",
        "<textarea>",
        "<plaintext>",
        "<noscript>",
        "<template>",
        "<a href='x</table>'>",
        "<td style='display:none'>",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=60))
def test_any_html_is_shown_harmless(pieces):
    html = "".join(pieces)
    shown = safe_html(html)
    assert shown is None or is_harmless(shown)
    assert text_of_html(html) == text_of_html(html)
    assert len(bounded(html)) <= 5 * len(html)
