"""Times of twelve hours, as form tools write them in the language of their account."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from store.formats.tabular.days.dates import DayOrder, Unreadable, read_date


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("2026/09/03 10:15:00 vorm. MESZ", "10:15"),
        ("2026/09/03 10:15:00 nachm. MESZ", "22:15"),
        ("2026/09/03 12:15:00 nachm. MESZ", "12:15"),
        ("2026/09/03 12:15:00 vorm. MESZ", "00:15"),
        ("03.09.2026 10:15 nachmittags", "22:15"),
        ("2026/09/03 10:15:00 a. m. CEST", "10:15"),
        ("2026/09/03 10:15:00 p. m. CEST", "22:15"),
        ("2026/09/03 10:15:00 p.\u00a0m. CEST", "22:15"),
        ("2026/09/03 10:15:00\u202fp.\u00a0m. CEST", "22:15"),
        ("2026/09/03 10:15:00 PM GMT+2", "22:15"),
        ("2026/09/03 10:15:00 AM UTC+2", "10:15"),
        ("2026/09/03 10:15:00 em CEST", "22:15"),
        ("2026/09/03 10:15:00 fm CEST", "10:15"),
        ("2026/09/03 10:15:00 ip. UTC+3", "22:15"),
        ("2026/09/03 10:15:00 ap. UTC+3", "10:15"),
        ("2026/09/03 10:15:00 odp. SELČ", "22:15"),
        ("2026/09/03 10:15:00 dop. SELČ", "10:15"),
        ("2026/09/03 10:15:00 du. CEST", "22:15"),
        ("2026/09/03 10:15:00 de. CEST", "10:15"),
        ("2026/09/03 10:15:00 ÖS GMT+3", "22:15"),
        ("2026/09/03 10:15:00 ÖÖ GMT+3", "10:15"),
        ("2026/09/03 10:15:00 μ.μ. EEST", "22:15"),
        ("3/9/2026 10:15:00 π.μ.", "10:15"),
        ("2026/09/03 10:15:00 오후 GMT+9", "22:15"),
        ("2026. 9. 3 오후 10:15:00", "22:15"),
        ("2026. 9. 3. 오전 10:15", "10:15"),
        ("2026/09/03 午後10:15:00", "22:15"),
        ("2026/09/03 午前 0:15:00", "00:15"),
        ("2026年9月3日 午後10:15", "22:15"),
        ("2026年9月3日下午10:15", "22:15"),
        ("2026年9月3日 10時15分", "10:15"),
        ("2026年9月3日 上午10时15分00秒", "10:15"),
        ("2026년 9월 3일 오후 10시 15분", "22:15"),
    ],
)
def test_half_of_a_day_is_told_in_many_languages(cell: str, time: str) -> None:
    assert read_date(cell, DayOrder.DAY_FIRST) == datetime.fromisoformat(f"2026-09-03T{time}")


def test_a_time_with_its_half_and_its_zone_counts_in_the_teams_zone() -> None:
    said = read_date("2026/09/03 10:15:00 nachm. MESZ", DayOrder.DAY_FIRST, ZoneInfo("Asia/Tokyo"))
    assert said == datetime.fromisoformat("2026-09-04T05:15")


@pytest.mark.parametrize("cell", ["2026/09/03 14:15 nachm.", "2026/09/03 下午 14:15"])
def test_an_hour_of_twenty_four_has_no_half(cell: str) -> None:
    with pytest.raises(Unreadable):
        read_date(cell, DayOrder.DAY_FIRST)
