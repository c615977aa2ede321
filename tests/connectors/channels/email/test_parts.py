"""The parts of a mail are read in any charset and encoding, and told apart: words and files."""
# ruff: noqa: RUF001 - words of many scripts

import base64

import pytest

from agent_console.domain.contact import Attachment
from tests.connectors.channels.email.letters import HEAD, letter, multipart, part, read


@pytest.mark.parametrize(
    ("charset", "said"),
    [
        ("utf-8", "Größe: 5 €"),
        ("iso-8859-15", "Größe: 5 €"),
        ("windows-1252", "“Größe” – 5 €"),
        ("iso-8859-1", "Größe"),
        ("windows-1251", "Где посылка?"),
        ("koi8-r", "Где посылка?"),
        ("iso-2022-jp", "荷物はどこですか"),
        ("shift_jis", "荷物はどこですか"),
        ("euc-jp", "荷物はどこですか"),
        ("gb2312", "包裹在哪里"),
        ("gb18030", "包裹在哪里"),
        ("big5", "包裹在哪裡"),
        ("euc-kr", "소포는 어디에"),
        ("windows-1256", "أين الطرد"),
        ("iso-8859-2", "Zażółć gęślą"),
        ("utf-16", "Größe"),
    ],
)
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_text_in_its_charset_is_read(charset, said, encoding):
    data = said.encode(charset)
    quoted = "".join(f"={byte:02X}" for byte in data)
    body = base64.b64encode(data).decode() if encoding == "base64" else quoted
    found = letter(
        body,
        f'Content-Type: text/plain; charset="{charset}"',
        f"Content-Transfer-Encoding: {encoding}",
    )
    assert found.plain == said


@pytest.mark.parametrize(
    "charset",
    [
        "",
        "unknown-8bit",
        "x-user-defined",
        "utf-8'; drop",
        "hex",
        "zlib",
        "rot13",
        "punycode",
        "idna",
        "\x00",
        "../../etc/passwd",
        "unicode_escape",
        "utf-7",
        "a" * 500,
    ],
)
def test_a_charset_that_is_none_loses_no_text(charset):
    found = letter("Größe", f'Content-Type: text/plain; charset="{charset}"')
    assert found.text == "Größe"


def test_text_that_contradicts_its_charset_is_read():
    head = HEAD.encode() + b"Content-Type: text/plain; charset="
    assert read(head + b"us-ascii\n\n" + "Größe".encode()).text == "Größe"
    assert read(head + b"utf-8\n\n" + b"Gr\xf6\xdfe").text == "Größe"
    assert read(head + b"iso-8859-1\n\n\x93Gr\xf6\xdfe\x94").text == "“Größe”"
    assert read(head + b"utf-8\n\n" + "Größe".encode() + b" \xff").text == "Größe \ufffd"


@pytest.mark.parametrize(
    "said", ["SGVsbG8=", "SGVsbG8", "SGVs\nbG8=\n", "SGVs!bG8=", "  SGVsbG8=  "]
)
def test_damaged_base64_is_read_as_far_as_it_goes(said):
    found = letter(said, "Content-Transfer-Encoding: base64")
    assert found.text == "Hello"


def test_truncated_base64_keeps_its_beginning():
    assert letter("SGVsbG8gd29ybGQhI", "Content-Transfer-Encoding: base64").text.startswith(
        "Hello world!"
    )


def test_an_unknown_transfer_encoding_is_no_obstacle():
    assert letter("Hello", "Content-Transfer-Encoding: x-nonsense").text == "Hello"


def test_text_in_the_oldest_encoding_is_read():
    body = "begin 644 x\n%2&5L;&\\\n`\nend\n"
    assert letter(body, "Content-Transfer-Encoding: x-uuencode").text == "Hello"


def test_of_two_forms_the_plain_one_is_the_text():
    found = multipart(
        part("text/plain", "Hello plain"),
        part("text/html", "<p>Hello <b>html</b>"),
        kind="alternative",
    )
    assert found.text == "Hello plain"
    assert found.html == "<p>Hello <b>html</b></p>"


def test_an_empty_plain_form_gives_way_to_html():
    found = multipart(part("text/plain", " \n"), part("text/html", "<p>Hello"), kind="alternative")
    assert found.text == "Hello"


def test_texts_around_a_picture_belong_together():
    found = multipart(
        part("text/plain", "Look:"),
        part("image/png", "AAAA", "Content-Transfer-Encoding: base64"),
        part("text/plain", "Broken!"),
    )
    assert found.text == "Look:\n\nBroken!"
    assert found.attachments == (Attachment(None, "image/png", 3),)


def test_html_around_a_file_is_shown_whole():
    inner = (
        "--=_i\nContent-Type: text/html\n\n<p>One\n"
        '--=_i\nContent-Type: application/pdf; name="a.pdf"\n\nx\n'
        "--=_i\nContent-Type: text/html\n\n<p>Two\n--=_i--"
    )
    found = multipart(
        part("text/plain", "One\n\nTwo"),
        part('multipart/mixed; boundary="=_i"', inner),
        kind="alternative",
    )
    assert found.text == "One\n\nTwo"
    assert found.html is not None
    assert found.html.replace("\n", "") == "<p>One</p><hr><p>Two</p>"
    assert [one.name for one in found.attachments] == ["a.pdf"]


def test_a_plain_stretch_in_html_is_escaped():
    found = multipart(part("text/html", "<p>One"), part("text/plain", "<b>Two</b>"))
    assert found.html is not None
    assert "<pre>&lt;b&gt;Two&lt;/b&gt;</pre>" in found.html


