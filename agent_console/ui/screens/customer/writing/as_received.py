"""A letter of ours as a mail program shows it, in the HTML that a text browser understands."""

import re

OUTLOOK_ONLY = re.compile(r"<!--\[if mso \| IE\]>(.*?)<!\[endif\]-->", re.DOTALL)
"""Tables in place of what old programs cannot lay out; neither can a text browser."""
HIDDEN = re.compile(r"<div style=\"display:none;[^\"]*\">[^<]*</div>")
"""The words for the list of mails, which are not shown in the mail."""
NO_SIZE = re.compile(r"font-size: ?0(?:px)?(?=[;\"])")
COLUMN = re.compile(r"<(table|td)\b(?=[^>]*(?:role=\"presentation\"|;width:\d+px))([^>]*)>")
WIDTH = re.compile(r" width=\"[^\"]*\"")


def as_received(html: str) -> str:
    """Return the HTML with its columns as wide as the room for them.

    It was checked when it was written: it loads nothing, and a browser that loads nothing shows it.
    """
    laid_out = HIDDEN.sub("", OUTLOOK_ONLY.sub(r"\1", html))
    return COLUMN.sub(_full, NO_SIZE.sub("font-size:1px", laid_out))


def _full(found: re.Match[str]) -> str:
    return f'<{found[1]} width="100%"{WIDTH.sub("", found[2])}>'
