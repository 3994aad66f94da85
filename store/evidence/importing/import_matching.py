"""Which answers of a file the team has already, and which of them came again changed.

An answer is known by its id where a column names it: by recipe (else tool), the column that
holds the answers, and the id. Else by what is used of it, with how many like it the file has.
Erased answers are known too, and stay erased.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Select, not_, select
from sqlalchemy.orm import Session

from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import ImportRow
from store.evidence.answer_marks import (
    answer_column_mark_of,
    column_mark_of,
    column_part_of,
    fingerprint_by_id,
    fingerprint_by_values,
    id_mark_of,
    likeness_of,
    question_mark_of,
    words_mark_of,
)
from store.evidence.importing.import_answers import (
    Alike,
    Group,
    KeptAnswer,
    Marked,
    Matched,
    NewEvidence,
    Origin,
    Source,
    began_as,
    differs,
    says_the_same,
)
from store.evidence.importing.renamed_exports import confirmed_sources, corrections, of_source
from store.evidence.importing.there_already import count_missing

__all__ = ["Group", "KeptAnswer", "Marked", "Matched", "NewEvidence", "Origin", "chunks", "match"]

T = TypeVar("T")

CHUNK = 500
"""Rows that are looked up, or written, at once."""
_LATEST_HALF_READ = 20
"""Imports whose unended last line is looked for again."""


def match(session: Session, team_id: str, groups: Sequence[Group], origin: Origin) -> list[Matched]:
    """Of each group what is new, changed and there already; see `Matched`."""
    return _Matching(session, team_id, groups, origin).run()


class _Matching:
    """One look at a file's answers beside those that the team has."""

    def __init__(
        self, session: Session, team_id: str, groups: Sequence[Group], origin: Origin
    ) -> None:
        self._session = session
        self._team_id = team_id
        self._groups = groups
        self._origin = origin
        columns = {column_mark_of(team_id, name) for name in origin.columns}
        self._columns = columns | {mark[:4] for mark in columns}
        self._marked = [self._marks(group) for group in groups]
        self._kept: dict[str, KeptAnswer] = {}
        self._by_print: dict[str, KeptAnswer] = {}
        self._by_id: dict[str, list[KeptAnswer]] = {}
        self._by_values: dict[str, Alike] = {}
        self._copies: Counter[tuple[str, str]] = Counter()
        self._confirmed: dict[str, Counter[Source]] = {}

    def run(self) -> list[Matched]:
        team = self._team_id
        self._load()
        results = [Matched() for _ in self._groups]
        left: list[list[Marked]] = []
        seen: set[tuple[str, str, str | int]] = set()
        for group, marked, matched in zip(self._groups, self._marked, results, strict=True):
            left.append([])
            for each in marked:
                which = each.id_mark or each.row.line or id(each)
                place = (group.measure.key, each.answer_column, which)
                if place in seen:
                    matched.same += 1
                    continue
                seen.add(place)
                if not self._is_known(group, each, matched):
                    left[-1].append(each)
        for at, (group, matched) in enumerate(zip(self._groups, results, strict=True)):
            left[at] = self._without_corrections(group, left[at], matched)
        for group, unknown, matched in zip(self._groups, left, results, strict=True):
            matched.new = [each for each in unknown if not self._is_alike(group, each, matched)]
        half_read = self._half_read() if any(each.new for each in results) else []
        for group, matched in zip(self._groups, results, strict=True):
            if half_read:
                self._complete(group, matched, half_read)
            self._name_new(matched.new)
            kept = self._kept.values()
            matched.missing = count_missing(self._session, team, group, matched, self._origin, kept)
        return results

    # Marks

    def _marks(self, group: Group) -> list[Marked]:
        team, origin, measure = self._team_id, self._origin, group.measure.key
        name = group.column or f"\x1f{measure}"
        column = answer_column_mark_of(team, name, origin.question if group.column else "")
        plain = column_mark_of(team, name)
        id_column = column_mark_of(team, group.id_column)
        marked = []
        for row in group.rows:
            each = Marked(
                row,
                likeness_of(team, measure, row.day if row.dated else None, row.value),
                words_mark_of(team, row.quote) if row.words_read or row.quote else None,
                id_mark_of(team, measure, row.key) if row.key else None,
                id_column if row.key else None,
                column,
                plain,
                undated=likeness_of(team, measure, None, row.value),
            )
            if row.key:
                ids = (measure, column, row.key)
                each.fingerprint = fingerprint_by_id(team, origin.ids_of, *ids)
                own = f"{origin.file}\x1f{group.stage.value}"
                each.own = fingerprint_by_id(team, origin.ids_of, *ids, own)
                each.also = tuple(
                    fingerprint_by_id(team, whose, measure, where, row.key)
                    for where in dict.fromkeys((column, plain))
                    for whose in (origin.ids_of, *origin.also)
                )
            marked.append(each)
        return marked

    def _name_new(self, new: list[Marked]) -> None:
        """Give each new answer the fingerprint it will be known by."""
        for each in new:
            if each.fingerprint:
                if each.fingerprint in self._by_print:
                    each.fingerprint = each.own
                continue
            kind = each.likeness, each.words or ""
            while not each.fingerprint or each.fingerprint in self._by_print:
                self._copies[kind] += 1
                each.fingerprint = fingerprint_by_values(self._team_id, *kind, self._copies[kind])

    # What the team has

    def _load(self) -> None:
        every = [each for marked in self._marked for each in marked]
        prints = {
            mark
            for each in every
            for mark in (each.fingerprint, each.own, *each.also, *each.row.earlier)
        } - {""}
        for chunk in chunks(sorted(prints)):
            self._take_in(self._kept_where(EvidenceRow.fingerprint.in_(chunk)))
        alike = {mark for each in every for mark in (each.likeness, each.undated)}
        for chunk in chunks(sorted(alike)):
            self._take_in(self._kept_where(EvidenceRow.likeness.in_(chunk)))

    def _kept_where(self, condition: Any) -> Select[Any]:
        """The condition is worded as the unique index is, so that a database uses that."""
        row = EvidenceRow
        columns: list[Any] = [
            row.id,
            row.fingerprint,
            row.likeness,
            row.words_mark,
            row.id_mark,
            row.id_column,
            row.answer_column,
            row.stage,
            row.day,
            row.value,
            row.quote,
            row.erased,
            ImportRow.file,
            ImportRow.recipe,
        ]
        return (
            select(*columns)
            .outerjoin(ImportRow, ImportRow.id == row.import_id)
            .where(row.team_id == self._team_id, condition, not_(row.withdrawn))
        )

    def _take_in(self, query: Select[Any]) -> None:
        for values in self._session.execute(query):
            if values[0] in self._kept:
                continue
            kept = KeptAnswer(*values)
            kept.same_source = self._is_same_source(kept)
            self._kept[kept.id] = kept
            if kept.fingerprint:
                self._by_print[kept.fingerprint] = kept
            if kept.id_mark:
                self._by_id.setdefault(kept.id_mark, []).append(kept)
            if kept.likeness:
                self._by_values.setdefault(kept.likeness, Alike()).add(kept)

    def _is_same_source(self, kept: KeptAnswer) -> bool:
        """Whether the answer is of the same recipe or file; an erased one may be of any."""
        if kept.erased or kept.file is None or kept.file == self._origin.file:
            return True
        return self._origin.recipe is not None and kept.recipe == self._origin.recipe

    def _is_same_question(self, kept: KeptAnswer, each: Marked) -> bool:
        """Whether both answer the same column and question; a column that the file has too is
        another, and so is any question but the one that it tells."""
        if kept.answer_column is None:
            return True
        asked, asks = map(question_mark_of, (kept.answer_column, each.answer_column))
        if asked and asks and asked != asks:
            return False
        column = column_part_of(kept.answer_column)
        return each.column.startswith(column) or column not in self._columns

    # By its id, or by what an earlier version called it

    def _is_known(self, group: Group, each: Marked, matched: Matched) -> bool:
        kept = self._named_as(group, each)
        if kept is not None:
            self._note_known(group, each, kept, matched)
        return kept is not None

    def _note_known(self, group: Group, each: Marked, kept: KeptAnswer, matched: Matched) -> None:
        """Count an answer as one that is there already, or as that one changed."""
        kept.taken = True
        moved = kept.id_mark is not None and not kept.erased and kept.day != each.row.day
        matched.known += 1
        matched.redated += moved
        matched.revalued += kept.id_mark is not None and kept.value != each.row.value
        self._note_stage(group, kept, matched)
        if each.id_mark and self._by_print.get(each.fingerprint) not in (None, kept):
            each.fingerprint = each.own
        if not kept.erased and differs(kept, each):
            matched.changed.append((kept, each))
            return
        matched.same += 1
        if each.id_mark and kept.id_mark is None:
            matched.named.append((kept, each))

    def _named_as(self, group: Group, each: Marked) -> KeptAnswer | None:
        """The answer that is kept under the same id, or the same row of an earlier version."""
        own = self._by_print.get(each.own) if each.own else None
        if own is not None and not own.taken:
            return own
        for mark in (each.fingerprint, *each.also, *each.row.earlier):
            kept = self._by_print.get(mark)
            if kept is not None and self._may_take(group, kept):
                return kept
        for kept in self._by_id.get(each.id_mark or "", ()):
            if (
                self._may_take(group, kept)
                and self._is_same_question(kept, each)
                and says_the_same(kept, each)
            ):
                confirmed = self._confirmed.setdefault(group.measure.key, Counter())
                confirmed[kept.source] += 1
                return kept
        return None

    # By its id in an export whose columns have other names now

    def _without_corrections(
        self, group: Group, unknown: list[Marked], matched: Matched
    ) -> list[Marked]:
        """What is left of a group without the answers that are corrected ones."""
        measure = group.measure.key
        sources = confirmed_sources(self._confirmed.get(measure, Counter()))
        if not sources or self._origin.count_again:
            return unknown
        for source in sources:
            self._take_in(self._kept_where(of_source(measure, source)))

        def may_be(kept: KeptAnswer, each: Marked) -> bool:
            return self._may_take(group, kept) and self._is_same_question(kept, each)

        done = corrections(sources, unknown, self._by_id, may_be)
        for kept, each in done:
            self._note_known(group, each, kept, matched)
        corrected = {id(each) for _kept, each in done}
        return [each for each in unknown if id(each) not in corrected]

    def _may_take(self, group: Group, kept: KeptAnswer) -> bool:
        """Whether it may be an answer of ``group``: where a person said that these are others,
        only one of the same file and stage, or an erased one."""
        if kept.taken or not self._origin.count_again or kept.erased:
            return not kept.taken
        own = kept.file == self._origin.file if self._origin.ids_again else kept.same_source
        return own and kept.stage == group.stage.value

    # By its values

    def _is_alike(self, group: Group, each: Marked, matched: Matched) -> bool:
        alike = self._by_values.get(each.likeness)
        kept = (
            None if alike is None else alike.take(group.stage, each, partial(self._may_be, group))
        )
        if kept is None:
            return self._gives_a_day(group, each, matched)
        matched.same += 1
        self._note_stage(group, kept, matched)
        if not kept.same_source:
            matched.equal[kept.file or ""] += 1
        elif each.id_mark and kept.id_mark is None:
            matched.named.append((kept, each))
        return True

    def _gives_a_day(self, group: Group, each: Marked, matched: Matched) -> bool:
        """Whether it is an answer of the same file to which nothing had said the day."""
        alike = self._by_values.get(each.undated) if each.row.dated else None
        if alike is None:
            return False

        def may_be(kept: KeptAnswer, each: Marked) -> bool:
            return kept.same_source and self._may_be(group, kept, each)

        kept = alike.take(group.stage, each, may_be)
        if kept is None:
            return False
        self._note_stage(group, kept, matched)
        if kept.erased:
            matched.same += 1
        else:
            matched.changed.append((kept, each))
        return True

    def _may_be(self, group: Group, kept: KeptAnswer, each: Marked) -> bool:
        """Whether two answers of the same values may be one: not by different ids of one
        column, nor by two columns of one file."""
        if not self._may_take(group, kept):
            return False
        if kept.id_mark and each.id_mark and kept.id_column == each.id_column:
            return False
        return self._is_same_question(kept, each)

    def _note_stage(self, group: Group, kept: KeptAnswer, matched: Matched) -> None:
        if not kept.erased and kept.stage != group.stage.value:
            matched.elsewhere[kept.stage] += 1

    # A last line that was half written

    def _half_read(self) -> list[KeptAnswer]:
        """Answers of last lines that nothing ended and which the file has not as they are."""
        batches = self._session.scalars(
            select(ImportRow.half_read)
            .where(
                ImportRow.team_id == self._team_id,
                ImportRow.half_read != "",
                not_(ImportRow.withdrawn),
            )
            .order_by(ImportRow.made_at.desc())
            .limit(_LATEST_HALF_READ)
        )
        ids = [id for batch in batches for id in batch.split()]
        for chunk in chunks(ids):
            self._take_in(self._kept_where(EvidenceRow.id.in_(chunk)))
        kept = (self._kept[id] for id in ids if id in self._kept)
        return [each for each in kept if not each.erased and not each.taken]

    def _complete(self, group: Group, matched: Matched, half_read: list[KeptAnswer]) -> None:
        """Take what a half-written line has become as that line's answer, changed; only in a
        file that has more of what is there already."""
        for each in list(matched.new) if matched.same or matched.changed else ():
            for kept in half_read:
                if (
                    self._may_take(group, kept)
                    and kept.stage == group.stage.value
                    and kept.answer_column in (each.answer_column, each.column)
                    and began_as(each.row, kept)
                ):
                    kept.taken = True
                    matched.new.remove(each)
                    matched.changed.append((kept, each))
                    break


def chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """``rows`` in stretches that one statement takes."""
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
