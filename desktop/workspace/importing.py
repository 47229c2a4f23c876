"""A filing from what people have: a `filing.json`, a sealed package, a filled-in workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from desktop.documents.workbook import CellReport, read_workbook
from desktop.errors import InputError
from desktop.filing import Blob, Writing, create
from desktop.model.filing import Batch, Evidence, Filing, StandardRef, empty_filing
from desktop.model.filing_json import SIZE_LIMIT, from_document, loads
from desktop.package.reading import open_package
from desktop.package.sets import set_of, set_problems
from desktop.package.verify import verify
from desktop.standard.entry import accepted
from desktop.workspace import clock, evidence_files, standards
from desktop.workspace.progress import Progress, silent

Content = Callable[[Evidence], Path]  # where the bytes of an evidence file lie
Told = Callable[[tuple[CellReport, ...]], None]  # takes what became of every cell of a workbook


def new(path: Path, standard_id: str = standards.DEFAULT, batch: str = "", name: str = "") -> None:
    """Make an empty filing; without a batch, the standard's newest.

    Raises:
        YunqiError: no such standard or batch, or the file cannot be made.
    """
    standard = standards.standard(standard_id)
    filing = empty_filing(StandardRef(standard.id), Batch(batch or standard.batches[-1].id))
    if name:
        filing = replace(filing, enterprise={standard.name_field.id: name})
    store_filing(path, filing, _no_evidence, silent)


def _untold(_: tuple[CellReport, ...]) -> None:
    """Nobody wants to know."""


def import_source(source: Path, path: Path, progress: Progress = silent, told: Told = _untold) -> Filing:
    """Make a filing from a `filing.json`, a sealed package (zip or folder) or a workbook.

    `progress` counts the bytes of a package while it is verified, then evidence files; `told` gets the report of a
    workbook's cells.

    Raises:
        YunqiError: what the source is and why it cannot be taken; no file is left behind.
    """
    with material(source, progress, told) as (filing, content):
        return store_filing(path, filing, content, progress)


@contextmanager
def material(source: Path, progress: Progress = silent, told: Told = _untold) -> Iterator[tuple[Filing, Content]]:
    """What a source holds: the filing as it is written there, and where the bytes of its evidence are got.

    A package is verified first; `progress` counts its bytes.

    Raises:
        YunqiError: what the source is and why it cannot be taken.
    """
    match kind_of_source(source):
        case "package":
            with _package(source, progress) as found:
                yield found
        case "workbook":
            reading = read_workbook(bounded(source), standards.standard, source.name)
            told(reading.cells)
            yield from_document(reading.document, source=source.name), _no_evidence
        case _:
            yield _json(source)


def kind_of_source(source: Path) -> str:
    """What a source is: `package`, `workbook` or `json`.

    Raises:
        InputError: it is none of them, or cannot be read.
    """
    if not source.exists():
        raise InputError(f"没有找到“{source}”，请核对路径。")
    if source.is_dir():
        return "package"
    try:
        with source.open("rb") as file:
            head = file.read(16)
        if head.startswith(b"SQLite format 3"):
            raise InputError(f"“{source.name}”已经是案卷文件，直接打开即可，不用导入。")
        if not head.startswith(b"PK"):
            return "json"
        with zipfile.ZipFile(source) as archive:
            return "workbook" if "[Content_Types].xml" in archive.namelist() else "package"
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        raise InputError(f"“{source.name}”不是完整的 zip 或 xlsx 文件，可能没有下载完，请重新获取。") from None
    except OSError as error:
        raise evidence_files.unreadable(source, error) from None


def _json(source: Path) -> tuple[Filing, Content]:
    if not source.is_file():
        raise InputError(f"“{source}”不是普通文件，请给出 filing.json。")
    folder = source.parent

    def content(item: Evidence) -> Path:
        return evidence_files.within(folder, item.file)

    return loads(bounded(source), source=source.name), content


def bounded(source: Path) -> bytes:
    """The bytes of a file, as many as a `filing.json` may have and one more.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with source.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise evidence_files.unreadable(source, error) from None


@contextmanager
def _package(source: Path, progress: Progress) -> Iterator[tuple[Filing, Content]]:
    whole = [source, *set_of(source)]
    for part in whole:
        report = verify(part, progress=progress)
        missing = set_problems(part, report) if report.content else report.problems
        if missing or not report.content:
            reason = missing[0].message if missing else "不是本程序的申报包"
            locked = any(item.code == "encrypted" for item in report.problems)
            after = "" if locked else "；请向对方索取完好的申报包"
            raise InputError(f"“{part.name}”没有通过核验，不能导入：{reason.rstrip('。')}{after}。")
    with ExitStack() as stack:
        packages = [stack.enter_context(open_package(part)) for part in whole]
        inside = {row.sha256: (package, row.path) for package in packages for row in package.rows}
        spool = Path(stack.enter_context(TemporaryDirectory(prefix="yunqi-"))) / "evidence"

        def content(item: Evidence) -> Path:
            package, path = inside[item.sha256]
            return evidence_files.spooled(package.evidence(path), spool)

        yield loads(packages[0].filing_json), content


def store_filing(path: Path, filing: Filing, content: Content, progress: Progress) -> Filing:
    """Check a filing against its standard and write it with its evidence as a new filing file.

    Raises:
        YunqiError: a value or a file that cannot be taken; no file is left behind.
    """
    texts = standards.texts_of(filing.standard.id)
    standard = standards.standard(filing.standard.id)
    filing = accepted(standard, filing)
    bare = replace(filing, evidence=())
    with create(path, texts, bare) as store, store.writing() as writing:
        known: dict[str, Blob] = {}
        stored = []
        for done, item in enumerate(filing.evidence, start=1):
            stored.append(_stored(writing, item, content, known))
            progress(done, len(filing.evidence))
        complete = replace(filing, evidence=tuple(stored))
        writing.save(complete, clock.author(), clock.now())
    return complete


def _stored(writing: Writing, item: Evidence, content: Content, known: dict[str, Blob]) -> Evidence:
    """One evidence file in the filing, after its declared digest and size were found true."""
    blob = known.get(item.sha256)
    if blob is None:
        file = content(item)
        blob = writing.add_content(evidence_files.pieces(file), evidence_files.kind(file))
    if item.sha256 and blob.sha256 != item.sha256:
        raise InputError(f"佐证材料“{item.file}”的内容与 filing.json 记载的 SHA-256 不符，可能被改动或拿错，请核对。")
    if item.bytes is not None and blob.size != item.bytes:
        raise InputError(f"佐证材料“{item.file}”有 {blob.size} 字节，filing.json 记载 {item.bytes} 字节，请核对。")
    known[blob.sha256] = blob
    return replace(item, sha256=blob.sha256, bytes=blob.size)


def _no_evidence(item: Evidence) -> Path:
    raise InputError(f"这里不能带佐证材料（{item.file}），请导入后再添加。")
