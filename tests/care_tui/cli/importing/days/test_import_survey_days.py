"""The day of an answer among the days that survey tools write beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")
DAYS = range(5, 17)


@pytest.mark.parametrize(
    ("begun", "sent"),
    [
        ("Godzina rozpoczęcia", "Godzina ukończenia"),
        ("Ora di inizio", "Ora di completamento"),
        ("Begintijd", "Tijd van voltooien"),
        ("Aloitusaika", "Lopetusaika"),
        ("開始時刻", "完了時刻"),
        ("Hasiera ordua", "Amaiera ordua"),
    ],
)
def test_a_form_filled_in_over_midnight_counts_on_the_day_it_was_sent(
    care: Any, file: Callable[..., str], begun: str, sent: str
) -> None:
    rows = "".join(f"{day},2026-10-{day:02} 10:00,2026-10-{day:02} 10:04,5\n" for day in DAYS)
    path = file(f"ID,{begun},{sent},CSAT\n{rows}99,2026-10-20 23:59,2026-10-21 00:03,4\n")
    assert "13 answers, 5 Oct to 21 Oct 2026" in care(*IMPORT, path)


SENT = 1_791_190_800
"""Monday, 5 October 2026, 9:00 UTC, in seconds since 1970."""
DAY = 86_400


def _sent_list(columns: str, *, unanswered: str = "", after: dict[str, int]) -> str:
    """A tool's list of who was asked: in each row when, then as much ``after`` it as is said."""
    lines = [columns]
    for row in range(12):
        sent = SENT + row * DAY
        later = [str(sent + after[name]) for name in columns.split(",")[1:-1]]
        answered = row % 3 != 0
        if not answered:
            later = [*later[:-1], unanswered]
        lines.append(",".join([str(sent), *later, str(8 + row % 3) if answered else ""]))
    return "\n".join(lines)


@pytest.mark.parametrize("unanswered", ["", "0"])
@pytest.mark.parametrize("name", ["responded", "responded_at", "answered_at", "date responded"])
def test_a_list_of_who_was_asked_counts_on_the_day_of_the_answer(
    care: Any, file: Callable[..., str], name: str, unanswered: str
) -> None:
    after = {"opened": DAY, name: 3 * DAY}
    text = _sent_list(f"sent,opened,{name},nps", unanswered=unanswered, after=after)
    assert "8 answers, 9 Oct to 19 Oct 2026" in care(*IMPORT, file(text))


@pytest.mark.parametrize("name", ["opened", "viewed_at", "email_clicked", "Survey opened at"])
def test_the_day_on_which_a_mail_was_opened_is_asked_about(
    care: Any, file: Callable[..., str], name: str
) -> None:
    text = _sent_list(f"sent,{name},nps", after={name: DAY})
    path = file(text)
    said = care.refused(*IMPORT, path)
    assert f"No column says when customers answered; “{name}” may be another day." in said
    assert care.run(*IMPORT, path, "--date-column", name).code == 0


def test_a_case_opened_before_its_survey_was_sent_has_a_day(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(
        f"2026-10-{day:02} 10:00,2026-10-{day + 1:02} 9:00,{3 + day % 3}\n" for day in DAYS
    )
    said = care(*IMPORT, file(f"Opened,Survey sent,CSAT\n{rows}"))
    assert "12 answers, 5 Oct to 16 Oct 2026" in said


@pytest.mark.parametrize(
    ("name", "half"),
    [
        ("Zeitstempel", "nachm. MESZ"),
        ("Marca temporal", "p. m. CEST"),
        ("타임스탬프", "오후 GMT+9"),
    ],
)
def test_a_forms_times_of_twelve_hours_are_read(
    care: Any, file: Callable[..., str], name: str, half: str
) -> None:
    rows = "".join(f'"2026/10/{day:02} 10:15:00 {half}",{3 + day % 3}\n' for day in DAYS)
    assert "12 answers, 5 Oct to 16 Oct 2026" in care(*IMPORT, file(f"{name},CSAT\n{rows}"))


@pytest.mark.parametrize(
    ("name", "day", "shown"),
    [
        ("submitdate", "1980-01-01 00:00:00", "1980-01-01"),
        ("Datum Abgeschickt", "1980-01-01 00:00:00", "1980-01-01"),
        ("Date submitted", "1970-01-01T00:00:00Z", "1970-01-01"),
        ("Fecha de envío", "01/01/1900", "01/01/1900"),
        ("Response date", "0000-00-00", "0000-00-00"),
    ],
)
def test_a_survey_that_keeps_no_days_asks_for_one(
    care: Any, file: Callable[..., str], name: str, day: str, shown: str
) -> None:
    rows = "".join(f"{row},{day},{3 + row % 3}\n" for row in DAYS)
    path = file(f"id,{name},CSAT\n{rows}")
    assert care.refused(*IMPORT, path) == (
        f"“{name}” holds only {shown}, which tools write where they keep no days: say --on DAY to"
        " date all answers. Nothing was imported."
    )
    assert "12 answers, all of 3 Nov 2026" in care(*IMPORT, path, "--on", "2026-11-03")


def test_a_real_day_beside_a_survey_that_keeps_none_dates_it(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(f"{row},1980-01-01 00:00:00,2026-10-{row:02},{3 + row % 3}\n" for row in DAYS)
    path = file(f"id,submitdate,startdate,CSAT\n{rows}")
    assert "12 answers, 5 Oct to 16 Oct 2026" in care(*IMPORT, path)


def test_who_did_not_send_off_an_answer_is_asked_about_without_days_too(
    care: Any, file: Callable[..., str]
) -> None:
    days = ["1980-01-01 00:00:00", "1980-01-01 00:00:00", ""]
    rows = "".join(f"{row},{days[row % 3]},{3 + row % 3}\n" for row in DAYS)
    words = (*IMPORT, file(f"id,submitdate,CSAT\n{rows}"), "--on", "2026-11-03")
    said = care.refused(*words)
    assert "4 rows were not finished, by “submitdate”. Say --unfinished skip" in said
    assert "8 answers" in care(*words, "--unfinished", "skip", "--dry-run")
    assert "12 answers" in care(*words, "--unfinished", "take", "--dry-run")
