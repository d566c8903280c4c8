from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.clock import from_text, local_day, to_text


@given(
    st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)),
    st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)),
)
def test_text_order_is_time_order(one: datetime, other: datetime) -> None:
    assert (to_text(one) < to_text(other)) == (one < other)
    assert from_text(to_text(one)) == one


def test_other_zones_become_utc() -> None:
    berlin = datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2)))
    assert to_text(berlin) == "2026-05-04T10:00:00.000000Z"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        from_text("2026-05-04T10:00:00")


@pytest.mark.parametrize(
    "at", [datetime(1, 1, 1, tzinfo=UTC), datetime(987, 6, 5, 4, 3, 2, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_days_long_ago_and_far_off_come_back_as_they_were(at: datetime) -> None:
    assert from_text(to_text(at)) == at and len(to_text(at)) == 27


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00"])
def test_a_time_that_no_calendar_reaches_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="calendar"):
        from_text(text)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_every_time_is_on_some_day(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert local_day(datetime(1, 1, 1, tzinfo=UTC)).year == 1
        assert local_day(datetime.max.replace(tzinfo=UTC)).year == 9999
        assert local_day(datetime(2026, 5, 4, 12, tzinfo=UTC)).isoformat()[:9] == "2026-05-0"
    finally:
        monkeypatch.undo()
        time.tzset()
