"""Papers that the service attaches: one page of PDF each, written by hand."""

from collections.abc import Callable, Mapping, Sequence

from agent_console.sandbox.letters import Letter

FONTS = b"/Resources << /Font << /F1 5 0 R >> >>"
ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def paper(name: str, letter: Letter) -> bytes:
    """Write a paper that goes with a mail."""
    return _pdf(PAPERS[name](letter))


def _invoice(letter: Letter) -> Sequence[str]:
    order = letter.order
    if order is None:
        return ("Commercial invoice",)
    lines = [f"{line.quantity} x {line.title}" for line in order.lines]
    total = f"Total {order.total // 100}.{order.total % 100:02d} {order.currency}"
    return (f"Commercial invoice, order {order.code}", "Ridgeline, Linz, Austria", *lines, total)


def _label(letter: Letter) -> Sequence[str]:
    person = letter.to.name
    code = letter.order.code if letter.order else ""
    return ("DHL Retoure, no postage needed", f"From {person}", "To Ridgeline, Linz", f"RMA {code}")


PAPERS: Mapping[str, Callable[[Letter], Sequence[str]]] = {
    "invoice.pdf": _invoice,
    "label.pdf": _label,
}


def _pdf(lines: Sequence[str]) -> bytes:
    """Write lines on a page; a letter the built-in font lacks becomes a question mark."""
    shown = "".join(f"({line.translate(ESCAPES)}) Tj T*\n" for line in lines)
    stream = f"BT /F1 14 Tf 18 TL 60 780 Td\n{shown}ET".encode("cp1252", "replace")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % FONTS,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + table + trailer
