"""The filing files of a folder; says nothing of what is in them, and needs no database for it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from desktop.errors import FilingFileError

SUFFIX = ".yunqi"
_CHATS = ("xwechat_files", "WeChat Files")  # since version 4, and before
FOLDER_LIMIT = 500  # filings shown of one folder


def filings_in(folder: Path) -> list[Path]:
    """The filing files of a folder itself, the last saved first, at most `FOLDER_LIMIT`.

    Raises:
        FilingFileError: the folder cannot be read.
    """
    try:
        found = (path for path in folder.iterdir() if path.suffix.lower() == SUFFIX and not path.name.startswith("."))
        return sorted(islice(found, FOLDER_LIMIT), key=saved_at, reverse=True)
    except OSError as error:
        reason = error.strerror or error
        raise FilingFileError(f"打不开文件夹“{folder}”（{reason}），请检查它是否还在、U 盘是否连着。") from None


def chat_downloads() -> Path | None:
    """Where WeChat on this machine keeps the files that were sent to its user; None where it is not used."""
    from platformdirs import user_documents_dir  # noqa: PLC0415  (home asks this module, and must not wait for it)

    documents = Path(user_documents_dir())
    return next((documents / name for name in _CHATS if (documents / name).is_dir()), None)


def saved_at(path: Path) -> float:
    """When a file was last written, in seconds; 0 where it is not there."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
