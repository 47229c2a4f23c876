"""Older filing files are brought to the present schema, after a copy that was read back and found equal."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection

from desktop.errors import FilingFileError
from desktop.filing.connection import connect
from desktop.filing.tables import SCHEMA_VERSION

Step = Callable[[Connection], None]


def _to_2(connection: Connection) -> None:
    """Places copied from an earlier filing that are still to be confirmed; what masked pictures were made from."""
    connection.exec_driver_sql("CREATE TABLE unconfirmed ( place TEXT NOT NULL, PRIMARY KEY (place) )")
    connection.exec_driver_sql(
        "CREATE TABLE masked ("
        " masked TEXT NOT NULL, original TEXT NOT NULL, PRIMARY KEY (masked),"
        " FOREIGN KEY(masked) REFERENCES blob (sha256), FOREIGN KEY(original) REFERENCES blob (sha256) )"
    )


def _to_3(connection: Connection) -> None:
    """What was read in files of evidence and what was seen in pictures."""
    connection.exec_driver_sql(
        "CREATE TABLE seen ( sha256 TEXT NOT NULL, seen BLOB NOT NULL, PRIMARY KEY (sha256),"
        " FOREIGN KEY(sha256) REFERENCES blob (sha256) )"
    )
    connection.exec_driver_sql(
        "CREATE TABLE evidence_facts ( evidence INTEGER NOT NULL,"
        " kind TEXT NOT NULL, type TEXT NOT NULL, code TEXT NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL,"
        " seller TEXT NOT NULL, seller_id TEXT NOT NULL, buyer TEXT NOT NULL, buyer_id TEXT NOT NULL,"
        " amount TEXT NOT NULL, tax TEXT NOT NULL, total TEXT NOT NULL, red BOOLEAN NOT NULL,"
        " contract_no TEXT NOT NULL, confirmed TEXT NOT NULL, sources TEXT NOT NULL, shares TEXT NOT NULL,"
        " PRIMARY KEY (evidence),"
        " FOREIGN KEY(evidence) REFERENCES evidence (position) DEFERRABLE INITIALLY DEFERRED )"
    )


def _to_4(connection: Connection) -> None:
    """The signatures of sealed versions."""
    connection.exec_driver_sql(
        "CREATE TABLE signature ( version INTEGER NOT NULL, content TEXT NOT NULL, signer TEXT NOT NULL,"
        " signature BLOB NOT NULL, PRIMARY KEY (version, content) )"
    )


STEPS: Mapping[int, Step] = {
    1: _to_2,
    2: _to_3,
    3: _to_4,
}  # schema version → the step to the next one; version 1 is the first released


def migrate(path: Path, version: int, steps: Mapping[int, Step] = STEPS, target: int = SCHEMA_VERSION) -> None:
    """Bring a file from `version` to `target` in one transaction; the copy beside it stays.

    Raises:
        FilingFileError: there is no way from that version, or the copy could not be made.
    """
    if version == target:
        return
    if any(number not in steps for number in range(version, target)):
        raise FilingFileError(f"案卷“{path.name}”的格式 {version} 太旧，本程序不能升级它，请用当时的程序打开。")
    _verified_copy(path, path.with_name(f"{path.name}.v{version}.bak"))
    connection = connect(path, "edit")
    try:
        with connection.begin():
            for number in range(version, target):
                steps[number](connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {target:d}")
    finally:
        connection.close()
        connection.engine.dispose()


def _verified_copy(source: Path, copy: Path) -> None:
    try:
        shutil.copyfile(source, copy)
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
        if _digest(source) == _digest(copy):
            return
        reason = "副本与原件不一致"
    except OSError as error:
        reason = error.strerror or str(error)
    raise FilingFileError(
        f"升级前备份案卷“{source.name}”失败（{reason}），案卷没有改动；请检查磁盘空间和权限后再打开。"
    )


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
