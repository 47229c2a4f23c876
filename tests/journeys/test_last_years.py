from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

from desktop.standard.definition import FieldKind
from desktop.standard.flow import StepKind, steps
from tests.factories.filings import zhejiang
from tests.journeys.conftest import Begin, Yunqi
from tests.journeys.person import Person
from tests.journeys.sealing import seals

_MONEY = next(item for item in zhejiang().fields if item.kind is FieldKind.MONEY)
_NEW = "345678.90"


def test_a_consultant_begins_a_clients_filing_from_last_years(
    begins: Begin, documents: Path, sample_file: Path, tmp_path: Path, yunqi: Yunqi
) -> None:
    """Last year's file is dropped; every screen is looked through and confirmed, one figure is new; it is sealed."""
    stick = tmp_path / "U 盘"
    stick.mkdir()
    earlier = Path(shutil.copy(sample_file, stick / "去年.yunqi"))
    content, last_year = earlier.read_bytes(), yunqi("show", earlier, "--json")
    name = last_year["enterprise"][zhejiang().name_field.id]
    person = begins()
    person.clicks("沿用去年")
    person.drops([earlier], "选择文件…")
    person.waits_for(name)
    person.clicks("沿用并打开")
    person.waits_for("下一步")
    (path,) = documents.glob("*.yunqi")
    assert "待确认" in person.reads()
    person.clicks_step("检查与封装")
    person.waits_for("没有确认；请逐项核对后确认")
    person.clicks_step(steps(zhejiang())[0].title)
    looks_through(person)
    package = seals(person, tmp_path)
    person.clicks("← 案卷")
    person.waits_until(lambda: path.stem in person.hears())
    (report,) = yunqi("verify", package, "--json")["packages"]
    assert (report["verdict"], report["version"]) == ("intact", 1)
    this_year = yunqi("show", path, "--json")
    origin = this_year.pop("carried_from")
    assert origin == {"batch": last_year["batch"]["id"], "name_sha256": sha256(name.encode()).hexdigest()}
    last_year["enterprise"][_MONEY.id] = _NEW
    assert last_year.pop("sample")
    assert last_year.pop("basis")  # with or without tax is asked anew
    assert this_year == last_year  # nothing is left to confirm, and nothing else was changed
    assert earlier.read_bytes() == content


def looks_through(person: Person) -> None:
    """Screen after screen: one figure is new, some are confirmed one by one, the rest of the screen at once."""
    *all_steps, _ = steps(zhejiang())
    for step in all_steps:
        assert step.title in person.reads()
        if step.kind is StepKind.FORM:
            waiting = _waiting(person)
            person.tabs_to(_MONEY.label)
            person.presses("Ctrl+A")
            person.types(_NEW)
            person.presses("F9", "F9")  # to the first that waits; it is right as it is
            assert _waiting(person) == waiting - 2
        if "沿用自" in person.reads():
            person.presses("Ctrl+F9")
            person.waits_until(lambda: "沿用自" not in person.reads())
        person.presses("Ctrl+PgDown")


def _waiting(person: Person) -> int:
    """How many fields of the form say that they wait."""
    return person.reads().count("· 待确认")
