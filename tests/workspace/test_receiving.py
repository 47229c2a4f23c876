"""What the bureau sees of packages, and which of several counts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.errors import InputError, RefusedError
from desktop.package.report import Verdict
from desktop.workspace import ranking
from desktop.workspace.receiving import Place, Received, packages_in, receive, standing_among
from desktop.workspace.receiving_many import receive_all
from tests.factories.packages import files_of, unpacked
from tests.factories.received import an_enterprise, sealed


def damaged(package: Path, folder: Path) -> Path:
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    target = folder / f"坏-{package.name}"
    target.write_bytes(data)
    return target


def test_a_sound_package_says_whose_it_is_and_what_it_scores(received: tuple[Received, ...]) -> None:
    found = received[3]
    assert found.sound
    assert (found.enterprise, found.county, found.version) == ("浙江丁五金有限公司", "余杭区", 1)
    assert (found.score, found.self_max, found.batch_title) == ("7.81", "75", "2021 年第一批")
    assert found.figures["cloud_storage"] == ("101", "303")
    assert "五金制造" in found.columns


def test_a_damaged_package_is_told_and_never_counts(twelve: tuple[Path, ...], tmp_path: Path) -> None:
    found = receive(damaged(twelve[0], tmp_path))
    assert found.report
    assert (found.report.verdict, found.sound) == (Verdict.DAMAGED, False)
    assert "不完好" in found.sentence


def test_a_damaged_package_does_not_inherit_what_was_decided_about_the_sound_one(
    twelve: tuple[Path, ...], received: tuple[Received, ...], tmp_path: Path
) -> None:
    found = receive(damaged(twelve[0], tmp_path))
    assert found.code == received[0].code  # the manifest is untouched
    assert found.key != received[0].key
    assert found.key == receive(found.path).key


def test_what_is_not_there_is_a_sentence_not_an_exception(tmp_path: Path) -> None:
    found = receive(tmp_path / "没有.zip")
    assert found.report is None
    assert "没有.zip" in found.sentence


def test_the_newest_version_counts_and_the_others_say_why_not(tmp_path: Path) -> None:
    first = sealed(tmp_path, an_enterprise(1))
    second = sealed(tmp_path, an_enterprise(1, unlisted_systems={"office": "1"}), 2, first.seal_code)
    copy = tmp_path / "再来一份.zip"
    shutil.copy(second.path, copy)
    places = standing_among(map(receive, (first.path, second.path, copy)))
    assert {path.name: item.place for path, item in places.items()} == {
        first.path.name: Place.SUPERSEDED,
        second.path.name: Place.NEWEST,
        copy.name: Place.DOUBLE,
    }
    assert "第 2 版" in places[first.path].sentence
    assert not places[second.path].sentence


def test_a_version_that_supersedes_another_one_than_that_at_hand_is_told(tmp_path: Path) -> None:
    first = sealed(tmp_path, an_enterprise(1))
    second = sealed(tmp_path, an_enterprise(1), 2, "0" * 64)
    assert "代替的" in standing_among(map(receive, (first.path, second.path)))[second.path].sentence


def test_two_different_first_versions_are_both_told(tmp_path: Path) -> None:
    one = sealed(tmp_path, an_enterprise(1), date="2021-11-20")
    other = sealed(tmp_path, an_enterprise(1, servers=()), date="2021-11-21")
    places = standing_among(map(receive, (other.path, one.path)))
    assert (places[one.path].place, places[other.path].place) == (Place.RIVAL, Place.NEWEST)
    assert all("内容不同" in item.sentence for item in places.values())


def test_names_that_differ_in_blanks_are_the_same_enterprise(received: tuple[Received, ...]) -> None:
    spaced = replace(received[0], enterprise=f" {received[0].enterprise[:4]}　{received[0].enterprise[4:]}")
    assert spaced.owner == received[0].owner


def test_a_folder_is_walked_and_an_unpacked_package_is_one(twelve: tuple[Path, ...], tmp_path: Path) -> None:
    deep = tmp_path / "余杭" / "第一天"
    deep.mkdir(parents=True)
    shutil.copy(twelve[0], deep)
    bag = unpacked(tmp_path / "解开的", files_of(twelve[1]))
    (tmp_path / "说明.txt").write_text("x")
    (tmp_path / ".隐藏.zip").write_bytes(b"x")
    found = list(packages_in([tmp_path, deep / twelve[0].name]))
    assert found == [bag, deep / twelve[0].name]


def test_many_are_the_same_on_all_cores_as_one_by_one(
    twelve: tuple[Path, ...], received: tuple[Received, ...], tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    paths = [*twelve[:4], damaged(twelve[4], tmp_path), tmp_path / "没有.zip"]
    found = {item.path: item for item in receive_all(paths, lambda *counts: told.append(counts), workers=2)}
    assert [found[path] for path in twelve[:4]] == list(received[:4])
    assert found.keys() == set(paths)
    assert told[-1] == (6, 6)


@pytest.mark.parametrize("workers", [1, 2])
def test_stopping_gives_what_is_there_and_ends(twelve: tuple[Path, ...], workers: int) -> None:
    class Enough(Exception):  # noqa: N818  (what a person wants, not an error)
        pass

    def progress(done: int, _: int) -> None:
        if done >= 2:
            raise Enough

    found = []
    with pytest.raises(Enough):
        found += list(receive_all(twelve, progress, workers=workers))


def test_batches_are_never_mixed_in_one_table(received: tuple[Received, ...], tmp_path: Path) -> None:
    other = [replace(item, batch="2022-1", batch_title="2022 年第一批") for item in received[:2]]
    written = ranking.write_tables([*received[2:], *other], tmp_path / "附件3.xlsx", "2021-11-28")
    assert {item.path.name: item.rows for item in written} == {
        "附件3-2021 年第一批.xlsx": 10,
        "附件3-2022 年第一批.xlsx": 2,
    }
    assert not (tmp_path / "附件3.xlsx").exists()


def test_where_nothing_is_sound_nothing_is_written(twelve: tuple[Path, ...], tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        ranking.write_tables([receive(damaged(twelve[0], tmp_path))], tmp_path / "附件3.xlsx", "2021-11-28")
    assert not (tmp_path / "附件3.xlsx").exists()


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(InputError, match="打不开"):
        list(packages_in([tmp_path]))
