"""The share of made-up invoices read right, and none silently wrong; with YUNQI_FULL=1 some hundreds of each sort."""

from __future__ import annotations

import os

from tests.benchmarks.reading_right import STRUCTURED, pictures, structured

FULL = bool(os.environ.get("YUNQI_FULL"))
LEAST = 0.98  # of structured files with number, date, both names and the three amounts right


def test_structured_files_are_read_right_and_none_is_silently_wrong() -> None:
    told = list(structured(300 if FULL else 3 * len(STRUCTURED)))
    assert [item for item in told if item.silent] == []
    assert sum(not item.missing for item in told) >= LEAST * len(told)


def test_a_picture_gives_number_and_date_rightly_or_leaves_them_to_a_person() -> None:
    told = list(pictures(300 if FULL else 6))
    assert [item for item in told if item.silent] == []
    assert any("number" not in item.open for item in told)
