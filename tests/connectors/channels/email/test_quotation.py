"""What people write is found among what they answer to, in many languages and programs."""
# ruff: noqa: RUF001 - words of many scripts

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.connectors.channels.email.quotation.stripping import own_words

INTROS = [
    "On Mon, Jan 5, 2026 at 10:30 AM, Shop Help <help@shop.example> wrote:",
    "On Mon, Jan 5, 2026 at 10:30 AM Shop Help\n<help@shop.example> wrote:",
    "On Mon, Jan 5,\n2026 at 10:30 AM Shop Help <help@shop.example> wrote:",
    "On 5 Jan 2026, at 10:30, Shop Help <help@shop.example> wrote:",
    "On Monday, January 5, 2026 10:30 AM, Shop Help wrote:",
    "On Mon, 5 Jan 2026 10:30:12 +0100\nhelp@shop.example wrote:",
    "At 1/5/2026 10:30 AM, you wrote:",
    "Am 05.01.2026 um 10:30 schrieb Shop Hilfe:",
    "Am Mo., 5. Jan. 2026 um 10:30 Uhr schrieb Shop Hilfe <help@shop.example>:",
    "Shop Hilfe <help@shop.example> schrieb am Mo., 5. Jan.\n2026, 10:30:",
    "Am 05.01.2026 10:30, schrieb Shop:",
    "Le lun. 5 janv. 2026 à 10:30, Boutique <help@shop.example> a écrit :",
    "Le lun. 5 janv. 2026 à 10:30, Boutique <help@shop.example> a\nécrit :",
    "Le 05/01/2026 à 10:30, Boutique a écrit :",
    "El lun, 5 ene 2026 a las 10:30, Tienda (<help@shop.example>)\nescribió:",
    "El 05/01/2026 a las 10:30, Tienda escribió:",
    "Il giorno lun 5 gen 2026 alle ore 10:30 Negozio <help@shop.example>\nha scritto:",
    "Il 05/01/2026 10:30, Negozio ha scritto:",
    "Op ma 5 jan. 2026 om 10:30 schreef Winkel <help@shop.example>:",
    "Winkel <help@shop.example> schreef op 5 januari 2026 10:30:",
    "W dniu 05.01.2026 o 10:30, Sklep pisze:",
    "pon., 5 sty 2026 o 10:30 Sklep <help@shop.example> napisał(a):",
    "Dnia 5 stycznia 2026 10:30 Sklep <help@shop.example> napisał(a):",
    "пн, 5 янв. 2026 г. в 10:30, Магазин <help@shop.example>:",
    "05.01.2026, 10:30, Магазин <help@shop.example>:",
    "5 января 2026 г., 10:30 пользователь Магазин <help@shop.example> написал:",
    "2026年1月5日(月) 10:30 ショップ <help@shop.example>:",
    "2026/01/05 10:30、ショップ <help@shop.example> のメール:",
    "ショップ <help@shop.example> 于2026年1月5日周一 10:30写道：",
    "在 2026年1月5日，10:30，商店 <help@shop.example> 写道：",
    "\u202bفي الاثنين، 5 يناير 2026 في 10:30 ص كتب متجر\u200f <help@shop.example\u200f>:\u202c",
    "في 5 يناير 2026 10:30 كتب متجر <help@shop.example>:",
    "Em seg., 5 de jan. de 2026 às 10:30, Loja <help@shop.example> escreveu:",
    "Em 05/01/2026 10:30, Loja escreveu:",
    "Den mån 5 jan. 2026 kl 10:30 skrev Butik <help@shop.example>:",
    "man. 5. jan. 2026 kl. 10:30 skrev Butik <help@shop.example>:",
    "po 5. 1. 2026 v 10:30 odesílatel Obchod <help@shop.example> napsal:",
    "5 Oca 2026 Pzt, 10:30 tarihinde Dükkan <help@shop.example> şunu yazdı:",
    "Bolt <help@shop.example> ezt írta (időpont: 2026. jan. 5., H, 10:30):",
    "2026-01-05 10:30 GMT+01:00 Shop Help <help@shop.example>:",
    "Op 5 jan. 2026 om 10:30 heeft Winkel <help@shop.example> het volgende geschreven:",
    "Den 5. jan. 2026 kl. 10.30 skrev Butik <help@shop.example>:",
    "Shop Help <help@shop.example> wrote:",
    "Quoting Shop Help <help@shop.example>:",
    "Zitat von Shop Help <help@shop.example>:",
    "*On Mon, Jan 5, 2026 at 10:30 AM, Shop Help <help@shop.example> wrote:*",
]


