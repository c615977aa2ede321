"""Tooltips that show a text as it is."""

from html import escape


def tip(text: str) -> str:
    """Make a tooltip that shows the text as it is; Qt would read markup into it."""
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>" if text else ""
