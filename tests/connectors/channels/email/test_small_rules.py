"""The small rules beneath the mapper, each by itself."""

import pytest

from agent_console.connectors.channels.email.markup import DEEPEST_TABLES, LONGEST, bounded
from agent_console.connectors.channels.email.mime.addresses import read as read_parties
from agent_console.connectors.channels.email.mime.anatomy import MOST_PARTS, dissect
from agent_console.connectors.channels.email.mime.attachments import safe_name
from agent_console.connectors.channels.email.mime.decoding import (
    one_line,
    plain_bytes,
    plain_size,
    text_of,
    tidy,
    usable_charset,
)
from agent_console.connectors.channels.email.mime.fields import decoded, parameters, scan
from agent_console.connectors.channels.email.quotation.lines import Mark, has_date, lines_of
from agent_console.connectors.channels.email.quotation.stripping import mark


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("utf-8", "utf-8"),
        ("UTF8", "utf-8"),
        ('"utf-8"', "utf-8"),
        ("us-ascii", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("ISO_8859-1", "cp1252"),
        ("gb2312", "gb18030"),
        ("windows-1252", "cp1252"),
        ("ks_c_5601-1987", "cp949"),
        ("hex", None),
        ("zlib_codec", None),
        ("utf-7", None),
        ("punycode", None),
        ("undefined", None),
        ("no such thing", None),
        ("", None),
        (None, None),
    ],
)
def test_a_charset_is_one_that_mails_may_use(declared, name):
    assert usable_charset(declared) == name


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Gr\xc3\xb6\xc3\x9fe", "Größe"),
        (b"Gr\xf6\xdfe", "Größe"),
        (b"\x1b$B2YJ*\x1b(B", "荷物"),
        ("Größe und Maße".encode() + b"\xc3", "Größe und Maße\ufffd"),
        (b"", ""),
    ],
)
def test_text_of_no_charset_is_guessed(data, text):
    assert text_of(data, None) == text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x07c\x7f", "abc"),
        ("a\u2028b\x0cc", "a\nb\nc"),
        ("\ufeffa\tb", "a\tb"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_only_what_can_be_stored_is_kept(said, kept):
    assert tidy(said) == kept
    assert "\n" not in one_line(said)


@pytest.mark.parametrize("data", [b"SGVsbG8=", b"SGVs\r\nbG8=", b"SGVsbG8", b" S G V s b G 8 = "])
def test_the_size_of_base64_needs_no_decoding(data):
    assert plain_bytes(data, "base64") == b"Hello"
    assert plain_size(data, "Base64") in {5, 6}


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("text/plain; charset=utf-8", {"charset": "utf-8"}),
        ('text/plain; name="a;b\\"c"; x=1', {"name": 'a;b"c', "x": "1"}),
        ("a; NAME=b;name=c", {"name": "b"}),
        ("a; n*0=x; n*1=y; n*2=z", {"n": "xyz"}),
        ("a; n*1=y; n*0=x", {"n": "xy"}),
        ("a; n*=utf-8'en'%C3%96", {"n": "Ö"}),
        ("a; n*=%41", {"n": "A"}),
        ("a; n*=iso-8859-1'%D6", {"n": "Ö"}),
        ("a; n*99999=x", {}),
        ("a; ;; =x; y", {}),
        ("", {}),
    ],
)
def test_parameters_are_read_as_they_come(value, read):
    found = parameters(value)
    assert {name: said for name, said in found.items() if name in read} == read


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?a_b?= c", "a b c"),
        ("=?utf-8?q?a?=  =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?= =?iso-8859-1?q?=FC?=", "aü"),
        ("=?utf-8*de?q?a?=", "a"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8?b?!!!?=", ""),
        ("=?utf-8?q?a", "=?utf-8?q?a"),
        ("=?=?=?=", "=?=?=?="),
    ],
)
def test_encoded_words_are_decoded_loosely(value, text):
    assert decoded(value) == text


def test_a_header_ends_where_the_body_begins():
    fields, begun = scan(b"A: 1\n b\nC : 2\n\nD: 3", 0, 20)
    assert fields.lines == (("a", b"1 b"), ("c", b"2"))
    assert begun == 15
    assert scan(b"A: 1\nno field\nB: 2", 0, 18)[0].lines == (("a", b"1"),)


@pytest.mark.parametrize(
    ("said", "addresses"),
    [
        ("a@x.example, b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example; b@x.example", ["a@x.example", "b@x.example"]),
        ('"a, b" <a@x.example>, b@x.example', ["a@x.example", "b@x.example"]),
        ("(a, (b)) a@x.example", ["a@x.example"]),
        ("a@x.example (never closed", ["a@x.example"]),
        ("<a@x.example", ["a@x.example"]),
        (",,;", []),
        ("Lee, Ann <a@x.example>, b@x.example", ["a@x.example", "b@x.example"]),
        ("Lee, Ann a@x.example", ["a@x.example"]),
        ("root, a@x.example", ["root", "a@x.example"]),
        ("a@x.example, root", ["a@x.example", "root"]),
        ('"Lee", A., MBA <a@x.example>; B <b@x.example>', ["a@x.example", "b@x.example"]),
        ("MAILER-DAEMON (Mail), B <b@x.example>", ["MAILER-DAEMON", "b@x.example"]),
        ("Team, West: a@x.example;", ["a@x.example"]),
    ],
)
def test_addresses_are_told_apart(said, addresses):
    assert [party.address for party in read_parties(said)] == addresses


@pytest.mark.parametrize(
    "said", ["a/b", "a\\b", "../b", "/b", "C:\\b", "b/", " b ", "b.", "\u202eb"]
)
def test_a_safe_name_has_no_place(said):
    assert safe_name(said) == "b"


def test_a_mail_has_an_end_of_parts():
    raw = b"From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5000
    assert sum(1 for _ in dissect(raw).walk()) == MOST_PARTS


@pytest.mark.parametrize(
    ("said", "is_date"),
    [
        ("5 Jan 2026 10:30", True),
        ("05.01.2026", True),
        ("2026年1月5日", True),
        ("\u0665 يناير 2026 10:30", True),
        ("10h30 le 5 janvier", True),
        ("order 12345678", False),
        ("1 of 2 in 3", False),
        ("10:30", False),
        ("2026", False),
    ],
)
def test_a_day_is_seen_by_its_numbers(said, is_date):
    assert has_date(said) is is_date


def test_every_line_gets_its_mark():
    lines = lines_of("Yes\n\nOn 5 Jan 2026 10:30, a@b.example wrote:\n> Is it?\n-- \nAnn")
    mark(lines)
    assert [line.mark for line in lines] == [
        Mark.WORDS,
        Mark.BLANK,
        Mark.INTRO,
        Mark.QUOTED,
        Mark.SIGNATURE,
        Mark.SIGNATURE,
    ]


def test_html_is_cut_to_a_size_and_a_depth():
    assert len(bounded("word " * LONGEST)) <= LONGEST
    assert bounded("<table>" * 20).count("<table>") == DEEPEST_TABLES
    assert bounded("a<style>b</style >c<!-- d -->e") == "ace"
    assert bounded("a</div></b>c") == "a<br>c"
    assert bounded("<p>" + "x" * LONGEST + "<b").endswith("x")
