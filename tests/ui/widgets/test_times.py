"""Times read as a person would say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QLocale

from ui.widgets.times import ago, exact, until

NOW = datetime(2026, 5, 20, 14, 30, tzinfo=UTC)  # a Wednesday
BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
AMERICAN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(seconds=5), "now"),
        (timedelta(seconds=-30), "now"),
        (timedelta(minutes=2), "2 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=14), "14 h"),
        (timedelta(hours=15), "Tue"),
        (timedelta(days=2), "Mon"),
        (timedelta(days=6), "Thu"),
        (timedelta(days=7), "13 May"),
        (timedelta(days=300), "24 Jul 2025"),
    ],
)
def test_an_age_is_said_in_a_few_letters(age: timedelta, said: str) -> None:
    assert ago(NOW - age, NOW, UTC, BRITISH) == said


def test_late_last_night_is_still_told_in_hours() -> None:
    now = datetime(2026, 5, 20, 1, 0, tzinfo=UTC)
    assert ago(now - timedelta(hours=3), now, UTC, BRITISH) == "3 h"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(0), "now"),
        (timedelta(minutes=5), "in 5 min"),
        (timedelta(hours=3), "in 3 h"),
        (timedelta(days=1), "Thu 14:30"),
        (timedelta(days=12), "1 Jun"),
    ],
)
def test_what_is_to_come_is_said_too(ahead: timedelta, said: str) -> None:
    assert until(NOW + ahead, NOW, UTC, BRITISH) == said


def test_the_month_stands_where_the_country_has_it() -> None:
    assert ago(NOW - timedelta(days=9), NOW, UTC, AMERICAN) == "May 11"
    assert ago(NOW - timedelta(days=9), NOW, UTC, BRITISH) == "11 May"


def test_the_exact_time_is_the_one_on_the_persons_clock() -> None:
    east = timezone(timedelta(hours=10))
    assert exact(NOW, UTC, BRITISH) == "Wednesday, 20 May 2026, 14:30"
    assert exact(NOW, east, BRITISH) == "Thursday, 21 May 2026, 00:30"


def test_a_day_ends_where_the_person_is() -> None:
    east = timezone(timedelta(hours=10))
    then = NOW - timedelta(hours=8)
    assert ago(then, NOW, UTC, BRITISH) == "8 h"
    assert ago(then, NOW, east, BRITISH) == "Wed"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        ago(datetime(2026, 5, 20), NOW)
