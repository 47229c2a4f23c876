from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.errors import StandardError
from desktop.model.filing import Batch, EvidenceUse, StandardRef, System, empty_filing
from desktop.paths import FORMS
from desktop.standard.definition import Standard
from desktop.standard.hints import FILE, load_hints
from desktop.standard.loading import FILES, load
from desktop.workspace.inbox import propose
from desktop.workspace.standards import examine_folder, hints_of, read_folder
from tests.factories.filings import zhejiang
from tests.factories.inbox import an_item

TEXT = (FORMS / "zj-2021" / FILE).read_text(encoding="utf-8")
OTHER = Path(__file__).parent.parent / "second_standard" / "js-2030"


def other() -> Standard:
    return load(read_folder(OTHER))


def test_every_requirement_that_is_proposed_exists_and_systems_have_an_order() -> None:
    hints = hints_of(zhejiang())
    assert set(hints.by_requirement) <= set(zhejiang().requirement_by_id)
    assert [hints.by_requirement[key].position for key in ("system_login", "system_home")] == [1, 2]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('requirement = "business_licence"', 'requirement = "licence"', "没有材料要求“licence”"),
        ('requirement = "service_invoice"', 'requirement = "service_contract"', "出现了两次"),
        ('kinds = ["licence"]', 'kinds = ["licences"]', "kinds"),
        ("position = 2", "position = -1", "从 1 数起"),
        ('words = ["营业执照", "执照"]', 'words = ["营业执照", " "]', "空的字样"),
        ("single = true", "sole = true", "sole"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(StandardError, match=rf"{FILE} 第 \d+ 行.*{said}"):
        load_hints(zhejiang(), TEXT.replace(old, new, 1))


def test_checking_a_standard_looks_at_its_hints_too(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_text((FORMS / "zj-2021" / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / FILE).write_text(TEXT.replace("position = 1", "position = -1", 1), encoding="utf-8")
    assert "从 1 数起" in examine_folder(tmp_path)[1][0]
    assert FILE not in FILES  # hints are no part of the standard that a filing records


def test_another_standard_is_proposed_by_its_own_hints() -> None:
    assert examine_folder(OTHER)[1] == []
    standard = other()
    systems = (
        System("r1", "焊接机器人", standard.categories[0].id),
        System("r2", "喷涂机器人", standard.categories[0].id),
    )
    filing = replace(
        empty_filing(StandardRef(standard.id, standard.sha256), Batch(standard.batches[0].id)), systems=systems
    )
    hints = load_hints(standard, (OTHER / FILE).read_text(encoding="utf-8"))
    items = [an_item("焊接机器人照片.png"), an_item("现场/喷涂机器人.jpg"), an_item("合影.jpg")]
    made = propose(standard, filing, items, hints=hints)
    assert [item.proposal for item in made] == [EvidenceUse("photo", "r1"), EvidenceUse("photo", "r2"), None]
    assert made[0].sure
