"""30 systems, 60 screenshots, 40 invoices and contracts: from the drop to everything placed, actions counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from desktop.model.filing import EvidenceUse, Filing
from desktop.workspace.inbox import Item, State, attachments, gather, groups, placed, propose, read, store
from tests.factories.filings import zhejiang
from tests.factories.inbox import Document, an_enterprise, as_item, messy_folder, reference_case
from tests.factories.stores import a_file, opened

ACTIONS = 40
Truth = dict[str, Document]


class Person:
    """Somebody who confirms what is right and corrects what is not, counting keys."""

    def __init__(self, filing: Filing, items: Sequence[Item], truth: Truth) -> None:
        self.filing, self.items, self.truth = filing, items, truth
        self.decided: dict[str, tuple[EvidenceUse, ...]] = {}
        self.actions = 0

    def look(self) -> tuple[Item, ...]:
        return propose(zhejiang(), self.filing, self.items, self.decided)

    def confirm(self, items: Sequence[Item]) -> None:
        self.actions += 1
        self.decided |= {item.key: (item.proposal,) for item in items if item.proposal}

    def correct(self, item: Item, use: EvidenceUse) -> None:
        self.actions += 1 if use in item.choices else 2  # one key, or a search for the place and Enter
        self.decided[item.key] = (use,)

    def work(self) -> None:
        self.confirm([item for item in self.look() if item.state is State.SURE])
        for group in groups(zhejiang(), self.filing, self.look()):
            if group.state is State.UNSURE:
                self.confirm([item for item in group.items if item.proposal == self.truth[item.key].use])
        while left := self.next_one():
            self.correct(*left)

    def next_one(self) -> tuple[Item, EvidenceUse] | None:
        waiting = (item for item in self.look() if item.state in {State.UNSURE, State.OPEN})
        return next(
            ((item, use) for item in waiting if item.key not in self.decided and (use := self.truth[item.key].use)),
            None,
        )


def test_everything_is_placed_within_forty_actions_and_nothing_sure_is_wrong() -> None:
    filing = an_enterprise()
    truth = {as_item(document).key: document for document in reference_case(filing)}
    person = Person(filing, [as_item(document) for document in truth.values()], truth)
    sure = [item for item in person.look() if item.sure]
    assert [(item.key, item.proposal) for item in sure if item.proposal != truth[item.key].use] == []
    assert len(sure) >= 80
    person.work()
    copies = {item.key for item in person.look() if item.state is State.COPY}
    assert {key: uses[0] for key, uses in person.decided.items()} == {
        key: document.use for key, document in truth.items() if document.use and key not in copies
    }
    assert {truth[key].path for key in copies} == {document.path for document in truth.values() if document.copy_of}
    print(f"{person.actions} actions for {len(truth)} files, {len(sure)} of them sure")
    assert person.actions <= ACTIONS


def test_a_folder_with_all_its_mess_goes_into_the_filing(tmp_path: Path) -> None:
    filing = an_enterprise()
    documents = messy_folder(tmp_path / "收到的材料", filing, most=15)
    truth = {path.as_posix(): document for path, document in documents.items()}
    found = gather([tmp_path / "收到的材料"])
    assert {item.reason for item in found.left_out} >= {"文档打开或下载时的临时文件，不是材料。"}
    items = propose(zhejiang(), filing, read(found.pieces))
    shown = {item.piece.source.shown: item for item in items}
    assert set(shown) >= set(truth)
    sure = {path: item for path, item in shown.items() if item.state is State.SURE}
    assert {path: item.proposal for path, item in sure.items()} == {path: truth[path].use for path in sure}
    assert any("系统截图.zip" in path for path in sure)
    with opened(a_file(tmp_path, filing)) as file:
        confirmed = attachments(items, {item.key: [item.proposal] for item in sure.values() if item.proposal})
        stored = [(item, blob) for item, blob in store(file, confirmed) if not isinstance(blob, str)]
        made = placed(file.standard, file.filing, stored)
        assert len(made.evidence) == len(confirmed) == len(sure)
        assert {use for item in made.evidence for use in item.uses} == {item.proposal for item in sure.values()}
        assert (
            b"".join(file.content(made.evidence[0].sha256))
            == documents[Path(confirmed[0].piece.source.shown)].content()
        )
    again = propose(zhejiang(), made, items)
    assert {item.key for item in again if item.state is State.ALREADY} == {item.key for item in sure.values()}
    invoices = [item.facts for item in made.evidence if item.facts and item.facts.kind == "invoice"]
    assert invoices
    assert all(facts.number for facts in invoices)


def test_a_file_that_changed_since_it_was_read_is_not_attached(tmp_path: Path) -> None:
    path = tmp_path / "ERP登录.png"
    path.write_bytes(b"one")
    (piece,) = gather([path]).pieces
    path.write_bytes(b"two")
    filing = an_enterprise()
    item = replace(as_item(reference_case(filing)[0]), piece=piece)
    with opened(a_file(tmp_path, filing)) as file:
        ((_, said),) = store(file, attachments([item], {item.key: [EvidenceUse("system_login", "s06")]}))
    assert isinstance(said, str)
    assert "又变了" in said
