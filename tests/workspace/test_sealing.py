from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.errors import PackageError, RefusedError
from desktop.filing import FilingStore, open_filing
from desktop.package.report import Verdict
from desktop.paths import SAMPLE
from desktop.workspace import signatures
from desktop.workspace.composing import PRINTED
from desktop.workspace.editing import choose_overview, set_values
from desktop.workspace.importing import import_source
from desktop.workspace.sealing import seal
from desktop.workspace.verifying import passed, verify
from tests.documents.printed_dossiers import pages_of
from tests.factories.keys import PASSWORD, a_pfx
from tests.factories.stores import a_file

DATE = "2021-11-20"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample as a filing file."""
    path = tmp_path_factory.mktemp("样例") / "样例.yunqi"
    import_source(SAMPLE / "filing.json", path)
    return path.read_bytes()


@pytest.fixture
def store(sample: bytes, tmp_path: Path) -> Iterator[FilingStore]:
    path = tmp_path / "样例.yunqi"
    path.write_bytes(sample)
    with open_filing(path) as opened:
        yield opened


def test_the_same_filing_and_date_give_the_same_version_and_bytes(store: FilingStore, tmp_path: Path) -> None:
    first = seal(store, tmp_path / "一", date=DATE)
    second = seal(store, tmp_path / "二", date=DATE)
    without_date = seal(store, tmp_path / "三")
    assert first.path.read_bytes() == second.path.read_bytes() == without_date.path.read_bytes()
    assert [item.version for item in store.seals()] == [1]


def test_the_choice_of_the_overview_is_sealed_with_the_filing(store: FilingStore, tmp_path: Path) -> None:
    seal(store, tmp_path / "一", date=DATE)
    choose_overview(store, no_overview=True)
    first, second = (seal(store, tmp_path / name, date="2021-11-21") for name in ("二", "三"))
    assert first.path.read_bytes() == second.path.read_bytes()
    report = verify(first.path)
    assert (report.verdict, report.version, report.problems) == (Verdict.INTACT, 2, ())
    with ZipFile(first.path) as package:
        printed = next(package.read(name) for name in package.namelist() if name.endswith(PRINTED))
    pages = pages_of(printed)
    assert not any("自评概览" in page for page in pages)
    assert "不附负责人参阅页否是" in "".join(pages)


def test_after_a_change_it_is_version_2_that_says_what_it_supersedes_and_what_changed(
    store: FilingStore, tmp_path: Path
) -> None:
    first = seal(store, tmp_path, date=DATE)
    set_values(store, [("enterprise.revenue", "312681.00")])
    second = seal(store, tmp_path, date="2021-11-21")
    assert second.path.name.startswith("2021-1-浙江样例动力股份有限公司-v2-")
    with ZipFile(second.path) as package:
        info = next(package.read(name).decode() for name in package.namelist() if name.endswith("/bag-info.txt"))
    assert f"Supersedes: {first.seal_code}" in info
    report = verify(second.path)
    assert (report.verdict, report.version, report.problems) == (Verdict.INTACT, 2, ())
    assert passed(verify(first.path))


def test_a_signed_version_is_made_again_with_its_signature_and_without_the_key(
    store: FilingStore, tmp_path: Path
) -> None:
    """The key is of a kind that never signs twice the same."""
    key = signatures.opened(a_pfx(tmp_path / "公司.pfx"), PASSWORD)
    first = seal(store, tmp_path / "一", date=DATE, key=key)
    again = seal(store, tmp_path / "二")
    assert again.path.read_bytes() == first.path.read_bytes()
    assert verify(again.path, trust=[tmp_path / "公司.cer"]).signature == "valid"
    assert [item.version for item in store.seals()] == [1]


def test_a_version_signed_later_or_by_another_is_made_again_as_it_was_signed_last(
    store: FilingStore, tmp_path: Path
) -> None:
    unsigned = seal(store, tmp_path / "一", date=DATE)
    keys = [signatures.opened(a_pfx(tmp_path / f"{name}.pfx"), PASSWORD) for name in "甲乙"]
    signed = [seal(store, tmp_path / key.fingerprint, key=key) for key in keys]
    assert {item.seal_code for item in signed} == {unsigned.seal_code}
    assert seal(store, tmp_path / "四").path.read_bytes() == signed[1].path.read_bytes()
    set_values(store, [("enterprise.revenue", "312681.00")])
    assert verify(seal(store, tmp_path, date=DATE).path).signature == "none"


def test_another_date_is_another_version(store: FilingStore, tmp_path: Path) -> None:
    seal(store, tmp_path, date=DATE)
    seal(store, tmp_path / "二", date="2021-11-22")
    assert [item.date for item in store.seals()] == [DATE, "2021-11-22"]
    third = seal(store, tmp_path / "三", date="2021-11-22")
    assert third.path.read_bytes() == next((tmp_path / "二").glob("*.zip")).read_bytes()


def test_going_back_to_an_earlier_state_is_a_version_of_its_own(store: FilingStore, tmp_path: Path) -> None:
    for number, revenue in enumerate(("1.00", "2.00", "1.00")):
        set_values(
            store,
            [
                ("enterprise.revenue", revenue),
                ("enterprise.profit", "0"),
                ("enterprise.tax", "0"),
                ("enterprise.rnd_spend", "0"),
            ],
        )
        seal(store, tmp_path / str(number), date=DATE)
    assert [item.version for item in store.seals()] == [1, 2, 3]


def test_errors_stop_the_seal_and_a_draft_says_it_is_one(tmp_path: Path) -> None:
    with open_filing(a_file(tmp_path)) as store:
        with pytest.raises(RefusedError, match="错误"):
            seal(store, tmp_path)
        draft = seal(store, tmp_path, draft=True, date=DATE)
        assert store.seals() == ()
    assert "草稿" in draft.path.name
    report = verify(draft.path)
    assert (report.verdict, report.problems) == (Verdict.DRAFT, ())
    assert not passed(report)


def test_a_version_is_on_record_before_its_package_has_a_name(
    store: FilingStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_rename(*_: Path) -> Path:
        raise OSError(13, "被占用")

    monkeypatch.setattr(Path, "rename", no_rename)
    with pytest.raises(PackageError):
        seal(store, tmp_path / "包", date=DATE)
    monkeypatch.undo()
    assert [item.version for item in store.seals()] == [1]
    assert list((tmp_path / "包").iterdir()) == []
    set_values(store, [("enterprise.name", "改名公司")])
    assert "-v2-" in seal(store, tmp_path / "包", date=DATE).path.name


def test_damaged_evidence_in_the_file_is_found_while_sealing(
    store: FilingStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FilingStore, "content", lambda self, sha256: iter([b"not what was attached"]))
    with pytest.raises(PackageError):
        seal(store, tmp_path / "包", date=DATE)
    assert list((tmp_path / "包").iterdir()) == []


def test_progress_reaches_its_end(store: FilingStore, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    seal(store, tmp_path, date=DATE, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 0
    assert seen == sorted(seen)


@pytest.mark.parametrize("after", [0, 1], ids=["before anything is written", "while it is written"])
def test_a_cancelled_seal_leaves_nothing(store: FilingStore, tmp_path: Path, after: int) -> None:
    def cancel(done: int, _: int) -> None:
        if done >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seal(store, tmp_path / "包", date=DATE, progress=cancel)
    assert list(tmp_path.glob("包/*")) == []
    assert store.seals() == ()
