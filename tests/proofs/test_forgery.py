"""Packages in which everything was made to fit but one figure of the documents, or the key that signed: each is seen.

With YUNQI_FULL=1 some nine hundred of the ten thousand of `test_tampering`, whose classes these join.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.package.bag_info import read_bag_info, write_bag_info
from desktop.package.layout import BAG_INFO, FILING, PRINTED, SIGNATURE, TAG_MANIFEST, WORKBOOK
from desktop.package.report import Verdict
from desktop.signing import Signer, load_signer
from desktop.workspace.verifying import verify
from tests.factories.keys import PASSWORD, a_pfx
from tests.factories.packages import files_of, packed, with_seal_repaired, with_tags_repaired
from tests.factories.received import an_enterprise, sealed
from tests.proofs.test_tampering import Dice, Files, changed

FULL = bool(os.environ.get("YUNQI_FULL"))
EACH_DOCUMENT = {"small": 230 if FULL else 2, "sample": 30 if FULL else 1}  # of every class
EACH_SIGNED = 200 if FULL else 4


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package without evidence, which is compared in a fraction of the time."""
    return sealed(tmp_path_factory.mktemp("小"), an_enterprise(7)).path


def top_of(package: Path) -> str:
    with zipfile.ZipFile(package) as archive:
        return archive.namelist()[0].partition("/")[0] + "/"


def in_json(dice: Dice, files: Files) -> Files:
    """Another figure in filing.json; everything that sums it up is made to fit."""
    return {**files, FILING: other_digit(dice, files[FILING], rb'": "[0-9.]*([0-9])[0-9.]*"')}


def in_workbook(dice: Dice, files: Files) -> Files:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files[WORKBOOK])) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        sheets = [name for name in old.namelist() if re.search(rb"<v>[0-9.]*[0-9]</v></c>", old.read(name))]
        hit = dice.choice([name for name in sheets if name.startswith("xl/worksheets/")])
        for info in old.infolist():
            text = old.read(info)
            new.writestr(
                info, other_digit(dice, text, rb"<v>[0-9.]*([0-9])[0-9.]*</v>") if info.filename == hit else text
            )
    return {**files, WORKBOOK: out.getvalue()}


def in_pages(dice: Dice, files: Files) -> Files:
    """Another byte of the printed pages, which no manifest of the payload protects."""
    return changed(dice, files, (PRINTED,))


def other_digit(dice: Dice, text: bytes, pattern: bytes) -> bytes:
    found = dice.choice(list(re.finditer(pattern, text)))
    place = found.start(1)
    return (
        text[:place]
        + dice.choice([d for d in b"0123456789" if d != text[place]]).to_bytes(1, "big")
        + text[place + 1 :]
    )


@pytest.mark.slow
@pytest.mark.parametrize("size", EACH_DOCUMENT)
@pytest.mark.parametrize("tamper", [in_json, in_workbook, in_pages], ids=lambda item: item.__name__)
def test_one_figure_that_the_others_do_not_say_is_seen(
    package: Path, small: Path, tmp_path: Path, tamper: Callable[[Dice, Files], Files], size: str
) -> None:
    chosen = small if size == "small" else package
    files = files_of(chosen)
    dice = random.Random(tamper.__name__ + size)
    for number in range(EACH_DOCUMENT[size]):
        bad = tamper(dice, files)
        mended = with_tags_repaired(bad) if tamper is in_pages else with_seal_repaired(bad)
        report = verify(packed(tmp_path / "bad.zip", mended, top_of(chosen)))
        assert report.verdict is Verdict.DAMAGED, f"{tamper.__name__} {number}"
    print(f"{tamper.__name__} of the {size} package: {EACH_DOCUMENT[size]} packages, all seen")


def signed_by_another(dice: Dice, files: Files, forger: Signer) -> Files:
    """Signed anew with a key that is not the enterprise's; sometimes announced, sometimes around another figure."""
    bad = in_json(dice, files) if dice.randrange(2) else files
    info = read_bag_info(bad[BAG_INFO])
    told = replace(info, signer=forger.fingerprint) if dice.randrange(2) else info
    mended = with_seal_repaired({**bad, BAG_INFO: write_bag_info(told)})
    return {**mended, SIGNATURE: forger.sign(mended[TAG_MANIFEST])}


@pytest.mark.slow
def test_a_signature_with_another_key_is_seen(tmp_path: Path) -> None:
    own, forger = (
        load_signer(a_pfx(tmp_path / f"{name}.pfx").read_bytes(), PASSWORD, name) for name in ("own", "forger")
    )
    signed = sealed(tmp_path, an_enterprise(7), signer=own).path
    trust = [tmp_path / "own.cer"]
    assert verify(signed, trust=trust).signature == "valid"
    dice = random.Random("signature")
    for number in range(EACH_SIGNED):
        bad = packed(tmp_path / "bad.zip", signed_by_another(dice, files_of(signed), forger), top_of(signed))
        report = verify(bad, trust=trust)
        assert report.verdict is Verdict.DAMAGED or report.signature == "unknown_signer", number
    print(f"signed with another key: {EACH_SIGNED} packages, all seen")
