"""The end of a letter that says who or what sent it, not what is wanted."""
# ruff: noqa: RUF001 - words and signs of many scripts

import re

from agent_console.connectors.channels.email.phrases import any_of
from agent_console.connectors.channels.email.quotation.lines import Line, Mark
from agent_console.connectors.channels.email.quotation.prose import is_amid

DIVIDERS = frozenset({"--", "—", "––", "- -", "‐‐"})
LONGEST_DEVICE = 100
FOOTER = re.compile(r"_{5,}|-{20,}")
FOOTER_LINES, NAME_LINES = 12, 6
LINK = re.compile(r"https?://|www\.|\S@\S")
LINKS = re.compile(r"[<(\[]?(?:https?://|www\.)[^\s>)\]]+[>)\]]?")
_MADE = (
    r"(?:phone|pad\b|handy|smart|mobil|tablet|telefon|galaxy|samsung|android|huawei|xiaomi|pixel"
    r"|outlook|mail|app\b|gmx|web\.de|yahoo|black ?berry|nokia|sony|xperia|windows|mac\b|gerät)"
)
"""What a letter is sent with; a parcel goes by other things."""
DEVICE = any_of(
    r"sent (?:from|via|with|using|by|on) .+",
    r"get outlook for .+",
    r"(?:von|aus|vom) .+ gesendet",
    rf"(?:von|aus|vom|mit) .*{_MADE}.* (?:gesendet|verschickt|versandt)",
    r"(?:holen sie sich|laden sie|hole dir) outlook .+",
    r"outlook für .+ (?:beziehen|herunterladen|holen|laden|abrufen)",
    r"(?:téléchargez|télécharge|obtén|obtenga|consigue|descargar?|baixar|baixe) outlook .+",
    r"(?:otteni|hämta|hent|få|skaff|hanki|lataa|tải|dapatkan|unduh) outlook.+",
    r"(?:pobierz|uzyskaj) (?:program |aplikację )?outlook .+",
    r"(?:скачать|скачайте|получить|установить|завантажити|отримати) outlook .+",
    r"(?:získat|získejte|získajte|stáhnout|stiahnuť) (?:aplikac[ií]u? )?outlook.*",
    r"(?:prenesite|nabavite|preuzmite|parsisiųsti|gaukite|hankige|obțineți|descărcați) outlook.*",
    r".*outlook.* (?:beszerzése|letöltése|edinin|indirin|yükleyin)",
    r"(?:λήψη|αποκτήστε|κατεβάστε) .*outlook.*",
    r"(?:获取|下载|取得|下載).*outlook.*",
    r".*outlook.*(?:を入手|を取得|を入手する|を取得する|다운로드|받기|가져오기)",
    r"(?:קבל|השג|הורד) (?:את )?outlook.*|(?:احصل على|تنزيل|الحصول على) outlook.*",
    r"(?:poslano|poslato|послато|изпратено|испратено) (?:s|sa|iz|z|са|от|од|из|с|преко|putem) .+",
    r"(?:išsiųsta|siųsta|nosūtīts|saadetud|enviat|bidalia) .+",
    r".+ (?:से भेजा गया|থেকে পাঠানো)|ส่งจาก ?.+",
    r"(?:gửi từ|được gửi từ|dikirim dari|dihantar daripada) .+",
    r"(?:στάλθηκε|εστάλη|απεστάλη) (?:από|με|μέσω) .+|ارسال.?شده از .+",
    r"(?:gesendet|versendet|verschickt) (?:von|mit|aus|via|über|per) .+",
    r"diese (?:nachricht|e-?mail|mail) wurde .+ (?:gesendet|verschickt|versandt)",
    r"(?:envoyé|envoyée|envoyé\(e\)) (?:de|depuis|à partir|avec|via|par) .+",
    r"(?:télécharger|obtenez|obtenir) outlook .+",
    r"enviad[oa] (?:desde|de|do|da|con|com|vía|via|através|a partir|pelo|mediante) .+",
    r"(?:obtener|obter|obtenha) (?:o )?outlook .+",
    r"inviat[oa] (?:da|dal|dalla|con|tramite|via) .+",
    r"(?:scarica|ottieni) outlook .+",
    r"(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|van|via) .+",
    r"(?:outlook voor .+ downloaden|download outlook .+)",
    r"wysłan[eoya]{1,2} (?:z|ze|za|przy|przez|via) .+",
    r"(?:отправлено|отправлена|послано) (?:с|со|из|от|через|при) .+",
    r"(?:надіслано|відправлено) (?:з|із|через|від) .+",
    r"skickat? (?:från|med|via) .+",
    r"sendt (?:fra|med|via) .+",
    r"lähetetty .+",
    r"(?:odesláno|odoslané) (?:z|ze|pomocí) .+",
    r"trimis (?:de pe|din|prin) .+",
    r".+ (?:küldve|gönderildi|gönderdim)",
    r".+(?:から送信|からの送信|より送信|で送信)(?:されました)?",
    r"(?:发自|發自|来自|來自|從我的|从我的) ?.+",
    r"(?:나의|내) .+(?:에서|에서 보냄|보냄)",
    r"(?:أرسلت|أُرسلت|أرسل|أُرسل|مرسل|تم الإرسال) (?:من|عبر|بواسطة) .+",
    r"نשלח מה.+",
    r"נשלח (?:מ|באמצעות).+",
)
"""What a telephone writes under a letter, in the words of many languages."""


def mark_signatures(lines: list[Line]) -> None:
    """Mark signatures: from the dashes to whatever mark comes next."""
    is_inside = False
    for place, line in enumerate(lines):
        if line.mark not in {Mark.WORDS, Mark.BLANK}:
            is_inside = False
        elif line.mark is Mark.WORDS and is_divider(line) and not is_amid(lines, place):
            is_inside = True
        if is_inside and line.mark is Mark.WORDS:
            line.mark = Mark.SIGNATURE


def is_divider(line: Line) -> bool:
    """Say whether a line is the two dashes above a signature."""
    return line.text.strip() in DIVIDERS and not line.text.startswith("  ")


def without_ending(lines: list[Line]) -> list[Line]:
    """Return the lines without a list's footer and the telephone's own line at the end."""
    kept = _without_footer(_trimmed(lines))
    while len(kept) > 1 and _is_device(kept[-1]):
        kept = _trimmed(kept[:-1])
    return kept


def _is_device(line: Line) -> bool:
    said = LINKS.sub("", line.bare).strip(" .!()[]<>-—|")
    return len(said) <= LONGEST_DEVICE and DEVICE.fullmatch(said) is not None


def _without_footer(lines: list[Line]) -> list[Line]:
    for place in range(len(lines) - 1, max(0, len(lines) - FOOTER_LINES), -1):
        if FOOTER.fullmatch(lines[place].bare):
            return _trimmed(lines[:place]) if _is_footer(lines[place:]) else lines
    return lines


def _is_footer(lines: list[Line]) -> bool:
    """Say whether the lines from a rule on are no words: few under a low one, or a link."""
    is_few = lines[0].bare.startswith("_") and len(lines) <= NAME_LINES
    return is_few or any(LINK.search(line.text) for line in lines if line.is_short())


def _trimmed(lines: list[Line]) -> list[Line]:
    end = len(lines)
    while end and lines[end - 1].mark is Mark.BLANK:
        end -= 1
    return lines[:end]
