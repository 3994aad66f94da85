"""Every table of a workspace. What only changes or reads some of them loads those alone: that
costs a command a fifth of its time less."""

from store.db.tables import access_models, ballot_models, journal_models, presence_models
from store.db.tables.base import Base, JournaledRow
from store.db.tables.evidence_models import CaseRow, EvidenceRow
from store.db.tables.import_models import ImportRow, RecipeRow
from store.db.tables.models import (
    CycleSkipRow,
    EraRow,
    ImprovementRow,
    MeasureRow,
    MemberRow,
    StageSkipRow,
    TeamRow,
    TouchpointRow,
)
from store.db.tables.practice_models import CaseHandoverRow, ParkedRow
from store.db.tables.quarter_models import PromiseRow, QuarterAnswerRow, QuestionRow
from store.db.tables.review_models import ReviewRow, TopicRow, VoteTotalRow
from store.db.tables.verdict_models import VerdictRow

NOT_JOURNALED = (access_models, ballot_models, journal_models, presence_models)
"""Modules whose import puts the other tables into the metadata."""
METADATA = Base.metadata
"""All tables of a workspace, for making and migrating them."""
KEPT: dict[str, type[JournaledRow]] = {
    row.__tablename__: row
    for row in (
        TeamRow,
        EraRow,
        MemberRow,
        MeasureRow,
        CycleSkipRow,
        TouchpointRow,
        ReviewRow,
        VoteTotalRow,
        TopicRow,
        ImprovementRow,
        VerdictRow,
        StageSkipRow,
        RecipeRow,
        ImportRow,
        CaseRow,
        EvidenceRow,
        CaseHandoverRow,
        PromiseRow,
        QuestionRow,
        QuarterAnswerRow,
        ParkedRow,
    )
}
"""The journaled tables by name, parents before children."""