@pytest.mark.parametrize("intro", INTROS)
def test_an_answer_above_a_quotation_is_found(intro):
    said = f"Where is my parcel?\n\nThanks\n\n{intro}\n\n> It is on its way.\n>\n> Your shop\n"
    assert own_words(said) == "Where is my parcel?\n\nThanks"


@pytest.mark.parametrize("intro", INTROS)
def test_an_answer_below_a_quotation_is_found(intro):
    said = f"{intro}\n> Where shall we send it?\n> Your shop\n\nTo my old address."
    assert own_words(said) == "To my old address."


@pytest.mark.parametrize("intro", INTROS)
def test_answers_between_quotations_are_kept(intro):
    said = f"Hi\n\n{intro}\n> Which size?\n\nLarge.\n\n> Which colour?\n\nBlue.\n\n> Your shop\n"
    assert own_words(said) == "Hi\n\n> Which size?\n\nLarge.\n\n> Which colour?\n\nBlue."


@pytest.mark.parametrize(
    "intro", [one for one in INTROS if "oting" not in one and "Zitat" not in one]
)
def test_an_intro_needs_no_marks_after_it(intro):
    said = f"It is broken.\n{intro}\n\nIt was delivered today.\n\nYour shop"
    assert own_words(said) == "It is broken."


LABELS = [
    ("From", "Sent", "To", "Subject"),
    ("From", "Date", "To", "Subject"),
    ("*From", "*Sent", "*To", "*Subject"),
    ("Von", "Gesendet", "An", "Betreff"),
    ("De ", "Envoyé ", "À ", "Objet "),
    ("De", "Enviado", "Para", "Asunto"),
    ("Da", "Inviato", "A", "Oggetto"),
    ("Van", "Verzonden", "Aan", "Onderwerp"),
    ("Od", "Wysłano", "Do", "Temat"),
    ("От", "Отправлено", "Кому", "Тема"),
    ("差出人", "送信日時", "宛先", "件名"),
    ("发件人", "发送时间", "收件人", "主题"),
    ("من", "تم الإرسال", "إلى", "الموضوع"),
    ("De", "Enviada em", "Para", "Assunto"),
    ("Från", "Skickat", "Till", "Ämne"),
    ("Šalje", "Poslano", "Prima", "Predmet"),
    ("प्रेषक", "भेजा गया", "प्रति", "विषय"),
    ("Nuo", "Išsiųsta", "Kam", "Tema"),
    ("No", "Nosūtīts", "Kam", "Tēma"),
    ("Od", "Odoslané", "Komu", "Predmet"),
    ("จาก", "ส่ง", "ถึง", "เรื่อง"),
    ("از", "ارسال شده", "به", "موضوع"),
    ("寄件者", "寄件日期", "收件者", "主旨"),
]
VALUES = ("Shop <help@shop.example>", "5. 1. 2026 10:30", "Ann", "Order")
DOUBLED = "From: Shop <help@shop.example>\n\nSent: 5 January 2026\n\nTo: Ann\n\nSubject: Order"
FOLDED = "From: Shop\nTo: Ann <ann@example.org>;\n  Bob <bob@example.org>\nDate: 5/1/2026"
OTHERWISE = [
    "Gesendet: Montag, 05. Januar 2026 um 10:30\nVon: <help@shop.example>\nAn: Ann\nBetreff: AW",
    "Betreff: AW: x\nDatum: 2026-01-05T10:30:12+0100\nVon: Shop <help@shop.example>\nAn: Ann",
    "Date: Mon, 5 Jan 2026 10:30:00 +0100\nFrom: Shop <help@shop.example>\nTo: Ann\nSubject: x",
    "To: ann@example.org\nFrom: Shop/ACME\nDate: 01/05/2026 10:30AM\nSubject: x",
]
"""Headers that do not begin with who wrote."""
HEADERS = [
    *OTHERWISE,
    *("\n".join(f"{a}: {b}" for a, b in zip(one, VALUES, strict=True)) for one in LABELS),
    DOUBLED,
    FOLDED,
]
LEADS = [
    "",
    "________________________________\n",
    "-----Original Message-----\n",
    "-----Ursprüngliche Nachricht-----\n",
    "Begin forwarded message:\n\n",
    "Anfang der weitergeleiteten Nachricht:\n\n",
    "---------- Forwarded message ---------\n",
    "--- What no language table knows ---\n",
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("lead", LEADS)
def test_words_above_a_foreign_header_are_found(header, lead):
    said = f"Please cancel.\n\nAnn\n\n{lead}{header}\n\nYour order is ready.\n"
    assert own_words(said) == "Please cancel.\n\nAnn"


@pytest.mark.parametrize("header", HEADERS)
def test_a_forwarded_mail_without_words_is_not_empty(header):
    assert "Your order is ready." in own_words(f"{header}\n\nYour order is ready.\n")


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----",
        "-----Original-Nachricht-----",
        "-----Ann Lee/ACME wrote: -----",
        "Ann Lee ---05.01.2026 10:30:12---Guten Tag,",
        "-------- Original Message --------",
        "----- Ursprüngliche Nachricht -----",
        "-------- Message d'origine --------",
        "-----Mensaje original-----",
        "----- Messaggio originale -----",
        "-----Oorspronkelijk bericht-----",
        "-----Mensagem original-----",
        "-------- Исходное сообщение --------",
        "------------------ 原始邮件 ------------------",
        "-----元のメッセージ-----",
        "##- Please type your reply above this line -##",
        "--- Bitte antworten Sie über dieser Zeile ---",
    ],
)
def test_a_dividing_line_ends_the_words(line):
    assert own_words(f"It never came.\n\n{line}\n\nIt was delivered.") == "It never came."


