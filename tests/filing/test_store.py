from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.errors import FilingFileError
from desktop.filing import FilingStore, Seal, create, open_filing
from desktop.filing.blobs import CHUNK
from desktop.filing.header import schema_version
from desktop.filing.tables import SCHEMA_VERSION
from desktop.model.filing import CloudService, Evidence, EvidenceUse, Filing, Pair
from desktop.workspace import standards
from tests.factories.filings import a_filing, a_server, a_system, zhejiang
from tests.factories.stores import a_file, opened

NOW = "2021-11-20T06:03:22+00:00"


def full() -> Filing:
    return a_filing(
        enterprise={"name": "浙江样例䶮公司", "it_status": "第一行\n第二行"},
        servers=(a_server("3", "2", "7.5"), a_server("1", "6", "10", cloud=False)),
        systems=(a_system("s1", collaborates=True), a_system("s2", "office", cloud=False)),
        unlisted_systems={"rnd": "2"},
        answers={"cloud_storage": Pair("257", "300.0"), "data_collaboration": ("rnd", "sales")},
        cloud_services=(CloudService("c1", "云主机", "某云", "1", "2018-01-01", "2020-12-31", "1.50"),),
        demonstration={"xinchuang": "说明"},
        reasons={"evidence_period@evidence.a.b.png": "跨年"},
        sample=True,
    )


def save(path: Path, filing: Filing) -> None:
    with opened(path) as store, store.writing() as writing:
        writing.save(filing, "测试", NOW)


def test_what_was_saved_comes_back_equal(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    save(path, full())
    with open_filing(path, "read") as store:
        assert store.filing == full()


def test_every_way_from_one_filing_to_another_ends_at_the_other(tmp_path: Path) -> None:
    one, two = full(), replace(full(), systems=tuple(reversed(full().systems)), answers={}, servers=full().servers[1:])
    path = a_file(tmp_path, one)
    for step in (two, a_filing(), two, one):
        save(path, step)
        with opened(path) as store:
            assert store.filing == step


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.permutations(["a", "b", "c", "d"]).flatmap(lambda ids: st.integers(0, 4).map(lambda size: ids[:size])),
        min_size=1,
        max_size=4,
    )
)
def test_lists_may_be_reordered_cut_and_grown(tmp_path: Path, lists: list[list[str]]) -> None:
    path = tmp_path / f"{os.urandom(4).hex()}.yunqi"
    a_file(path.parent, name=path.name)
    with opened(path) as store:
        for ids in lists:
            filing = a_filing(systems=tuple(a_system(key) for key in ids))
            with store.writing() as writing:
                writing.save(filing, "", NOW)
    with opened(path) as store:
        assert [item.id for item in store.filing.systems] == lists[-1]


def attach(path: Path, data: bytes, name: str = "图.png") -> str:
    with opened(path) as store, store.writing() as writing:
        blob = writing.add_content(iter([data]), "picture")
        item = Evidence(name, blob.sha256, blob.size, (EvidenceUse("other"),))
        writing.save(replace(store.filing, evidence=(*store.filing.evidence, item)), "", NOW)
    return blob.sha256


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_evidence_comes_back_byte_by_byte(tmp_path: Path, size: int) -> None:
    path, data = a_file(tmp_path), os.urandom(size)
    sha256 = attach(path, data)
    with opened(path) as store:
        assert b"".join(store.content(sha256)) == data
        assert store.filing.evidence[0].bytes == size


def test_the_same_content_is_stored_once(tmp_path: Path) -> None:
    path, data = a_file(tmp_path), os.urandom(4 * CHUNK)
    attach(path, data, "一.png")
    size = path.stat().st_size
    attach(path, data, "二.png")
    assert path.stat().st_size < size + CHUNK
    with opened(path) as store:
        assert len(store.blobs()) == 1
        assert len(store.filing.evidence) == 2


def fail_while_writing(store: FilingStore) -> None:
    with store.writing() as writing:
        writing.add_content(iter([b"x" * CHUNK]), "picture")
        writing.save(a_filing(), "", NOW)
        raise RuntimeError


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    path = a_file(tmp_path, full())
    with opened(path) as store:
        with pytest.raises(RuntimeError):
            fail_while_writing(store)
        assert store.filing == full()
        assert store.blobs() == {}
    with opened(path) as store:
        assert store.filing == full()
        assert store.history() == ()


