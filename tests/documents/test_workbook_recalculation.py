from __future__ import annotations

import io
import random
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from desktop.documents.dossier import Dossier, Stamp
from desktop.documents.workbook import read_workbook, workbook_disagreements, write_blank_form, write_workbook
from desktop.model.filing import Filing, Pair
from desktop.model.filing_json import from_document
from desktop.standard.definition import Dimension, Indicator, Quantity, Ratio, Standard
from desktop.standard.entry import accepted
from tests.documents.factories_workbook import SECOND_VERSION, blank, dossier_of, full, standard

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_TIES = [
    ("1", "8"),
    ("23", "1000"),
    ("3", "8"),
    ("7", "400"),
    ("0.23", "10.00"),
    ("1.15", "50"),
    ("0", "0"),
    ("5", "4"),
    ("2", "0"),
]


def resaved(tmp_path: Path, *workbooks: bytes) -> list[bytes]:
    """The workbooks as LibreOffice saves them after calculating every formula anew."""
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    sources = [tmp_path / f"{number}.xlsx" for number, _ in enumerate(workbooks)]
    for source, workbook in zip(sources, workbooks, strict=True):
        source.write_bytes(workbook)
    out = tmp_path / "out"
    command = ["soffice", "--headless", f"-env:UserInstallation={profile.parent.as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(out), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [(out / source.name).read_bytes() for source in sources]


def forgetful(workbook: bytes) -> bytes:
    """The workbook with every stored value of a formula spoilt, so that only calculation can bring it back."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            target.writestr(info, re.sub(rb"(</f><v>)[^<]*", rb"\g<1>999", source.read(info)))
    return out.getvalue()


def of_ratios(pairs: list[tuple[str, str]]) -> Dossier:
    """A dossier of another standard: one dimension with as many ratios as there are pairs."""
    ratio = Ratio(n=Quantity("甲", "个"), m=Quantity("乙", "个"))
    indicators = tuple(
        Indicator(
            id=f"r{place}", dimension="d", title=f"指标{place}", weight=Decimal(5), explanation="说明", formula=ratio
        )
        for place, _ in enumerate(pairs)
    )
    dimension = Dimension(id="d", title="维度", weight=Decimal(5 * len(pairs)))
    other: Standard = replace(standard(), id="other", dimensions=(dimension,), indicators=indicators)
    filing: Filing = replace(blank(other), answers={f"r{place}": Pair(*pair) for place, pair in enumerate(pairs)})
    return dossier_of(filing, replace(other, requirements=other.requirements[:1]))


def many_pairs() -> list[tuple[str, str]]:
    dice = random.Random(2021)
    ties = [(str(dice.randrange(1, size)), str(size)) for size in (8, 16, 40, 80, 400, 1000, 2000) for _ in range(30)]
    scaled = [(f"{int(n) / 100:.2f}", f"{int(m) / 100:.2f}") for n, m in ties]
    wild = [(f"{dice.uniform(0, 900):.3f}", f"{dice.uniform(900, 10**9):.4f}") for _ in range(60)]
    return [*_TIES, *ties, *scaled, *wild]


def test_libreoffice_calculates_every_figure_as_the_score_card_has_it_and_saves_a_form_that_reads_back(
    tmp_path: Path,
) -> None:
    dossiers = [of_ratios(many_pairs()), dossier_of(full(40), stamp=SECOND_VERSION), dossier_of(blank())]
    dossiers.append(dossier_of(replace(full(0), servers=())))
    saved = resaved(tmp_path, *(forgetful(write_workbook(dossier)) for dossier in dossiers))
    for dossier, workbook in zip(dossiers, saved, strict=True):
        told = [item.code for item in workbook_disagreements(workbook, dossier)]
        assert told == ["workbook_rewritten"]  # every figure is the same; it is only no longer our file
        found = accepted(
            dossier.standard,
            from_document(read_workbook(workbook, {dossier.standard.id: dossier.standard}.__getitem__).document),
        )
        assert found == replace(dossier.filing, evidence=())


def test_a_form_that_libreoffice_saved_reads_back_equal_and_keeps_its_choices_hints_and_protection(
    tmp_path: Path,
) -> None:
    dossier = dossier_of(full(12), stamp=Stamp(0, ""))
    [saved] = resaved(tmp_path, write_blank_form(dossier))
    reading = read_workbook(saved, lambda _: dossier.standard)
    assert [item.sentence for item in reading.cells if not item.taken] == []
    found = accepted(dossier.standard, from_document(reading.document))
    assert replace(found, reasons={}) == replace(dossier.filing, evidence=(), reasons={})
    with zipfile.ZipFile(io.BytesIO(saved)) as parts:
        texts = {name: parts.read(name) for name in parts.namelist()}
    assert any(b"dataValidation " in text for text in texts.values())
    assert any("comments" in name for name in texts)
    assert any(b"<sheetProtection" in text for text in texts.values())
