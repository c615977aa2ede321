"""Catalogues as translators write them: read strictly, and whole."""

from pathlib import Path

import pytest

from agent_console.domain.answering.phrases import SPOKEN
from agent_console.machine.catalogues.answers import CatalogueError, FiledPhrases, hearing, slots
from agent_console.machine.resources import resources

SHIPPED = Path(str(resources("i18n") / "answers"))
TEXTS = {one.stem: one.read_text(encoding="utf-8") for one in SHIPPED.glob("*.toml")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_all_languages_have_all_phrases():
    filed = FiledPhrases(SHIPPED)
    assert filed.languages() == ["de", "en"]
    wanted = {one for one in filed.phrases("en").phrases if not one.startswith(SPOKEN)}
    for language in filed.languages():
        assert wanted <= filed.phrases(language).phrases.keys()


def test_every_language_fills_the_slots_of_the_others():
    filed = FiledPhrases(SHIPPED)
    known = {
        slot.lower()
        for forms in filed.phrases("en").phrases.values()
        for text in forms.values()
        for slot in slots(text)
        if slot
    }
    for language in filed.languages():
        for name, forms in filed.phrases(language).phrases.items():
            for text in forms.values():
                assert {slot.lower() for slot in slots(text) if slot} <= known | {"h24"}, name


def test_the_house_speaks_its_language_and_english_where_there_is_none():
    assert FiledPhrases(SHIPPED, "de-AT").phrases().language == "de"
    assert FiledPhrases(SHIPPED, "fr").phrases().language == "en"
    assert FiledPhrases(SHIPPED, "fr").phrases("de").language == "de"


def test_plural_forms_follow_the_rule_of_the_language():
    english = FiledPhrases(SHIPPED).phrases("en")
    assert english.phrase("age.days", 1) == "{n} day ago"
    assert english.phrase("age.days", 2) == "{n} days ago"
    assert english.phrase("age.days", 0) == "{n} days ago"


def test_a_language_with_more_forms_can_be_added(folder: Path):
    rule = 'plural = "one: i = 1 and v = 0; few: v = 0 and i % 10 = 2..4 and i % 100 != 12..14"'
    polish = TEXTS["en"].replace('language = "en"', 'language = "pl"')
    polish = polish.replace('plural = "one: i = 1 and v = 0"', rule)
    polish = polish.replace(
        'days = { one = "{n} day ago"', 'days = { few = "{n} dni temu", one = "{n} day ago"'
    )
    (folder / "pl.toml").write_text(polish, encoding="utf-8")
    found = FiledPhrases(folder, "pl").phrases()
    assert [found.phrase("age.days", n) for n in (1, 3, 5)] == [
        "{n} day ago",
        "{n} dni temu",
        "{n} days ago",
    ]


@pytest.mark.parametrize(
    ("before", "after", "because"),
    [
        ('moving = "{Parcel} ist unterwegs, meldet {teller}."\n', "", "lead.moving is missing"),
        ('moving = "{Parcel} ist', 'moving = "{Parcel!r} {0} ist', "a slot is written {name}"),
        ('moving = "{Parcel} ist', 'moving = "{Parcel ist', "cannot be used"),
        ('halves = ["vormittags", "nachmittags"]', 'halves = ["vormittags"]', "names.halves"),
        ("[cancelled]", "[canceled]", "cancelled.unpaid is missing"),
        ("[spoken.next]", "[spoken.nex]", "nothing is called spoken.nex."),
        ('plural = "one: i = 1 and v = 0"', 'plural = "one: about 1"', "cannot be used"),
        ('plural = "one: i = 1 and v = 0"', "", "'plural' is missing"),
    ],
)
def test_a_mistake_is_named_with_its_file(folder: Path, before: str, after: str, because: str):
    text = TEXTS["de"]
    assert before in text
    (folder / "de.toml").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"de\.toml") as caught:
        FiledPhrases(folder).phrases("de")
    assert because in str(caught.value)


def test_words_of_carriers_are_understood_as_they_stand_only():
    heard = hearing(SHIPPED / "heard.toml")
    assert heard.movement("DEPARTED FROM FACILITY.") == "left"
    assert heard.movement("The shipment has been delivered to parcel locker 8010-114") == "locker"
    assert heard.movement("Not departed from facility") is None
    assert heard.movement("Departed from facility without the parcel") is None
    assert heard.is_denial("Hallo, laut DHL zugestellt, aber\nnichts da!")
    assert not heard.is_denial("Thank you, all is well")
    assert heard.is_arrival("Das Paket ist doch noch angekommen, danke")
    assert not heard.is_arrival("Nothing has arrived, and nothing turned up")
