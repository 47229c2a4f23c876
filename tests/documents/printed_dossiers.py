"""Dossiers for the tests of the printed application, and what its pages say."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2

from desktop.documents.dossier import Dossier, Stamp
from desktop.documents.fonts import unprintable
from desktop.model.filing import (
    CloudService,
    Evidence,
    EvidenceUse,
    Filing,
    Pair,
    Server,
    System,
)
from desktop.standard.catalogue import catalogue
from desktop.standard.checks import check
from desktop.standard.definition import FieldKind
from desktop.standard.findings import Surroundings
from desktop.standard.scoring import score
from tests.factories.filings import a_filing, zhejiang

CODE = "9f3a12bc" * 7 + "00ff00ff"
SOFTWARE = "云企自评 0.1.0"


def a_dossier(filing: Filing, stamp: Stamp | None = None) -> Dossier:
    standard = zhejiang()
    return Dossier(
        standard=standard,
        filing=filing,
        card=score(standard, filing),
        findings=check(standard, filing, Surroundings({}, unprintable)),
        entries=catalogue(standard, filing),
        stamp=stamp or Stamp(1, "2021-11-26", CODE),
        software=SOFTWARE,
    )


def _systems(plant: Callable[[str], str], categories: Sequence[str]) -> tuple[System, ...]:
    return tuple(
        System(
            f"s{number}",
            plant("系统"),
            category,
            cloud=number % 2 == 0,
            collaborates=True,
            platform=plant("平台"),
            provider=plant("供应商"),
            summary=plant("简介"),
            display_name=plant("显示名"),
        )
        for number, category in enumerate(categories)
    )


def _evidence(plant: Callable[[str], str]) -> tuple[Evidence, ...]:
    return (
        Evidence(
            plant("文件") + ".pdf",
            "0123456789abcdef" * 4,
            123456789,
            (EvidenceUse("business_licence"),),
            "2020-07-08",
            plant("说明"),
        ),
        Evidence("b.png", "fedcba9876543210" * 4, 22, (EvidenceUse("system_login", "s0"),), "", plant("说明")),
        Evidence("c.pdf", "ab" * 32, 33, (EvidenceUse("service_contract", "c1"),)),
    )


def planted() -> tuple[Filing, tuple[str, ...]]:
    """A filing with its own string in every place that takes text, and all those strings."""
    texts: list[str] = []

    def plant(place: str) -> str:
        texts.append(f"〔植{len(texts):03d}{place}内容，Ab{len(texts)}c（甲乙丙丁）〕")
        return texts[-1]

    standard = zhejiang()
    figures = {
        field.id: f"{7000 + row}.25" if field.kind is not FieldKind.COUNT else str(7000 + row)
        for row, field in enumerate(standard.fields)
        if field.kind.numeric
    }
    enterprise = {field.id: figures.get(field.id) or plant(field.label) for field in standard.fields}
    categories = [item.id for item in standard.categories]
    filing = a_filing(
        enterprise=enterprise,
        servers=tuple(Server(plant("服务器"), "3", "8", "32", cloud=on) for on in (True, False)),
        systems=_systems(plant, categories),
        unlisted_systems={categories[0]: "8765"},
        answers={"cloud_storage": Pair("8251.125", "9377.5"), "data_collaboration": ("rnd", "sales")},
        cloud_services=(
            CloudService("c1", plant("产品"), plant("服务商"), plant("合同"), "2019-03-04", "2020-05-06", "123.456"),
        ),
        demonstration={item.id: plant(item.title) for item in standard.narratives},
        evidence=_evidence(plant),
    )
    return filing, (
        *texts,
        *figures.values(),
        *("8765", "8251.125", "9377.5", "123.456", "2019-03-04", "2020-05-06", "2020-07-08"),
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages_of(data: bytes) -> list[str]:
    """The text of every page as pdfium reads it, without white space."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [squeezed(document[number].get_textpage().get_text_bounded()) for number in range(len(document))]
    finally:
        document.close()


def poppler_text(data: bytes, folder: Path, *options: str) -> str:
    """The whole text as pdftotext reads it, without white space."""
    path = folder / "printed.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return squeezed(done.stdout.decode())
