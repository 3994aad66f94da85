"""Recipes made at random: they come back from every kind of file and read as before.
``--long`` makes many more of them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from store.common.clock import SetClock
from store.common.text import clean, fold_key
from store.domain.stages import Stage
from store.evidence.importing.import_options import MOST_DAYS, MOST_HOURS, Part, Terms
from store.evidence.importing.recipes import RecipeDraft, keep_recipe, list_recipes, recipe_name
from store.formats.feedback.kinds import FileKind
from store.formats.tabular.days.dates import DayOrder
from store.journal.seat import Seat
from store.teams.teams import NewTeam, create_team
from store.transfer.copy_workspace import copy_workspace
from store.transfer.split import read_split, write_split
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_json, to_toml
from store.transfer.workspace_import import import_workspace
from store.workspace.workspace import create_workspace, open_workspace

SHORT, LONG = 4, 80

names = (
    st.one_of(
        st.text(min_size=1, max_size=40),
        st.sampled_from(["'''", '"', "\\u0000", "a = 1", "[x]", "#", "Wie zufrieden?", "満足度"]),
    )
    .map(lambda text: clean(text).text.strip())
    .filter(bool)
)
drafts = st.builds(
    lambda name, columns, question, terms, parts: RecipeDraft(
        name, tuple(columns), tuple(columns[:1]), terms, tuple(parts), question=question
    ),
    names.map(lambda text: recipe_name(f"{text[:60]}.csv")),
    st.lists(names, min_size=1, max_size=6, unique_by=str.casefold),
    st.just("") | names,
    st.builds(
        Terms,
        day_order=st.sampled_from([None, *DayOrder]),
        solve_target_hours=st.none() | st.floats(0.25, MOST_HOURS),
        repurchase_days=st.integers(1, MOST_DAYS),
        best_low=st.sampled_from([None, True, False]),
        no_is_good=st.sampled_from([None, True, False]),
        take_unfinished=st.sampled_from([None, True, False]),
        sheet=st.just("") | names,
        left_out=st.lists(names, max_size=3).map(tuple),
        id_column=st.none() | st.just("") | names,
    ),
    st.lists(
        st.builds(
            Part,
            measure=st.sampled_from(["csat", "nps", "ces-ease-5", "churn"]),
            stage=st.sampled_from(list(Stage)),
            source=st.sampled_from(list(FileKind)),
            column=st.just("") | names,
            date_column=st.none() | names,
            quote_column=st.none() | names,
        ),
        max_size=4,
    ),
)


def test_recipes_come_back_from_every_file(tmp_path: Path, long: bool) -> None:
    numbers = count()

    @settings(max_examples=LONG if long else SHORT, phases=[Phase.generate], derandomize=not long)
    @given(st.lists(drafts, min_size=1, max_size=5, unique_by=lambda each: fold_key(each.name)))
    def check(made: list[RecipeDraft]) -> None:
        here = tmp_path / f"{next(numbers)}"
        here.mkdir()
        clock = SetClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
        workspace = create_workspace(here / "care.db", clock, durable=False)
        seat = Seat(workspace, create_team(workspace, NewTeam("Acme")).id)
        for draft in made:
            with seat.change("recipe-made") as change:
                keep_recipe(change, draft)
        kept = list_recipes(seat)
        assert {(each.terms, each.parts) for each in kept} == {
            (each.terms, each.parts) for each in made
        }
        facts = export_workspace(workspace)
        for write in (to_toml, to_json):
            other = create_workspace(here / f"{write.__name__}.db", clock, durable=False)
            read = read_workspace_file(write(facts).encode(), "file")
            import_workspace(other, read)
            assert list_recipes(Seat(other, seat.team_id)) == kept
            assert import_workspace(other, read).added == 0
            other.close()
        write_split(workspace, here / "folder")
        assert read_split(here / "folder") == read_workspace_file(to_toml(facts).encode(), "file")
        copy_workspace(workspace, here / "copy.db")
        copy = open_workspace(here / "copy.db", keep=False)
        assert list_recipes(Seat(copy, seat.team_id)) == kept
        copy.close()
        workspace.close()

    check()
