from __future__ import annotations

from typing import Any

import pytest

from desktop.errors import InputError
from desktop.model.filing import Batch, CloudService, Evidence, EvidenceUse, Filing, Pair, Server, StandardRef
from desktop.standard.entry import accepted
from tests.factories.filings import a_filing, a_server, a_system, zhejiang


def taken(**changed: Any) -> Filing:
    return accepted(zhejiang(), a_filing(**changed))


def refused(**changed: Any) -> str:
    with pytest.raises(InputError) as caught:
        taken(**changed)
    return str(caught.value)


def test_figures_come_out_canonical_wherever_they_stand() -> None:
    filing = taken(
        enterprise={"employees": "２，４６０", "profit": "-3.5", "revenue": " 1,000.50 "},
        answers={"cloud_storage": Pair("２５７", "")},
        servers=(Server("甲", "６", "48", "256"),),
        unlisted_systems={"rnd": "２"},
        cloud_services=(CloudService("c1", "云主机", amount="１２.５０"),),
    )
    assert filing.enterprise == {"employees": "2460", "profit": "-3.5", "revenue": "1000.50"}
    assert filing.pair("cloud_storage") == Pair("257", "")
    assert filing.servers[0].count == "6"
    assert filing.unlisted_systems["rnd"] == "2"
    assert filing.cloud_services[0].amount == "12.50"


def test_ticks_come_out_in_the_order_of_the_standard_and_once() -> None:
    assert taken(answers={"data_collaboration": ("sales", "rnd", "sales")}).ticked("data_collaboration") == (
        "rnd",
        "sales",
    )


def test_the_filing_gets_the_digest_of_its_standard() -> None:
    assert taken(standard=StandardRef("zj-2021", "")).standard.sha256 == zhejiang().sha256


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"standard": StandardRef("gd-2023")}, "standard.id"),
        ({"batch": Batch("2099-1")}, "batch.id"),
        ({"enterprise": {"nom": "甲"}}, "enterprise.nom"),
        ({"enterprise": {"employees": "12.5"}}, "enterprise.employees"),
        ({"enterprise": {"revenue": "-1"}}, "enterprise.revenue"),
        ({"enterprise": {"it_status": "长" * 100_000}}, "enterprise.it_status"),
        ({"enterprise": {"name": "a\x07"}}, "enterprise.name"),
        ({"answers": {"cloud_storag": Pair()}}, "answers.cloud_storag"),
        ({"answers": {"rnd": Pair("1", "1")}}, "answers.rnd"),
        ({"answers": {"cloud_investment": Pair("1", "1")}}, "answers.cloud_investment"),
        ({"answers": {"xinchuang": Pair("1", "1")}}, "answers.xinchuang"),
        ({"answers": {"cloud_storage": ("rnd",)}}, "answers.cloud_storage"),
        ({"answers": {"data_collaboration": Pair("1", "6")}}, "answers.data_collaboration"),
        ({"answers": {"data_collaboration": ("money",)}}, "answers.data_collaboration"),
        ({"answers": {"device_access": Pair("1.5", "2")}}, "answers.device_access.n"),
        ({"servers": (a_server("1.5", "4", "16"),)}, "servers[0].count"),
        ({"servers": (a_server("1", "4", "16"),), "answers": {"cloud_server": Pair("1", "1")}}, "answers.cloud_server"),
        ({"systems": (a_system("a", "cloud_storage"),)}, "systems[0].category"),
        ({"systems": (a_system("a"), a_system("a"))}, "systems[1].id"),
        ({"systems": (a_system(""),)}, "systems[0].id"),
        ({"unlisted_systems": {"device_access": "1"}}, "unlisted_systems.device_access"),
        ({"cloud_services": (CloudService("c1", "云主机", start="2020-02-30"),)}, "cloud_services[0].from"),
        ({"demonstration": {"rnd": "x"}}, "demonstration.rnd"),
        ({"evidence": (Evidence("a.png", uses=(EvidenceUse("licence"),)),)}, "evidence[0].for[0]"),
        ({"evidence": (Evidence("a.png", uses=(EvidenceUse("system_login", "s9"),)),)}, "evidence[0].for[0]"),
        ({"evidence": (Evidence("a.png", uses=(EvidenceUse("system_login"),)),)}, "evidence[0].for[0]"),
        ({"evidence": (Evidence("a.png", uses=(EvidenceUse("other", "x"),)),)}, "evidence[0].for[0]"),
        ({"evidence": (Evidence("", uses=()),)}, "evidence[0].file"),
        ({"evidence": (Evidence("a", sha256="xyz"),)}, "evidence[0].sha256"),
    ],
)
def test_what_the_standard_does_not_allow_is_refused_with_its_place(changed: dict[str, Any], place: str) -> None:
    message = refused(**changed)
    assert message.startswith(place)
    assert "\n" not in message


def test_what_was_accepted_is_accepted_again_unchanged() -> None:
    filing = taken(enterprise={"name": " 甲 "}, systems=(a_system("a"),), answers={"cloud_storage": Pair("１", "2")})
    assert accepted(zhejiang(), filing) == filing
