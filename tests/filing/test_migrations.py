from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop.errors import FilingFileError
from desktop.filing import Signatures, open_filing
from desktop.filing.migrations import migrate
from desktop.filing.tables import APPLICATION_ID, SCHEMA_VERSION
from desktop.model.facts import Share
from desktop.model.filing import CarriedFrom, name_digest
from tests.factories.stores import a_file

OLD_FILES = Path(__file__).parent.parent / "old_files"


def restored(folder: Path, script: Path) -> Path:
    """A filing file of an old schema, from the SQL it was kept as."""
    path = folder / f"{script.stem}.yunqi"
    connection = sqlite3.connect(path)
    connection.executescript(script.read_text(encoding="utf-8"))
    connection.close()
    return path


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(version)


def schema_of(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {
        " ".join(sql.split()) for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    }
    connection.close()
    return found


def test_every_schema_version_has_its_old_file() -> None:
    assert [script.stem for script in sorted(OLD_FILES.glob("*.sql"))] == [
        f"v{number}" for number in range(1, SCHEMA_VERSION + 1)
    ]


@pytest.mark.parametrize("script", sorted(OLD_FILES.glob("*.sql")), ids=lambda script: str(script.stem))
def test_files_of_every_version_open_and_have_the_present_schema(tmp_path: Path, script: Path) -> None:
    path = restored(tmp_path, script)
    with open_filing(path) as store:
        assert store.filing.enterprise["name"] == "浙江样例动力股份有限公司"
        assert len(store.filing.systems) == 2
        assert b"".join(store.content(store.filing.evidence[0].sha256)) == "一张图".encode()
    assert schema_of(path) == schema_of(a_file(tmp_path))
    assert version_of(path) == SCHEMA_VERSION


def test_reading_an_old_file_leaves_it_as_it_is(tmp_path: Path) -> None:
    path = restored(tmp_path, OLD_FILES / "v1.sql")
    before = path.read_bytes()
    with open_filing(path, "read") as store:
        assert store.originals() == {}
        assert store.signatures(1) is None
        assert store.filing.unconfirmed == ()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_version_2_keeps_what_is_unconfirmed(tmp_path: Path) -> None:
    with open_filing(restored(tmp_path, OLD_FILES / "v2.sql")) as store:
        assert store.filing.unconfirmed == ("enterprise.revenue", "systems.s2", "evidence.evidence/a.png")
        assert store.filing.carried_from == CarriedFrom("2021-1", name_digest("浙江样例动力股份有限公司"))


def test_version_2_keeps_what_masked_pictures_were_made_from(tmp_path: Path) -> None:
    with open_filing(restored(tmp_path, OLD_FILES / "v2.sql")) as store:
        (original,) = store.originals().values()
        assert original.sha256 == store.filing.evidence[0].sha256


def test_version_3_keeps_what_was_read(tmp_path: Path) -> None:
    with open_filing(restored(tmp_path, OLD_FILES / "v3.sql")) as store:
        facts = store.filing.evidence[0].facts
        assert facts is not None
        assert (facts.number, facts.sources["amount"]) == ("21332000000012345678", ("pdf", "person"))
        assert facts.shares == (Share("system_login", "s1", "5000.00"),)
        assert store.filing.basis == "without_tax"


def test_version_4_keeps_signatures(tmp_path: Path) -> None:
    with open_filing(restored(tmp_path, OLD_FILES / "v4.sql")) as store:
        assert store.signatures(1) == Signatures("0" * 63 + "2", {"0" * 63 + "1": b"0\0"})
        assert store.signatures(2) is None


def add_table(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE extra (x INTEGER)")


def fail(connection: Connection) -> None:
    add_table(connection)
    raise RuntimeError


def test_a_migration_keeps_a_copy_that_equals_the_original(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    before = path.read_bytes()
    migrate(path, SCHEMA_VERSION, {SCHEMA_VERSION: add_table}, target=SCHEMA_VERSION + 1)
    assert version_of(path) == SCHEMA_VERSION + 1
    assert path.with_name(f"{path.name}.v{SCHEMA_VERSION}.bak").read_bytes() == before


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    before = schema_of(path)
    with pytest.raises(RuntimeError):
        migrate(path, SCHEMA_VERSION, {SCHEMA_VERSION: fail}, target=SCHEMA_VERSION + 1)
    assert version_of(path) == SCHEMA_VERSION
    assert schema_of(path) == before


def test_a_version_without_a_way_is_refused_by_name(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with pytest.raises(FilingFileError, match="太旧"):
        migrate(path, 1, {}, target=2)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    assert a_file(tmp_path).read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"YUNQ"
