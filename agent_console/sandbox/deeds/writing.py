"""Writing mails."""

from collections.abc import Callable
from datetime import datetime

from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.letters import Letter

Fill = Callable[[str], str]
"""Puts facts into a text."""
REPLIES = {("outlook", "de"): "AW: "}


def write(ledger: Ledger, at: datetime, *, letter: Letter, fill: Fill) -> None:
    """Send a mail that the service's mailbox gets, or sends itself."""
    compose(ledger, at, letter=letter, fill=fill)
    ledger.letters.append(letter)


def compose(_ledger: Ledger, at: datetime, *, letter: Letter, fill: Fill) -> None:
    """Send a mail that goes past the service, as the shop's own mails do."""
    letter.at = at
    letter.text = fill(letter.text)
    letter.subject = fill(letter.subject) or _reply(letter)


def _reply(letter: Letter) -> str:
    told = letter.answers.subject if letter.answers else ""
    if told[:3].upper() in {"RE:", "AW:"}:
        told = told[3:].strip()
    return REPLIES.get((letter.program, letter.language), "Re: ") + told
