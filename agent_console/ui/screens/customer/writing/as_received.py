"""A letter of ours as a mail program shows it, in the HTML that a text browser understands."""

import re

OUTLOOK_ONLY = re.compile(r"<!--\[if mso \| IE\]>(.*?)<!\[endif\]-->", re.DOTALL)
"""Tables in place of what old programs cannot lay out; neither can a text browser."""
HIDDEN = re.compile(r"<div style=\"display:none;[^\"]*\">[^<]*</div>")
"""The words for the list of mails, which are not shown in the mail."""
CENTRED = "margin:0px auto;"
"""A text browser takes "auto" for a number of its own."""
NO_SIZE = re.compile(r"font-size: ?0(?:px)?(?=[;\"])")
LETTERS = re.compile(r"(font-size: ?)(\d{1,3})px")
AIR, PIXELS = re.compile(r"padding: ?[^;\"]{1,60}"), re.compile(r"(\d{1,3})px")
OF_SIZE, OF_AIR = 13 / 16, 1 / 3
COLUMN = re.compile(r"<(table|td)\b(?=[^>]*(?:role=\"presentation\"|;width:\d+px))([^>]*)>")
WIDTH = re.compile(r" width=\"[^\"]*\"")


def as_received(html: str) -> str:
    """Return the HTML with its columns as wide as the room for them, and its letters as ours.

    A pane is half as wide as a mail: what is air around the words there is left out. It was checked
    when it was written: it loads nothing, and a browser that loads nothing shows it.
    """
    laid_out = HIDDEN.sub("", OUTLOOK_ONLY.sub(r"\1", html)).replace(CENTRED, "")
    small = LETTERS.sub(_smaller, NO_SIZE.sub("font-size:1px", laid_out))
    return COLUMN.sub(_full, AIR.sub(_closer, small))


def _smaller(found: re.Match[str]) -> str:
    return f"{found[1]}{max(1, round(int(found[2]) * OF_SIZE))}px"


def _closer(found: re.Match[str]) -> str:
    return PIXELS.sub(lambda one: f"{round(int(one[1]) * OF_AIR)}px", found[0])


def _full(found: re.Match[str]) -> str:
    return f'<{found[1]} width="100%"{WIDTH.sub("", found[2])}>'
