"""A line before a mail without `>` is a program's, or a person's who tells what another wrote."""
# ruff: noqa: RUF001 - words of many scripts

import pytest

from agent_console.connectors.channels.email.quotation.stripping import own_words

OWN = [
    '"Left with the neighbour"\n\nBut I have no neighbour. Please send it again.',
    "It comes in three days.\n\nIt did not come. Where is it?",
]
TOLD = [
    "On 12 May 2026 at 10:30 your driver wrote:",
    "DHL wrote on 05.01.2026 at 10:30:",
    "Sie haben mir am 05.01.2026 um 10:30 Folgendes geschrieben:",
    "Am 05.01.2026 um 10:30 hat mir Ihr Herr Berger geschrieben:",
    "Le 05/01/2026 à 10:30 votre livreur a écrit :",
    "El 05/01/2026 a las 10:30 su compañero escribió:",
    "my brother\nBob Lee <bob@example.org>, from 05.01.2026 10:00 on his address is:",
    "on 3 March 2026 your colleague Tom <tom@shop.example> wrote:",
    "Ab 5.1.2026, 10:00, bitte auch an <bob@example.org>:",
    "please note, Shop <shop@example.org>, that from 05.01.2026 10:00 my address is:",
]


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("line", TOLD)
def test_what_a_person_tells_of_another_is_kept(line, own):
    said = f"The parcel has not come, and nobody rings.\n\n{line}\n\n{own}"
    assert own_words(said) == said


@pytest.mark.parametrize("greeting", ["Hi,", "Hallo,", "Guten Tag!", "Dear shop,", "こんにちは、"])
@pytest.mark.parametrize("own", OWN)
def test_below_a_mere_greeting_stands_what_is_wanted(greeting, own):
    for line in (*TOLD, "On 12 May 2026 at 10:30 Ann Lee wrote:"):
        said = f"{greeting}\n\n{line}\n\n{own}"
        assert own_words(said) == said


def test_a_greeting_with_words_of_its_own_is_an_answer():
    intro = "El mar, 3 jun 2025 a la(s) 09:05, Bob (bob@x.example) escribió:"
    assert own_words(f"Hola, no llegó.\n\n{intro}\n\nYa está.") == "Hola, no llegó."


def test_a_name_without_address_leads_to_no_quotation_in_quotation_marks():
    said = f"Not here.\n\nOn 12 May 2026 at 10:30 Ann Lee wrote:\n\n{OWN[0]}"
    assert own_words(said) == said


@pytest.mark.parametrize(
    "intro",
    [
        "Vào Th 2, 5 thg 1, 2026 vào lúc 10:30 Ann Lee <ann@example.org> đã viết:",
        "Kuupäev E, 5. jaanuar 2026 kell 10:30 kirjutas Ann Lee <ann@example.org>:",
        "pirm., 2026-01-05 10:30, Ann Lee <ann@example.org> rašė:",
        "Missatge de Ann Lee <ann@example.org> del dia dl., 5 de gen. 2026 a les 10:30:",
        "Понедельник, 5 января 2026, 10:30 +03:00 от Ann Lee <ann@example.org>:",
        "בתאריך יום ב׳, 5 בינו׳ 2026 ב-10:30 מאת \u202aAnn\u202c <\u202aann@example.org\u202c>:",
        "* Ann Lee <ann@example.org> [2026-01-05 10:30 +0100]:",
        "Ann Lee wrote on 05.01.26 10:30:",
        "Am 05.01.26 um 10:30 schrieb Ann Lee <ann@example.org>",
        "सोम, 5 जन॰ 2026 को 10:30 am बजे को Ann Lee <ann@example.org> ने लिखा:",
    ],
)
def test_a_line_of_a_rarer_program_needs_no_marks_after_it(intro):
    assert own_words(f"It is broken.\n\n{intro}\n\nDear Ann,\n\nIt is there.") == "It is broken."
