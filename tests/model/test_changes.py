from __future__ import annotations

from msgspec.structs import replace

from desktop.model.changes import Change, changes
from desktop.model.filing import Evidence, EvidenceUse, Pair
from tests.factories.filings import a_filing, a_system


def test_nothing_changed_between_equal_filings() -> None:
    assert changes(a_filing(), a_filing()) == ()


def test_every_changed_place_is_named_with_old_and_new() -> None:
    old = a_filing(enterprise={"name": "甲"}, answers={"x": Pair("1", "2"), "y": ("a",)}, systems=(a_system("s1"),))
    new = replace(
        old,
        enterprise={"name": "乙"},
        answers={"x": Pair("1", "3"), "y": ("a", "b")},
        systems=(replace(old.systems[0], cloud=False),),
    )
    assert changes(old, new) == (
        Change("enterprise.name", "甲", "乙"),
        Change("systems.s1.cloud", "是", "否"),
        Change("answers.x.m", "2", "3"),
        Change("answers.y", "a", "a、b"),
    )


def test_removing_the_first_piece_of_evidence_says_only_that() -> None:
    first = Evidence("a.png", "1" * 64, 1, (EvidenceUse("other"),))
    second = Evidence("b.png", "2" * 64, 1, (EvidenceUse("other"),))
    found = changes(a_filing(evidence=(first, second)), a_filing(evidence=(second,)))
    assert found == (Change("evidence.a.png#11111111", "[other]", ""),)
