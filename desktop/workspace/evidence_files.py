"""Evidence files on the disk: opened with care, read once, hashed while they are stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.errors import InputError
from desktop.evidence.apart import kind_of
from desktop.model.text import line

_PIECE = 2**20  # bytes


def usable(path: Path) -> Path:
    """The path, when it is a file that can be read.

    Raises:
        InputError: one sentence that names the path and the reason.
    """
    if path.is_dir():
        raise InputError(f"“{path}”是文件夹，不是文件；请逐个给出里面的文件。")
    if not path.exists():
        raise InputError(f"没有找到佐证材料“{path}”，请核对路径。")
    if not path.is_file():
        raise InputError(f"“{path}”不是普通文件，不能作为佐证材料。")
    return path


def within(folder: Path, relative: str) -> Path:
    """A file below a folder; a path that leads out of it is refused, whoever wrote it.

    Raises:
        InputError: as `usable`, or a path that leaves the folder.
    """
    written = relative.replace("\\", "/")
    path = (folder / written).resolve()
    if written.startswith("/") or ":" in written.split("/")[0] or not path.is_relative_to(folder.resolve()):
        raise InputError(
            f"佐证材料的路径“{relative[:80]}”指到了文件夹之外，请改成相对路径并把文件放在 filing.json 旁边。"
        )
    return usable(path)


def name(path: Path) -> str:
    """The name of a file as it is kept.

    Raises:
        InputError: a name that is not proper text.
    """
    try:
        return line(path.name)
    except InputError:
        raise InputError(f"“{path}”的文件名里有不能显示的字符或者过长，请改名后再添加。") from None


def kind(path: Path) -> str:
    """The kind of a file (`desktop.evidence.kinds`).

    Raises:
        InputError: the file cannot be read.
    """
    try:
        return kind_of(path)
    except OSError as error:
        raise unreadable(path, error) from None


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise unreadable(path, error) from None


def spooled(parts: Iterable[bytes], spool: Path) -> Path:
    """A content written to a file of ours, for those who need a path.

    Raises:
        InputError: there is no room for it.
    """
    try:
        with spool.open("wb") as file:
            for part in parts:
                file.write(part)
    except OSError as error:
        raise InputError(f"临时文件写不下（{error.strerror or error}），请在系统盘腾出一些空间后再试。") from None
    return spool


def sha256(path: Path) -> str:
    """SHA-256 of a file in hex."""
    digest = hashlib.sha256()
    for piece in pieces(path):
        digest.update(piece)
    return digest.hexdigest()


def unreadable(path: Path, error: OSError) -> InputError:
    """The sentence for a file the system does not let us read."""
    return InputError(f"读不了“{path}”（{error.strerror or error}），请检查文件是否被占用、是否有权限。")