def test_the_history_says_who_changed_what_and_when(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    save(path, a_filing(enterprise={"name": "甲"}))
    with opened(path) as store:
        (entry,) = store.history()
    assert (entry.who, entry.at, entry.change.path, entry.change.old, entry.change.new) == (
        "测试",
        NOW,
        "enterprise.name",
        "",
        "甲",
    )


def test_seals_are_kept_in_order(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    seals = tuple(Seal(number, "2021-11-20", "a" * 64, "包.zip", "yunqi", NOW, b"{}") for number in (1, 2))
    with opened(path) as store:
        with store.writing() as writing:
            for seal in seals:
                writing.record_seal(seal)
        assert store.seals() == seals


def test_the_filing_carries_its_own_standard(tmp_path: Path) -> None:
    changed = dict(standards.texts_of("zj-2021"))
    changed["form.toml"] = changed["form.toml"].replace("企业名称", "单位名称", 1)
    path = tmp_path / "a.yunqi"
    with create(path, changed, a_filing()):
        pass
    with opened(path) as store:
        assert store.standard.name_field.label == "单位名称"
        assert store.standard.sha256 != zhejiang().sha256
        assert store.filing.standard.sha256 == store.standard.sha256


def test_while_it_is_edited_nobody_else_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.filing.connection._WAIT", 0.01)
    path = a_file(tmp_path)
    with opened(path):
        for mode in ("edit", "read"):
            with pytest.raises(FilingFileError, match="另一个程序"):
                open_filing(path, mode)
    opened(path).close()


def test_two_may_read_at_once_but_not_write(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with open_filing(path, "read") as one, open_filing(path, "read") as two:
        assert one.filing == two.filing
        with pytest.raises(FilingFileError), one.writing() as writing:
            writing.save(a_filing(enterprise={"name": "甲"}), "", NOW)


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.yunqi"
    path.write_text("重要")
    with pytest.raises(FilingFileError, match="已经存在"):
        a_file(tmp_path, name="a.yunqi")
    assert path.read_text() == "重要"
    assert list(tmp_path.iterdir()) == [path]


def test_a_creation_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), create(tmp_path / "a.yunqi", standards.texts_of("zj-2021"), a_filing()):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_nothing_stays_beside_a_closed_file(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    save(path, full())
    assert list(tmp_path.iterdir()) == [path]


def text_file(path: Path) -> None:
    path.write_text("这不是数据库" * 100)


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def half(path: Path) -> None:
    attach(path, os.urandom(3 * CHUNK))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def other_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()


def altered(statement: str) -> Any:
    def alter(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return alter


def scrambled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192 : 8192 * 3] = os.urandom(8192 * 2)
    path.write_bytes(data)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        text_file,
        empty_file,
        half,
        other_database,
        scrambled,
        folder,
        Path.unlink,
        altered("PRAGMA user_version = 99"),
        altered("PRAGMA user_version = 0"),
        altered("DROP TABLE field"),
        altered("UPDATE field SET value = 'x'"),
        altered("UPDATE field SET path = 'nonsense.' || path"),
        altered("UPDATE standard_file SET text = 'x' WHERE name = 'form.toml'"),
        altered("DELETE FROM standard_file"),
        altered("DELETE FROM field"),
        altered("INSERT INTO system VALUES ('a', 0, 1, 'nowhere', 5, 5, '', '', '')"),
        altered("CREATE VIEW blob2 AS SELECT 1"),
    ],
)
def test_a_spoiled_file_is_one_sentence_or_opens_unharmed(tmp_path: Path, spoil: Any) -> None:
    path = a_file(tmp_path, full())
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    try:
        with open_filing(path, "read") as store:
            assert store.filing == full()
    except FilingFileError as error:
        assert "\n" not in str(error)
        assert path.name in str(error)
    assert before is None or path.read_bytes() == before


def test_a_file_cut_short_is_refused_unless_a_journal_can_still_mend_it(tmp_path: Path) -> None:
    path = a_file(tmp_path, full())
    path.write_bytes(path.read_bytes()[:-8192])
    with pytest.raises(FilingFileError, match="不完整"):
        schema_version(path, SCHEMA_VERSION)
    path.with_name(f"{path.name}-journal").write_bytes(b"x")
    assert schema_version(path, SCHEMA_VERSION) == SCHEMA_VERSION


def test_a_newer_file_is_refused_by_name_and_left_alone(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    altered(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")(path)
    before = path.read_bytes()
    with pytest.raises(FilingFileError, match="升级程序"):
        open_filing(path)
    assert path.read_bytes() == before
