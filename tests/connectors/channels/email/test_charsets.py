"""A text that does not say its charset is read by its letters; western texts stay as they are."""
# ruff: noqa: RUF001 - words of many scripts

import pytest

from tests.connectors.channels.email.letters import HEAD, read

RUSSIAN = "Здравствуйте! Мой заказ 1042 до сих пор не пришёл. Когда его доставят?"
JAPANESE = "注文番号1042の商品がまだ届いていません。いつ届きますか。"


@pytest.mark.parametrize(
    ("charset", "said"),
    [
        ("koi8-r", RUSSIAN),
        ("koi8-r", "Где моя посылка?"),
        ("koi8-u", "Де моя посилка? Замовлення ще не прийшло, дякую"),
        ("windows-1251", RUSSIAN),
        ("windows-1251", "Где моя посылка?"),
        ("windows-1251", "Заказ — «куртка» — не пришёл, “трек” не обновляется…"),
        ("koi8-r", f"{'The order was placed a week ago. ' * 99}{RUSSIAN}"),
        ("koi8-r", f"{RUSSIAN}\n{'─' * 40}\nООО Тест"),
        ("windows-1256", "مرحبا، طلبي رقم 1042 لم يصل بعد. متى سيصل؟"),
        ("shift_jis", f"{JAPANESE}\n{'…' * 20}\n株式会社テスト"),
        ("shift_jis", JAPANESE),
        ("shift_jis", f"{'The order was placed a week ago. ' * 99}{JAPANESE}"),
        ("shift_jis", "荷物はどこですか"),
        ("shift_jis", "カード決済をキャンセルしたいです"),
        ("euc-jp", JAPANESE),
        ("gb18030", "您好，我的订单1042还没有到。什么时候能送到？"),
        ("big5", "您好，我的訂單1042還沒有到。什麼時候能送到？"),
        ("euc-kr", "안녕하세요, 주문 1042가 아직 도착하지 않았습니다."),
        ("iso-8859-7", "Καλησπέρα, η παραγγελία μου 1042 δεν έχει φτάσει ακόμα."),
        ("windows-1255", "שלום, ההזמנה שלי 1042 עדיין לא הגיעה"),
    ],
)
@pytest.mark.parametrize("declared", ["", 'Content-Type: text/plain; charset="us-ascii"\n'])
def test_words_of_another_script_are_read_though_no_charset_is_told(charset, said, declared):
    found = read(f"{HEAD}{declared}\n".encode() + said.encode(charset))
    assert found.plain == said


@pytest.mark.parametrize(
    "said",
    [
        "Größe",
        "Grüße aus Österreich, wo bleibt mein Paket? Ich hätte gern Auskunft über Rückgaben.",
        "Où est mon colis ? J'ai commandé il y a déjà trois semaines, c'est gênant. À bientôt !",
        "Informações sobre devoluções e condições",
        "Tack så mycket, när kommer mitt paket på måndag? Åsa Öberg",
        "¿Dónde está mi paquete? Mañana me voy.",
        "Blåbærgrød på øen",
        "“Hello” — it’s £45…",
        "ÄÖÜ",
        "ÄÖÜ äöüß",
        "àâäéèêëïîôöùûüç",
        "áéíóúñ ÁÉÍÓÚÑ",
        f"Thanks!\n{'–' * 40}\nACME",
        f"Thanks!{'–' * 40}ACME",
        f"Regards\n{'—' * 20}",
        f"Hi\n{'·' * 30}\nACME GmbH, Köln",
        f"Hi\n{'· ' * 30}\nACME GmbH, Köln",
        f"Hello{chr(160) * 8}world",
        "»»»» Now ««««",
        "»—–·•« SALE »—–·•«",
        "§§§§ 5",
        "°°°°",
        "¥¥¥¥ ££££ ¤¤¤¤ ƒƒƒƒ €€€€ ¢¢¢¢",
        "½¼¾ ½¼¾ ©®™©®™ •§¶",
        "ÖÖÖÖÖ ÄÄÄÄ ßßßß üüüüü äääää",
        "«\xa0À\xa0» «\xa0É\xa0» «\xa0Ô\xa0» «\xa0ù\xa0» «\xa0ç\xa0»",
        "« Où est mon colis ? » — à\xa0Paris\xa0: l’été dernier, c’était déjà ça…",
        "¡Mañana! ¿Sí? ¡Qué decepción! Quería la devolución del artículo nº 5.",
        "Não recebi a encomenda; quando é que chega? Também não há informação à mão.",
        "Var är paketet? Å ja, på ön. Även i går väntade jag på återbetalningen.",
        "Þórður Ægisson á Íslandi, það er ömurlegt",
    ],
)
@pytest.mark.parametrize("declared", ["", 'Content-Type: text/plain; charset="us-ascii"\n'])
def test_a_western_text_without_charset_stays_western(said, declared):
    found = read(f"{HEAD}{declared}\n".encode() + said.encode("cp1252"))
    assert found.plain == said


@pytest.mark.parametrize(
    ("charset", "said"),
    [
        ("windows-1254", "Siparişim hâlâ gelmedi, ne zaman ulaşır? Teşekkürler, Gülşen Iğdır"),
        ("windows-1250", "Gdzie jest moja paczka? Proszę o zwrot. Żółć, gęślą jaźń, Łódź"),
        ("windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
        ("windows-1250", "Árvíztűrő tükörfúrógép"),
    ],
)
def test_a_text_of_latin_letters_is_never_taken_for_another_script(charset, said):
    found = read(f"{HEAD}\n".encode() + said.encode(charset))
    assert found.plain == said.encode(charset).decode("cp1252", "replace")


def test_a_subject_in_letters_of_eight_bits_is_read_too():
    head = b"From: ann@example.org\nSubject: " + "Где моя посылка?".encode("koi8-r")
    assert read(head + b"\n\nHello\n").subject == "Где моя посылка?"
    head = b"From: ann@example.org\nSubject: " + "荷物はどこですか".encode("shift_jis")
    assert read(head + b"\n\nHello\n").subject == "荷物はどこですか"


@pytest.mark.parametrize("data", [b"\xff" * 5000, bytes(range(128, 256)) * 40, b"\x82\xa0\x00" * 9])
def test_what_is_no_text_loses_nothing_but_its_meaning(data):
    assert read(f"{HEAD}\nHello ".encode() + data).plain.startswith("Hello")
