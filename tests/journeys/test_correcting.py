from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from desktop.package.bag_info import read_bag_info
from desktop.package.layout import BAG_INFO
from desktop.standard.definition import FieldKind, Ratio
from desktop.standard.figures import quantities
from tests.factories.filings import zhejiang
from tests.factories.packages import files_of
from tests.journeys.conftest import Begin, Yunqi
from tests.journeys.person import Person
from tests.journeys.sealing import seals

_FIGURE = next(item for item in zhejiang().indicators if isinstance(item.formula, Ratio) and not item.formula.n.field)
_PHONE = next(item for item in zhejiang().fields if item.kind is FieldKind.PHONE)
_REASON = "总机改造中，暂用短号"


def test_a_figure_is_corrected_after_sealing_and_sealed_again(
    begins: Begin, documents: Path, sample_file: Path, tmp_path: Path, yunqi: Yunqi
) -> None:
    """The bureau asks about a figure; it is corrected, what changed is shown, the second version is sealed."""
    path = Path(shutil.copy(sample_file, documents))
    before = yunqi("show", path, "--json")
    person = begins(path)
    person.waits_until(lambda: path.stem in person.hears())
    person.presses("Return")
    person.waits_for("下一步")
    person.clicks_step("检查与封装")
    first = seals(person, tmp_path)
    overwrites_figure(person, "250")
    overwrites_phone(person, "12")
    person.clicks_step("检查与封装")
    assert "第 1 版之后有 2 处修改" in person.reads()
    person.clicks("查看修改")
    was = before["answers"][_FIGURE.id]["n"]
    assert all(words in person.reads() for words in (f"{was} → 250", f"{before['enterprise'][_PHONE.id]} → 12"))
    person.waits_for("给 1 处警告写明理由")
    person.clicks("理由", QLineEdit)
    person.types(_REASON)
    second = seals(person, tmp_path)
    assert "已封装第 2 版" in person.reads()
    person.presses("Ctrl+W")
    person.waits_until(lambda: path.stem in person.hears())
    assert_the_second_replaces_the_first(yunqi, first, second)
    after = yunqi("show", path, "--json")
    assert list(after.pop("reasons").values()) == [_REASON]
    before["answers"][_FIGURE.id]["n"], before["enterprise"][_PHONE.id] = "250", "12"
    assert after == before
    assert yunqi("check", path, "--json")["ready"]


def overwrites_figure(person: Person, value: str) -> None:
    named = quantities(_FIGURE.formula)
    assert named
    step = next(item for item in zhejiang().dimensions if item.id == _FIGURE.dimension)
    person.clicks_step(step.title)
    person.clicks(f"{named[0].label} N（{named[0].unit}）")
    person.presses("Ctrl+A")
    person.types(value)


def overwrites_phone(person: Person, value: str) -> None:
    person.clicks_step("企业信息")
    person.clicks(_PHONE.label)
    person.presses("Ctrl+A")
    person.types(value)


def assert_the_second_replaces_the_first(yunqi: Yunqi, first: Path, second: Path) -> None:
    reports = yunqi("verify", first, second, "--json")["packages"]
    assert [(item["verdict"], item["version"]) for item in reports] == [("intact", 1), ("intact", 2)]
    assert read_bag_info(files_of(second)[BAG_INFO]).supersedes == reports[0]["seal_code"]
