"""The files of a mail: what they are called, safely, and how large they are."""

import re
import unicodedata

from agent_console.connectors.channels.email.mime.anatomy import Part
from agent_console.domain.contact import Attachment

LONGEST_NAME, LONGEST_ENDING = 200, 20
PATH = re.compile(r"[/\\]")
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Kinds of letters that show nothing but may turn the rest around: invoice[RLO]fdp.exe."""
JOINERS = "\u200c\u200d"
"""Two invisible letters without which Persian and many emoji fall apart."""


def attachment(part: Part) -> Attachment:
    """Describe a part as a file."""
    content_id = (part.fields.text("content-id") or "").strip("<> ") or None
    return Attachment(
        name=safe_name(declared_name(part)),
        content_type=part.content_type,
        size=part.size(),
        content_id=content_id,
        is_inline=part.fields.token("content-disposition") == "inline"
        or (content_id is not None and part.fields.token("content-disposition") != "attachment"),
    )


def declared_name(part: Part) -> str | None:
    """Return what the mail calls a part, or None."""
    by_disposition = part.fields.parameters("content-disposition").get("filename")
    return by_disposition or part.fields.parameters("content-type").get("name")


def safe_name(said: str | None) -> str | None:
    """Return a file name that is only a name: no folder, nothing invisible, none of the dots."""
    # Both kinds of slash: the mail may come from any system.
    last = PATH.split((said or "").rstrip("/\\ "))[-1]
    shown = "".join(c for c in last if c in JOINERS or unicodedata.category(c) not in INVISIBLE)
    name = unicodedata.normalize("NFC", " ".join(shown.split())).strip(". ") if shown else ""
    if len(name) <= LONGEST_NAME:
        return name or None
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 2]}….{ending}"
