import pytest

from agent_console.connectors.channels.email.imap.structure import structure

TOLD = (
    b'1 (UID 1 BODYSTRUCTURE ((("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 12 1 NIL NIL)'
    b'("text" "html" NIL NIL NIL "7bit" 30 1) "alternative" ("boundary" "a"))'
    b'("image" "jpeg" ("name" {7}) NIL NIL "base64" 7800 NIL ("attachment" NIL)) "mixed"))'
)


def test_parts_have_the_numbers_by_which_they_are_fetched():
    leaves = list(structure(TOLD, [b'(") .jp']).leaves())
    assert [(one.section, one.content_type, one.size, one.is_file) for one in leaves] == [
        ("1.1", "text/plain", 12, False),
        ("1.2", "text/html", 30, False),
        ("2", "image/jpeg", 7800, True),
    ]


@pytest.mark.parametrize(
    "said",
    [b"", b"BODYSTRUCTURE NIL", b"BODYSTRUCTURE ((((", b"BODYSTRUCTURE " + b"(" * 100_000, b")("],
)
def test_what_is_no_structure_is_none(said: bytes):
    with pytest.raises(ValueError, match="no part"):
        structure(said, [])


def test_a_structure_too_deep_for_a_letter_is_none():
    deep = b"(" * 50 + b'"text" "plain"' + b' "mixed")' * 50
    with pytest.raises(ValueError, match="deep"):
        structure(b"BODYSTRUCTURE " + deep, [])