def test_pictures_within_html_are_inline():
    found = multipart(
        part("text/html", '<p>See <img src="cid:p1">'),
        part(
            "image/jpeg; name=photo.jpg",
            "AAAAAAAA",
            "Content-ID: <p1>",
            "Content-Transfer-Encoding: base64",
        ),
        kind="related",
    )
    assert found.attachments == (Attachment("photo.jpg", "image/jpeg", 6, "p1", is_inline=True),)
    assert found.html == "<p>See </p>"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ('filename="invoice.pdf"', "invoice.pdf"),
        ("filename=invoice.pdf", "invoice.pdf"),
        ('filename="../../../etc/passwd"', "passwd"),
        ('filename="C:\\\\Users\\\\ann\\\\photo.jpg"', "photo.jpg"),
        ('filename="/tmp/"', "tmp"),
        ('filename=".."', None),
        ('filename=".bashrc"', "bashrc"),
        ('filename=""', None),
        ('filename="invoice\u202efdp.exe"', "invoicefdp.exe"),
        ('filename="a\x07b\x1b[31m.txt"', "ab[31m.txt"),
        ('filename="a\u200bb\ufeff.txt"', "ab.txt"),
        ("filename*=utf-8''Rechnung%20%C3%96.pdf", "Rechnung Ö.pdf"),
        ("filename*=utf-8''..%2F..%2Fx.sh", "x.sh"),
        ("filename*0*=utf-8''Rech%C3; filename*1*=%96; filename*2=.pdf", "RechÖ.pdf"),
        ('filename="=?utf-8?b?w5Y=?=.pdf"', "Ö.pdf"),
        ('filename="a; b.pdf"; size=5', "a; b.pdf"),
        (f'filename="{"x" * 500}.pdf"', "x" * 195 + "….pdf"),
        (f'filename="{"x" * 500}"', "x" * 200),
        ("", None),
    ],
)
def test_the_name_of_a_file_is_only_a_name(said, name):
    found = multipart(
        part("text/plain", "Hi"),
        part("application/octet-stream", "x", f"Content-Disposition: attachment; {said}"),
    )
    assert [one.name for one in found.attachments] == [name]


def test_a_text_that_is_a_file_is_no_text():
    found = multipart(
        part("text/plain", "Hi"),
        part("text/plain", "log", 'Content-Disposition: attachment; filename="a.log"'),
    )
    assert found.text == "Hi"
    assert found.attachments == (Attachment("a.log", "text/plain", 3),)


def test_a_forwarded_mail_is_a_file_with_its_words_apart():
    enclosed = "From: bob@example.org\nSubject: Old\n\nOld words"
    found = multipart(part("text/plain", "See below"), part("message/rfc822", enclosed))
    assert found.text == "See below"
    assert [one.content_type for one in found.attachments] == ["message/rfc822"]


def test_a_mail_that_only_encloses_another_says_its_words():
    enclosed = "From: bob@example.org\nSubject: Old\n\nOld words"
    assert multipart(part("message/rfc822", enclosed)).text == "Old words"


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + "Content-Type: multipart/mixed\n\nHello",
        HEAD + "Content-Type: multipart/mixed; boundary=x\n\nHello",
        HEAD + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHello",
        HEAD + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHello\n--x",
        HEAD + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHello\n--xy\n--x--\nepilogue",
        HEAD + "Content-Type: text\n\nHello",
        HEAD + "Content-Type: ;;;\n\nHello",
        HEAD + "Content-Type: text/plain; charset\n\nHello",
        HEAD + "Content-Type: text/enriched\n\nHello",
        "\n \n" + HEAD + "\nHello",
        "From ann@example.org Mon Jan 5 10:30:00 2026\n" + HEAD + "\nHello",
        "\ufeff" + HEAD + "\nHello",
        HEAD + "Hello",
    ],
)
def test_a_malformed_mail_keeps_its_words(raw):
    assert read(raw).text.startswith("Hello")


def test_a_line_broken_off_amid_the_header_costs_nothing():
    found = read("Received: from a\nbroken off here\n" + HEAD + "\nHello")
    assert (found.subject, found.text) == ("My parcel", "Hello")


FLOWED = "Content-Type: text/plain; charset=utf-8; format=flowed"


@pytest.mark.parametrize(
    ("body", "kind", "plain"),
    [
        (
            "This is a long \nline that flows \non.\n\nNew.",
            FLOWED,
            "This is a long line that flows on.\n\nNew.",
        ),
        ("これは \n長い行", f"{FLOWED}; delsp=yes", "これは長い行"),
        ("Hi\n-- \nAnn \nLee", FLOWED, "Hi\n-- \nAnn Lee"),
        (" From here\n >not quoted", FLOWED, "From here\n>not quoted"),
        ("Yes \n> a long \n> line \n>> deeper", FLOWED, "Yes \n> a long line \n>> deeper"),
        ("two \nlines", "Content-Type: text/plain", "two \nlines"),
    ],
)
def test_lines_that_flow_are_joined(body, kind, plain):
    assert letter(body, kind).plain == plain


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="windows-1251">',
        '<META http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ],
)
def test_html_may_tell_its_charset_itself(meta):
    html = f"<html><head>{meta}</head><body>Где посылка</body></html>".encode("cp1251")
    head = b"From: a@x.example\nContent-Type: text/html"
    assert read(head + b"\n\n" + html).text == "Где посылка"
    assert read(head + b"; charset=koi8-r\n\n" + html).text != "Где посылка"
