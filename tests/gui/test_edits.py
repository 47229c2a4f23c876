from __future__ import annotations

from msgspec.structs import replace

from desktop.gui.edits import Edits
from desktop.model.filing import Evidence, Filing
from tests.factories.filings import a_filing


def with_file(filing: Filing, name: str) -> Filing:
    return replace(filing, evidence=(*filing.evidence, Evidence(name, "0" * 64, 1)))


def files(filing: Filing) -> list[str]:
    return [item.file for item in filing.evidence]


def test_undo_pressed_three_times_waits_for_two_files_and_then_goes_on_to_what_was_before() -> None:
    edits, start = Edits(), a_filing()
    now = replace(start, sample=True)
    edits.add(start, "")
    edits.expect(now, "one")
    edits.expect(now, "two")
    for _ in range(3):
        now = edits.undo(now)
    assert now.sample
    now = edits.arrive(now, "one", lambda filing: with_file(filing, "一"))
    now = edits.arrive(now, "two", lambda filing: with_file(filing, "二"))
    assert now == start
    seen = []
    while edits.can_redo:
        now = edits.redo(now)
        seen.append((now.sample, files(now)))
    assert seen == [(True, []), (True, ["一"]), (True, ["一", "二"])]


def test_redo_before_a_file_has_arrived_keeps_the_file() -> None:
    edits, now = Edits(), a_filing()
    edits.expect(now, "one")
    now = edits.redo(edits.undo(now))
    now = edits.arrive(now, "one", lambda filing: with_file(filing, "一"))
    assert files(now) == ["一"]
    assert not edits.can_redo


def test_what_was_found_out_about_a_file_is_no_step_and_holds_whatever_is_taken_back() -> None:
    edits, start = Edits(), with_file(a_filing(), "一")
    now = replace(start, sample=True)
    edits.add(start, "")
    now = edits.everywhere(now, lambda filing: with_file(filing, "读过"))
    assert files(now) == ["一", "读过"]
    now = edits.undo(now)
    assert (now.sample, files(now)) == (False, ["一", "读过"])
    assert not edits.can_undo
    assert files(edits.redo(now)) == ["一", "读过"]
