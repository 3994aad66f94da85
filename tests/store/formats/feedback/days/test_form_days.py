"""What forms in further languages call their days, and names in two scripts."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.days.day_names import Rank, rank_of, says_begun
from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("begun", "ended"),
    [
        ("وقت البدء", "وقت الإكمال"),
        ("وقت البدء Start Time", "وقت الإكمال End Time"),
        ("开始时间 Start time", "结束时间 End time"),
        ("שעת התחלה", "שעת סיום"),
        ("Thời gian bắt đầu", "Thời gian hoàn thành"),
        ("Waktu mulai", "Waktu selesai"),
        ("Час початку", "Час завершення"),
        ("Vrijeme početka", "Vrijeme završetka"),
        ("Čas začetka", "Čas zaključka"),
        ("Algusaeg", "Lõpuaeg"),
    ],
)
def test_answers_are_of_the_day_they_were_sent(begun: str, ended: str) -> None:
    rows = [
        f"2026-10-{day:02} 23:50,2026-10-{day + 1:02} 00:10,{day % 5 + 1}" for day in range(1, 9)
    ]
    text = "\n".join([f"{begun},{ended},Satisfaction", *rows, ""])
    found = propose(text.encode(), today=TODAY)
    assert (found.date_column, found.rival_dates) == (ended, ())
    assert says_begun(begun)


@pytest.mark.parametrize(
    "name",
    ["طابع زمني", "חותמת זמן", "ประทับเวลา", "Dấu thời gian", "Stempel waktu", "टाइमस्टैम्प", "Позначка часу", "Vremenska oznaka", "Datum / التاريخ"],
)  # fmt: skip
def test_the_stamp_of_a_form_is_a_plain_day(name: str) -> None:
    assert rank_of(name) is Rank.PLAIN


@pytest.mark.parametrize(
    "name", ["تاريخ الميلاد Date of birth", "تاريخ الزيارة Visit date", "الاسم Name"]
)
def test_another_day_in_two_scripts_is_none_of_the_answer(name: str) -> None:
    assert rank_of(name) in (None, Rank.NEVER, Rank.OTHER)
