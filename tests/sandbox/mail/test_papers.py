"""Papers of the service are whole PDFs that say what they are about."""

import re

import pytest

from agent_console.sandbox.mail.papers import PAPERS, paper


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("invoice.pdf", "customs-2", [b"2 x Merino base layer top M", b"Total"]),
        ("label.pdf", "tent-2", ["Tomás Ferreira".encode("cp1252"), b"RMA 1"]),
    ],
)
def test_a_paper_says_what_it_is_about(world, name, key, told):
    letter = next(one for one in world.ledger.letters if one.key == key)
    body = paper(name, letter)
    assert all(one in body for one in told)


def test_every_object_lies_where_the_table_says(world):
    letter = next(one for one in world.ledger.letters if one.key == "tent-2")
    for name in PAPERS:
        body = paper(name, letter)
        places = [int(one) for one in re.findall(rb"(\d{10}) 00000 n", body)]
        assert [body[place:].split(b" ")[0] for place in places] == [b"1", b"2", b"3", b"4", b"5"]
        start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", body)[1])
        assert body[start:].startswith(b"xref")
