"""What is at risk: in which order, in which groups, how many."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from agent_console.domain.parcel import Place
from agent_console.domain.profile import ProfileId
from agent_console.domain.watching.policy import Kind
from agent_console.domain.watching.radar import (
    Concern,
    ParcelKey,
    Trouble,
    counted,
    grouped,
    in_order,
    parcel_key,
    ranked,
    with_incidents,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLACES = ((1, "A"), (2, "B"), (3, "C"), (4, "B"))
LINZ = Place("Linz", "Upper Austria", "AT")


def trouble(kind: Kind = Kind.STALLED, notices: float = 5) -> Trouble:
    return Trouble(kind, NOW, NOW, "Why.", NOW + HOUR, NOW + notices * HOUR, (1,))


def concern(row: int, *troubles: Trouble, **more: object) -> Concern:
    fields: dict = {"place": LINZ, "carrier": "DHL"} | more
    return Concern(
        ParcelKey(row, f"N{row}"),
        ProfileId(fields.pop("customer", row)),
        f"Customer {row}",
        f"A-{row}",
        number=f"N{row}",
        troubles=ranked(troubles or (trouble(),)),
        **fields,
    )


def rows(concerns: list[Concern]) -> list[int]:
    return [one.key.order_row for one in concerns]


def test_who_was_not_told_and_notices_first_comes_first():
    told = concern(1, trouble(notices=1), told_at=NOW)
    late, soon = concern(2, trouble(notices=9)), concern(3, trouble(notices=2))
    acted = concern(4, trouble(notices=1), acted_at=NOW)
    assert rows(in_order([told, late, soon, acted])) == [3, 2, 4, 1]


def test_the_gravest_speaks_for_a_parcel():
    one = concern(1, trouble(Kind.LATE, 2), trouble(Kind.LOST, 9))
    assert (one.main.kind, one.notices_at()) == (Kind.LOST, NOW + 2 * HOUR)


def test_several_at_one_place_are_one_incident():
    two = [concern(1), concern(2)]
    assert with_incidents(two, 3) == two
    three = with_incidents([*two, concern(3), concern(4, place=Place("Graz"))], 3)
    assert [one.main.kind for one in three] == [Kind.AREA] * 3 + [Kind.STALLED]
    assert three[0].main.why == "Why. 3 parcels stand still at Linz."
    other_carrier = with_incidents([*two, concern(3, carrier="UPS")], 3)
    assert {one.main.kind for one in other_carrier} == {Kind.STALLED}


def test_where_one_is_held_by_weather_all_are():
    held = with_incidents([concern(1), concern(2), concern(3, trouble(Kind.WEATHER))], 3)
    assert {one.main.kind for one in held} == {Kind.WEATHER}
    [group] = grouped(held)
    assert (group.kind, group.depot, group.area, group.untold()) == (
        Kind.WEATHER,
        "Linz",
        "Upper Austria",
        3,
    )


def test_groups_keep_the_order_of_their_first():
    found = grouped([concern(1, trouble(Kind.LOST)), concern(2), concern(3, trouble(Kind.LOST))])
    assert [(one.kind, rows(list(one.concerns))) for one in found] == [
        (Kind.LOST, [1, 3]),
        (Kind.STALLED, [2]),
    ]


def test_what_is_alone_at_its_place_is_grouped_by_its_cause():
    lost = [concern(n, trouble(Kind.LOST), place=Place(city)) for n, city in PLACES]
    found = grouped(lost)
    assert [(one.depot, rows(list(one.concerns))) for one in found] == [
        (None, [1, 3]),
        ("B", [2, 4]),
    ]
    assert {one.carrier for one in found} == {"DHL"}


def test_the_rail_counts_customers_who_notice_today_and_were_not_told():
    concerns = [
        concern(1, trouble(notices=2), customer=7),
        concern(2, trouble(notices=3), customer=7, owner="mira"),
        concern(3, trouble(notices=2), told_at=NOW),
        concern(4, trouble(notices=30)),
    ]
    found = counted(concerns, NOW + 15 * HOUR, "mira")
    assert (found.at_risk, found.not_told, found.notice_today, found.mine) == (4, 3, 1, 1)
    assert found.by_kind == ((Kind.STALLED, 4),)
    assert counted([replace(concerns[0], owner=None)], NOW, None).mine == 0


def test_a_key_is_read_as_it_was_written():
    for key in (ParcelKey(12, "1Z-9"), ParcelKey(3, "")):
        assert parcel_key(key.text()) == key
    for text in ("", "12-1Z", "r-1Z", "rx-1", "r12"):
        assert parcel_key(text) is None
