"""Which records of a number are of one parcel: neither too many nor too few."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.moment import EPOCH, Moment, Precision, instant
from agent_console.domain.parcel import Place, Scan, Shipment
from agent_console.domain.tracking.belonging import Window
from agent_console.domain.tracking.sightings import (
    Sighting,
    is_same_time,
    lives,
    nearest,
    parcels,
    window,
)

DAY = 86_400_000_000
POST, BROKER, THIRD = 1, 2, 3


def seen(first: float, last: float | None = None) -> Window:
    return Window(int(first * DAY), int((last or first) * DAY), Precision.INSTANT)


def one(source: int, record: str, *days: float, carrier: str | None = "DHL", uid=None) -> Sighting:
    return Sighting(source, record, carrier, uid, seen(*days) if days else None)


def together(*sightings: Sighting) -> list[set[str]]:
    """Return the records of each parcel; the same in whatever sequence they came."""
    found = {
        frozenset(frozenset(told[at].record for at in group) for group in parcels(told))
        for told in permutations(sightings)
    }
    assert len(found) == 1, "the sequence in which they came decides nothing"
    return sorted(map(set, found.pop()), key=sorted)


@pytest.mark.parametrize(
    ("sightings", "expected"),
    [
        ([one(POST, "a", 1, 5), one(BROKER, "x", 2, 6)], [{"a", "x"}]),
        ([one(POST, "a", 1, 5), one(BROKER, "x", 60, 61)], [{"a", "x"}]),
        ([one(POST, "a", 1, 5), one(BROKER, "x", 66, 67)], [{"a"}, {"x"}]),
        ([one(POST, "a", 1, 5), one(POST, "b", 1, 5)], [{"a"}, {"b"}]),
        ([one(POST, "a", 1), one(POST, "b", 3), one(BROKER, "x", 3)], [{"a"}, {"b", "x"}]),
        (
            [one(POST, "a", 1), one(POST, "b", 3), one(BROKER, "x", 3), one(BROKER, "y", 1)],
            [{"a", "y"}, {"b", "x"}],
        ),
        ([one(POST, "a", 1), one(BROKER, "x", 1, carrier="UPS")], [{"a"}, {"x"}]),
        ([one(POST, "a", 1), one(BROKER, "x", 1, carrier=None)], [{"a", "x"}]),
        (
            [
                one(POST, "a", 1, carrier=None),
                one(BROKER, "x", 1),
                one(THIRD, "y", 1, carrier="UPS"),
            ],
            [{"a", "x"}, {"y"}],
        ),
        ([one(POST, "a", 1, 5), one(BROKER, "x")], [{"a", "x"}]),
        ([one(POST, "a", 1), one(POST, "b", 400), one(BROKER, "x")], [{"a"}, {"b", "x"}]),
        ([one(POST, "a"), one(BROKER, "x")], [{"a", "x"}]),
        (
            [one(POST, "a", 1, uid="u"), one(POST, "b", 2), one(BROKER, "x", 2, uid="u")],
            [{"a", "x"}, {"b"}],
        ),
    ],
    ids=[
        "at the same time",
        "after a short rest",
        "after a long rest",
        "one source knows its own apart",
        "the nearer of two",
        "two at each of two sources",
        "another carrier",
        "a carrier without a name",
        "a carrier without a name beside two",
        "not seen yet",
        "not seen yet, used again",
        "neither seen yet",
        "the carrier's own id",
    ],
)
def test_records_of_one_parcel_come_together(sightings, expected):
    assert together(*sightings) == expected


def test_a_rest_that_another_source_fills_is_none():
    early, late = one(POST, "a", 1, 5), one(POST, "a", 70, 75)
    assert len(parcels([early, late])) == 2
    assert len(parcels([early, late, one(BROKER, "x", 1, 75)])) == 1


@given(
    st.lists(
        st.builds(
            Sighting,
            st.sampled_from([POST, BROKER, THIRD]),
            st.sampled_from("abc"),
            st.sampled_from([None, "DHL", "DHL Express", "UPS"]),
            st.sampled_from([None, "u", "v"]),
            st.one_of(st.none(), st.integers(0, 200).map(lambda day: seen(day, day + 9))),
        ),
        max_size=7,
    )
)
def test_every_record_is_of_one_parcel_that_it_can_be_of(sightings):
    found = parcels(sightings)
    assert sorted(at for group in found for at in group) == list(range(len(sightings)))
    for group in found:
        told = [sightings[at] for at in group]
        assert len({(two.source, two.record) for two in told}) == len({two.source for two in told})
        assert len({two.carrier for two in told} & {"DHL", "UPS"}) < 2


def test_a_number_lives_as_often_as_it_was_used():
    days = ("2026-01-05T10:00:00", "2026-01-02", "2026-07-01T09:00:00", "2026-07-02T09:00:00")
    first, second = lives([*(Moment(local=day) for day in days), Moment()])
    assert (first.first, first.last) == tuple(Moment(local=d).told_key() for d in days[1::-1])
    assert first.precision is Precision.WALL_CLOCK
    assert (second.first, second.last) == tuple(Moment(local=d).told_key() for d in days[2:])
    assert lives([Moment()]) == ()


def test_a_parcel_is_seen_from_its_first_to_its_last_scan():
    days = ("2026-07-20T10:00:00", "2026-01-22", "2026-07-21T08:00:00")
    scans = [Scan(None, None, "in_transit", Moment(local=day), Place()) for day in days]
    nowhere = Scan(None, None, "unknown", Moment(), Place())
    found = window(Shipment("DHL", "1", "in_transit", None, scans=(*scans, nowhere)))
    assert found is not None
    assert (found.first, found.last) == tuple(Moment(local=d).told_key() for d in days[1:])
    assert window(Shipment("DHL", "1", "unknown", None, scans=(nowhere,))) is None


def test_a_scan_is_of_the_life_it_is_nearest_to():
    windows = [seen(0, 5), seen(100, 105), None]
    days = (1, 40, 80, 500)
    assert [nearest(instant(EPOCH + timedelta(days=day)), windows) for day in days] == [0, 0, 1, 1]
    assert nearest(Moment(), windows) == 1, "what was not dated is of the last"


def test_a_number_that_rested_long_is_another_parcel():
    assert is_same_time(seen(1, 5), seen(40))
    assert is_same_time(seen(40), seen(1, 5))
    assert not is_same_time(seen(1, 5), seen(400))
    assert is_same_time(seen(1), None)
