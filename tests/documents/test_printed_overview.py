"""The page for the enterprise's leaders."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from desktop.documents.printed import write_printed
from desktop.documents.printed.blocks import BODY_WIDTH
from desktop.documents.printed.overview import OVERVIEW, shares
from desktop.documents.printed.radar import Picture, Share
from desktop.model.filing import Filing, Pair
from tests.documents.printed_dossiers import a_dossier, pages_of
from tests.factories.filings import a_filing, systems

ASIDE = "供企业负责人参阅，不属于申报表"


def a_mixed_filing(**changed: object) -> Filing:
    answers = {"cloud_storage": Pair("9", "10"), "device_access": Pair("1", "10")}
    return a_filing(systems=systems("rnd", 1, 3), answers=answers, **changed)


def test_the_last_page_says_that_it_is_no_part_of_the_form() -> None:
    pages = pages_of(write_printed(a_dossier(a_mixed_filing())))
    assert OVERVIEW in pages[-1]
    assert ASIDE in pages[-1]
    assert not any(OVERVIEW in page for page in pages[2:-1])


def test_strengths_and_gaps_are_told_with_what_to_do_next() -> None:
    dossier = a_dossier(a_mixed_filing())
    last = pages_of(write_printed(dossier))[-1]
    assert "得分率在八成以上的指标有1项" in last
    assert "云存储（4.50/5）" in last
    assert "再把1个研发系统上云" in last
    assert "尚未填写、暂按0分计的有5项" in last
    assert f"自评{dossier.card.self_score}" not in last
    assert "另有25分由专家评审" in last


def test_dimensions_that_experts_score_have_no_points() -> None:
    found = shares(a_dossier(a_mixed_filing()))
    assert [share.points is None for share in found] == [False] * 5 + [True]
    assert found[-1].words == "25 分，由专家评审"


def test_it_can_be_left_out_and_nothing_else_changes() -> None:
    filing = a_mixed_filing()
    pages = pages_of(write_printed(a_dossier(filing)))
    without = pages_of(write_printed(a_dossier(replace(filing, no_overview=True))))
    assert len(without) == len(pages) - 1
    assert not any(OVERVIEW in page for page in without)


def test_an_empty_filing_has_one_too() -> None:
    last = pages_of(write_printed(a_dossier(a_filing())))[-1]
    assert "还没有得分率达到八成的指标" in last
    assert "填写以后，这里列出差距" in last


def test_few_dimensions_have_bars_but_no_radar() -> None:
    three = tuple(Share(f"维度{number}", Fraction(1), Fraction(4)) for number in range(3))
    assert Picture(three[:2]).height < Picture(three).height < BODY_WIDTH
    assert three[0].words == "1.00 / 4　25.0%"
