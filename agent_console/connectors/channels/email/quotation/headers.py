"""The header of another mail standing in a text, as Outlook puts it above what is answered to."""
# ruff: noqa: RUF001 - words and signs of many scripts

import re

from agent_console.connectors.channels.email.quotation.lines import (
    ADDRESS,
    NAMED_ADDRESS,
    Line,
    Mark,
    has_date,
)

LABEL = re.compile(r"([^\W\d][\w .'’/()-]{0,30}?)[\s*_\u200e\u200f]*[:：][\s*_]*(.*)")
FEWEST, KNOWN, MOST_LINES = 3, 2, 40
_SENDERS = """
from|von|vom|de|da|van|od|från|fra|lähettäjä|feladó|kimden|gönderen|expéditeur|remitente|mittente
absender|afzender|nadawca|от|от кого|отправитель|від|odesílatel|dela|de la|expeditor|despre|из
από|מאת|من|发件人|寄件者|寄件人|差出人|送信者|보낸사람|보낸 사람|발신|จาก|từ|dari
"""
_OTHERS = """
date|sent|to|cc|bcc|subject|reply-to|reply to|importance|sent date|date sent
datum|gesendet|an|kopie|betreff|priorität|antwort an
envoyé|à|objet|copie|répondre à
enviado|enviado el|para|asunto|fecha|fecha de envío
enviada|enviado em|enviada em|assunto|data
inviato|a|oggetto|risposta|rispondi a
verzonden|aan|onderwerp
wysłano|do|temat|data wysłania|dw
дата|кому|тема|отправлено|копия|дата отправки
skickat|till|ämne|sendt|til|emne|dato|lähetetty|vastaanottaja|aihe|päivä|päiväys
küldve|címzett|tárgy|dátum|gönderildi|tarih|kime|konu
надіслано|копія|odesláno|komu|předmět|trimis|către|subiect|ημερομηνία|προς|θέμα
נשלח|תאריך|אל|נושא|تاريخ|التاريخ|إلى|الموضوع|تم الإرسال|تاريخ الإرسال
发送时间|收件人|主题|日期|抄送|寄件日期|收件者|主旨|日時|送信日時|宛先|件名
보낸날짜|보낸 날짜|받는사람|받는 사람|제목|날짜|참조
"""
SENDERS, OTHERS = (
    frozenset(table.strip().replace("\n", "|").split("|")) for table in (_SENDERS, _OTHERS)
)
"""How programs of many languages label who wrote, and the rest of such a header."""
_OF_MAILS = """
subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|тема|ämne|emne|aihe|tárgy|konu|předmět
subiect|θέμα|נושא|الموضوع|主题|主旨|件名|제목
sent|gesendet|envoyé|enviado el|enviada em|inviato|verzonden|wysłano|отправлено|skickat|sendt
发送时间|寄件日期|送信日時|보낸날짜|보낸 날짜
"""
OF_MAILS = frozenset(_OF_MAILS.strip().replace("\n", "|").split("|"))
"""Labels of such a header that nobody writes who tells from where to where something goes."""


def header_at(lines: list[Line], place: int) -> int:
    """Return how many lines the header block that begins at a place has; 0 for none."""
    first = _label(lines[place])
    if first is None or not (first[0] in SENDERS or NAMED_ADDRESS.search(first[1])):
        return 0
    labels, end = _block(lines, place)
    is_apart = end == len(lines) or lines[end].mark is not Mark.WORDS
    is_header = len(labels) >= FEWEST and _is_header(labels, lines[place:end], is_apart=is_apart)
    return end - place if is_header else 0


def _is_header(labels: list[str], block: list[Line], *, is_apart: bool) -> bool:
    """Say whether a block is a mail's header and no form that somebody filled in."""
    # A form has a name, an address and a date too, but none of a header's labels.
    known = sum(map(_is_known, labels))
    joined = " ".join(line.bare for line in block)
    if labels[0] in SENDERS and known >= KNOWN:
        is_of_mail = not OF_MAILS.isdisjoint(labels)
        return is_of_mail or (is_apart and ADDRESS.search(joined) is not None)
    return known > 0 and ADDRESS.search(joined) is not None and has_date(joined)


def _block(lines: list[Line], place: int) -> tuple[list[str], int]:
    """Return the labels of consecutive header lines and where the block ends."""
    labels: list[str] = []
    end = place
    for number in range(place, min(place + MOST_LINES, len(lines))):
        found = _label(lines[number])
        if found is None and not _goes_on(lines, number, labels):
            break
        if found is not None:
            labels.append(found[0])
        end = number + 1
    return labels, end


def _goes_on(lines: list[Line], number: int, labels: list[str]) -> bool:
    """Say whether a line is the rest of a header line that was too long."""
    line, above = lines[number], lines[number - 1]
    if not labels or line.mark is Mark.BLANK or not line.is_short():
        # Some programs double every line break.
        following = _label(lines[number + 1]) if number + 1 < len(lines) else None
        return line.mark is Mark.BLANK and following is not None and _is_known(following[0])
    return above.bare.endswith((";", ",")) or line.text.startswith((" ", "\t"))


def _label(line: Line) -> tuple[str, str] | None:
    if line.mark is Mark.BLANK or not line.is_short():
        return None
    found = LABEL.fullmatch(line.bare)
    return (found[1].strip().casefold(), found[2].strip()) if found else None


def _is_known(label: str) -> bool:
    return label in SENDERS or label in OTHERS
