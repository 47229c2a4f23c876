"""The documents of a filing: the dossier they are made from, the workbook, the printed pages, the index of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop import VERSION
from desktop.documents.dossier import Dossier, Stamp
from desktop.documents.printed import write_printed
from desktop.documents.workbook import write_workbook
from desktop.errors import InputError
from desktop.model.filing import Filing
from desktop.standard.catalogue import catalogue
from desktop.standard.definition import Level, Standard
from desktop.standard.findings import Finding
from desktop.standard.scoring import score
from desktop.workspace import small_pictures
from desktop.workspace.assessing import findings_of

if TYPE_CHECKING:
    from desktop.filing import FilingStore

SOFTWARE = f"云企自评 yunqi {VERSION}"
WORKBOOK = "申报表.xlsx"
PRINTED = "01-申报材料-打印盖章.pdf"


def dossier(standard: Standard, filing: Filing, stamp: Stamp, pictures: Mapping[str, bytes] | None = None) -> Dossier:
    """All that the documents say; `pictures` are the small ones of screenshots (`desktop.workspace.small_pictures`).

    They print warnings and reasons; these follow from the filing alone, without the contents of evidence files, so that
    a package can be compared with its own `filing.json` by anybody.
    """
    found = findings_of(standard, filing, kinds={})
    return Dossier(
        standard=standard,
        filing=filing,
        card=score(standard, filing),
        findings=(*found, *_explained(filing, found)),
        entries=catalogue(standard, filing),
        stamp=stamp,
        software=SOFTWARE,
        pictures=pictures or {},
    )


def _explained(filing: Filing, found: tuple[Finding, ...]) -> Iterator[Finding]:
    """What the enterprise explained although these checks did not ask: most concern the contents of a file."""
    asked = {item.key for item in found}
    for key, reason in filing.reasons.items():
        if key not in asked:
            code, _, place = key.partition("@")
            yield Finding(Level.WARNING, code, place, "程序检查时提示过，企业说明如下。", reason)


def watermark_text(standard: Standard, filing: Filing) -> str:
    """What stands across every page of a copy that must serve for nothing else."""
    batch = standard.batch(filing.batch.id)
    return f"仅供{(batch.title if batch else filing.batch.id).replace(' ', '')}云上企业申报使用"


def write_documents(
    store: FilingStore, folder: Path, date: str, *, no_overview: bool | None = None
) -> tuple[Path, Path]:
    """The workbook and the printed pages of a filing as it stands, marked as a draft; gives their paths.

    `no_overview` leaves out the page for the enterprise's leaders; None does as the filing says.

    Raises:
        InputError: the folder cannot be written.
    """
    filing = store.filing if no_overview is None else replace(store.filing, no_overview=no_overview)
    content = dossier(store.standard, filing, Stamp(version=0, date=date), small_pictures.of_store(store))
    workbook, printed = folder / WORKBOOK, folder / PRINTED
    write_file(workbook, write_workbook(content))
    write_file(printed, write_printed(content))
    return workbook, printed


def write_file(path: Path, data: bytes) -> None:
    """Write a document whole, or leave what was there; the folder is made if need be.

    Raises:
        InputError: the folder cannot be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        reason = error.strerror or error
        advice = "请检查磁盘空间和权限、文件是否正被打开，或换一个文件夹"
        raise InputError(f"写不出“{path}”（{reason}），{advice}。") from None
