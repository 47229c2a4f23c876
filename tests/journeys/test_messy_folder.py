"""A folder full of mess is dropped, sorted with the keyboard alone, and lies in the filing where it belongs.

Every day a share of it; with YUNQI_FULL=1 the whole case: 30 systems, 60 screenshots, 40 invoices and contracts.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from desktop.gui.spots import spots_of
from desktop.model.filing import EvidenceUse, Filing
from tests.factories.filings import zhejiang
from tests.factories.inbox import Document, an_enterprise, messy_folder
from tests.factories.stores import a_file
from tests.journeys.conftest import Begin, Yunqi
from tests.journeys.person import Person

MOST = 1000 if os.environ.get("YUNQI_FULL") else 14  # documents of the case
ACTIONS = 40
_LIKELY = re.compile(r"^(?:.*按数字选：)?(\d)　(.+)$", re.MULTILINE)
Truth = Mapping[str, str]  # where a file belongs, in words, by its name; "" for nowhere


def truth_of(documents: Mapping[Path, Document], filing: Filing) -> Truth:
    """What the person knows of their files."""
    words = {spot.use: spot.words for spot in spots_of(zhejiang(), filing)}
    return {path.name: words[document.use] if document.use else "" for path, document in documents.items()}


def name_in(heard: str, truth: Truth) -> str:
    """Which of the person's files it is; "" for one they know nothing of."""
    return next((name for name in truth if f"：{name}，" in heard), "")


def key_for(heard: str, truth: Truth) -> str:
    """What somebody presses who hears of a file, knowing where it belongs; F2 where they have to search for it."""
    wanted = truth.get(name_in(heard, truth), "")
    if not wanted:
        return "Delete"
    if f"归到{wanted}，" in heard:
        return "Shift+Return"  # and all that is proposed on the same ground
    digits: dict[str, str] = {words: digit for digit, words in _LIKELY.findall(heard)}
    return digits.get(wanted, "F2")


def test_a_messy_folder_is_sorted_with_few_keys(
    begins: Begin, documents: Path, tmp_path: Path, yunqi: Yunqi, capsys: pytest.CaptureFixture[str]
) -> None:
    filing = an_enterprise()
    made = messy_folder(tmp_path / "收到的材料", filing, most=MOST)
    truth = truth_of(made, filing)
    path = a_file(documents, filing, "乱七八糟.yunqi")
    person = begins(path, size=(1090, 580))
    person.presses("Return")
    person.waits_for("下一步")
    person.clicks_step("佐证材料")
    person.drops([tmp_path / "收到的材料"], "通知要求的材料")
    person.keys, clicks = 0, person.clicks_made
    person.waits_until(lambda: "都读完了" in person.reads(), patience=120_000)
    sorts(person, truth)
    with capsys.disabled():
        print(f"\n{len(made)} files with {person.keys} key presses")
    assert person.keys <= ACTIONS
    assert person.clicks_made == clicks
    takes_one_back_and_again(person)
    person.waits_for("✓ 已保存")
    person.presses("Ctrl+W")
    person.waits_until(lambda: "案卷列表" in person.hears())
    assert_all_lies_where_it_belongs(yunqi("show", path, "--json"), made)


def sorts(person: Person, truth: Truth) -> None:
    """Confirm what is sure, then look at one after the other."""
    person.presses("Ctrl+Return")
    person.waits_for("归档了")
    sent = ""
    while "请看一眼" in person.hears() and person.keys <= ACTIONS:
        before = person.hears()
        key = key_for(before, truth)
        person.presses(key)
        if key == "F2":
            wanted = truth[name_in(before, truth)]
            searches(person, wanted, sent)
            sent = wanted
        person.waits_until(lambda heard=before: person.hears() != heard)  # type: ignore[misc]  # bound now
        person.waits_until(lambda: "正在归档" not in person.reads())


def searches(person: Person, wanted: str, before: str) -> None:
    """Take the place that stands first, or write as much of another as finds it; every character counts."""
    if wanted != before:
        words = [spot.words for spot in spots_of(zhejiang(), an_enterprise())]
        subject, _, label = wanted.partition("：")
        said = [subject[:4], *(f"{subject[:4]} {label[at : at + 2]}" for at in range(len(label) - 1)), wanted]
        typed = next(text for text in said if finds(text, words) == wanted)
        person.speaks(typed)
        person.keys += len(typed)
    person.presses("Return")


def finds(typed: str, words: list[str]) -> str:
    """What stands first where this was written."""
    return next((said for said in words if all(part in said for part in typed.split())), "")


def takes_one_back_and_again(person: Person) -> None:
    """What is taken back waits in the inbox again."""
    assert "收件箱  " not in person.reads(), "all was looked at"
    person.presses("Ctrl+Z")
    person.waits_for("份待确认")
    person.presses("Ctrl+Y")
    person.waits_until(lambda: "份待确认" not in person.reads())


def assert_all_lies_where_it_belongs(shown: dict[str, Any], made: Mapping[Path, Document]) -> None:
    there = {
        (EvidenceUse(use["requirement"], use["subject"]), item["sha256"])
        for item in shown["evidence"]
        for use in item["for"]
    }
    wanted = {(document.use, digest_of(path, document)) for path, document in made.items() if document.use}
    assert there == wanted


def digest_of(path: Path, document: Document) -> str:
    """The SHA-256 of a file, or of what lies packed at this place."""
    return hashlib.sha256(path.read_bytes() if path.is_file() else document.content()).hexdigest()
