"""The score of any filing equals a second calculation that shares no code with the first."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from hypothesis import HealthCheck, given, settings

from desktop.model.filing import Filing
from desktop.model.filing_json import to_document
from desktop.standard.scoring import score
from desktop.workspace.assessing import score_document
from tests.factories.filings import zhejiang
from tests.factories.strategies import filings

BUSINESS = ("rnd", "production", "supply_chain", "marketing", "other_business")
COUNTED = (*BUSINESS, "office", "device_management")
TYPED = ("cloud_storage", "cloud_security", "cloud_database", "device_access")
DIMENSIONS = {
    "infrastructure": ("cloud_storage", "cloud_server", "cloud_security", "cloud_database"),
    "business": BUSINESS,
    "management": ("office", "device_access", "device_management"),
    "collaboration": ("system_collaboration", "data_collaboration"),
    "investment": ("cloud_investment",),
    "demonstration": (),
}


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def units(servers: list[dict[str, Any]]) -> Decimal:
    total = Decimal(0)
    for item in servers:
        count, cores, memory = (number(item[key]) or Decimal(0) for key in ("count", "cpu_cores", "memory_gb"))
        total += count * cores / 8 + count * memory / 32
    return total


def raw(filing: dict[str, Any]) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """N and M as the domain document derives them."""
    answers = filing["answers"]
    found: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for key in TYPED:
        found[key] = (number(answers.get(key, {}).get("n", "")), number(answers.get(key, {}).get("m", "")))
    if filing["servers"]:
        found["cloud_server"] = (units([item for item in filing["servers"] if item["cloud"]]), units(filing["servers"]))
    else:
        typed = answers.get("cloud_server", {})
        found["cloud_server"] = (number(typed.get("n", "")), number(typed.get("m", "")))
    begun = filing["systems"] or any(filing["unlisted_systems"].values())
    for key in COUNTED:
        mine = [item for item in filing["systems"] if item["category"] == key]
        more = number(filing["unlisted_systems"].get(key, "")) or Decimal(0)
        cloud = Decimal(len([item for item in mine if item["cloud"]]))
        found[key] = (cloud, len(mine) + more) if begun else (None, None)
    together = Decimal(len([item for item in filing["systems"] if item["cloud"] and item["collaborates"]]))
    measure = sum((found[key][0] or Decimal(0) for key in BUSINESS), Decimal(0))
    found["system_collaboration"] = (together, measure) if begun else (None, None)
    ticked = answers.get("data_collaboration")
    found["data_collaboration"] = (None if ticked is None else Decimal(len(ticked)), Decimal(6))
    enterprise = filing["enterprise"]
    found["cloud_investment"] = (
        number(enterprise.get("cloud_spend_3y", "")),
        number(enterprise.get("it_spend_3y", "")),
    )
    return found


def points(key: str, n: Decimal | None, m: Decimal | None) -> tuple[str, str]:
    if n is None or m is None:
        return "unfilled", "0.00"
    if m == 0:
        return ("zero" if n == 0 else "error"), "0.00"
    if n > m:
        return ("capped", "5.00") if key == "system_collaboration" else ("error", "0.00")
    with localcontext() as context:
        context.prec = 80
        return "scored", str((n * 5 / m).quantize(Decimal("0.01"), ROUND_HALF_UP))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(filings())
def test_every_figure_equals_an_independent_calculation(filing: Filing) -> None:
    printed = score_document(score(zhejiang(), filing))
    expected = raw(to_document(filing))
    total = Decimal(0)
    for dimension in printed["dimensions"]:
        by_id = {item["id"]: item for item in dimension["indicators"]}
        for key in DIMENSIONS[dimension["id"]]:
            n, m = expected[key]
            item = by_id[key]
            assert (item["n"] and Decimal(item["n"]), item["m"] and Decimal(item["m"])) == (n, m)
            assert (item["state"], item["score"]) == points(key, n, m)
        summed = sum((Decimal(by_id[key]["score"]) for key in DIMENSIONS[dimension["id"]]), Decimal(0))
        assert Decimal(dimension["score"]) == summed
        total += summed
    assert Decimal(printed["self_score"]) == total


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(filings(), filings())
def test_what_is_taken_over_from_an_earlier_score_is_what_would_be_scored_anew(before: Filing, after: Filing) -> None:
    assert score(zhejiang(), after, score(zhejiang(), before)) == score(zhejiang(), after)
