"""Of two days on a survey's rows, one of its beginning and one of its end, the end dates the answers."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.days.answer_dates import date_columns
from store.formats.feedback.days.day_names import Rank, rank_of
from store.formats.tabular.tables import read_table

TODAY = date(2026, 12, 31)
PAIRS = [
    ("Start time", "Completion time"),
    ("Startzeit", "Fertigstellungszeit"),
    ("Heure de début", "Heure de fin"),
    ("Hora de inicio", "Hora de finalización"),
    ("Hora de início", "Hora de conclusão"),
    ("Hora d'inici", "Hora de finalització"),
    ("Ora di inizio", "Ora di completamento"),
    ("Godzina rozpoczęcia", "Godzina ukończenia"),
    ("Begintijd", "Tijd van voltooien"),
    ("Begintijd", "Voltooiingstijd"),
    ("Starttijd", "Eindtijd"),
    ("Starttid", "Slutförandetid"),
    ("Starttidspunkt", "Afslutningstidspunkt"),
    ("Starttid", "Fullføringstid"),
    ("Aloitusaika", "Lopetusaika"),
    ("Aloitusaika", "Valmistumisaika"),
    ("Čas zahájení", "Čas dokončení"),
    ("Čas začatia", "Čas dokončenia"),
    ("Başlangıç zamanı", "Tamamlanma zamanı"),
    ("Kezdés időpontja", "Befejezés időpontja"),
    ("Ora de începere", "Ora de finalizare"),
    ("Время начала", "Время завершения"),
    ("Ώρα έναρξης", "Ώρα ολοκλήρωσης"),
    ("開始時刻", "完了時刻"),
    ("开始时间", "完成时间"),
    ("開始時間", "完成時間"),
    ("시작 시간", "완료 시간"),
    ("Zeitpunkt Beginn", "Zeitpunkt Ende"),
]


def _best(names: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = "".join(f"{one};{other}\n" for one, other in rows)
    table = read_table(f"{';'.join(names)}\n{lines}".encode())
    return table.header[next(iter(date_columns(table, TODAY)))]


@pytest.mark.parametrize("pair", PAIRS)
def test_the_end_of_a_survey_is_known_by_its_name(pair: tuple[str, str]) -> None:
    begun, sent = pair
    assert rank_of(sent) is Rank.ANSWERED
    assert rank_of(begun) not in (Rank.ANSWERED, Rank.PLAIN, None)


@pytest.mark.parametrize(
    "name",
    [
        "Tijd van laatste wijziging",
        "Tid för senaste ändring",
        "Tidspunkt for seneste ændring",
        "Tidspunkt for siste endring",
        "Viimeisin muokkausaika",
        "Čas poslední úpravy",
        "Son değişiklik zamanı",
        "最終変更時刻",
    ],
)
def test_a_change_of_an_answer_is_no_day_of_it(name: str) -> None:
    assert rank_of(name) is None


UNREAD = ("Hasiera ordua", "Amaiera ordua")
"""Basque, which no list of names holds."""


def test_the_later_of_two_times_of_one_family_is_the_end() -> None:
    rows = [(f"2026-03-{day:02} 10:00", f"2026-03-{day:02} 10:07") for day in range(1, 9)]
    rows.append(("2026-03-09 23:58", "2026-03-10 00:04"))
    assert _best(UNREAD, rows) == UNREAD[1]
    assert _best((UNREAD[1], UNREAD[0]), [(end, begin) for begin, end in rows]) == UNREAD[1]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (UNREAD, [(f"2026-03-{day:02}", f"2026-03-{day + 5:02}") for day in range(1, 9)]),
        (
            UNREAD,
            [
                (f"2026-03-{day:02} 10:00", f"2026-03-{day:02} {6 + day:02}:00")
                for day in range(1, 9)
            ],
        ),
        (
            ("Abc", "Xyz"),
            [(f"2026-03-{day:02} 10:00", f"2026-03-{day:02} 10:07") for day in range(1, 9)],
        ),
    ],
    ids=["days apart", "before and after each other", "names of no family"],
)
def test_other_pairs_stay_in_the_order_of_the_file(
    names: tuple[str, str], rows: list[tuple[str, str]]
) -> None:
    assert _best(names, rows) == names[0]


SOSCI = (
    ("Zeitpunkt zu dem das Interview begonnen hat", "Wie zufrieden sind Sie? (1-5)",
     "Zeitpunkt als der Datensatz das letzte mal geändert wurde"),
    ("Time the interview has started (Europe/Berlin)", "How satisfied are you? (1-5)",
     "Time when the data was most recently updated"),
)  # fmt: skip


@pytest.mark.parametrize("labels", SOSCI)
@pytest.mark.parametrize("coded", [False, True])
def test_an_interview_is_dated_by_its_last_change_and_not_by_its_beginning(
    labels: tuple[str, ...], coded: bool
) -> None:
    rows = [f'"2026-03-{day:02} 10:00:00","4","2026-03-{day + 3:02} 10:07:00"' for day in range(9)]
    header = [labels] if not coded else [("STARTED", "ZU01", "LASTDATA"), labels]
    lines = ['"' + '","'.join(names) + '"' for names in header]
    table = read_table("\n".join([*lines, *rows[1:]]).encode())
    assert next(iter(date_columns(table, TODAY))) == 2


def test_a_code_of_the_tool_tells_the_day_whatever_the_language_of_its_label() -> None:
    rows = [
        f"{day},5,2026-03-{day:02} 10:00:00,2026-03-{day + 3:02} 10:07:00" for day in range(1, 9)
    ]
    header = "id,G1,startdate,submitdate", "Nr.,Zer moduz egin dugu lana gaur?,Hasiera,Amaiera"
    table = read_table("\n".join([*header, *rows]).encode())
    assert table.header[3] == "Amaiera"
    assert next(iter(date_columns(table, TODAY))) == 3
