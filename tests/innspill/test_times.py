"""Times: what is certain is read, and what is not is left empty and told."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.innspill.times import looks_like_time, read_times, tell_unread

HALF_PAST_TWO = datetime(2026, 5, 12, 14, 30)


@pytest.mark.parametrize(
    "written",
    [
        "12.05.2026 kl. 14.30", "12.5.2026 14:30", "12. 5. 2026, 14:30", "12.05.26 14:30", "12/5-26 14:30",
        "12. mai 2026 14:30", "12. mai 2026 kl. 14.30", "tirsdag 12. mai 2026 kl. 14:30:00", "den 12. mai 2026 14.30",
        "tysdag 12. mai 2026 klokka 14.30", "12-May-2026 14:30", "May 12, 2026 2:30 PM",
        "Tue, 12 May 2026 14:30:00 +0200",
        "Tuesday, May 12th, 2026 at 2:30 p.m.", "2026-05-12T14:30:00.828301592+02:00", "2026-05-12 14:30Z",
        "2026/05/12 2:30:00 PM GMT+2", "2026-05-12T14:30:00,5", "2026.05.12 14:30", "12.05.2026 14:30:00 CEST",
    ],
)  # fmt: skip
def test_a_certain_time_is_read_as_it_stands(written):
    assert read_times([written]) == [HALF_PAST_TWO]
    assert looks_like_time(written)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("3. januar 2026", 1), ("3 feb 2026", 2), ("3. mars 2026", 3), ("3. apr. 2026", 4), ("3. juni 2026", 6),
        ("July 3, 2026", 7), ("3. aug 2026", 8), ("3. sept. 2026", 9), ("3 October 2026", 10), ("3 oct 2026", 10),
        ("3. november 2026", 11), ("3. desember 2026", 12), ("Dec 3, 2026", 12),
    ],
)  # fmt: skip
def test_months_have_norwegian_and_english_names(written, month):
    assert read_times([written]) == [datetime(2026, month, 3)]


@pytest.mark.parametrize("written", ["03/04/2026", "3/4/26 10:16:03", "03-04-2026", "3/4/2026 1:05 PM"])
def test_a_day_that_may_be_a_month_is_read_only_when_somebody_says_which(written):
    assert read_times([written]) == [None]
    assert read_times([written], "dag først")[0].date() == datetime(2026, 4, 3).date()
    assert read_times([written], "måned først")[0].date() == datetime(2026, 3, 4).date()


def test_the_project_goes_before_the_column_and_the_column_before_what_the_tool_does():
    column = ["13/04/2026", "03/04/2026"]
    assert read_times(column) == [datetime(2026, 4, 13), datetime(2026, 4, 3)]
    assert read_times(column, usual="måned først") == read_times(column)
    assert read_times(column, "måned først") == [None, datetime(2026, 3, 4)]
    assert read_times(["5/12/26 14:30:00"], usual="måned først") == [HALF_PAST_TWO]
    assert read_times(["13/5/2026", "5/13/2026"], usual="måned først") == [None, datetime(2026, 5, 13)]


@pytest.mark.parametrize("written", ["46154.604167", "46154,604166667", "46154,6041667"])
def test_excels_number_of_a_day_is_read_where_the_column_is_known_to_be_time(written):
    assert abs(read_times([written])[0] - HALF_PAST_TWO) <= timedelta(seconds=1)
    assert not looks_like_time(written)


@pytest.mark.parametrize(
    "written",
    ["31.02.2026", "12.05.2026 25:00", "12.05.2026 13:30 PM", "12.05.1026", "00001", "99999", "i går", "12.13.2026",
     "12. mars", "2026", "1756123456", "12.05.2026 og 13.05.2026", "0/0/0000"],
)  # fmt: skip
def test_what_is_no_certain_time_is_empty(written):
    assert read_times([written]) == [None]


def test_unread_times_are_counted_with_the_cure():
    cells = ["03/04/2026", "04/05/2026", "", "12.05.2026"]
    told = tell_unread("Dato", cells, read_times(cells))
    assert told.startswith("2 tidspunkt i «Dato» er tvetydige") and 'datoer = "dag først"' in told
    assert tell_unread("Dato", ["i går"], [None]) == "1 tidspunkt i «Dato» er uleselige, og er tomme"
    assert tell_unread("Dato", ["", "12.05.2026"], [None, HALF_PAST_TWO]) == ""


@given(st.lists(st.text(max_size=30) | st.datetimes()))
def test_any_text_at_all_is_a_time_or_empty(cells):
    times = read_times(cells)
    assert len(times) == len(cells)
    assert all(time is None or (1990 <= time.year <= 2100 and not time.microsecond) for time in times)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(["%d.%m.%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]),
)
def test_what_is_written_in_norwegian_or_iso_comes_back(time, form):
    assert read_times([time.strftime(form)]) == [time.replace(microsecond=0)]
