"""A new filing from an earlier one: what is copied, what waits to be confirmed, what confirms it."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace

from desktop.errors import InputError
from desktop.model.carried import after_edit
from desktop.model.filing import (
    Batch,
    CarriedFrom,
    CloudService,
    Evidence,
    EvidenceUse,
    Filing,
    Pair,
    StandardRef,
    name_digest,
)
from desktop.model.filing_json import dumps
from desktop.standard.carrying import UNCONFIRMED, carry, confirmed, owners
from desktop.standard.checks import check, ready
from desktop.standard.definition import Level, Standard
from desktop.standard.entry import accepted
from desktop.standard.findings import Finding, Surroundings
from desktop.standard.flow import carried_by_step, standings
from tests.factories.filings import a_filing, a_server, a_system, zhejiang
from tests.factories.strategies import filings
from tests.workspace.test_properties import slow_to_make

LOGIN = EvidenceUse("system_login", "s1")


def next_year() -> Standard:
    """The standard with a batch of the year after."""
    first = zhejiang().batches[0]
    return replace(zhejiang(), batches=(first, replace(first, id="2022-1", title="2022 年第一批", year=2022)))


def last_years() -> Filing:
    return a_filing(
        enterprise={"name": "浙江样本有限公司", "employees": "12"},
        servers=(a_server("1", "4", "16"), a_server("2", "8", "32"), a_server("1", "4", "16")),
        systems=(a_system("s1"), a_system("s2")),
        answers={"cloud_storage": Pair("1", "2"), "data_collaboration": ()},
        cloud_services=(CloudService("c1", "云主机", end="2018-12-31"),),
        evidence=(
            Evidence("登录.png", "a" * 64, 1, (LOGIN,)),
            Evidence("发票.pdf", "b" * 64, 1, (EvidenceUse("service_invoice", "c1"),), "2018-05-01"),
            Evidence("合同.pdf", "c" * 64, 1, (EvidenceUse("service_contract", "c1"),)),
        ),
        reasons={"x@y": "去年的理由"},
        sample=True,
    )


def carried() -> Filing:
    return accepted(next_year(), carry(next_year(), last_years(), "2022-1"))


def edited(before: Filing, **changed: object) -> Filing:
    return after_edit(before, accepted(next_year(), replace(before, **changed), before))


def findings(filing: Filing) -> tuple[Finding, ...]:
    return check(next_year(), filing, Surroundings({}, lambda _: ""))


def found(filing: Filing, code: str) -> list[Finding]:
    return [item for item in findings(filing) if item.code == code]


def test_everything_is_copied_but_reasons_and_the_mark_of_the_sample() -> None:
    new = carried()
    assert new.batch == Batch("2022-1", "杭州市", "余杭区")
    assert (new.systems, new.evidence, new.enterprise) == (
        last_years().systems,
        last_years().evidence,
        last_years().enterprise,
    )
    assert (new.reasons, new.sample) == ({}, False)
    assert new.carried_from == CarriedFrom("2021-1", name_digest("浙江样本有限公司"))


@slow_to_make
@given(filings())
def test_carrying_over_and_confirming_everything_is_a_plain_copy(earlier: Filing) -> None:
    new = accepted(zhejiang(), carry(zhejiang(), earlier, "2021-1"))
    all_seen = confirmed(zhejiang(), new, tuple(owners(zhejiang(), new)))
    assert all_seen.unconfirmed == ()
    assert replace(all_seen, carried_from=None) == replace(earlier, reasons={}, sample=False, basis="", windows={})


@slow_to_make
@given(filings(), filings())
def test_an_edit_confirms_what_it_changes_and_never_points_at_nothing(earlier: Filing, typed: Filing) -> None:
    new = accepted(zhejiang(), carry(zhejiang(), earlier, "2021-1"))
    after = after_edit(new, accepted(zhejiang(), replace(typed, unconfirmed=new.unconfirmed, reasons={}), new))
    assert set(after.unconfirmed) <= set(carry(zhejiang(), typed, "2021-1").unconfirmed)
    for system in typed.systems:
        same = system in earlier.systems
        assert (f"systems.{system.id}" in after.unconfirmed) == same


def test_typing_confirms_the_one_value_and_undo_is_the_earlier_value() -> None:
    before = carried()
    after = edited(before, enterprise={**before.enterprise, "employees": "13"})
    assert set(before.unconfirmed) - set(after.unconfirmed) == {"enterprise.employees"}


def test_a_server_taken_out_confirms_no_other() -> None:
    before = carried()
    after = edited(before, servers=before.servers[1:])
    assert [place for place in after.unconfirmed if place.startswith("servers")] == ["servers.0", "servers.1"]
    after = edited(before, servers=(a_server("9", "4", "16"), *before.servers[1:]))
    assert [place for place in after.unconfirmed if place.startswith("servers")] == ["servers.1", "servers.2"]


def test_a_file_that_loses_a_subject_is_still_unread_and_a_new_date_confirms_it() -> None:
    before = carried()
    unassigned = tuple(replace(item, uses=()) for item in before.evidence)
    assert "evidence.合同.pdf" in edited(before, evidence=unassigned).unconfirmed
    dated = (*before.evidence[:2], replace(before.evidence[2], dated="2021-02-03"))
    assert "evidence.合同.pdf" not in edited(before, evidence=dated).unconfirmed


def test_a_system_and_its_screenshots_are_looked_at_as_one_thing() -> None:
    assert owners(next_year(), carried())["systems.s1"] == ("systems.s1", "evidence.登录.png")
    after = confirmed(next_year(), carried(), ["systems.s1"])
    assert "evidence.登录.png" not in after.unconfirmed
    assert "systems.s2" in after.unconfirmed


def test_nothing_unread_is_sealed_and_each_list_says_how_many_rows_it_has() -> None:
    new = carried()
    told = {item.place: item.message for item in found(new, UNCONFIRMED)}
    assert "系统清单“研发”里还有 2 行沿用自“2021 年第一批”" in told["systems.s1"]
    assert "服务器清单里还有 3 行" in told["servers.0"]
    assert all(item.level is Level.ERROR for item in found(new, UNCONFIRMED))
    assert not found(confirmed(next_year(), new, new.unconfirmed), UNCONFIRMED)
    assert not ready(findings(new))


def test_the_rail_counts_what_waits_on_each_screen() -> None:
    counts = {item.step.id: item.unconfirmed for item in standings(next_year(), carried(), findings(carried()))}
    assert (counts["place"], counts["form"], counts["business"], counts["infrastructure"]) == (2, 2, 2, 4)


def test_what_waits_stands_in_the_order_of_its_screen() -> None:
    new = edited(carried(), enterprise={"employees": "12", "name": "浙江样本有限公司"})
    by_step = carried_by_step(next_year(), new, owners(next_year(), new))
    assert by_step["form"] == ("enterprise.name", "enterprise.employees")
    assert by_step["infrastructure"] == ("answers.cloud_storage", "servers.0", "servers.1", "servers.2")


def test_evidence_outside_the_new_period_is_told_with_what_to_do() -> None:
    new = carried()
    (old,) = found(new, "evidence_period")
    (undated,) = found(new, "evidence_undated")
    (service,) = found(new, "service_period")
    assert (old.place, old.level) == ("evidence.发票.pdf", Level.WARNING)
    assert "近三年（2019–2021 年）内，请换成这段时间的材料" in old.message
    assert (undated.place, undated.level) == ("evidence.合同.pdf", Level.WARNING)
    assert "请填上日期" in undated.message
    assert (service.place, service.level) == ("cloud_services.c1", Level.WARNING)
    assert "2018-12-31 就已结束" in service.message


def test_another_enterprise_than_the_earlier_filings_is_said_plainly() -> None:
    new = carried()
    assert not found(new, "carried_name")
    renamed = edited(new, enterprise={"name": "另一家有限公司"})
    (told,) = found(renamed, "carried_name")
    assert (told.level, told.place) == (Level.WARNING, "enterprise.name")
    assert "“另一家有限公司”" in told.message
    assert "浙江样本" not in dumps(renamed).decode()  # the earlier client's name does not travel along


def test_another_standard_and_an_unknown_batch_are_refused_in_a_sentence() -> None:
    with pytest.raises(InputError, match="不能沿用"):
        carry(zhejiang(), replace(last_years(), standard=StandardRef("js-2030")), "2021-1")
    with pytest.raises(InputError, match="2023-1"):
        carry(zhejiang(), last_years(), "2023-1")


def test_places_from_outside_that_point_at_nothing_are_dropped() -> None:
    strange = a_filing(systems=(a_system("s1"),), unconfirmed=("systems.s9", "systems.s1", "weird", "systems.s1"))
    assert accepted(zhejiang(), strange).unconfirmed == ("systems.s1",)
