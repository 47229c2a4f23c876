"""Sealing (封装): a filing becomes a package that anybody can check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.documents.dossier import Stamp
from desktop.documents.printed import write_printed
from desktop.documents.workbook import write_workbook
from desktop.errors import RefusedError
from desktop.filing import FilingStore, Seal, Signatures
from desktop.model.changes import changes
from desktop.model.filing_json import dumps, loads
from desktop.package.contents import Contents, EvidenceFile, Sealed
from desktop.package.seal import seal as seal_package
from desktop.standard.catalogue import Entry, catalogue_csv
from desktop.standard.checks import ready
from desktop.standard.definition import Level
from desktop.workspace import assessing, clock, small_pictures
from desktop.workspace.composing import SOFTWARE, dossier
from desktop.workspace.progress import Progress, silent
from desktop.workspace.signatures import Key, Signing, signer, signing_again, signing_with

if TYPE_CHECKING:
    from desktop.signing import Signer

DRAFT = 0
_SHOWN = 3  # errors named in the refusal


def seal(
    store: FilingStore,
    folder: Path,
    *,
    draft: bool = False,
    date: str = "",
    progress: Progress = silent,
    key: Key | Signer | None = None,
) -> Sealed:
    """Write the sealed package of a filing into a folder and record the version; `progress` counts bytes.

    An unchanged filing sealed again with the same date gives the same version, byte for byte; after any change the
    next one, which says what it supersedes. A draft is no version. Without a date: that of the version where nothing
    changed, else today. With a key the package is signed; without one, a version that was signed keeps its signature.

    Raises:
        RefusedError: errors stand and it is not to be a draft.
        InputError: the key cannot be used.
        YunqiError: the package could not be written; nothing is left behind.
    """
    if not draft:
        _refuse_errors(store)
    filing_json = dumps(store.filing)
    stamp = _draft_stamp(date) if draft else _stamp(store, filing_json, date)
    contents = _contents(store, stamp, filing_json, progress)
    if signing := _signing(store, stamp, key):
        contents = replace(contents, signer=signing.signer, sign=signing.sign)

    def settle(sealed: Sealed) -> None:
        """The version is on record before its package gets its name: no two packages are ever the same version."""
        if not draft:
            _record(store, stamp, sealed, filing_json, signing)

    return seal_package(contents, folder, progress=progress, settle=settle)


def _signing(store: FilingStore, stamp: Stamp, key: Key | Signer | None) -> Signing | None:
    """What signs: the key that is given, else what signed this version when it was first made."""
    if key:
        return signing_with(signer(key) if isinstance(key, Key) else key)
    kept = store.signatures(stamp.version) if stamp.version != DRAFT else None
    return signing_again(kept) if kept else None


def _refuse_errors(store: FilingStore) -> None:
    errors = [item for item in assessing.findings(store) if item.level is Level.ERROR]
    if not ready(tuple(errors)):
        named = "".join(f"({position}) {item.message}" for position, item in enumerate(errors[:_SHOWN], start=1))
        more = "等，用 check 查看全部" if len(errors) > _SHOWN else ""
        raise RefusedError(f"还有 {len(errors)} 处错误，不能封装：{named}{more}；请先改正，或加 --draft 出草稿。")


def _draft_stamp(date: str) -> Stamp:
    return Stamp(version=DRAFT, date=date or clock.today())


def _stamp(store: FilingStore, filing_json: bytes, date: str) -> Stamp:
    """The version this sealing makes, before its seal code is known."""
    seals = store.seals()
    last = seals[-1] if seals else None
    if last and (last.filing_json, last.software) == (filing_json, SOFTWARE) and date in {"", last.date}:
        return _succeeding(seals[-2] if len(seals) > 1 else None, store, last.date)
    return _succeeding(last, store, date or clock.today())


def _succeeding(last: Seal | None, store: FilingStore, date: str) -> Stamp:
    if last is None:
        return Stamp(version=1, date=date)
    changed = changes(loads(last.filing_json), store.filing)
    return Stamp(version=last.version + 1, date=date, supersedes=last.code, changes=changed)


def _contents(store: FilingStore, stamp: Stamp, filing_json: bytes, progress: Progress) -> Contents:
    content = dossier(store.standard, store.filing, stamp, small_pictures.of_store(store, progress))

    def printed(seal_code: str) -> bytes:
        return write_printed(dossier(store.standard, store.filing, stamp.with_code(seal_code)))

    return Contents(
        batch=store.filing.batch.id,
        enterprise=content.enterprise,
        version=stamp.version,
        date=stamp.date,
        sample=store.filing.sample,
        supersedes=stamp.supersedes,
        software=SOFTWARE,
        filing_json=filing_json,
        workbook=write_workbook(content),
        catalogue=catalogue_csv(content.entries),
        evidence=_evidence(store, content.entries),
        printed=printed,
    )


def _evidence(store: FilingStore, entries: tuple[Entry, ...]) -> list[EvidenceFile]:
    blobs = store.blobs()

    def file(entry: Entry) -> EvidenceFile:
        blob = blobs[entry.evidence.sha256]

        def chunks() -> Iterator[bytes]:
            return store.content(blob.sha256)

        return EvidenceFile(entry.path, blob.size, blob.sha256, blob.crc32, chunks)

    return [file(entry) for entry in entries]


def _record(store: FilingStore, stamp: Stamp, sealed: Sealed, filing_json: bytes, signing: Signing | None) -> None:
    version = Seal(
        version=stamp.version,
        date=stamp.date,
        code=sealed.seal_code,
        package=sealed.path.name,
        software=SOFTWARE,
        sealed_at=clock.now(),
        filing_json=filing_json,
    )
    new = version.code not in {known.code for known in store.seals()}
    if not new and not signing:
        return
    with store.writing() as writing:
        if new:
            writing.record_seal(version)
        if signing:
            writing.keep_signatures(stamp.version, Signatures(signing.signer, signing.made))
