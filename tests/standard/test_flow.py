from __future__ import annotations

from msgspec.structs import replace

from desktop.model.filing import Filing, Pair
from desktop.standard.checks import check
from desktop.standard.findings import Surroundings
from desktop.standard.flow import Standing, StepKind, StepState, form_fields, standings, step_of, steps, text_fields
from tests.factories.filings import a_filing, a_system, zhejiang


def standing(filing: Filing) -> dict[str, Standing]:
    found = check(zhejiang(), filing, Surroundings(kinds={}, unprintable=lambda text: ""))
    return {item.step.id: item for item in standings(zhejiang(), filing, found)}


def test_there_are_eleven_screens_in_the_order_of_the_form() -> None:
    assert [step.title for step in steps(zhejiang())] == [
        "批次与地区",
        "企业信息",
        "基础设施",
        "云上业务",
        "云上管理",
        "云上数字化协同",
        "上云投入",
        "标杆示范",
        "申报表文字",
        "佐证材料",
        "检查与封装",
    ]
    assert [step.kind for step in steps(zhejiang())].count(StepKind.DIMENSION) == 5


def test_the_six_large_boxes_have_a_screen_of_their_own() -> None:
    assert len(text_fields(zhejiang())) == 6
    assert {item.row for item in form_fields(zhejiang())} == {1, 2, 3, 4, 5, 6, 7}


def test_an_empty_filing_has_everything_to_do() -> None:
    found = standing(a_filing())
    assert found["form"].state is StepState.TODO
    assert found["form"].missing == 16  # 15 fields and the licence
    assert found["place"].state is StepState.DONE


def test_what_is_missing_and_what_is_wrong_are_counted_apart() -> None:
    filing = a_filing(answers={"cloud_security": Pair("52", "45.6")})
    found = standing(filing)["infrastructure"]
    assert (found.state, found.errors) == (StepState.ERROR, 1)
    assert found.missing > 0
    mended = standing(replace(filing, answers={"cloud_security": Pair("5", "45.6")}))["infrastructure"]
    assert (mended.state, mended.errors) == (StepState.PART, 0)


def test_every_finding_leads_to_a_screen() -> None:
    filing = a_filing(systems=(a_system("s1", "office", summary=""), a_system("s2", "rnd")))
    found = check(zhejiang(), filing, Surroundings(kinds={}, unprintable=lambda text: ""))
    known = {step.id for step in steps(zhejiang())}
    assert {step_of(zhejiang(), filing, item.place) for item in found} <= known
    assert step_of(zhejiang(), filing, "systems.s1.summary") == "management"
    assert step_of(zhejiang(), filing, "evidence.system_login:s2") == "business"
    assert step_of(zhejiang(), filing, "evidence.security_spend") == "infrastructure"
    assert step_of(zhejiang(), filing, "evidence.service_contract:c1") == "investment"
    assert step_of(zhejiang(), filing, "enterprise.it_status") == "texts"
    assert step_of(zhejiang(), filing, "evidence.一张图.png") == "evidence"
