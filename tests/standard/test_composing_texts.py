from __future__ import annotations

from msgspec.structs import replace

from desktop.model.filing import CloudService
from desktop.standard.composing_texts import proposal
from desktop.standard.definition import FormField
from tests.factories.filings import a_filing, a_system, zhejiang


def field(compose: str) -> FormField:
    return next(item for item in zhejiang().fields if item.compose == compose)


def services() -> FormField:
    return replace(field("systems"), compose="services")


def test_the_standard_names_the_boxes_that_can_be_composed() -> None:
    composed = {item.id: item.compose for item in zhejiang().fields if item.compose}
    assert composed == {"cloud_applications": "systems", "cloud_providers": "providers"}


def test_systems_on_the_cloud_are_listed_by_category_with_counts() -> None:
    systems = (a_system("1", name="PLM"), a_system("2", "office", name="OA"), a_system("3", name="CAD"))
    local = a_system("4", name="机房", cloud=False)
    text = proposal(zhejiang(), a_filing(systems=(*systems, local)), field("systems"))
    assert text == "已上云的业务和应用共 3 个。\n一、研发 2 个：PLM、CAD。\n二、行政办公 1 个：OA。"


def test_providers_come_with_all_that_they_provide() -> None:
    bought = (
        CloudService("c1", "云主机", "甲公司", amount="10.5"),
        CloudService("c2", "对象存储", "甲公司", amount="2"),
        CloudService("c3", "云桌面", "丙公司"),
    )
    filing = a_filing(cloud_services=bought, systems=(a_system("1", name="PLM", provider="乙公司"),))
    text = proposal(zhejiang(), filing, field("providers"))
    assert text == "1. 甲公司：云主机、对象存储（合同金额合计 12.50 万元）。\n2. 丙公司：云桌面。\n3. 乙公司：PLM。"


def test_services_come_with_period_and_amount() -> None:
    service = CloudService("c1", "云主机", "甲公司", start="2020-01-01", end="2020-12-31", amount="10.50")
    text = proposal(zhejiang(), a_filing(cloud_services=(service,)), services())
    assert text == "1. 云主机，甲公司，2020-01-01 至 2020-12-31，10.50 万元。"


def test_empty_lists_propose_nothing() -> None:
    assert proposal(zhejiang(), a_filing(), field("systems")) == ""
    assert proposal(zhejiang(), a_filing(), field("providers")) == ""
    assert proposal(zhejiang(), a_filing(), services()) == ""
    assert proposal(zhejiang(), a_filing(), zhejiang().name_field) == ""
