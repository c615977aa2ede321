"""What is said of days and hours a parcel was to come by, beside what was promised."""

from datetime import timedelta

import pytest

from agent_console.domain.moment import Moment
from agent_console.queries.answers.certainty import Certainty
from tests.fakes.asking import told_of
from tests.fakes.desk import NOW
from tests.queries.answers.parcels import a_customer, a_scan, clock

LEFT = a_scan(71, "Departed from Facility", "in_transit", clock(NOW - timedelta(hours=10)))
AN_HOUR_AGO, IN_AN_HOUR = clock(NOW - timedelta(hours=1)), clock(NOW + timedelta(hours=1))
NOON, EVENING = Moment(local="2026-11-25T12:00:00"), Moment(local="2026-11-25T20:00:00")
WEDNESDAY = Moment(local="2026-11-25")


@pytest.mark.parametrize(
    ("promised", "estimated", "said"),
    [
        (NOON, EVENING, "UPS expects it on Wednesday by 8 pm, later that day than promised."),
        (EVENING, NOON, "UPS expects it on Wednesday by 12 pm, as promised."),
        (WEDNESDAY, EVENING, "UPS expects it on Wednesday by 8 pm, as promised."),
        (NOON, WEDNESDAY, "UPS expects it on Wednesday, as promised."),
        (
            WEDNESDAY,
            Moment(local="2026-11-23"),
            "UPS expects it on Monday; it was promised for Wednesday.",
        ),
        (
            Moment(local="2026-11-18"),
            Moment(local="2026-11-19"),
            (
                "UPS had expected it on Thursday; it was promised for Wednesday, and no newer day"
                " is told."
            ),
        ),
        (None, AN_HOUR_AGO, "UPS had expected it today by 1:08 pm; no newer time is told."),
        (None, IN_AN_HOUR, "UPS expects it today by 3:08 pm."),
        (AN_HOUR_AGO, None, "It was promised for today by 1:08 pm; no new time is told."),
        (IN_AN_HOUR, None, "It is promised for today."),
    ],
)
def test_a_promise_is_kept_or_missed_by_days_and_by_hours(
    promised: Moment | None, estimated: Moment | None, said: str
):
    customer = a_customer("in_transit", promised=promised, estimated=estimated)
    assert told_of(customer, None, LEFT).full.splitlines()[1] == said


def test_an_hour_of_which_nobody_tells_the_zone_is_over_when_it_is_over_everywhere():
    told = told_of(a_customer("in_transit", estimated=Moment(local="2026-11-21T10:00:00")))
    assert "UPS expects it today by 10 am." in told.full, "it is not 10 yet in Honolulu"
    told = told_of(a_customer("in_transit", estimated=Moment(local="2026-11-21T00:30:00")))
    assert "UPS had expected it today by 12:30 am" in told.full


def test_when_it_comes_is_not_known_once_the_hour_is_over():
    assert told_of(a_customer("in_transit", estimated=AN_HOUR_AGO)).certainty is Certainty.UNKNOWN
    assert told_of(a_customer("in_transit", estimated=IN_AN_HOUR)).certainty is Certainty.LIKELY