DEVICES = [
    "Sent from my iPhone",
    "Sent from my Samsung Galaxy smartphone.",
    "Sent from Outlook for Android<https://aka.ms/AAb9ysg>",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Sent via BlackBerry by AT&T",
    "Von meinem iPhone gesendet",
    "Von meinem Huawei-Mobiltelefon verschickt",
    "Outlook für iOS beziehen",
    "Outlook für Android<https://aka.ms/ghei36> herunterladen",
    "Télécharger Outlook pour iOS",
    "Hämta Outlook för iOS",
    "Pobierz program Outlook dla systemu iOS",
    "Скачать Outlook для iOS",
    "Outlook for iOS を入手",
    "获取 Outlook for iOS",
    "Gesendet von Outlook für iOS",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "Envoyé de mon iPhone",
    "Envoyé depuis mon appareil Galaxy",
    "Enviado desde mi iPhone",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Wysłane z iPhone’a",
    "Отправлено с iPhone",
    "iPhoneから送信",
    "发自我的iPhone",
    "أُرسلت من الـ iPhone",
    "Enviado do meu iPhone",
    "Skickat från min iPhone",
]


@pytest.mark.parametrize("device", DEVICES)
def test_the_line_of_a_telephone_is_left_out(device):
    assert own_words(f"Where is it?\n\n{device}") == "Where is it?"
    assert own_words(f"Where is it?\n\n{device}\n\n{INTROS[0]}\n> Hi") == "Where is it?"


@pytest.mark.parametrize("device", DEVICES)
def test_a_telephone_alone_is_not_nothing(device):
    assert own_words(device) == device


@pytest.mark.parametrize("divider", ["--", "-- ", "—", "––"])
def test_a_signature_is_left_out(divider):
    said = f"Please refund me.\n{divider}\nAnn Lee\nHead of Nothing\n+43 1 234"
    assert own_words(said) == "Please refund me."
    assert own_words(f"{said}\n\n{INTROS[0]}\n> Hi") == "Please refund me."


@pytest.mark.parametrize(
    "below",
    [
        "Ann Lee\n\nHead of Customer Care and Sales Europe\nwww.example.org",
        "Ann\n\nThis mail is confidential and for its recipient only.",
        'Ann\n\n"To be or not to be, that is the question."',
        "Ann\n\nPlease think of the trees before you print this mail.",
    ],
)
def test_a_signature_of_many_paragraphs_is_left_out(below):
    assert own_words(f"Please refund me.\n\n--\n{below}") == "Please refund me."


def test_dashes_with_a_blank_behind_them_are_always_a_signatures():
    assert own_words("Refund me.\n\n-- \nAnn\n\nWhere do we all go from here?") == "Refund me."


def test_a_signature_below_dashes_amid_words_is_left_out():
    said = "Shoes\n--\nSocks\n\nWhen do the socks come?"
    assert own_words(f"{said}\n--\nAnn Lee") == said


def test_the_footer_of_a_list_is_left_out():
    footer = "_______________________________________________\nlist mailing list\nlist@example.org"
    assert own_words(f"I agree.\n\n{footer}") == "I agree."


