"""An open filing file: the current value, the standard it carries, and the transactions that change it.

A transaction is whole or not at all, and is on the disk when `writing` returns: evidence bytes, the row that refers
to them, and the history of the change are committed together.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SQLAlchemyError

from desktop.errors import FilingFileError, InputError, StandardError
from desktop.filing import blobs, history, originals, rows, seals, seen, signatures
from desktop.filing.blobs import Blob
from desktop.filing.connection import connect
from desktop.filing.failures import damaged, told
from desktop.filing.header import schema_version
from desktop.filing.medium import another, gone, identity
from desktop.filing.migrations import migrate
from desktop.filing.tables import APPLICATION_ID, SCHEMA_VERSION, Base, StandardFile
from desktop.filing.tidying import drop_unused, give_back
from desktop.model.changes import changes
from desktop.model.filing import Filing
from desktop.model.filing_json import from_document
from desktop.model.seen import Seen
from desktop.standard.definition import Standard
from desktop.standard.entry import accepted
from desktop.standard.loading import load


class FilingStore:
    """An open filing file; close it (or leave its `with` block) to let go of the lock."""

    def __init__(self, path: Path, connection: Connection, standard: Standard, filing: Filing) -> None:
        self.path = path
        self.standard = standard
        self.filing = filing
        self._connection = connection
        self._identity = identity(path)  # None while the file is still being built beside its place
        self._doubtful = False  # the last attempt to write failed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        _close(self._connection)

    def tidy(self) -> int:
        """Let go of contents that the filing does not refer to any more; gives how many went.

        Raises:
            FilingFileError: it could not be written; they stay.
        """
        with self.writing():
            dropped = drop_unused(self._connection, {item.sha256 for item in self.filing.evidence})
        if dropped:
            with told(self.path):
                give_back(self._connection)
        return dropped

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction; when the block ends without an error, all of it is durable under the file's path.

        After a failure the next attempt opens the file anew: the stick may be back, or there is room again.

        Raises:
            FilingFileError: it could not be written; nothing of it was.
        """
        with told(self.path):
            self._come_back()
        writing = Writing(self._connection, self.filing)
        try:
            with told(self.path), self._connection.begin():
                yield writing
                if self._identity not in {None, identity(self.path)}:
                    raise gone(self.path)
        except FilingFileError:
            self._doubtful = True
            raise
        self.filing = writing.filing

    def blobs(self) -> dict[str, blobs.Blob]:
        """All stored contents by SHA-256."""
        with self._reading():
            return blobs.every(self._connection)

    def content(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a stored content, chunk by chunk."""
        with self._reading():
            yield from blobs.read(self._connection, sha256)

    def originals(self) -> dict[str, Blob]:
        """What masked contents were made from, by the SHA-256 of the masked one."""
        with self._reading():
            return originals.every(self._connection)

    def seen(self) -> dict[str, Seen]:
        """What was seen in stored pictures, by SHA-256, as far as it was kept."""
        with self._reading():
            return seen.every(self._connection)

    def history(self) -> tuple[history.Entry, ...]:
        """All changes, the oldest first."""
        with self._reading():
            return history.every(self._connection)

    def seals(self) -> tuple[seals.Seal, ...]:
        """All sealed versions, the oldest first."""
        with self._reading():
            return seals.every(self._connection)

    def signatures(self, version: int) -> signatures.Signatures | None:
        """Who signed a version and how; None where nobody did."""
        with self._reading():
            return signatures.of(self._connection, version)

    def _come_back(self) -> None:
        """See to it that the connection leads to the file under the path, and that nobody changed it meanwhile."""
        now = identity(self.path)
        if self._identity is None or (now == self._identity and not self._doubtful):
            return
        self._doubtful = True
        if now is None:
            raise gone(self.path)
        if now == self._identity:
            _close(self._connection)  # its lock would stand in the way of the new one
        if schema_version(self.path, SCHEMA_VERSION) != SCHEMA_VERSION:
            raise another(self.path)
        connection = connect(self.path, "edit")
        with connection.begin():
            filing = _load(connection, self.path)
        if accepted(self.standard, filing) != self.filing:
            _close(connection)
            raise another(self.path)
        _close(self._connection)
        self._connection, self._identity, self._doubtful = connection, now, False

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with told(self.path):
            if self._doubtful:
                self._come_back()
            if self._connection.in_transaction():
                yield
            else:
                with self._connection.begin():
                    yield


class Writing:
    """What can be done inside a transaction."""

    def __init__(self, connection: Connection, filing: Filing) -> None:
        self.filing = filing
        self._connection = connection

    def add_content(
        self, pieces: Iterable[bytes], kind: str, progress: Callable[[int], None] = lambda _: None
    ) -> blobs.Blob:
        """Store the bytes of a file of evidence."""
        return blobs.add(self._connection, pieces, kind, progress)

    def keep_original(self, masked: str, original: str) -> None:
        """Remember which content a masked one was made from (SHA-256 of both)."""
        originals.add(self._connection, masked, original)

    def keep_seen(self, found: Mapping[str, Seen]) -> None:
        """Remember what was seen in pictures; nothing of it is part of the filing's value."""
        seen.keep(self._connection, found)

    def save(self, filing: Filing, who: str, at: str) -> None:
        """Make this the filing's value; what differs goes into the history."""
        rows.save(self._connection, self.filing, filing)
        history.add(self._connection, changes(self.filing, filing), who, at)
        self.filing = filing

    def record_seal(self, seal: seals.Seal) -> None:
        """Record a sealed version."""
        seals.add(self._connection, seal)

    def keep_signatures(self, version: int, kept: signatures.Signatures) -> None:
        """Remember who signed a version and how."""
        signatures.keep(self._connection, version, kept)


@contextmanager
def create(path: Path, standard_texts: Mapping[str, str], filing: Filing) -> Iterator[FilingStore]:
    """A new filing file, built beside its place and moved there when the block ends without an error.

    Raises:
        FilingFileError: the place is taken or cannot be written.
    """
    if path.exists():
        raise FilingFileError(f"“{path}”已经存在，为免覆盖请换一个文件名，或先把它移走。")
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = connect(temporary, "create")
        try:
            with told(path):
                _initialise(connection, standard_texts, filing)
            yield FilingStore(path, connection, load(standard_texts), filing)
        finally:
            _close(connection)
        with told(path):
            _settle(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def open_filing(path: Path, mode: Literal["edit", "read"] = "edit") -> FilingStore:
    """Open a filing file; `edit` holds the exclusive lock until closed and migrates an older file.

    Raises:
        FilingFileError: not there, not a filing, newer, in use, read-only, damaged.
    """
    version = schema_version(path, SCHEMA_VERSION)
    if version < SCHEMA_VERSION and mode == "edit":  # who only reads leaves the file as it is
        with told(path):
            migrate(path, version)
    with told(path):
        connection = connect(path, mode)
    try:
        with told(path), connection.begin():
            texts = {row.name: row.text for row in connection.execute(select(StandardFile.name, StandardFile.text))}
            filing = _load(connection, path)
        standard = load(texts)
        return FilingStore(path, connection, standard, accepted(standard, filing))
    except (InputError, StandardError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        _close(connection)
        raise damaged(path) from error
    except BaseException:
        _close(connection)
        raise


def _load(connection: Connection, path: Path) -> Filing:
    return from_document(rows.load(connection), source=path.name)


def _close(connection: Connection) -> None:
    with suppress(SQLAlchemyError):  # a stick that was pulled out cannot take leave
        connection.close()
        connection.engine.dispose()


def _initialise(connection: Connection, standard_texts: Mapping[str, str], filing: Filing) -> None:
    with connection.begin():
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION:d}")
        Base.metadata.create_all(connection)
        connection.execute(
            insert(StandardFile), [{"name": name, "text": text} for name, text in standard_texts.items()]
        )
        rows.save(connection, None, filing)


def _settle(temporary: Path, path: Path) -> None:
    if path.exists():
        raise FilingFileError(f"“{path}”已经存在，为免覆盖请换一个文件名，或先把它移走。")
    temporary.rename(path)  # on Windows this refuses to overwrite, should the place have been taken meanwhile
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
