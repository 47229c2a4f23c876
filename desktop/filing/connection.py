"""One connection to one filing file, with the settings that keep it safe on sticks, shares and sudden power cuts."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

Mode = Literal["create", "edit", "read"]
_WAIT = 3.0  # seconds to wait for another program to let go
_PAGE = 8192  # bytes; evidence comes in megabytes


def connect(path: Path, mode: Mode) -> Connection:
    """A connection: `create` makes the file, `edit` holds the exclusive lock until closed, `read` changes nothing.

    Transactions are explicit and take the write lock at once (BEGIN IMMEDIATE) unless only reading. The rollback
    journal leaves no -wal and -shm files beside the user's file; synchronous=EXTRA also syncs the folder, so that what
    is said to be saved is saved.
    """
    engine = create_engine("sqlite://", creator=lambda: _open(path, mode), poolclass=StaticPool)
    begin = "BEGIN" if mode == "read" else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine.connect()


def _open(path: Path, mode: Mode) -> sqlite3.Connection:
    # Reading takes a writable handle where it can: only that rolls back what a killed program left half done.
    access = {"create": "rwc", "edit": "rw", "read": "rw" if os.access(path, os.W_OK) else "ro"}[mode]
    uri = f"file:{quote(str(path.resolve()))}?mode={access}"
    raw = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        _settings(raw, mode)
    except BaseException:
        raw.close()
        raise
    return raw


def _settings(raw: sqlite3.Connection, mode: Mode) -> None:
    raw.execute("PRAGMA trusted_schema = OFF")
    raw.execute("PRAGMA cell_size_check = ON")
    raw.execute("PRAGMA foreign_keys = ON")
    if mode == "read":
        raw.execute("PRAGMA query_only = ON")
        return
    if mode == "create":
        raw.execute(f"PRAGMA page_size = {_PAGE}")
        raw.execute("PRAGMA auto_vacuum = INCREMENTAL")  # so that what is removed can leave the file
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute("PRAGMA synchronous = EXTRA")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("BEGIN EXCLUSIVE")  # in this locking mode the lock stays after the commit
    raw.execute("COMMIT")
