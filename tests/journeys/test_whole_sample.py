from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from desktop.model.file_names import safe_component
from desktop.model.filing import Filing
from desktop.model.filing_json import loads
from desktop.paths import SAMPLE
from tests.factories.filings import zhejiang
from tests.journeys.conftest import Begin, Yunqi
from tests.journeys.filling import Filling
from tests.journeys.person import as_png, picture_in
from tests.journeys.sealing import seals

Json = dict[str, Any]


def test_a_new_user_fills_in_the_whole_sample(
    begins: Begin, documents: Path, sample_file: Path, tmp_path: Path, yunqi: Yunqi
) -> None:
    """From the home screen to the package: every figure, text, tick, row and file of the sample, by hand."""
    sample = loads((SAMPLE / "filing.json").read_bytes())
    name = sample.enterprise[zhejiang().name_field.id]
    path = documents / f"{name}.yunqi"
    person = begins(size=(1090, 580))
    assert person.hears() == "新建案卷"
    person.presses("Space")
    person.types(name)
    person.clicks("新建并打开")
    person.waits_for("下一步：企业信息")
    filling = Filling(person, zhejiang(), sample, SAMPLE)
    filling.fill()
    package = seals(person, tmp_path)
    person.clicks("← 案卷")
    person.waits_until(lambda: name in person.hears())
    assert told(yunqi("check", path, "--json")) == told(yunqi("check", sample_file, "--json"))
    assert yunqi("score", path, "--json") == yunqi("score", sample_file, "--json")
    (report,) = yunqi("verify", package, "--json")["packages"]
    assert (report["verdict"], report["version"], report["enterprise"]) == ("intact", 1, name)
    assert comparable(yunqi("show", path, "--json")) == comparable(by_hand(sample, filling.pictures))


def by_hand(sample: Filing, pictures: set[tuple[str, str]]) -> Json:
    """The sample's filing.json, with all that is rightly different when it is filled in by hand.

    It is no sample; files have no folder; a pasted picture is a PNG of its own, named after what it shows.
    """
    filing: Json = json.loads((SAMPLE / "filing.json").read_text(encoding="utf-8"))
    del filing["sample"], filing["basis"]  # nobody chooses a basis here
    labels = {key: item.label for key, item in zhejiang().requirement_by_id.items()}
    names = {item.id: item.name for item in sample.systems}
    for item in filing["evidence"]:
        (use,) = item["for"]
        slot = (use["requirement"], use.get("subject", ""))
        if slot in pictures:
            content = as_png(picture_in(SAMPLE / item["file"]))
            item["file"] = f"{safe_component(f'{labels[slot[0]]}-{names[slot[1]]}', 80)}.png"
            item["sha256"], item["bytes"] = hashlib.sha256(content).hexdigest(), len(content)
    return filing


def told(check: Json) -> Json:
    """What is found but for what was read in invoices on the way: in the sample nobody has read them."""
    findings = [item for item in check["findings"] if not item["code"].startswith(("invoice", "basis"))]
    return {**check, "findings": findings}


def comparable(filing: Json) -> Json:
    """A filing.json without what may differ: order and folder of the files, what was read in them, the digest."""
    files = [{**item, "file": Path(item["file"]).name, "for": uses_of(item)} for item in filing["evidence"]]
    for item in files:
        item.pop("facts", None)
    evidence = sorted(files, key=lambda item: (item["for"], item["file"]))
    return {**filing, "evidence": evidence, "standard": filing["standard"]["id"]}


def uses_of(item: Json) -> list[tuple[str, str]]:
    return [(use["requirement"], use.get("subject", "")) for use in item["for"]]
