"""Rows of totals and averages between and below answers are no answers; customers with such names are."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from store.formats.feedback.proposals import propose
from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.tabular.tables import Table

TODAY = date(2026, 12, 1)
NAMES = ("Ann", "Bob", "Cy", "Ann", "Bob", "Cy")


def table_of(*cells: str, beside: str = "") -> Table:
    """Six answers, then a row for each of ``cells`` that looks like one."""
    rows = [f"2026-11-0{day},{name},4,{beside}" for day, name in enumerate(NAMES, 1)]
    rows += [f"2026-11-30,{cell},4,{beside}" for cell in cells]
    return feedback_table("\n".join(["Date,Agent,CSAT (1-5),E-mail", *rows, ""]).encode())


@pytest.mark.parametrize(
    "cell",
    [
        "Total", "TOTAL", "Totals", "Grand total", "Grand Total", "Week total", "Weekly total", "Total week 41",
        "Subtotal Ann", "Sub-total", "Subtotal", "TOTAL / AVERAGE", "Average", "Avg.", "Mean", "Ann Total", "Total for Ann",
        "Average Bob", "Sum", "Overall average", "November total", "Q4 total", "Total 2026",
        "Total North", "Total North region", "Summe Nord", "Zwischensumme Region Süd", "Average March", "Total Team Ann",
        "Total for the team Bob", "Durchschnitt Team 2", "Total answers", "North total", "Moyenne région Est", "Suma Sur",
        "Gesamt", "Gesamtergebnis", "Summe", "Zwischensumme", "Durchschnitt", "Mittelwert", "Ø", "Summe KW 45", "Ergebnis Ann",
        "Total général", "Sous-total", "Sous-total Ann", "Moyenne", "Somme", "Moyenne de la semaine",
        "Totale", "Totale complessivo", "Subtotale", "Media", "Somma", "Promedio", "Total general", "Suma",
        "Média", "Soma", "Totaal", "Eindtotaal", "Subtotaal", "Gemiddelde", "Razem", "Suma końcowa", "Średnia", "Łącznie", "Ogółem",
    ],
)  # fmt: skip
def test_rows_of_totals_with_a_day_and_a_value_are_left_out_and_told(cell: str) -> None:
    table = table_of(cell)
    assert len(table.rows) == len(NAMES)
    assert [(each.line, each.reason) for each in table.problems] == [
        (8, f"it is a row of totals, “{cell}”, not an answer")
    ]
    (column,) = propose(table, today=TODAY).columns
    assert column.n == len(NAMES)


@pytest.mark.parametrize(
    "cell",
    [
        "Total Care GmbH", "TotalEnergies", "Mean Machines Ltd", "Media Markt", "Sum Up", "Summer", "Totally Toys",
        "All Saints", "Overall Ltd", "Total West Logistics", "Total Team Sports", "Average Joe", "Total Answers Inc", "Ann Average-Smith", "Gesamtschule Köln", "Somerset", "Averages Inc", "Media Total Ltd & Co",
    ],
)  # fmt: skip
def test_customers_with_such_names_stay_answers(cell: str) -> None:
    table = table_of(cell.replace(",", ""))
    assert (len(table.rows), table.problems) == (len(NAMES) + 1, ())


@pytest.mark.parametrize(
    "cell",
    ["Responses", "Number of responses", "Count", "Anzahl", "Anzahl der Antworten", "Antworten", "Nombre de réponses",
     "Número de respuestas", "Aantal", "Liczba odpowiedzi", "Antal svar"],
)  # fmt: skip
def test_a_last_row_that_counts_the_answers_is_left_out(cell: str) -> None:
    assert len(table_of(cell).rows) == len(NAMES)
    assert len(table_of("Average", cell, "Zoe").rows) == len(NAMES) + 1


@pytest.mark.parametrize(
    "cell", ["n", "Max", "Min", "Median", "Std. dev.", "Target", "Promoters", "NPS"]
)
def test_a_statistic_below_totals_is_left_out_and_a_name_elsewhere_is_an_answer(cell: str) -> None:
    table = table_of("Average", "Responses", cell, cell)
    assert len(table.rows) == len(NAMES)
    assert len(table.problems) == 4
    assert len(table_of(cell).rows) == len(NAMES) + 1
    assert len(table_of("Average", "Zoe", cell).rows) == len(NAMES) + 2


def test_a_row_with_an_address_or_an_id_of_its_own_is_an_answer() -> None:
    assert len(table_of("Total", beside="a@example.com").rows) == len(NAMES) + 1
    rows = [f"R-{day},2026-11-0{day},{name},4" for day, name in enumerate((*NAMES, "Total"), 1)]
    text = "\n".join(["Response ID,Date,Customer,CSAT", *rows, ""])
    assert len(feedback_table(text.encode()).rows) == len(rows)


def test_a_sort_of_thing_that_many_rows_name_is_no_total() -> None:
    rows = [f"2026-11-0{day},{kind},4" for day, kind in enumerate(["Total", "Partial"] * 3, 1)]
    text = "\n".join(["Date,Refund,CSAT", *rows, ""])
    assert len(feedback_table(text.encode()).rows) == len(rows)


@pytest.mark.parametrize("cell", ["Overall", "All regions", "Alle Filialen", "Company-wide"])
def test_a_last_row_of_all_others_is_left_out(cell: str) -> None:
    assert len(table_of(cell).rows) == len(NAMES)


def test_an_aspect_that_is_asked_about_is_no_total() -> None:
    kinds = ("Overall", "Price", "Service", "Speed", "Food")
    rows = [f"2026-11-0{day},{kind},4" for day in range(1, 4) for kind in kinds]
    text = "\n".join(["Date,Aspect,CSAT (1-5)", *rows, ""])
    assert len(feedback_table(text.encode()).rows) == len(rows)


def test_a_comment_that_begins_so_costs_no_answer() -> None:
    words = ("Total waste of my time", "Total North region was late", "Quick", "Fine", "Kind")
    rows = [f"2026-11-0{day},4,{each}" for day, each in enumerate(words, 1)]
    text = "\n".join(["Date,CSAT (1-5),What happened?", *rows, ""])
    assert len(feedback_table(text.encode()).rows) == len(rows)


def test_a_long_number_behind_such_a_word_costs_no_time() -> None:
    began = process_time()
    table_of(f"Total {'1' * 50}x", f"Total {'1 ' * 25}x")
    assert process_time() - began < 2


def test_answers_and_comments_in_such_words_stay() -> None:
    text = "Date,Satisfaction,Comment\n2026-11-01,Average,Average\n2026-11-02,Good,Total\n2026-11-03,Poor,Sum\n"
    assert len(feedback_table(text.encode()).rows) == 3


def of_each_day(column: str, names: tuple[str, ...], beside: str = "Date") -> Table:
    """A row for each of ``names`` on each of five days."""
    rows = [
        f"{day if beside == 'Week' else f'2026-11-0{day}'},{name},{1 + (day + at) % 5}"
        for day in range(1, 6)
        for at, name in enumerate(names)
    ]
    return feedback_table("\n".join([f"{beside},{column},CSAT (1-5)", *rows, ""]).encode())


@pytest.mark.parametrize("beside", ["Date", "Week"])
@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("Store", "All stores"), ("Store", "All"), ("Store", "Total"), ("Team", "All teams"), ("Region", "Overall"),
        ("Customer group", "All customers"), ("Filiale", "Alle Filialen"), ("Filiale", "Alle"), ("Magasin", "Tous les magasins"),
        ("Tienda", "Todas las tiendas"), ("Location", "Company-wide"), ("Branch", "Whole company"), ("Who", "All agents"),
    ],
)  # fmt: skip
def test_a_row_of_all_on_each_day_is_no_answer(column: str, name: str, beside: str) -> None:
    for names in ((name, "Leeds", "York"), ("Leeds", name, "York", "Hull")):
        table = of_each_day(column, names, beside)
        assert len(table.rows) == 5 * (len(names) - 1)
        assert {each.reason for each in table.problems} == {
            f"it is a row of totals, “{name}”, not an answer"
        }


@pytest.mark.parametrize(
    ("column", "names"),
    [
        ("Store", ("All Saints", "Leeds", "York")),
        ("Store", ("All stores", "All stores", "York", "Hull")),
        ("Store", ("All stores", "York")),
        ("Aspect", ("Overall", "Food", "Service")),
        ("Plan", ("All", "Basic", "Pro")),
    ],
)
def test_what_is_only_called_so_stays_an_answer(column: str, names: tuple[str, ...]) -> None:
    assert len(of_each_day(column, names).rows) == 5 * len(names)


def reviews(*last: str, header: str = "app,userName,at,score,title,content") -> Table:
    """Six reviews with titles, then the lines of ``last``."""
    titles = ("Fraud", "Nice", "Too slow", "Helpful team", "Meh", "Frauds")
    lines = [
        f"Learner,user{at},,{1 + at % 3},{title},It took {at} days to get an answer"
        for at, title in enumerate(titles)
    ]
    return feedback_table("\n".join([header, *lines, *last, ""]).encode())


@pytest.mark.parametrize("title", ["Total frauds", "Total fraud", "Total", "Average"])
def test_a_title_that_begins_so_costs_no_answer(title: str) -> None:
    for score in (1, 5):
        table = reviews(f"Learner,zoe,,{score},{title},Nobody ever called me back")
        assert (len(table.rows), table.problems) == (7, ())


@pytest.mark.parametrize(
    "row",
    [
        "Total,,,12,,",
        ",,,12,Total,",
        ",,,2.4,Average,Of the whole week",
        ",,,12,Total,Of the whole week",
        "Learner,all,,13,Total,Of the whole week",
        "Learner,all,,2.4,Average,Of the whole week",
        "Learner,all,,,Total frauds,Of the whole week",
        "Learner,,,2,Total frauds,Of the whole week",
    ],
)
def test_a_row_of_totals_below_titles_is_left_out(row: str) -> None:
    table = reviews(row)
    assert (len(table.rows), len(table.problems)) == (6, 1)


def test_a_row_of_totals_with_a_note_is_left_out_where_the_column_names_groups() -> None:
    lines = [f"2026-11-0{day},{name},4,Quick and kind" for day, name in enumerate(NAMES, 1)]
    last = "2026-11-30,Subtotal Ann,4,Two more to come"
    text = "\n".join(["Date,Agent,CSAT (1-5),Comment", *lines, last, ""])
    assert len(feedback_table(text.encode()).rows) == len(NAMES)


@pytest.mark.parametrize("levels", [("Alta", "Média", "Baixa"), ("Hoch", "Mittel", "Niedrig")])
def test_the_middle_of_three_levels_is_no_average(levels: tuple[str, ...]) -> None:
    rows = [f"2026-10-{day:02d};{levels[day % 3 if day % 5 else 1]};5" for day in range(1, 22)]
    table = feedback_table("\n".join(["Date;Priority;CSAT", *rows, ""]).encode(), "")
    assert len(table.rows) == 21


@pytest.mark.parametrize("name", ["Customer ID", "Account", "Kundennummer", "Invoice no"])
def test_a_row_with_a_code_of_its_own_is_an_answer_whatever_it_is_called(name: str) -> None:
    rows = [f"C{day},Retail,2026-11-0{day},4" for day in range(1, 9)]
    lines = [f"{name},Industry,Survey date,CSAT", *rows, "C9,Media,2026-11-09,2", ""]
    table = feedback_table("\n".join(lines).encode())
    assert (len(table.rows), table.problems) == (9, ())


def test_a_row_without_the_code_of_the_others_is_one_of_totals() -> None:
    rows = [f"C{day},Retail,2026-11-0{day},4" for day in range(1, 9)]
    lines = ["Customer ID,Industry,Survey date,CSAT", *rows, ",Media,2026-11-09,2", ""]
    assert len(feedback_table("\n".join(lines).encode()).rows) == 8


def test_an_answer_that_comes_often_is_no_average_of_another() -> None:
    """“Calidad media” is a medium quality, though another column says “Calidad”."""
    kinds = ("Calidad media", "Calidad alta", "Calidad media")
    rows = [f"2026-10-{1 + at:02},{1 + at % 5},Calidad,{kinds[at % 3]}" for at in range(24)]
    data = "\n".join(["Fecha,Satisfacción,Criterio,Nivel", *rows, ""]).encode()
    table = feedback_table(data)
    assert len(table.rows) == 24
