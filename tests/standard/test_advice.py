from __future__ import annotations

from desktop.model.filing import Pair
from desktop.model.numbers import fixed
from desktop.standard.advice import advice
from tests.factories.filings import a_filing, a_server, a_system, systems, zhejiang


def test_one_more_system_on_the_cloud_is_worth_what_the_score_would_gain() -> None:
    found = {item.indicator: item for item in advice(zhejiang(), a_filing(systems=systems("supply_chain", 3, 4)))}
    best = found["supply_chain"]
    assert fixed(best.own) == "0.72"  # 4/7 rounds to 2.86, 3/7 to 2.14
    assert "再把 1 个供应链系统上云" in best.sentence


def test_the_loss_elsewhere_is_counted_and_told() -> None:
    listed = (*systems("rnd", 1, 1), a_system("c", "office", collaborates=True))
    found = {item.indicator: item for item in advice(zhejiang(), a_filing(systems=listed))}
    assert fixed(found["rnd"].own) == "2.50"
    assert fixed(found["rnd"].total) == "0.00"
    assert "其他指标 -2.50" in found["rnd"].sentence


def test_nothing_is_advised_where_nothing_can_be_gained() -> None:
    full = a_filing(
        answers={"cloud_storage": Pair("3", "3"), "cloud_security": Pair("5", "3"), "cloud_database": Pair("0", "0")}
    )
    assert advice(zhejiang(), full) == ()


def test_the_last_part_of_a_unit_is_all_that_can_be_gained() -> None:
    found = advice(zhejiang(), a_filing(answers={"cloud_storage": Pair("7.5", "8")}))
    assert fixed(found[0].own) == "0.31"


def test_servers_and_ticks_speak_of_their_own_units() -> None:
    servers = (a_server("1", "4", "16"), a_server("3", "4", "16", cloud=False))
    found = advice(zhejiang(), a_filing(servers=servers, answers={"data_collaboration": ("rnd",)}))
    sentences = " ".join(item.sentence for item in found)
    assert "折合 4 核 16G" in sentences
    assert "再打通 1 类" in sentences
