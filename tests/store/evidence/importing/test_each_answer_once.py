"""Each answer counts once, whatever else in its row or its file changes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from store.common.clock import SetClock
from store.common.errors import Refused
from store.db.tables.evidence_models import EvidenceRow
from store.domain.stages import Stage
from store.evidence.erasing import erase
from store.evidence.evidence import Filter, page
from store.evidence.importing.import_undo import undo_import
from store.evidence.importing.imports import (
    Part,
    Prepared,
    Terms,
    Written,
    draft_of,
    prepare,
    read_file,
    write,
)
from store.evidence.importing.recipe_fit import FileShape, fitting, on_file
from store.evidence.importing.recipes import drop_recipe, list_recipes
from store.journal.seat import Seat
from store.transfer.workspace_file import export_workspace
from store.transfer.workspace_import import import_workspace
from store.undo.undo import redo, undo
from store.workspace.workspace import create_workspace

CASES = Path(__file__).parents[3] / "cases"
CSAT = Part("csat", Stage.ASSIST, column="CSAT", date_column="Date")
WORDS = Part("csat", Stage.ASSIST, column="CSAT", date_column="Date", quote_column="Comment")
BEFORE = (CASES / "corrected_before.csv").read_bytes()
AFTER = (CASES / "corrected_after.csv").read_bytes()
NO_IDS = b"Date,CSAT,Comment\n2026-11-02,4,Good\n2026-11-02,4,Good\n2026-11-03,2,\n"


def ready(
    seat: Seat,
    data: bytes | str,
    part: Part = CSAT,
    file: str = "a.csv",
    again: bool | None = None,
    **terms: object,
) -> Prepared:
    data = data.encode() if isinstance(data, str) else data
    reader = read_file(seat, data, file, Terms(**terms))  # type: ignore[arg-type]
    return prepare(seat, reader, [part], count_again=again)


def bring(seat: Seat, data: bytes | str, part: Part = CSAT, **how: object) -> tuple[int, int, int]:
    """What came of an import: new, changed, there already."""
    (done,) = keep(seat, data, part, **how).results
    return done.accepted, done.changed, done.duplicates


def keep(seat: Seat, data: bytes | str, part: Part = CSAT, **how: object) -> Written:
    return write(seat, ready(seat, data, part, **how))  # type: ignore[arg-type]


def values(seat: Seat) -> list[float]:
    return sorted(item.value or 0 for item in page(seat, Filter(), limit=500).items)


def test_an_answer_that_was_corrected_replaces_the_earlier(dana: Seat) -> None:
    assert bring(dana, BEFORE) == (3, 0, 0)
    assert (ready(dana, AFTER).changed, ready(dana, AFTER).accepted) == (1, 0)
    assert bring(dana, AFTER, file="b.csv") == (0, 1, 2)
    assert values(dana) == [4, 5, 5]
    assert bring(dana, AFTER, file="b.csv") == (0, 0, 3)
    assert undo(dana) == "Changed 1 answer of CSAT by b.csv"
    assert values(dana) == [2, 4, 5]
    redo(dana)
    assert values(dana) == [4, 5, 5]


@pytest.mark.parametrize(
    "again",
    [
        b"ID,Date,CSAT\n1,2026-11-02,4\n2,2026-11-03,2\n3,2026-11-04,5\n",
        b"Response ID,Date,CSAT\n1,2026-11-02,4.0\n2,2026-11-03,2.0\n3,2026-11-04,5.0\n",
        b"Response ID;Date;CSAT\r\n1;2.11.2026;4\r\n2;3.11.2026;2\r\n3;30.11.2026;\r\n3;4.11.2026;5\r\n",
        b"CSAT,Brand,Response ID,Date\n4,x,1,2026-11-02\n2,x,2,2026-11-03\n5,y,3,2026-11-04\n",
        b"Date,CSAT\n2026-11-02,4\n2026-11-03,2\n2026-11-04,5\n",
        b"Response ID,Date,Status,csat\n1,2026-11-02,open,4\n2,2026-11-03,done,2\n3,2026-11-04,,5\n",
    ],
)  # fmt: skip
def test_what_else_changes_in_a_file_counts_nobody_again(dana: Seat, again: bytes) -> None:
    keep(dana, BEFORE)
    assert bring(dana, again, file="b.csv", again=False)[:2] == (0, 0)
    assert len(values(dana)) == 3


def test_without_ids_as_many_alike_count_as_a_file_has(dana: Seat) -> None:
    assert bring(dana, NO_IDS, WORDS) == (3, 0, 0)
    assert bring(dana, NO_IDS.replace(b"Good", b" good"), WORDS) == (0, 0, 3)
    assert bring(dana, NO_IDS + b"2026-11-02,4,Good\n", WORDS) == (1, 0, 3)
    assert bring(dana, NO_IDS, CSAT) == (0, 0, 3)  # Its words are not looked at.


def test_words_that_are_looked_at_later_count_nobody_again(dana: Seat) -> None:
    assert bring(dana, NO_IDS, CSAT) == (3, 0, 0)
    assert bring(dana, NO_IDS, WORDS)[0] == 0


def test_equal_rows_of_another_file_are_told_and_counted_once_when_asked(dana: Seat) -> None:
    keep(dana, NO_IDS, WORDS)
    other = b"Date,CSAT,Comment\n2026-11-02,4,Good\n2026-11-05,1,\n"
    found = ready(dana, other, WORDS, file="b.csv")
    assert (found.accepted, found.equal) == (1, 1)
    assert found.notes == ("1 answer is equal to one from a.csv and is not counted again.",)
    assert bring(dana, other, WORDS, file="b.csv", again=True) == (2, 0, 0)
    for again in (True, None):
        assert bring(dana, other, WORDS, file="b.csv", again=again) == (0, 0, 2)
    assert bring(dana, NO_IDS, WORDS) == (0, 0, 3)


def test_ids_of_another_survey_are_asked_about(dana: Seat) -> None:
    keep(dana, BEFORE)
    other = b"Response ID,Date,CSAT\n1,2026-10-02,1\n2,2026-10-03,1\n3,2026-10-04,1\n"
    found = ready(dana, other, file="b.csv")
    assert found.question.startswith("3 of 3 ids that are there already are of other days")
    assert bring(dana, other, file="b.csv", again=True) == (3, 0, 0)
    assert bring(dana, other, file="b.csv", again=True) == (0, 0, 3)
    assert values(dana) == [1, 1, 1, 2, 4, 5]


def test_another_stage_is_asked(dana: Seat) -> None:
    keep(dana, NO_IDS)
    part = Part("csat", Stage.RESOLVE, column="CSAT", date_column="Date")
    said = "3 answers of CSAT for Resolve are there already, for Assist."
    assert ready(dana, NO_IDS, part).question == said
    assert bring(dana, NO_IDS, part, again=False) == (0, 0, 3)
    assert bring(dana, NO_IDS, part, again=True) == (3, 0, 0)
    assert ready(dana, NO_IDS, part).question == ""
    assert bring(dana, NO_IDS, part, again=True) == (0, 0, 3)


def test_two_questions_of_one_file_are_two_answers(dana: Seat) -> None:
    data = b"id,Date,CSAT,Product\n1,2026-11-02,4,4\n2,2026-11-03,5,1\n"
    keep(dana, data)
    other = Part("csat", Stage.ASSIST, column="Product", date_column="Date")
    assert bring(dana, data, other) == (2, 0, 0)
    assert bring(dana, data.replace(b"id,", b""), other, id_column="")[1] == 0


@pytest.mark.parametrize(
    "again",
    [
        BEFORE,
        BEFORE.replace(b"Response ID", b"id"),
        BEFORE.replace(b"2026-11-03,2", b"2026-11-03,5"),
        b"Date,CSAT\n2026-11-02,4\n2026-11-03,2\n2026-11-04,5\n",
    ],
)
@pytest.mark.parametrize("how", [None, True])
def test_an_erased_answer_never_returns(dana: Seat, again: bytes, how: bool | None) -> None:
    keep(dana, BEFORE)
    (two,) = (item for item in page(dana).items if item.value == 2)
    erase(dana, two.id)
    assert bring(dana, again, again=how) == (0, 0, 3)
    assert values(dana) == [4, 5]
    assert bring(dana, again, file="b.csv", again=False) == (0, 0, 3)
    assert values(dana) == [4, 5]


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("3,2026-11-04,5,Gre", "3,2026-11-04,5,Great help\n"),
        ("3,2026-11-04,5", "3,2026-11-04,5,Great help\n"),
        ("3,2026-11-0", "3,2026-11-04,5,Great help\n"),
        ("3,2026-11-04,5,", "3,2026-11-04,5,\n"),
    ],
)
@pytest.mark.parametrize("ids", [True, False])
def test_a_line_half_written_counts_once(dana: Seat, half: str, whole: str, ids: bool) -> None:
    start = "id,Date,CSAT,Comment\n1,2026-11-02,4,\n2,2026-11-03,2,\n"

    def cut(text: str) -> str:
        return text if ids else "\n".join(line.partition(",")[2] for line in text.split("\n"))

    keep(dana, cut(start + half), WORDS)
    keep(dana, cut(f"{start}{whole}4,2026-11-05,4,\n"), WORDS, file="b.csv")
    assert values(dana) == [2, 4, 4, 5]
    assert bring(dana, cut(f"{start}{whole}"), WORDS)[:2] == (0, 0)


def test_a_row_that_is_missing_deletes_nothing(dana: Seat) -> None:
    keep(dana, BEFORE)
    assert bring(dana, BEFORE.split(b"\n2,")[0] + b"\n") == (0, 0, 1)
    assert len(values(dana)) == 3


def test_many_new_answers_of_old_days_are_told(dana: Seat) -> None:
    keep(dana, BEFORE)
    rows = "".join(f"x{n},2026-10-{n:02},3\n" for n in range(1, 9))
    (said,) = ready(dana, f"Response ID,Date,CSAT\n{rows}", file="b.csv").notes
    assert said.startswith("8 of 8 answers of CSAT from before 2026-11-04")


def test_what_an_earlier_version_kept_is_known(dana: Seat) -> None:
    keep(dana, BEFORE)
    with dana.change("older") as change:
        marks = ("words_mark", "id_mark", "id_column", "answer_column")
        older = update(EvidenceRow).values({**dict.fromkeys(marks), "fingerprint": EvidenceRow.id})
        change.session.execute(older)
    other = BEFORE.replace(b"Response ID", b"id").replace(b"CSAT", b"CSAT,Status")
    assert bring(dana, other.replace(b"2,2026-11-03,2", b"2,2026-11-03,2,open")) == (0, 0, 3)
    assert bring(dana, AFTER) == (0, 1, 2)  # By the ids that the file gave them.


def test_undated_answers_come_again_on_another_day(dana: Seat, clock: SetClock) -> None:
    part = Part("csat", Stage.ASSIST, column="CSAT")
    assert bring(dana, NO_IDS, part) == (3, 0, 0)
    clock.move(days=1)
    assert bring(dana, NO_IDS, part) == (0, 0, 3)
    assert bring(dana, NO_IDS, CSAT) == (0, 3, 0)
    assert {item.day for item in page(dana).items} == {date(2026, 11, 2), date(2026, 11, 3)}


# Taking an import back


def test_an_import_is_taken_back_by_its_id(dana: Seat, lee: Seat) -> None:
    first, second = keep(dana, BEFORE), keep(lee, AFTER, file="b.csv")
    assert first.import_id
    assert second.import_id
    with pytest.raises(Refused, match=f"b.csv changed .* care undo-import {second.import_id}"):
        undo_import(dana, first.import_id)
    taken = undo_import(dana, second.import_id)
    assert (taken.file, taken.answers, taken.restored) == ("b.csv", 0, 1)
    assert values(dana) == [2, 4, 5]
    with pytest.raises(Refused, match="taken back already"):
        undo_import(dana, second.import_id)
    assert undo_import(dana, first.import_id).answers == 3
    assert values(dana) == []
    assert bring(dana, AFTER) == (3, 0, 0)
    assert undo(dana).startswith("Imported 3 answers")


def test_taking_an_import_back_can_be_undone(dana: Seat, lee: Seat) -> None:
    done = keep(dana, BEFORE)
    assert done.import_id
    undo_import(lee, done.import_id)
    assert undo(lee) == "Took back the import of a.csv"
    assert len(values(dana)) == 3
    redo(lee)
    assert values(dana) == []


# Recipes


def with_recipe(seat: Seat, data: bytes, name: str = "survey", **how: object) -> Written:
    reader = read_file(seat, data, "survey.csv", Terms(**how))  # type: ignore[arg-type]
    prepared = prepare(seat, reader, [WORDS])
    return write(seat, prepared, recipe=draft_of(reader, prepared, name))


def test_a_recipe_is_kept_with_its_import_and_undone_with_it(dana: Seat) -> None:
    assert with_recipe(dana, NO_IDS, solve_target_hours=24).recipe == "survey"
    (recipe,) = list_recipes(dana)
    assert (recipe.parts, recipe.uses) == ((WORDS,), ("Date", "CSAT", "Comment"))
    assert recipe.terms == Terms(solve_target_hours=24)
    assert with_recipe(dana, NO_IDS, solve_target_hours=24).recipe is None
    assert with_recipe(dana, NO_IDS).recipe == "survey"
    assert list_recipes(dana)[0].terms == Terms()
    assert undo(dana) == "Saved how to read survey.csv as the recipe “survey”"
    assert list_recipes(dana)[0].terms == Terms(solve_target_hours=24)
    undo(dana)
    assert list_recipes(dana) == ()
    redo(dana)
    assert drop_recipe(dana, " SURVEY") == "survey"
    assert list_recipes(dana) == ()


def test_a_recipe_fits_files_with_its_columns(dana: Seat) -> None:
    with_recipe(dana, NO_IDS)
    recipes = list_recipes(dana)
    assert fitting(recipes, FileShape(("comment", "DATE", "csat", "more"))) == recipes
    assert fitting(recipes, FileShape(("Date", "CSAT"))) == ()
    _, (part,) = on_file(recipes[0], ("comment", "DATE", "csat"))
    assert (part.column, part.date_column, part.quote_column) == ("csat", "DATE", "comment")
    with pytest.raises(Refused, match="lacks “Comment” and also has “Words”"):
        on_file(recipes[0], ("Date", "CSAT", "Words"))
    with_recipe(dana, NO_IDS.replace(b"Comment", b"Comment,Brand"), "survey")
    assert [each.name for each in list_recipes(dana)] == ["survey", "survey 2"]
    with_recipe(dana, NO_IDS, "other")
    assert [
        each.name for each in fitting(list_recipes(dana), FileShape(("Date", "CSAT", "Comment")))
    ] == [
        "other",
        "survey",
    ]


def test_an_import_and_its_recipe_share_the_ids(dana: Seat) -> None:
    keep(dana, BEFORE)
    reader = read_file(dana, AFTER, "b.csv")
    prepared = prepare(dana, reader, [CSAT])
    done = write(dana, prepared, recipe=draft_of(reader, prepared, "b"))
    assert [(each.accepted, each.changed) for each in done.results] == [(0, 1)]
    (recipe,) = list_recipes(dana)
    rows = BEFORE + b"4,2026-11-05,1\n"
    prepared = prepare(dana, read_file(dana, rows, "c.csv"), [CSAT], recipe=recipe)
    assert (prepared.accepted, prepared.changed) == (1, 1)
    write(dana, prepared)
    assert bring(dana, rows.replace(b"05,1", b"05,2"), file="c.csv") == (0, 1, 3)


def test_marks_and_recipes_come_back_from_an_export(
    dana: Seat, tmp_path: Path, clock: SetClock
) -> None:
    with_recipe(dana, NO_IDS.replace(b"2026-11", b"2026-10"))
    keep(dana, BEFORE)
    erase(dana, next(item.id for item in page(dana).items if item.value == 5))
    facts = export_workspace(dana.workspace)
    fresh = Seat(create_workspace(tmp_path / "other.db", clock), dana.team_id)
    import_workspace(fresh.workspace, facts)
    assert list_recipes(fresh) == list_recipes(dana)
    assert bring(fresh, AFTER)[0] == 0
    assert import_workspace(fresh.workspace, facts).added == 0
    fresh.workspace.close()


def test_an_export_of_an_earlier_version_is_known_too(
    dana: Seat, tmp_path: Path, clock: SetClock
) -> None:
    keep(dana, BEFORE)
    facts = export_workspace(dana.workspace)
    for row in facts["teams"][0]["evidence"]:
        for mark in ("likeness", "words_mark", "id_mark", "id_column", "answer_column"):
            row.pop(mark, None)
        row["fingerprint"] = row["id"]
    other = Seat(create_workspace(tmp_path / "other.db", clock), dana.team_id)
    import_workspace(other.workspace, {**facts, "care": 1})
    assert import_workspace(other.workspace, {**facts, "care": 1}).kept == 0
    assert bring(other, BEFORE.replace(b"Response ID", b"id")) == (0, 0, 3)
    other.workspace.close()


# At random


answers = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 3), st.sampled_from(["", "Good", "So so", "good"])),
    min_size=1,
    max_size=12,
)
Row = tuple[int, int, str]


def exported(rows: list[Row], draw: Callable[[st.SearchStrategy], Any]) -> str:
    """The rows as one of the many files a tool may make of them."""
    decimal = draw(st.booleans())
    dotted = draw(st.booleans())
    columns: dict[str, list[str]] = {}
    if draw(st.booleans()):
        name = str(draw(st.sampled_from(["Response ID", "ID", "id", "Response-ID"])))
        columns[name] = [f"r{n}" for n in range(len(rows))]
    days = [date(2026, 11, 2) + timedelta(days=day) for _, day, _ in rows]
    columns["Date"] = [f"{day:%d.%m.%Y}" if dotted else f"{day}" for day in days]
    columns["CSAT"] = [f"{value}.0" if decimal else f"{value}" for value, _, _ in rows]
    columns["Comment"] = [words for _, _, words in rows]
    for name in ("Status", "Agent"):
        if draw(st.booleans()):
            columns[name] = [str(draw(st.sampled_from(["open", "closed"]))) for _ in rows]
    order = draw(st.permutations(list(columns)))
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(order)
    table.writerows(zip(*(columns[name] for name in order), strict=True))
    return out.getvalue()


@given(data=st.data(), rows=answers, more=answers)
@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_counts_grow_by_new_answers_only(
    fresh_seat: Callable[[], Seat], data: st.DataObject, rows: list[Row], more: list[Row]
) -> None:
    seat = fresh_seat()
    terms = {"day_order": None}
    keep(seat, exported(rows, data.draw), WORDS, again=False, **terms)
    for number in range(2):
        assert bring(seat, exported(rows, data.draw), WORDS, file=f"{number}.csv", again=False)[
            :2
        ] == (0, 0)
    assert bring(seat, exported([*rows, *more], data.draw), WORDS, again=False)[:2] == (
        len(more),
        0,
    )
    assert bring(seat, exported([*rows, *more], data.draw), WORDS, again=False)[0] == 0
    kept = sorted(value for value, _, _ in [*rows, *more])
    assert values(seat) == kept
