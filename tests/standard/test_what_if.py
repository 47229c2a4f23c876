from __future__ import annotations

from fractions import Fraction

from desktop.model.filing import Pair
from desktop.model.numbers import fixed
from desktop.standard.entry import accepted
from desktop.standard.figures import Figures, figures
from desktop.standard.scoring import score, score_figures
from desktop.standard.what_if import adopted, stepped, tried, typed
from tests.factories.filings import a_filing, a_server, a_system, systems, zhejiang

STORAGE = zhejiang().indicator_by_id["cloud_storage"]


def pair(n: int, m: int) -> Figures:
    return Figures(Fraction(n), Fraction(m))


def test_what_is_tried_scores_as_the_filing_would_and_moves_the_sums_that_follow() -> None:
    before = a_filing(systems=(*systems("rnd", 1, 1), a_system("c", "production", collaborates=True)))
    found = tried(zhejiang(), figures(zhejiang(), before), "rnd", pair(2, 2))
    really = a_filing(systems=(*systems("rnd", 2), a_system("c", "production", collaborates=True)))
    assert score_figures(zhejiang(), found) == score(zhejiang(), really)


def test_steps_stay_between_nothing_and_everything() -> None:
    assert stepped(STORAGE, pair(3, 3), "n", 1) == pair(3, 3)
    assert stepped(STORAGE, pair(0, 3), "n", -1) == pair(0, 3)
    assert stepped(STORAGE, pair(3, 3), "m", -1) == pair(3, 3)
    assert stepped(STORAGE, pair(3, 3), "m", 1) == pair(3, 4)
    assert stepped(STORAGE, Figures(), "m", 1) == Figures(None, Fraction(1))


def test_collaborating_systems_may_be_more_than_the_sum() -> None:
    assert stepped(zhejiang().indicator_by_id["system_collaboration"], pair(3, 3), "n", 1) == pair(4, 3)


def test_only_typed_figures_are_adopted_and_the_form_gets_its_own() -> None:
    filing = a_filing(systems=systems("rnd", 1, 1), answers={"cloud_storage": Pair("1", "3")})
    before = figures(zhejiang(), filing)
    found = {**before, "cloud_storage": pair(2, 3), "rnd": pair(2, 2), "cloud_investment": pair(5, 10)}
    taken = accepted(zhejiang(), adopted(zhejiang(), filing, before, found))
    assert taken.systems == filing.systems
    assert taken.pair("cloud_storage") == Pair("2", "3")
    assert (taken.enterprise["cloud_spend_3y"], taken.enterprise["it_spend_3y"]) == ("5", "10")
    assert fixed(score(zhejiang(), taken).indicators["rnd"].score) == "2.50"


def test_servers_that_are_listed_are_counted_and_never_typed_over() -> None:
    server = zhejiang().indicator_by_id["cloud_server"]
    assert typed(zhejiang(), a_filing(), server)
    assert not typed(zhejiang(), a_filing(servers=(a_server("1", "4", "16"),)), server)
