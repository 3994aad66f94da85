"""Corrected answers of an export that another recipe reads now, since its columns are called otherwise.

An id of another recipe or file may be another survey's. Where others of that source say the same as
before, the export is the same one, and what its further ids say now is a correction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import ColumnElement, and_

from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import ImportRow
from store.evidence.importing.import_answers import KeptAnswer, Marked, Source

_CONFIRMED = 2
"""Ids of another recipe or file that said the same, from which it is the same export's."""


def confirmed_sources(same: Counter[Source]) -> dict[Source, int]:
    """The recipes and files of which enough ids said the same, with how many did."""
    return {source: count for source, count in same.items() if count >= _CONFIRMED}


def of_source(measure: str, source: Source) -> ColumnElement[bool]:
    """The answers of a measure that came by a recipe, or out of a file, and have ids."""
    recipe, file = source
    came = ImportRow.recipe == recipe if recipe else ImportRow.file == file
    return and_(EvidenceRow.measure == measure, EvidenceRow.id_mark.is_not(None), came)


def corrections(
    sources: Mapping[Source, int],
    unknown: Sequence[Marked],
    by_id: Mapping[str, Sequence[KeptAnswer]],
    may_be: Callable[[KeptAnswer, Marked], bool],
) -> list[tuple[KeptAnswer, Marked]]:
    """The answers of ``sources`` that others of the file with the same ids correct; none of a source
    of which more ids would be corrected than said the same."""
    found: dict[Source, list[tuple[KeptAnswer, Marked]]] = {}
    for each in unknown:
        for kept in by_id.get(each.id_mark or "", ()):
            if kept.source in sources and may_be(kept, each):
                found.setdefault(kept.source, []).append((kept, each))
                break
    return [
        pair for source, pairs in found.items() if len(pairs) <= sources[source] for pair in pairs
    ]
