"""The files of labels: where EasyPost keeps them, and what their bytes say they are."""

from agent_console.domain.acting.label import LabelFile, LabelFormat
from agent_console.ports.failures import Refused

HOSTS = frozenset(
    {
        "easypost-files.s3.us-west-2.amazonaws.com",
        "easypost-files.s3-us-west-2.amazonaws.com",
        "easypost-files.s3.amazonaws.com",
    }
)
"""EasyPost's store of files, by its name as recorded and by the other two that S3 gives it."""
BLANK, BOM = b" \t\r\n\0", b"\xef\xbb\xbf"
PDF, PNG, ZPL, ZPL_END = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"^XA", b"^XZ"
ZPL_BEGINS = (ZPL, b"~", b"CT~~")
"""A label for a printer may begin with commands to the printer."""
HEAD = 4096


def recognised(content: bytes) -> LabelFile:
    """Say what a file is; the name and the type it came with do not count.

    Raises:
        Refused: it is no label.
    """
    head = content[:HEAD].removeprefix(BOM).lstrip(BLANK)
    if head.startswith(PDF):
        return LabelFile(LabelFormat.PDF, content)
    if head.startswith(PNG):
        return LabelFile(LabelFormat.PNG, content)
    if head.startswith(ZPL_BEGINS) and ZPL in head and ZPL_END in content:
        return LabelFile(LabelFormat.ZPL, content)
    if not head:
        raise Refused("the file of the label is empty; try again in a minute")
    if head.startswith(b"<"):
        raise Refused("there is a web page where the label should be; look for it at the seller")
    raise Refused("the file is no label: neither PDF, nor PNG, nor ZPL")
