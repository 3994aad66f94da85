"""Tables from real-life exports: encodings, delimiters, line ends, headers, damage."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.common.errors import Refused
from store.formats.tabular import encoding, tables
from store.formats.tabular.encoding import decode_text
from store.formats.tabular.tables import Problem, Table, read_table

SPANISH = "ID;Satisfacción;Comentario\n1;4;¿Qué más? Muy buen servicio\n2;3;año próximo, mañana\n"

SECOND_ROW = {"response", "antwort", "réponse", "resposta", "risposta", "antwoord"}
"""What a survey tool writes into a second header row."""


def rows(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(
    "codec",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "cp850",
        "mac_roman",
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(codec: str, ends: str) -> None:
    table = read_table(SPANISH.replace("\n", ends).encode(codec))
    plain = read_table(SPANISH.encode())
    assert (table.header, table.rows) == (plain.header, plain.rows)
    assert table.header == ("ID", "Satisfacción", "Comentario")
    assert [row.line for row in table.rows] == [2, 3]


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Имя;Оценка\nОчень хороший сервис, спасибо большое;5\nВсё понравилось;4\n", "cp1251"),
        ("Zażółć;Ocena\nbyło świetnie, gęślą jaźń źle;5\n", "cp1250"),
        ("氏名,評価\n大変満足しています。また利用したいです。,5\n", "shift_jis"),
    ],
)
def test_other_alphabets_code_pages_are_found(text: str, codec: str) -> None:
    assert decode_text(text.encode(codec)).text == text


def test_smart_quotes_are_windows_not_dos() -> None:
    text = "id,text\n1,the “Processing” step – it’s stuck\n"
    assert decode_text(text.encode("cp1252")).text == text


def test_a_few_damaged_characters_leave_it_utf8() -> None:
    assert decode_text(SPANISH.encode() + b"9;1;rot\xff\n").encoding == "utf-8"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    text = 'id,score,comment\n1,5,"one{d} two"\n2,4,three\n'.replace(",", delimiter)
    table = read_table(text.replace("{d}", delimiter).encode())
    assert table.delimiter == delimiter
    assert rows(table) == [("1", "5", f"one{delimiter} two"), ("2", "4", "three")]


def test_decimal_commas_do_not_make_it_comma_separated() -> None:
    table = read_table(b"a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n")
    assert table.delimiter == ";"
    assert rows(table)[0] == ("1,5", "2,5", "3,5")


def test_one_column_with_commas_in_its_text_stays_one() -> None:
    table = read_table(b"comment\nnice, really\nslow, rude, never again\nok\n")
    assert (table.delimiter, table.header) == ("", ("comment",))
    assert rows(table)[1] == ("slow, rude, never again",)


def test_excels_hint_names_the_delimiter() -> None:
    table = read_table(b"sep=|\na|b\n1|2\n")
    assert (table.header, table.rows[0].line) == (("a", "b"), 3)


def test_lines_are_counted_through_multi_line_cells_and_blank_rows() -> None:
    table = read_table(b'id,text\r\n1,"two\r\nlines"\r\n\r\n,\r\n2,one\r\n')
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("1", "two\nlines")),
        (6, ("2", "one")),
    ]
    assert table.blank_rows == 2


def test_trailing_delimiters_make_no_column() -> None:
    assert read_table(b'"a";"b";\n"1";"2";\n').header == ("a", "b")


def test_an_unnamed_column_that_holds_something_stays() -> None:
    assert read_table(b"a,,b\n1,x,2\n").header == ("a", "column 2", "b")


def test_repeated_names_are_numbered() -> None:
    assert read_table(b"x,x,x (2),y\n1,2,3,4\n").header == ("x", "x (2)", "x (2) (2)", "y")


def test_row_names_without_a_header_are_a_column() -> None:
    table = read_table(b'"nps","date"\n"1",10,2024-01-01\n"2",9,2024-01-02\n')
    assert table.header == ("column 1", "nps", "date")


def test_short_rows_are_filled_and_long_ones_told() -> None:
    table = read_table(b"a,b,c\n1\n1,2,3,4\n1,2,3,,\n1,2,3\n")
    assert rows(table) == [("1", "", ""), ("1", "2", "3"), ("1", "2", "3")]
    assert table.problems == (Problem(3, "it has 4 cells where the header has 3"),)


def test_a_quote_never_closed_costs_one_row() -> None:
    table = read_table(b'id,text\n1,fine\n2,"oops\n3,fine\n4,fine\n')
    assert [row.cells[0] for row in table.rows] == ["1", "3", "4"]
    assert table.problems == (Problem(3, "a quotation mark on this line is never closed"),)


def test_a_last_cell_may_end_in_a_line_break() -> None:
    assert rows(read_table(b'id,text\n1,"fine\n\n"\n')) == [("1", "fine")]


def test_preambles_are_passed_over() -> None:
    text = b"Report of 3 May\n\nTeam,Support\nPeriod,2024\n\nid,date,score,comment\n1,2024-05-01,5,ok\n2,2024-05-02,4,\n"
    table = read_table(text)
    assert table.header == ("id", "date", "score", "comment")
    assert [row.line for row in table.rows] == [7, 8]


def test_qualtrics_three_header_rows() -> None:
    text = (
        "StartDate,ResponseId,Q5\n"
        '"Start Date","Response ID","How likely are you to recommend us,\nto a friend?"\n'
        '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID5""}"\n'
        "2024-05-01 10:00:00,R_1,9\n"
    )
    table = read_table(text.encode())
    assert table.header == ("StartDate", "ResponseId", "Q5")
    assert table.labels[2] == "How likely are you to recommend us, to a friend?"
    assert [(row.line, row.cells[2]) for row in table.rows] == [(5, "9")]
    assert table.index("how likely are you to recommend us, to a friend?") == 2


def test_surveymonkey_two_header_rows() -> None:
    text = b"Respondent ID,How was it?,Which?,,Why?\n,Response,Phone,Chat,Open-Ended Response\n11,5,Phone,,good\n12,4,,Chat,fine\n"
    assert read_table(text).header == (
        "Respondent ID",
        "How was it?",
        "Which? - Phone",
        "Which? - Chat",
        "Why?",
    )


def test_a_missing_column_is_refused_naming_the_nearest() -> None:
    table = read_table(b"NPS_Score,Date\n1,2\n")
    assert table.index("nps_score") == 0
    with pytest.raises(Refused, match="Did you mean “NPS_Score”"):
        table.index("nps score")
    with pytest.raises(Refused, match="The file has NPS_Score, Date"):
        table.index("zufriedenheit")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\n", "empty"),
        (b"a,b\n", "no rows"),
        (b",,\n,,\n", "no rows"),
        (b"a,b\n1,\x002\n", "zero bytes"),
        (b"PK\x03\x04rest", "save the sheet as CSV"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b'{"lists": []}', "JSON"),
        (b"a\n" * 1_000_001, "lines"),
        (b"a,b" * 2_000 + b"\n" + b"1,2" * 2_000, "columns"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_table(data)


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(Refused, match=r"has 2 MB\. At most 1 MB"):
        read_table(b"a,b\n" + b"1,2\n" * 500_000)


def test_a_wide_header_over_short_rows_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_CELLS", 50)
    with pytest.raises(Refused, match=r"The file has 66 cells\. At most 50 are read"):
        read_table(b"a,b,c,d,e,f\n" + b"1,2\n" * 10)


@given(
    st.one_of(
        st.binary(max_size=400), st.text("ab1,;\t|\"\n\r '=\x00é{<", max_size=200).map(str.encode)
    )
)
@settings(max_examples=400, deadline=20_000)
def test_any_bytes_give_a_table_or_a_refusal(data: bytes) -> None:
    try:
        table = read_table(data)
    except Refused as refused:
        assert refused.message.endswith((".", "?"))
        return
    assert len(set(table.header)) == len(table.header)
    assert all(len(row.cells) == len(table.header) for row in table.rows)
    lines = [row.line for row in table.rows]
    assert lines == sorted(set(lines))


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_written_table_comes_back(cells: list[list[str]]) -> None:
    filled = [[cell.strip() for cell in row] for row in cells if any(cell.strip() for cell in row)]
    assume(not {cell.casefold() for row in filled[:1] for cell in row} & SECOND_ROW)
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["name", "text"], *filled])
    if filled:
        assert [list(row.cells) for row in read_table(out.getvalue().encode()).rows] == filled


@pytest.mark.parametrize("title", ["Survey of November", "Survey of November\n", "CSAT report"])
def test_a_title_over_a_table_of_two_columns_is_no_header(title: str) -> None:
    table = read_table(f"{title}\nDate,CSAT\n2026-11-02,4\n2026-11-03,1\n".encode())
    assert (table.header, len(table.rows)) == (("Date", "CSAT"), 2)
    assert table.said == (title.strip(),)


def test_twenty_thousand_rows_are_read_in_a_moment() -> None:
    line = b'12345,2024-05-01 10:00:00,"a comment, of some length, as people write them",4,5,web,Agent 7,open\n'
    data = b"id,created,comment,nps,csat,channel,agent,status\n" + line * 20_000
    began = time.process_time()
    assert len(read_table(data).rows) == 20_000
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("name", "rows", "columns", "last_line"),
    [
        ("survey_years_later.csv", 17, 18, 20),
        ("survey_conference.csv", 24, 17, 25),
        ("tickets_glpi.csv", 20, 15, 25),
        ("tickets_unsolved.csv", 12, 15, 13),
        ("purchases.csv", 19, 2, 20),
        ("visits.csv", 14, 7, 15),
        pytest.param("carp_longterm_2020_12.csv", 87, 26, 90, marks=pytest.mark.real),
        pytest.param("carp_conhome_2020.csv", 124, 17, 125, marks=pytest.mark.real),
        pytest.param("glpi_ceneged.csv", 522, 15, 535, marks=pytest.mark.real),
        pytest.param("freshdesk_demo.csv", 45, 15, 46, marks=pytest.mark.real),
        pytest.param("example_transactions.csv", 15273, 2, 15274, marks=pytest.mark.real),
        pytest.param("journey_shopeasy_visits.csv", 100, 7, 101, marks=pytest.mark.real),
    ],
)
def test_exports_as_tables(
    example: Callable[[str], bytes], name: str, rows: int, columns: int, last_line: int
) -> None:
    table = read_table(example(name))
    assert (len(table.rows), len(table.header), table.rows[-1].line) == (rows, columns, last_line)
    assert (table.problems, table.blank_rows) == ((), 0)
