"""The snapshot painted before the workspace is open: kept whole, or not at all."""

from __future__ import annotations

import hashlib
import stat
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from store.domain.agenda import AgendaKind
from store.journal.seat import Seat
from store.models.snapshot import Snapshot
from store.queries.load_snapshot import load_snapshot
from store.queries.snapshot_cache import (
    SHAPE,
    cached_snapshot,
    decode_snapshot,
    encode_snapshot,
    keep_snapshot,
)
from store.reviews import reviews
from store.workspace.workspace import Workspace
from tests.conftest import SAMPLED


@pytest.fixture(scope="module")
def sample(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    workspace = copied_sample(tmp_path_factory.mktemp("sample") / "care.db", SAMPLED)
    snapshot = load_snapshot(Seat(workspace, workspace.find_team().id))
    workspace.close()
    return snapshot


def test_it_comes_back_as_it_was(sample: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "snapshot.json"
    keep_snapshot(path, sample)
    assert cached_snapshot(path) == sample
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["snapshot.json"]


def test_an_open_review_is_not_kept(room: Seat, tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    keep_snapshot(path, load_snapshot(room))
    assert path.exists()
    reviews.open_review(room, AgendaKind.SHORT)
    keep_snapshot(path, load_snapshot(room))
    assert not path.exists()
    keep_snapshot(path, None)
    assert cached_snapshot(path) is None


def test_an_open_review_comes_back_too(room: Seat) -> None:
    """Not that it is kept; but no part of a snapshot is lost on the way."""
    reviews.open_review(room, AgendaKind.TEAM)
    snapshot = load_snapshot(room)
    assert decode_snapshot(encode_snapshot(snapshot)) == snapshot


def test_another_versions_file_counts_as_none(sample: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    written = encode_snapshot(sample)
    path.write_text(written.replace(written[:8], '["00000000', 1))
    assert cached_snapshot(path) is None


@pytest.mark.parametrize("cut", [0, 1, 30, 500, -1])
def test_a_damaged_file_counts_as_none(sample: Snapshot, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "snapshot.json"
    path.write_text(encode_snapshot(sample)[:cut])
    assert cached_snapshot(path) is None


@pytest.mark.parametrize("value", ["null", "[]", "{}", "7", "[[], []]", "\udc80", "[" * 100_000])
def test_foreign_files_count_as_none(tmp_path: Path, value: str) -> None:
    path = tmp_path / "snapshot.json"
    path.write_bytes(value.encode("utf-8", "surrogateescape"))
    assert cached_snapshot(path) is None


def test_what_cannot_be_written_is_let_go(sample: Snapshot, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    keep_snapshot(blocked / "snapshot.json", sample)
    assert blocked.read_text() == "x"


def test_the_mark_is_that_of_what_a_snapshot_is_made_of() -> None:
    """Where this fails a snapshot is made of something else now: write the new mark there."""
    seen: dict[str, list[tuple[str, str]]] = {}

    def look(part: typing.Any) -> None:
        for inner in typing.get_args(part):
            look(inner)
        if isinstance(part, type) and is_dataclass(part) and part.__name__ not in seen:
            hints = typing.get_type_hints(part)
            seen[part.__name__] = [(field.name, str(hints[field.name])) for field in fields(part)]
            for field in fields(part):
                look(hints[field.name])

    look(Snapshot)
    shape = hashlib.sha256(repr(sorted(seen.items())).encode()).hexdigest()[:16]
    assert shape == SHAPE
