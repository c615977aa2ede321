"""DHL Paket: two codes carry the meaning, times are the clock of Berlin."""

import pytest

from agent_console.connectors.carriers.dhl import mapper, statuses
from agent_console.connectors.carriers.dhl.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.xml_tree import decode_xml
from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.parcel import Shipment
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.dhl.answers import NUMBER, piece

OTHER = "00340434161094015919"
POSTED = ("SHRCU", "PCKST", "ES", "17.03.2026 11:44")
LOADED = ("SRTED", "NRQRD", "PO", "18.03.2026 09:02")
HANDED = ("DLVRD", "OTHER", "ZU", "18.03.2026 10:02")
UNDONE = ("STORN", "NRQRD", "DD", "18.03.2026 10:03")
ADVICE = ("ADVIS", "DLVDT", "DD", "18.03.2026 10:04")


def told(text: str) -> list[Told]:
    return list(mapper.read(Document(decode_xml(text))))


def read(*events: tuple[str, str, str, str], **more: str) -> Shipment:
    [found] = told(piece(*events, **more))
    assert found.shipment is not None, found
    assert found.left_out == ()
    return found.shipment


@pytest.mark.parametrize(
    ("ice", "ric", "sort", "ours"),
    [
        ("DLVRD", "OTHER", "ZU", "delivered"),
        ("DLVRD", "NEWRC", "ZU", "delivered"),
        ("DSPSD", "NTCLM", "ZU", "exception"),
        ("MVARR", "NRQRD", "ZU", "in_transit"),
        ("NEWIC", "NRQRD", "ZU", "unknown"),
        ("NEWIC", "NRQRD", "AA", "in_transit"),
        ("NEWIC", None, None, "unknown"),
        (None, None, "ZU", "delivered"),
        (None, None, "ZN", "attempt_failed"),
        (None, None, None, "unknown"),
        ("PARCV", "NRQRD", "VA", "pre_transit"),
        ("SRTED", "NRQRD", "PO", "out_for_delivery"),
        ("SRTED", "NRQRD", "EE", "in_transit"),
        ("LDTMV", "MVMTV", "AA", "in_transit"),
        ("LDTMV", "MVMTV", "PO", "out_for_delivery"),
        ("ULFMV", "UNLDD", "PO", "in_transit"),
        ("HLDCC", "HDFCT", "ZF", "available_for_pickup"),
        ("CNRFC", "PCKST", "ZF", "available_for_pickup"),
        ("NTDEL", "NHOME", "ZN", "attempt_failed"),
        ("DLVRF", "NTORD", "ZN", "attempt_failed"),
        ("RETRN", "NHOME", "ZN", "return_to_sender"),
        ("OFWRD", "RTSCR", "PO", "return_to_sender"),
        ("OFWRD", "CRFRD", "PO", "in_transit"),
        ("EXPHD", "RTTSP", "BV", "return_to_sender"),
        ("HLDCU", "NORSN", "ZO", "exception"),
        ("ICPRC", "NRQRD", "ZO", "in_transit"),
        ("CANCL", "NRQRD", "BV", "cancelled"),
        ("RCCLS", "LOSTX", "ZN", "exception"),
        ("ADVIS", "DLVDT", "DD", "unknown"),
        ("ALERT", "DLVTM", "DD", "unknown"),
        ("DLVRD", "CODAR", "GT", "unknown"),
        ("dlvrd", "other", "zu", "delivered"),
    ],
)
def test_the_codes_say_what_happened(ice: str | None, ric: str | None, sort: str | None, ours: str):
    assert statuses.paket(ice, ric, sort).value == ours


def test_a_parcel_is_told_with_its_events():
    parcel = read(POSTED, LOADED, HANDED, status="Handed over ", ice="DLVRD", ric="OTHER")
    assert (parcel.number, parcel.unique_id, parcel.status) == (NUMBER, "a5ae", "delivered")
    assert [one.code for one in parcel.scans] == ["SHRCU/PCKST", "SRTED/NRQRD", "DLVRD/OTHER"]
    assert parcel.scans[-1].text == "Status DLVRD"
    assert (parcel.scans[-1].place.city, parcel.scans[-1].place.country) == ("Bonn", "DE")
    assert parcel.status_text == "Handed over "
    assert parcel.delivered is not None
    assert parcel.delivered.local == "2026-03-18T10:02:00"


