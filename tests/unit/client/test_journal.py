"""client.journal: one line an event, whatever a detail holds."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from client import journal
from client.journal import DETAIL_MAX_LENGTH, JOURNAL_FILE, last_detail, note


def test_events_are_appended_and_the_last_detail_of_a_round_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "owner"
    assert last_detail(folder, 1) is None
    note(folder, "failed", round_number=1, detail="first")
    note(folder, "failed", round_number=1, detail="second")
    note(folder, "train", round_number=1)
    note(folder, "failed", round_number=2, detail="other")
    assert last_detail(folder, 1) == "second"
    assert last_detail(folder, 2) == "other"
    assert last_detail(folder, 3) is None
    rows = [json.loads(line) for line in (folder / JOURNAL_FILE).read_text().splitlines()]
    assert [row["event"] for row in rows] == ["failed", "failed", "train", "failed"]


def test_a_peer_s_text_neither_breaks_nor_fills_it(tmp_path: Path) -> None:
    odd = 'line\nbreak "quote" \ud800 北京 \u2028'
    note(tmp_path, "malformed", round_number=1, detail=odd + "x" * 1_000_000)
    note(tmp_path, "malformed", round_number=2, detail="after")
    assert (tmp_path / JOURNAL_FILE).stat().st_size < 10 * DETAIL_MAX_LENGTH
    assert last_detail(tmp_path, 2) == "after"
    assert (last_detail(tmp_path, 1) or "").startswith('line\nbreak "quote"')


def test_it_is_for_this_user_alone(tmp_path: Path) -> None:
    """A detail may quote a record's id."""
    before = os.umask(0)
    try:
        note(tmp_path, "failed", round_number=1, detail="r7")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / JOURNAL_FILE).stat().st_mode) == 0o600


def test_a_peer_that_asks_for_ever_does_not_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MAX_BYTES", 2_000)
    for number in range(200):
        note(tmp_path, "malformed", round_number=number, detail="x" * 50)
    assert last_detail(tmp_path, 199) == "x" * 50
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 3 * 2_000
