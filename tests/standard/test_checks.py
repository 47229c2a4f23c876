from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.model.filing import Batch, CloudService, Evidence, EvidenceUse, Filing, Pair
from desktop.standard.checks import check, ready
from desktop.standard.definition import Level
from desktop.standard.findings import Finding, Surroundings
from tests.factories.filings import a_filing, a_server, a_system, zhejiang


def found(filing: Filing, kinds: Mapping[str, str] | None = None, today: str = "") -> dict[str, Finding]:
    around = Surroundings(
        kinds=kinds or {}, unprintable=lambda text: "".join(c for c in text if c == "\ue000"), today=today
    )
    return {item.key: item for item in check(zhejiang(), filing, around)}


def evidence(name: str, *uses: tuple[str, str], **changed: Any) -> Evidence:
    return Evidence(name, f"{sum(map(ord, name)):064x}", 1, tuple(EvidenceUse(*use) for use in uses), **changed)


def test_an_empty_filing_is_not_ready_and_every_finding_is_one_sentence() -> None:
    around = Surroundings(kinds={}, unprintable=lambda text: "")
    findings = check(zhejiang(), a_filing(), around)
    assert not ready(findings)
    for finding in findings:
        assert finding.message.endswith("。")
        assert "\n" not in finding.message
    assert len({finding.key for finding in findings}) == len(findings)


def test_a_required_field_is_an_error_and_an_optional_one_a_hint() -> None:
    items = found(a_filing())
    assert items["field_missing@enterprise.name"].level is Level.ERROR
    assert items["field_missing@enterprise.suggestions"].level is Level.HINT


def test_places_must_be_of_the_province() -> None:
    assert "region_missing@batch.city" in found(a_filing(batch=Batch("2021-1")))
    assert "region_unknown@batch.city" in found(a_filing(batch=Batch("2021-1", "上海市", "浦东新区")))
    assert "region_unknown@batch.county" in found(a_filing(batch=Batch("2021-1", "宁波市", "余杭区")))
    assert not any(key.startswith("region") for key in found(a_filing()))


def test_a_passed_deadline_is_told_only_when_the_date_is_known() -> None:
    assert "deadline_passed@batch.id" in found(a_filing(), today="2021-12-02")
    assert "deadline_passed@batch.id" not in found(a_filing(), today="2021-12-01")
    assert "deadline_passed@batch.id" not in found(a_filing())


def test_contradicting_figures_block_and_missing_ones_ask_for_a_zero() -> None:
    items = found(a_filing(answers={"cloud_security": Pair("52", "45.6")}))
    assert items["figure_contradiction@answers.cloud_security"].level is Level.ERROR
    assert "52 万元" in items["figure_contradiction@answers.cloud_security"].message
    assert "填 0" in items["figure_missing@answers.cloud_storage"].message


def test_a_capped_score_is_only_a_hint() -> None:
    listed = (a_system("a", "office", collaborates=True), a_system("b", "office", collaborates=True), a_system("c"))
    assert found(a_filing(systems=listed))["score_capped@systems"].level is Level.HINT


def test_each_system_needs_a_summary_and_two_screenshots() -> None:
    items = found(a_filing(systems=(a_system("s1", summary="", name="试验"),)))
    assert items["system_summary_missing@systems.s1.summary"].level is Level.ERROR
    assert items["evidence_missing@evidence.system_login:s1"].message == "“试验”缺登录页截图。"
    assert "evidence_missing@evidence.system_home:s1" in items


def test_evidence_that_is_there_is_not_missed() -> None:
    shots = (evidence("a.png", ("system_login", "s1")), evidence("b.png", ("system_home", "s1")))
    items = found(a_filing(systems=(a_system("s1"),), evidence=shots))
    assert not any(key.startswith("evidence_missing@evidence.system") for key in items)


def test_money_evidence_is_asked_for_only_where_money_was_declared() -> None:
    assert "evidence_missing@evidence.security_spend" not in found(a_filing(answers={"cloud_security": Pair("0", "3")}))
    assert "evidence_missing@evidence.security_spend" in found(a_filing(answers={"cloud_security": Pair("1", "3")}))


