"""What a subject announces: a machine's answer or return, or a customer's parcel."""

import pytest

from agent_console.domain.contact import Bounce, BounceKind, FailedRecipient
from tests.connectors.channels.email.letters import read

AWAY = [
    "Automatic reply: My parcel",
    "Auto-Reply: My parcel",
    "Automatische Antwort: Paket",
    "Abwesenheitsnotiz",
    "Réponse automatique : Colis",
    "Respuesta automática: Paquete",
    "Resposta automática: Pacote",
    "Risposta automatica: Pacco",
    "Automatisch antwoord: Pakket",
    "Automatyczna odpowiedź: Paczka",
    "Автоматический ответ: Посылка",
    "自動返信: 荷物",
    "自动回复: 包裹",
    "رد تلقائي: الطرد",
]


@pytest.mark.parametrize("subject", AWAY)
def test_who_is_away_is_no_answer(subject):
    found = read(f"From: Ann <ann@example.org>\nSubject: {subject}\n\nI am back on Monday.")
    assert found.automatic
    assert found.bounce == Bounce(BounceKind.VACATION, (FailedRecipient("ann@example.org"),))
    assert found.text == "I am back on Monday."


@pytest.mark.parametrize(
    "subject",
    [
        "Out of Office: My parcel",
        "Urlaub: Paket",
        "Absent jusqu'à lundi",
        "Vacation until May",
        "不在のお知らせ",
    ],
)
def test_who_only_speaks_of_being_away_is_a_machine_if_the_header_says_so(subject):
    said = f"From: Ann <ann@example.org>\nSubject: {subject}\n"
    words = "I am back on Monday."
    assert not read(f"{said}\n{words}").automatic
    for sign in ("Auto-Submitted: auto-replied", "Return-Path: <>", "Precedence: bulk"):
        found = read(f"{said}{sign}\n\n{words}")
        assert found.bounce == Bounce(BounceKind.VACATION, (FailedRecipient("ann@example.org"),))


OF_PARCELS = [
    "Undelivered parcel 10476",
    "Delivery Status of my order",
    "Mail delivery problem with my parcel",
    "Delivery failure of parcel",
    "Zustellung fehlgeschlagen",
    "Unzustellbare Sendung",
    "Paket nicht zugestellt",
    "Votre colis non distribué",
    "Order 10356 returned to sender",
    "Re: Delivery notification",
    "Urlaub: Paket bitte umleiten",
    "Absent lors de la livraison",
    "Vacation delivery hold",
    "不在票について",
    "Auto: Ersatzteil nicht zugestellt",
    "Automatic reply was all I got",
]


@pytest.mark.parametrize("subject", OF_PARCELS)
@pytest.mark.parametrize(
    "words", ["Where is it?", "I write for bob@example.org, order 550 for 5.10 euro."]
)
def test_who_writes_of_a_parcel_is_a_person(subject, words):
    found = read(
        f"From: Ann <ann@example.org>\nTo: help@shop.example\nSubject: {subject}\n\n{words}"
    )
    assert (found.automatic, found.bounce) == (False, None)


@pytest.mark.parametrize(
    "sign",
    [
        "Return-Path: <>\nSender: no-reply@x.example",
        "Auto-Submitted: auto-generated",
        "X-Failed-Recipients: ann@example.org",
    ],
)
def test_a_returned_mail_is_known_by_its_subject_and_a_second_sign(sign):
    found = read(f"From: gate@x.example\nSubject: Undeliverable: Parcel\n{sign}\n\nSorry.")
    assert found.bounce is not None
    assert found.bounce.kind is BounceKind.BOUNCE


@pytest.mark.parametrize(
    "words",
    [
        "> Final-Recipient: rfc822; ann@example.org\n> Action: failed",
        "550 5.1.1 <ann@example.org>: no such user",
        "ann@example.org: host mx.example.org said: 550 5.1.1 unknown",
        "<<< RCPT TO:<ann@example.org>",
    ],
)
@pytest.mark.parametrize("prefix", ["Fwd: ", ""])
def test_a_report_marks_somebody_only_if_a_machine_sends_it(words, prefix):
    head = f"From: Bob <bob@example.org>\nSubject: {prefix}Undelivered mail\n"
    assert read(f"{head}\n{words}\n").bounce is None
    bounce = read(f"Return-Path: <>\n{head}\n{words}\n").bounce
    assert bounce is not None
    assert [one.address for one in bounce.recipients] == ["ann@example.org"]
    assert read(f"Return-Path: <>\n{head}\nWhat is this?\n").bounce is None


def test_who_is_away_when_a_mail_on_delivery_comes_is_no_returned_mail():
    head = "From: Ann <ann@example.org>\nSubject: Re: Delivery status of your order\n"
    bounce = read(f"{head}Auto-Submitted: auto-replied\n\nI am away.").bounce
    assert bounce is not None
    assert bounce.kind is BounceKind.VACATION


@pytest.mark.parametrize("subject", AWAY)
def test_an_answer_to_who_is_away_is_a_persons(subject):
    assert not read(f"From: ann@example.org\nSubject: Re: {subject}\n\nHello").automatic
