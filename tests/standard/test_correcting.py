from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from desktop.model.filing import Evidence, EvidenceUse, Filing, Pair
from desktop.standard.correcting import digest, places
from desktop.standard.flow import step_of, steps
from tests.factories.filings import a_filing, a_server, a_system, zhejiang

START: Filing = a_filing(
    enterprise={"name": "甲", "cloud_spend_3y": "3"},
    systems=(a_system("s1"), a_system("s2")),
    answers={"cloud_storage": Pair("1", "2")},
    demonstration={"xinchuang": "有"},
)
LOGIN = Evidence("新截图.png", "a" * 64, 9, (EvidenceUse("system_login", "s1"),))
EDITS: list[tuple[str, dict[str, Any]]] = [
    ("enterprise.name", {"enterprise": {"name": "乙", "cloud_spend_3y": "3"}}),
    ("answers.cloud_storage", {"answers": {"cloud_storage": Pair("1", "3")}}),
    ("answers.cloud_investment", {"enterprise": {"name": "甲", "cloud_spend_3y": "4"}}),
    ("systems.s1", {"systems": (a_system("s1", cloud=False), a_system("s2"))}),
    ("systems.rnd", {"systems": (a_system("s1"),)}),
    ("systems.s1", {"evidence": (LOGIN,)}),
    ("evidence.system_login:s1", {"evidence": (LOGIN,)}),
    ("servers", {"servers": (a_server("1", "2", "3"),)}),
    ("demonstration.xinchuang", {"demonstration": {"xinchuang": "没有"}}),
    ("", {"sample": True}),
]


@pytest.mark.parametrize(("place", "edit"), EDITS, ids=lambda item: str(item)[:40])
def test_an_edit_at_a_place_shows_in_its_digest(place: str, edit: dict[str, Any]) -> None:
    assert digest(zhejiang(), replace(START, **edit), place) != digest(zhejiang(), START, place)


def test_an_edit_elsewhere_does_not_show() -> None:
    edited = replace(START, enterprise={"name": "乙"}, answers={"cloud_storage": Pair("1", "3")})
    for place in ("systems.s1", "evidence.business_licence", "demonstration.xinchuang", "servers"):
        assert digest(zhejiang(), edited, place) == digest(zhejiang(), START, place)


def test_every_place_leads_to_a_screen_and_stands_once() -> None:
    found = list(places(zhejiang(), START))
    assert len(found) == len(set(found))
    screens = {step_of(zhejiang(), START, place) for place in found}
    assert screens == {step.id for step in steps(zhejiang())} - {"evidence", "seal"}
