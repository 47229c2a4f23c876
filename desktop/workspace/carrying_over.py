"""A new filing from an earlier one (沿用): last year's filing file, its sealed package, or a draft's `filing.json`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from desktop.errors import InputError
from desktop.filing import FilingStore, open_filing
from desktop.model.filing import Evidence, Filing
from desktop.model.filing_json import dumps, loads
from desktop.package.reading import open_package
from desktop.standard.carrying import carry
from desktop.workspace import evidence_files, standards
from desktop.workspace.importing import Content, bounded, kind_of_source, material, store_filing
from desktop.workspace.progress import Progress, silent

_SQLITE = b"SQLite format 3\0"


class Earlier(Struct, frozen=True):
    """What an earlier filing is, at a glance: `version` says 已封装 v1, 草稿, 未封装; `size` is that of its files."""

    source: Path
    standard: str
    enterprise: str
    batch: str
    version: str
    systems: int
    services: int
    files: int
    size: int
    sample: bool


def look_into(source: Path, progress: Progress = silent) -> Earlier:
    """What is in an earlier filing; a package is only verified when it is taken over.

    Raises:
        YunqiError: what the source is and why it cannot be taken over.
    """
    progress(0, 1)
    filing, version = _glimpse(source)
    standard = standards.standard(filing.standard.id)
    batch = standard.batch(filing.batch.id)
    return Earlier(
        source=source,
        standard=standard.id,
        enterprise=filing.enterprise.get(standard.name_field.id, ""),
        batch=batch.title if batch else filing.batch.id,
        version=version,
        systems=len(filing.systems),
        services=len(filing.cloud_services),
        files=len(filing.evidence),
        size=sum(item.bytes or 0 for item in filing.evidence),
        sample=filing.sample,
    )


def carry_over(source: Path, path: Path, batch: str = "", standard_id: str = "", progress: Progress = silent) -> Filing:
    """Make a filing for a batch (the newest without one) with all that an earlier one says, unconfirmed.

    `progress` counts the bytes of a package while it is verified, then evidence files.

    Raises:
        YunqiError: what the source is and why it cannot be taken over; no file is left behind.
    """
    with _earlier(source, progress) as (earlier, content):
        standard = standards.standard(standard_id or earlier.standard.id)
        return store_filing(path, carry(standard, earlier, batch or standard.batches[-1].id), content, progress)


@contextmanager
def _earlier(source: Path, progress: Progress) -> Iterator[tuple[Filing, Content]]:
    if not _is_filing_file(source):
        _glimpse(source)  # tells what cannot be taken over
        with material(source, progress) as found:
            yield found
        return
    with open_filing(source, "read") as store, TemporaryDirectory(prefix="yunqi-") as folder:
        spool = Path(folder) / "evidence"

        def content(item: Evidence) -> Path:
            return evidence_files.spooled(store.content(item.sha256), spool)

        yield store.filing, content


def _glimpse(source: Path) -> tuple[Filing, str]:
    """The filing and what it is in words; the bytes of its evidence are not read."""
    if _is_filing_file(source):
        with open_filing(source, "read") as store:
            return store.filing, _sealed_words(store)
    match kind_of_source(source):
        case "package":
            with open_package(source) as package:
                version = f"已封装 v{package.info.version}" if package.info.version else "草稿"
                return loads(package.filing_json), version
        case "json":
            return loads(bounded(source), source=source.name), "草稿"
        case _:
            raise InputError(f"“{source.name}”是 Excel 表，里面没有佐证材料；请选去年的案卷（.yunqi）或申报包。")


def _sealed_words(store: FilingStore) -> str:
    seals = store.seals()
    if not seals:
        return "未封装"
    changed = "" if seals[-1].filing_json == dumps(store.filing) else "，之后有修改"
    return f"已封装 v{seals[-1].version}{changed}"


def _is_filing_file(source: Path) -> bool:
    try:
        with source.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # a folder, or what `kind_of_source` tells about