ORDINARY = [
    "Name: Ann Lee\nOrder: 1234\nEmail: ann@example.org\nDate: 2026-01-05 10:30\nProblem: broken",
    "My order of 05.01.2026 10:30, sent to ann@example.org, is this:\n\n2 shoes\n1 shirt",
    "I ordered:\n- two shoes\n- one shirt\n\nWhere are they?",
    "From what I see it was delivered.\nTo be honest: it was not.\nDate unknown.",
    "Dear shop,\n\non 5 January 2026 at 10:30 somebody wrote: it comes tomorrow.\n\nNo.",
    "3 > 2 and 5 < 6\n\nreally",
    "----- 1. Question -----\nWhere is it?\n\n----- 2. Question -----\nWhen does it come?",
    "You sent an iPhone case, I ordered one for a Galaxy",
    "Price list:\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "Code:\n```\n# a\n####\n--flag\n```\nend",
    "1. Yes\n2. No\n--verbose does not help",
    "I ordered:\nshoes\n--\nsocks\n\nPlease send the socks first.\n\nThanks\nAnn",
    "I ordered:\nshoes\n--\nsocks\n\nplease send me the socks before the shoes",
    "I ordered:\n- shoes\n--\n- socks",
    "Schuhe\n--\nSocken\n\nWann kommen die Socken?",
    "靴\n--\n靴下\n\n靴下はいつ届きますか？",
    "It went\nFrom: Vienna\nTo: Graz\nDate: 5 May 2026 10:30\nand never came.\n\nWhere is it?",
    "It goes like this.\n\nFrom: Vienna\nTo: Graz\nDate: 5 May 2026\n\nPlease tell me when.",
    "I wrote\nFrom: ann@example.org\nTo: help@shop.example\nDate: Monday\nand heard nothing.",
    "Hello,\n\nOrder: 4711\nFrom: Vienna\nTo: Graz\nSubject: late\n\nIt has not come.",
    "Subject: late\nFrom: Vienna\nTo: Graz\nDate: 5 May 2026\n\nIt has not come.",
    "Hi,\n\nItems missing:\n--\n1 x kettle\n1 x mug\n\nPlease send them.\nAnn",
    "Nicht da.\n\nVon meinem Nachbarn verschickt.",
    "Von: Wien\nAn: Graz\nDatum: 5.5.2026\n\nWann kommt es an?",
    "Bitte an folgende Adresse:\nAnn Lee\nGasse 5/12\n1010 Wien\n\nDanke:",
]


@pytest.mark.parametrize("said", ORDINARY)
def test_what_only_resembles_a_quotation_is_kept(said):
    assert own_words(said) == said


def test_a_quotation_above_an_answer_gives_its_sense():
    said = "> Which size do you need?\n\nLarge, please."
    assert own_words(said) == said


def test_a_line_broken_off_a_quotation_belongs_to_it():
    long = "> We are very sorry that your parcel has been delayed by the weather in the"
    assert own_words(f"When?\n\n{INTROS[0]}\n{long}\nalps\n> Your shop") == "When?"


def test_an_address_torn_in_two_is_no_answer():
    torn = "On Mon, Jan 5, 2026 at 10:30 AM, Shop Help <help@shop.example\n> wrote:\n\n> Hello"
    assert own_words(f"Thanks\n\n{torn}") == "Thanks"


def test_initials_before_a_mark_are_a_quotation():
    assert own_words(f"Yes.\n\n{INTROS[0]}\nAB> Is it there?\nAB> Shop\n") == "Yes."


def test_nothing_but_a_quotation_is_shown_whole():
    assert own_words("> Hello\n> Shop\n") == "> Hello\n> Shop"


PIECES = st.sampled_from(
    [
        *INTROS[:12],
        *HEADERS[:4],
        *DEVICES[:3],
        "> quoted",
        ">> deeper",
        ">",
        "--",
        "words",
        "",
        " ",
        "-----Original Message-----",
        "___________",
        "wrote:",
        "<",
        "> wrote:",
        "a@b.example",
        "\ufeff",
    ]
)


@given(st.lists(PIECES, max_size=25))
def test_some_words_are_always_left(pieces):
    said = "\n".join(pieces)
    found = own_words(said)
    assert bool(found.strip()) == bool(said.strip())
    assert found == own_words(said)
    assert all(line in said for line in found.split("\n"))


@given(st.text(max_size=300))
def test_any_text_has_own_words(said):
    assert bool(own_words(said).strip()) == bool(said.strip())


@given(
    st.lists(st.text(alphabet=st.characters(categories=["L"]), min_size=1), min_size=1, max_size=9)
)
def test_words_without_marks_stay_as_they_are(lines):
    assert own_words("\n".join(lines)) == "\n".join(lines)
