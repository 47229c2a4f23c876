"""A second standard needs files and no code: the whole way from filing to verified package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from desktop.documents.workbook import read_workbook
from desktop.filing import open_filing
from desktop.model.filing import EvidenceUse
from desktop.model.filing_json import from_document
from desktop.model.numbers import fixed
from desktop.package.report import Verdict
from desktop.standard.checks import ready
from desktop.standard.entry import accepted
from desktop.standard.scoring import State, score
from desktop.workspace import assessing, importing, standards
from desktop.workspace.editing import attach, set_values
from desktop.workspace.sealing import seal
from desktop.workspace.verifying import verify

FOLDER = Path(__file__).parent.parent / "second_standard"


@pytest.fixture(autouse=True)
def _only_the_second_standard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(standards, "FORMS", FOLDER)
    standards.texts_of.cache_clear()
    standards.standard.cache_clear()
    yield
    standards.texts_of.cache_clear()
    standards.standard.cache_clear()


ANSWERS = {
    "enterprise.name": "样板省样板厂",
    "enterprise.headcount": "120",
    "enterprise.mission": "造好机器",
    "batch.city": "样板市",
    "batch.county": "样板区",
    "answers.cloud_engineers.n": "1",
    "answers.cloud_engineers.m": "16",
    "answers.training": "cloud,data",
    "demonstration.vision": "星辰大海",
    "servers.0.name": "云主机",
    "servers.0.count": "2",
    "servers.0.cpu_cores": "8",
    "servers.0.memory_gb": "32",
    "servers.0.cloud": "是",
    "servers.1.name": "旧主机",
    "servers.1.count": "1",
    "servers.1.cpu_cores": "4",
    "servers.1.memory_gb": "16",
}


def filled(folder: Path) -> Path:
    path = folder / "第二.yunqi"
    importing.new(path, "js-2030")
    systems = {"a1": ("arms", "是"), "a2": ("arms", "否"), "c1": ("carts", "是")}
    described = {
        f"systems.{key}.{name}": value
        for key, (category, cloud) in systems.items()
        for name, value in {"name": f"系统{key}", "category": category, "cloud": cloud, "summary": "有用"}.items()
    }
    with open_filing(path) as store:
        set_values(store, [*ANSWERS.items(), *described.items(), ("systems.c1.collaborates", "是")])
        for number, key in enumerate(systems):
            picture = folder / f"{key}.png"
            Image.new("RGB", (8 + number, 8)).save(picture)
            attach(store, picture, EvidenceUse("photo", key))
    return path


def test_its_own_rules_give_its_own_score(tmp_path: Path) -> None:
    with open_filing(filled(tmp_path)) as store:
        card = score(store.standard, store.filing)
    points = {item.id: fixed(item.score) for item in card.indicators.values() if item.state is State.SCORED}
    assert points == {
        "cloud_engineers": "0.16",  # 1/16 × 2.5 = 0.15625
        "training": "6.67",
        "arms": "5.00",
        "carts": "5.00",
        "teamwork": "4.00",
        "boxes": "5.60",
    }
    assert (card.self_max, card.expert_max, fixed(card.self_score)) == (42.5, 7, "26.43")


def test_its_own_requirements_are_checked(tmp_path: Path) -> None:
    with open_filing(filled(tmp_path)) as store:
        found = assessing.findings(store)
    assert ready(found)
    assert "evidence_missing@evidence.diploma" in {item.key for item in found}


def test_it_is_sealed_verified_and_comes_back(tmp_path: Path) -> None:
    with open_filing(filled(tmp_path)) as store:
        sealed = seal(store, tmp_path / "out", date="2030-05-01")
        original = store.filing
    report = verify(sealed.path)
    assert (report.verdict, report.enterprise, report.problems) == (Verdict.INTACT, "样板省样板厂", ())
    assert importing.import_source(sealed.path, tmp_path / "回来.yunqi") == original


def test_its_workbook_is_a_form_too(tmp_path: Path) -> None:
    with open_filing(filled(tmp_path)) as store:
        sealed = seal(store, tmp_path / "out", date="2030-05-01")
        standard, original = store.standard, store.filing
    with ZipFile(sealed.path) as package:
        data = package.read(next(name for name in package.namelist() if name.endswith(".xlsx")))
    back = accepted(standard, from_document(read_workbook(data, standards.standard).document))
    assert back.systems == original.systems
    assert back.answers == original.answers
    assert back.enterprise == original.enterprise