def test_evidence_outside_its_period_is_a_warning_that_takes_a_reason() -> None:
    item = evidence("发票.png", ("security_spend", ""), dated="2019-05-01")
    key = "evidence_period@evidence.发票.png"
    assert found(a_filing(evidence=(item,)))[key].level is Level.WARNING
    assert "上年度（2020 年）" in found(a_filing(evidence=(item,)))[key].message
    assert found(a_filing(evidence=(item,), reasons={key: "合同跨年"}))[key].reason == "合同跨年"
    inside = evidence("发票.png", ("security_spend", ""), dated="2020-01-01")
    assert key not in found(a_filing(evidence=(inside,)))


def test_three_years_back_are_counted_from_the_batch() -> None:
    service = CloudService("c1", "云主机", "某云", "1", "2018-01-01", "2020-12-31", "1")
    for date, outside in (("2017-12-31", True), ("2018-01-01", False), ("2020-12-31", False), ("2021-01-01", True)):
        item = evidence("合同.pdf", ("service_contract", "c1"), dated=date)
        items = found(a_filing(cloud_services=(service,), evidence=(item,)))
        assert ("evidence_period@evidence.合同.pdf" in items) is outside


def test_a_file_of_the_wrong_kind_or_damaged_is_a_warning_and_an_empty_one_an_error() -> None:
    item = evidence("主页.docx", ("system_home", "s1"))
    filing = a_filing(systems=(a_system("s1"),), evidence=(item,))
    assert found(filing, {item.sha256: "document"})["evidence_kind@evidence.主页.docx"].level is Level.WARNING
    assert found(filing, {item.sha256: "damaged"})["evidence_damaged@evidence.主页.docx"].level is Level.WARNING
    assert found(filing, {item.sha256: "locked"})["evidence_locked@evidence.主页.docx"].level is Level.WARNING
    assert found(filing, {item.sha256: "empty"})["evidence_empty@evidence.主页.docx"].level is Level.ERROR
    assert "evidence_kind@evidence.主页.docx" not in found(filing, {item.sha256: "picture"})


def test_one_picture_for_two_slots_is_a_warning() -> None:
    item = evidence("a.png", ("system_login", "s1"), ("system_home", "s1"))
    assert (
        found(a_filing(systems=(a_system("s1"),), evidence=(item,)))["evidence_reused@evidence.a.png"].level
        is Level.WARNING
    )


def test_lists_are_looked_through() -> None:
    filing = a_filing(
        systems=(
            a_system("a", name="同名"),
            a_system("b", name="同名", cloud=False, collaborates=True),
            a_system("c", name=""),
        ),
        servers=(a_server("", "4", "16"),),
        cloud_services=(CloudService("c1", "云主机", start="2020-02-01", end="2020-01-01"),),
    )
    items = found(filing)
    assert {
        "system_doubled@systems.a.name",
        "collaboration_off_cloud@systems.b.collaborates",
        "system_name_missing@systems.c.name",
        "platform_missing@systems.a.platform",
        "server_incomplete@servers.0",
        "service_incomplete@cloud_services.c1",
        "service_period_reversed@cloud_services.c1",
    } <= items.keys()


def test_a_list_of_services_is_demanded() -> None:
    assert "services_missing@cloud_services" in found(a_filing())


def test_unusual_figures_and_phones_are_warnings() -> None:
    items = found(a_filing(enterprise={"profit": "900", "revenue": "90", "it_lead_phone": "见附表"}))
    assert items["figure_unusual@enterprise.profit"].level is Level.WARNING
    assert items["phone_unusual@enterprise.it_lead_phone"].level is Level.WARNING


def test_a_character_no_font_has_is_named_with_its_place() -> None:
    items = found(a_filing(systems=(a_system("s1", name="系\ue000统"),)))
    assert "U+E000" in items["character_unprintable@systems.s1.name"].message
