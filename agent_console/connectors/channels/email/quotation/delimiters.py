"""Lines that divide a person's words from another mail: "-----Original Message-----"."""
# ruff: noqa: RUF001 - words and signs of many scripts

import re

from agent_console.connectors.channels.email.phrases import any_of
from agent_console.connectors.channels.email.quotation.wrote import ENDS_IN_WROTE

DASHES = "-_=—–~*"
FEWEST, FEWEST_ALONE, LONGEST = 2, 5, 75
WORDS = any_of(
    "original[ -]?(?:message|mail|e-?mail|nachricht|mitteilung|text)",
    "ursprüngliche (?:nachricht|mail|e-?mail)",
    "urspr\\. (?:nachricht|mitteilung)",
    "message (?:d['’]?origine|initial|original|transféré|suivi)",
    "mensaje (?:original|reenviado)",
    "mensagem (?:original|encaminhada)",
    "messaggio (?:originale|inoltrato)",
    "oorspronkelijk(?:e)? (?:bericht|e-?mail)",
    "doorgestuurd bericht",
    "(?:wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana)",
    "(?:исходное|пересылаемое|пересланное|оригинальное) (?:сообщение|письмо)",
    "(?:original|ursprunglig|oprindelig|opprinnelig)\\w* (?:meddelande|meddelelse|melding)",
    "(?:vidarebefordra|videresend)\\w* (?:meddelande|meddelelse|melding|besked)",
    "alkuperäinen viesti",
    "původní (?:zpráva|e-?mail)",
    "eredeti üzenet",
    "(?:orijinal|özgün|iletilmiş) (?:mesaj|ileti)",
    "mesaj original",
    "αρχικό μήνυμα",
    "(?:原始邮件|原始郵件|原始信件|转发的邮件|轉寄郵件|转发邮件信息|回复的原邮件)",
    "(?:元のメッセージ|オリジナル|転送メッセージ)",
    "(?:원본 ?메시지|원본 ?메일)",
    "الرسالة الأصلية",
    "forwarded (?:message|mail|by)",
    "weitergeleitete (?:nachricht|e-?mail|mail)",
    "(?:proslijeđena|proslijedena|izvorna|originalna|prosleđena) poruka",
    "(?:izvirno|posredovano) sporočilo",
    "(?:pôvodná|preposlaná|přeposlaná|přeposlaný) (?:správa|zpráva|e-?mail)",
    "továbbított (?:üzenet|levél)",
    "(?:оригінальне|переслане|вихідне) повідомлення",
    "(?:оригинално|препратено|прослеђена) (?:съобщение|писмо|порука)",
    "(?:originalus|persiųstas) laiškas",
    "(?:sākotnējais|pārsūtītais|oriģinālais) (?:ziņojums|vēstule)",
    "(?:algne|edastatud) (?:kiri|sõnum)",
    "(?:välitetty|edelleenlähetetty) viesti",
    "mesaj (?:redirecționat|inițial|retransmis)",
    "προωθημένο μήνυμα",
    "missatge (?:original|reenviat)",
    "(?:pesan (?:asli|terusan)|mesej asal)",
    "(?:thư gốc|tin nhắn (?:gốc|được chuyển tiếp))",
    "ข้อความ(?:ต้นฉบับ|ที่ส่งต่อ)",
    "(?:मूल|अग्रेषित) संदेश",
    "(?:پیام اصلی|הודעה מקורית|הודעה שהועברה|رسالة معاد توجيهها)",
    "(?:전달된 메시지|원본 내용)",
)
"""What stands between the dashes."""
_ANSWER = r"(?:reply|respond|antwort\w*|répon\w+|respond\w+|rispond\w+|antwoord\w*)"
_ABOVE = r"(?:above|oberhalb|über|au-dessus|encima|sopra|boven)"
_LINE = r"(?:line|linie|zeile|ligne|línea|riga|lijn|regel)"
REPLY_ABOVE = any_of(rf"{_ANSWER}\b.{{0,40}}\b{_ABOVE}\b.{{0,40}}\b{_LINE}")
"""What helpdesks ask for: answer above this line."""


OF_NOTES = re.compile(r".{1,80}?\s?-{3}\s?\d{1,4}[\d/. :-]{6,20}\s?(?:[AP]M)?\s?-{3}.*")
"""Lotus Notes begins a mail answered to with: Ann Lee ---05.01.2026 10:30:12---Dear Sirs."""


def is_delimiter(bare: str) -> bool:
    """Say whether a line announces another mail by its words."""
    words = _between_dashes(bare)
    if words is not None:
        return any(shape.search(words) for shape in (WORDS, REPLY_ABOVE, ENDS_IN_WROTE))
    if OF_NOTES.fullmatch(bare):
        return True
    return bare.startswith(("#", *DASHES)) and REPLY_ABOVE.search(bare) is not None


def is_rule(bare: str) -> bool:
    """Say whether a line is only drawn, or words between dashes; then what follows decides."""
    is_drawn = len(bare) >= FEWEST_ALONE and not bare.strip(DASHES)
    return is_drawn or _between_dashes(bare) is not None


def _between_dashes(bare: str) -> str | None:
    """Return the words of `---- Words ----`, or None for another sort of line."""
    inner = bare.lstrip(DASHES)
    before = len(bare) - len(inner)
    words = inner.rstrip(DASHES)
    is_framed = min(before, len(inner) - len(words)) >= FEWEST
    return words.strip() if is_framed and 0 < len(words.strip()) <= LONGEST else None
