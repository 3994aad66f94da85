from datetime import date

from store.domain.cycles import Cadence
from store.domain.statistics.windows import Window, after_window, periods


def test_after_begins_the_day_after_done() -> None:
    window = after_window(date(2026, 11, 18), 21)
    assert (window.first, window.last, window.days) == (date(2026, 11, 19), date(2026, 12, 9), 21)


def test_periods_are_whole_weeks_or_months_from_the_first_day() -> None:
    assert periods(after_window(date(2026, 11, 18), 20), Cadence.WEEKLY) == (
        Window(date(2026, 11, 19), date(2026, 11, 25)),
        Window(date(2026, 11, 26), date(2026, 12, 2)),
    )
    months = periods(Window(date(2027, 1, 31), date(2027, 3, 30)), Cadence.MONTHLY)
    assert [(month.first.isoformat(), month.last.isoformat()) for month in months] == [
        ("2027-01-31", "2027-02-27"),
        ("2027-02-28", "2027-03-30"),
    ]
