"""What a reply repeats of the mail it answers, in the manner of the writer's program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import indent

from agent_console.sandbox import dates
from agent_console.sandbox.letters import Letter

Intro = Callable[[Letter, datetime, str], str]
"""Introduces a quoted mail, sent at a moment, in a language."""


@dataclass(frozen=True, slots=True)
class Program:
    """A mail program: how it names itself, how it introduces a quotation, what marks its lines."""

    header: tuple[str, str] | None
    intro: Intro
    mark: str = "> "


def quotation(letter: Letter) -> str:
    """Repeat the answered mail with all that it repeats itself; empty if it answers none."""
    answered = letter.answers
    if answered is None:
        return ""
    program = PROGRAMS[letter.program]
    at = answered.at.astimezone(letter.zone or UTC)
    intro = program.intro(answered, at, letter.language)
    told = f"{answered.text.rstrip()}\n{quotation(answered)}".rstrip()
    return f"\n\n{intro}\n\n{indent(told, program.mark, lambda _: True) if program.mark else told}"


def _gmail(answered: Letter, at: datetime, language: str) -> str:
    who = f"{answered.sender.name} <{answered.sender.address}>"
    day, month = dates.weekday(at, language)[:3], dates.MONTHS[language][at.month - 1][:3]
    return {
        "en": f"On {day}, {at.day} {month} {at.year} at {at:%H:%M}, {who} wrote:",
        "de": f"Am {day[:2]}., {at.day}. {month}. {at.year} um {at:%H:%M} Uhr schrieb {who}:",
        "fr": f"Le {day}. {at.day} {month}. {at.year} à {at:%H:%M}, {who} a écrit :",
    }[language]


def _apple(answered: Letter, at: datetime, language: str) -> str:
    who = f"{answered.sender.name} <{answered.sender.address}>"
    month = dates.MONTHS[language][at.month - 1][:3]
    return {
        "en": f"On {at.day} {month} {at.year}, at {at:%H:%M}, {who} wrote:",
        "de": f"Am {at:%d.%m.%Y} um {at:%H:%M} schrieb {who}:",
        "fr": f"Le {at.day} {month}. {at.year} à {at:%H:%M}, {who} a écrit :",
    }[language]


def _thunderbird(answered: Letter, at: datetime, language: str) -> str:
    who = answered.sender.name
    return {
        "en": f"On {at:%d/%m/%Y} {at:%H:%M}, {who} wrote:",
        "de": f"Am {at:%d.%m.%y} um {at:%H:%M} schrieb {who}:",
        "fr": f"Le {at:%d/%m/%Y} à {at:%H:%M}, {who} a écrit :",
    }[language]


def _outlook(answered: Letter, at: datetime, language: str) -> str:
    who = f"{answered.sender.name} <{answered.sender.address}>"
    to = f"{answered.to.name} <{answered.to.address}>"
    day = f"{dates.in_words(at, language)} {at.year} {at:%H:%M}"
    return {
        "en": f"-----Original Message-----\nFrom: {who}\nSent: {day}\nTo: {to}\n"
        f"Subject: {answered.subject}",
        "de": f"-----Ursprüngliche Nachricht-----\nVon: {who}\nGesendet: {day}\nAn: {to}\n"
        f"Betreff: {answered.subject}",
        "fr": f"-----Message d'origine-----\nDe : {who}\nEnvoyé : {day}\nÀ : {to}\n"
        f"Objet : {answered.subject}",
    }[language]


PROGRAMS: Mapping[str, Program] = {
    "gmail": Program(None, _gmail),
    "apple": Program(("X-Mailer", "Apple Mail (2.3826)"), _apple),
    "thunderbird": Program(("User-Agent", "Mozilla Thunderbird"), _thunderbird),
    "outlook": Program(("X-Mailer", "Microsoft Outlook 16.0"), _outlook, mark=""),
}
