"""XML as plain dicts and lists: what it says, and what never comes in with it."""

import json
from pathlib import Path

import pytest

from agent_console.connectors.kit.explaining import documents
from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.kit.xml_tree import decode_either, decode_xml, each
from agent_console.ports.explaining import Exchange

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a;" * 10 if n == 0 else f"&a{n - 1};" * 10}">' for n in range(9))
    + "]><l>&a8;</l>"
)
MANY = "<a>" + "<b/>" * 100_001 + "</a>"
LATIN = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Brüning</a>'


def test_elements_attributes_and_texts_are_told():
    told = decode_xml('<a xmlns="u" p="1"><b> x </b><b/><c q:d="2" xmlns:q="v">t &amp; u</c></a>')
    assert told == {"a": {"@p": "1", "b": [" x ", None], "c": {"@d": "2", "#text": "t & u"}}}


def test_one_element_and_many_are_walked_alike():
    for text, count in (("<a/>", 0), ("<a><b>1</b></a>", 1), ("<a><b>1</b><b>2</b></a>", 2)):
        assert len(list(each(Node(decode_xml(text))["a"]["b"]))) == count


def test_an_entity_never_opens_a_file(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("s3cret")
    for kind in ("<!ENTITY x SYSTEM", '<!ENTITY % x "y"><!ENTITY x PUBLIC "p"'):
        text = f'<!DOCTYPE a [{kind} "{secret.as_uri()}">]><a b="1">&x;</a>'
        for told in (text, text.encode(), text.encode("utf-16")):
            with pytest.raises(UnreadableError, match="DTD") as caught:
                decode_either(told)
            assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        "<a>" * 100_000,
        "<a>" * 41 + "</a>" * 41,
        MANY,
        "<a " + " ".join(f'b{n}="1"' for n in range(100_001)) + "/>",
        "<a>&unknown;</a>",
        "<a><b></a></b>",
        "<a>\x00</a>",
        "<a></a><b/>",
        "<",
        b'<?xml version="1.0" encoding="bogus"?><a/>',
        b'<?xml version="1.0" encoding="utf-8"?><a>\xe9</a>',
        b"\xff\xfe<\0a\0>",
    ],
    ids=range(14),
)
def test_what_is_no_plain_xml_is_refused_with_a_reason(text: str | bytes):
    with pytest.raises(UnreadableError, match=r"not XML|DTD"):
        decode_either(text)


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_bytes_are_read_in_the_letters_they_are_written_in(letters: str):
    named = LATIN.replace("ISO-8859-1", letters.removesuffix("-sig"))
    assert decode_either(named.encode(letters)) == {"a": "Brüning"}


def test_a_text_is_read_whatever_letters_it_says_it_had():
    assert decode_either(LATIN) == {"a": "Brüning"}
    assert decode_either("\ufeff  <a>ü\ud800</a>") == {"a": "ü?"}


def test_what_begins_otherwise_is_json():
    assert decode_either(b' {"a": 1}') == {"a": 1}
    with pytest.raises(UnreadableError, match="not JSON"):
        decode_either("a > b")


@pytest.mark.parametrize("body", ["<a>1</a>", {"string": "<a>1</a>"}])
def test_a_recorded_exchange_hands_its_xml_over(body: object):
    call = {"request": {}, "response": {"status": {"code": 404}, "body": body}}
    for recorded in (call, [call]):
        told = list(documents(Exchange(json.dumps(recorded)), lambda _: None, decode_either))
        assert [(one.content, one.http_status) for one in told] == [({"a": "1"}, 404)]


def test_xml_in_a_file_says_by_its_bytes_which_letters_they_are():
    raw = LATIN.encode("iso-8859-1")
    exchange = Exchange(raw.decode(errors="replace"), raw=raw)
    [told] = documents(exchange, lambda _: None, decode_either)
    assert told.content == {"a": "Brüning"}


def test_xml_is_no_answer_where_only_json_is_spoken():
    [told] = documents(Exchange("<a/>"), lambda _: None)
    assert (told.content, bool(told.broken)) == (None, True)
