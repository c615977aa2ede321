"""The book of templates: what is wrong is said of the file it is in, and keeps to its folder."""

import shutil
import sys
from pathlib import Path

import pytest

from agent_console.machine.resources import INSTALLED
from agent_console.machine.templates.book import FolderBook
from agent_console.ports.acting.messages import CannotRenderError, TemplateBook
from tests.fakes.rendering import MESSAGES, template

HEAD = 'class = "service"\n'
WORDS = '[en]\ntitle = "T"\nsubject = "S"\npreheader = "P"\n'
BROKEN = {
    "toml": ({"template_toml": "class = \n"}, "template.toml: Invalid value (at line 1"),
    "class": (
        {"template_toml": f'class = "sevice"\n{WORDS}'},
        "template.toml: class is 'sevice', and must be service or marketing",
    ),
    "no_class": ({"template_toml": WORDS}, "template.toml: class is None"),
    "no_language": ({"template_toml": HEAD}, "template.toml has no language"),
    "key": ({"template_toml": f'{HEAD}colour = "red"\n{WORDS}'}, "has an unknown colour"),
    "lacks": (
        {"template_toml": f'{HEAD}[en]\ntitle = "T"\npreheader = "P"\n'},
        "template.toml [en] lacks subject",
    ),
    "more": ({"template_toml": f'{HEAD}{WORDS}sender = "me"\n'}, "has an unknown sender"),
    "number": ({"template_toml": f"{HEAD}[en]\ntitle = 5\n"}, "[en]: title must be text"),
    "situations": (
        {"template_toml": f'{HEAD}situations = "late"\n{WORDS}'},
        "situations must be a list of words",
    ),
    "no_file": (
        {"template_toml": f"{HEAD}{WORDS}{WORDS.replace('en', 'fr')}"},
        "fr.txt cannot be read: No such file or directory",
    ),
    "large": ({"en_txt": "x" * 70_000}, "en.txt is larger than 64 KB"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_template_is_told_and_the_others_stay(tmp_path: Path, case: str):
    files, said = BROKEN[case]
    template(template(tmp_path, "broken", **files), "whole")
    book = FolderBook(tmp_path)
    assert [one.name for one in book.all()] == ["whole"]
    assert book.get("broken") is None
    assert list(book.problems) == ["broken"]
    assert book.problems["broken"].startswith("broken/")
    assert said in book.problems["broken"]
    with pytest.raises(CannotRenderError) as refused:
        book.page("broken", "en")
    assert refused.value.reasons == (book.problems["broken"],)


def test_a_file_in_another_encoding_is_told(tmp_path: Path):
    template(tmp_path)
    (tmp_path / "mine" / "en.txt").write_bytes("Grüße".encode("latin-1"))
    assert FolderBook(tmp_path).problems == {"mine": "mine/en.txt is not UTF-8"}


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("brand.toml", "shop = [", "brand.toml: "),
        ("brand.toml", "shop = 5", "brand.toml: shop must be text"),
        ("brand.toml", "", "brand.toml has no shop"),
        ("frame.mjml", "<mjml></mjml>", "frame.mjml no place for the content"),
    ],
)
def test_a_broken_frame_is_told_of_all(tmp_path: Path, file: str, text: str, said: str):
    template(tmp_path)
    (tmp_path / file).write_text(text)
    book = FolderBook(tmp_path)
    assert book.all() == ()
    assert said in book.problems["all templates"]
    with pytest.raises(CannotRenderError, match=r"brand\.toml|frame\.mjml"):
        book.page("mine", "en")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    assert FolderBook(tmp_path / "none").problems == {
        "all templates": "there is no folder of templates"
    }


def test_what_is_not_in_the_book_is_told(tmp_path: Path):
    book: TemplateBook = FolderBook(template(tmp_path))
    assert isinstance(book, FolderBook)
    assert book.get("yours") is None
    with pytest.raises(CannotRenderError, match="there is no template yours"):
        book.page("yours", "en")
    with pytest.raises(CannotRenderError, match="the template mine is there in en, not in fr"):
        book.page("mine", "fr")


def test_words_of_the_brand_follow_the_language():
    book = FolderBook()
    brands = [book.page("delay", one).brand for one in ("en", "de")]
    assert [one["signature"] for one in brands] == ["Customer service", "Kundenservice"]
    assert brands[0]["accent"] == brands[1]["accent"]


def test_the_book_is_found_where_it_is_installed(tmp_path: Path, monkeypatch):
    shutil.copytree(MESSAGES, tmp_path / INSTALLED / "messages")
    shutil.rmtree(tmp_path / INSTALLED / "messages" / "reply")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, INSTALLED, raising=False)
    found = [one.name for one in FolderBook().all()]
    sys.modules.pop(INSTALLED, None)  # or everybody after us would look there too
    assert found == ["delay", "delivered_check", "return_label"]