def test_who_stood_at_the_door_is_nobody_s_signature():
    text = "different person present"
    assert read(HANDED, recipient_name="Kraemer", recipient_id_text=text).signed_by is None


def test_a_time_is_the_clock_of_berlin():
    moments = [
        one.moment for one in read(POSTED, ("SRTED", "NRQRD", "EE", "18.07.2026 03:32")).scans
    ]
    assert [one.offset for one in moments] == ["+01:00", "+02:00"]
    assert [iso_z(one.utc) for one in moments] == ["2026-03-17T10:44:00Z", "2026-07-18T01:32:00Z"]
    twice = read(("SRTED", "NRQRD", "EE", "25.10.2026 02:30")).scans[0].moment
    assert twice == Moment(local="2026-10-25T02:30:00")
    day = read(("SRTED", "NRQRD", "EE", "25.10.2026")).scans[0].moment
    assert day == Moment(local="2026-10-25")


@pytest.mark.parametrize("at", ["2026-03-18T10:02", "32.01.2026 10:00", "18.03.2026 25:00", "soon"])
def test_a_time_of_another_shape_is_left_out_and_named(at: str):
    [found] = told(piece(("SRTED", "NRQRD", "EE", at)))
    assert found.shipment is not None
    assert found.shipment.scans[0].moment == Moment()
    assert "DD.MM.YYYY" in "; ".join(found.left_out)


def test_what_a_driver_took_back_has_not_happened():
    assert read(LOADED, HANDED, UNDONE).status == "out_for_delivery"
    assert read(LOADED, HANDED, UNDONE, ice="STORN", ric="NRQRD").status == "out_for_delivery"
    assert read(UNDONE).status == "unknown"


def test_an_advice_leaves_the_parcel_where_it_stands():
    assert read(LOADED, ADVICE, ice="ADVIS", ric="DLVDT").status == "out_for_delivery"
    assert read(LOADED, HANDED, ADVICE).status == "delivered"


def test_what_stands_over_the_events_wins_and_stands_for_them():
    assert read(LOADED, HANDED, ice="NTDEL", ric="NHOME").status == "attempt_failed"
    alone = read(status="Anzeige", ice="NTDEL", ric="NHOME", status_timestamp="18.03.2026 10:02")
    assert [one.text for one in alone.scans] == ["Anzeige"]
    assert alone.had_attempt


def test_what_is_handed_back_to_its_sender_is_not_delivered():
    parcel = read(LOADED, ice="DLVRD", ric="OTHER", ruecksendung="true")
    assert parcel.status == "return_to_sender"


def test_umlauts_and_other_letters_are_kept():
    assert read(LOADED, status="Zustellung in Köln - Straße").status_text == (
        "Zustellung in Köln - Straße"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<data name="piece-shipment-list" code="5" error="kein Login"/>', "sign_in_again"),
        ('<data name="piece-shipment-list" code="100" error="No data found"/>', "not_found"),
        ('<data name="piece-shipment-list" code="7" error="Keine Daten gefunden"/>', "not_found"),
        ('<data name="piece-shipment-list" code="7" error="?"/>', "refused"),
        ('<data name="piece-shipment-list" code="0"/>', "not_found"),
        (piece(error_status="100", piece_status_desc="No data found"), "not_found"),
        (piece(piece_status="100"), "not_found"),
    ],
    ids=range(7),
)
def test_an_error_says_what_to_do(text: str, kind: str):
    [found] = told(text)
    assert found.trouble is not None
    assert (found.trouble.kind, found.shipment, found.is_stranger) == (kind, None, False)


def test_one_bad_parcel_leaves_the_others():
    both = piece(LOADED)
    second = '<data name="piece-shipment" error-status="0"/></data>'
    good, bad = told(both.removesuffix("</data>") + second)
    assert good.shipment is not None
    assert bad.left_out
    assert bad.shipment is None


def test_one_parcel_of_an_answer_can_be_asked_for():
    second = f'<data name="piece-shipment" error-status="0" piece-code="{OTHER}"/></data>'
    text = piece(LOADED).removesuffix("</data>") + second
    explained = MANIFEST.explain(Exchange(text, index=1), "AT")
    assert [one.number for one in explained.shipments] == [OTHER]
