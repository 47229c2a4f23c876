"""Ten thousand tampered packages (YUNQI_FULL=1; some hundred otherwise), class by class: every one is seen.

Those in which all was made to fit but one figure of the documents, or the key that signed, are in `test_forgery`.

Two hundred honest re-packs beside them: the content stays right, only the container is not the sealed one.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.package.canonical_zip import Entry, directory, framework
from desktop.package.layout import (
    EVIDENCE,
    FILING,
    MANIFEST,
    PRINTED,
    REQUIRED,
    TAG_MANIFEST,
    WORKBOOK,
)
from desktop.package.report import Verdict
from desktop.package.verify import verify as verify_alone
from desktop.workspace.verifying import verify
from tests.factories.packages import (
    files_of,
    packed,
    with_manifest_repaired,
    with_seal_repaired,
    with_tags_repaired,
)

FULL = bool(os.environ.get("YUNQI_FULL"))
EACH = 850 if FULL else 25  # of every class that the standard library alone can judge
REPACKS = 200 if FULL else 30
TOP = "2021-1-浙江样例动力股份有限公司-v1"

Files = dict[str, bytes]
Dice = random.Random


def entries(good: bytes) -> list[Entry]:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        return [Entry(item.filename, item.file_size, item.CRC) for item in archive.infolist()]


def one_bit(dice: Dice, good: bytes) -> bytes:
    return flipped(dice, good, dice.randrange(len(good)))


def flipped(dice: Dice, content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1 << dice.randrange(8)
    return bytes(changed)


def truncated(dice: Dice, good: bytes) -> bytes:
    return good[: dice.choice([dice.randrange(len(good)), len(good) - dice.randrange(1, 200)])]


def appended(dice: Dice, good: bytes) -> bytes:
    return good + dice.choice([dice.randbytes(dice.randrange(1, 400)), b"\0", b"\n", good[-22:], good[: 1 << 10]])


def prepended(dice: Dice, good: bytes) -> bytes:
    return dice.choice([dice.randbytes(dice.randrange(1, 400)), b"\0", b"PK\3\4", b"MZ", good[:200]]) + good


def inserted(dice: Dice, good: bytes) -> bytes:
    place = dice.randrange(len(good))
    return good[:place] + dice.randbytes(dice.randrange(1, 9)) + good[place:]


def header(dice: Dice, good: bytes) -> bytes:
    place, piece = dice.choice(list(framework(entries(good))))
    return flipped(dice, good, place + dice.randrange(len(piece)))


def crc_repaired(dice: Dice, good: bytes) -> bytes:
    """One byte of a file changed, in a flawless zip."""
    known = entries(good)
    index = dice.choice([number for number, item in enumerate(known) if item.size])
    place = next(p for p, piece in framework(known) if p + len(piece) and _holds(piece, known[index].name))
    start = place + 30 + len(known[index].name.encode())
    end = start + known[index].size
    content = flipped(dice, good[start:end], dice.randrange(known[index].size))
    mended = [*known]
    mended[index] = Entry(known[index].name, known[index].size, zlib.crc32(content))
    head = next(piece for p, piece in framework(mended) if p == place)
    body = good[:place] + head + content + good[end:]
    return body[: -len(directory(known))] + directory(mended)


def _holds(piece: bytes, name: str) -> bool:
    return piece[:4] == b"PK\3\4" and piece[30:] == name.encode()


BYTES: tuple[Callable[[Dice, bytes], bytes], ...] = (
    one_bit,
    truncated,
    appended,
    prepended,
    inserted,
    header,
    crc_repaired,
)


@pytest.mark.slow
@pytest.mark.parametrize("tamper", BYTES, ids=lambda item: item.__name__)
def test_tampering_with_bytes_is_seen(package: Path, tmp_path: Path, tamper: Callable[[Dice, bytes], bytes]) -> None:
    good = package.read_bytes()
    dice = random.Random(tamper.__name__)
    count = 0
    while count < EACH:
        bad = tamper(dice, good)
        if bad != good:
            seen(tmp_path / "bad.zip", bad, f"{tamper.__name__} {count}")
            count += 1
    print(f"{tamper.__name__}: {count} packages, all seen")


def seen(path: Path, content: bytes, what: str) -> None:
    path.write_bytes(content)
    report = verify_alone(path)
    if report.verdict is Verdict.INTACT:  # only workbook and pages know better
        report = verify(path)
    assert report.verdict in {Verdict.DAMAGED, Verdict.NOT_A_PACKAGE, Verdict.REPACKED}, what
    assert report.problems, what


def changed(dice: Dice, files: Files, names: tuple[str, ...]) -> Files:
    name = dice.choice(names)
    return {**files, name: flipped(dice, files[name], dice.randrange(len(files[name])))}


def swapped(dice: Dice, files: Files) -> Files:
    one, two = dice.sample(REQUIRED, 2)
    return {**files, one: files[two], two: files[one]}


def dropped(dice: Dice, files: Files) -> Files:
    gone = dice.choice(REQUIRED)
    return {name: content for name, content in files.items() if name != gone}


def added(dice: Dice, files: Files) -> Files:
    name = dice.choice(["", "data/"]) + dice.choice(["x.exe", "说明.docx", "fetch.txt", "manifest-md5.txt", "~$x.xlsx"])
    return {**files, name: dice.randbytes(20)}


def manifest_repaired(dice: Dice, files: Files) -> Files:
    """The manifest follows the payload, the tag manifest does not follow the manifest."""
    repaired = with_manifest_repaired(changed(dice, files, (FILING, WORKBOOK, EVIDENCE)))
    return {**repaired, TAG_MANIFEST: files[TAG_MANIFEST]}


def tags_repaired(dice: Dice, files: Files) -> Files:
    names = tuple(name for name in REQUIRED if name not in {PRINTED, TAG_MANIFEST})
    bad = changed(dice, files, names)
    payload = any(bad[name] != files[name] for name in (FILING, WORKBOOK, EVIDENCE))
    return with_manifest_repaired(bad) if payload else with_tags_repaired(bad)


def evidence_repaired(dice: Dice, files: Files) -> Files:
    """One bit of the evidence changed, its CRC, the manifests and the seal code all made to fit."""
    inner = crc_repaired(dice, files[EVIDENCE])
    return with_seal_repaired({**files, EVIDENCE: inner})


FILES: tuple[Callable[[Dice, Files], Files], ...] = (
    swapped,
    dropped,
    added,
    manifest_repaired,
    evidence_repaired,
)


@pytest.mark.slow
@pytest.mark.parametrize("tamper", [*FILES, tags_repaired], ids=lambda item: item.__name__)
def test_tampering_with_files_is_seen(package: Path, tmp_path: Path, tamper: Callable[[Dice, Files], Files]) -> None:
    files = files_of(package)
    dice = random.Random(tamper.__name__)
    count = EACH if tamper is not evidence_repaired else EACH // 2
    for number in range(count):
        bad = packed(tmp_path / "bad.zip", tamper(dice, files), f"{TOP}/")
        seen(bad, bad.read_bytes(), f"{tamper.__name__} {number}")
    print(f"{tamper.__name__}: {count} packages, all seen")


def test_a_payload_of_another_seal_code_has_another_seal_code(package: Path) -> None:
    """Whoever mends everything has made another package, which the paper in the clerk's hand does not belong to."""
    files = files_of(package)
    mended = with_seal_repaired({**files, FILING: files[FILING] + b"\n"})
    assert mended[MANIFEST] != files[MANIFEST]


def packers() -> list[tuple[str, ...]]:
    known: list[tuple[str, ...]] = [
        *(("7z", "a", f"-mx={level}", "-tzip", "again.zip", TOP) for level in range(0, 10, 2)),
        *(("zip", "-q", "-r", f"-{level}", "again.zip", TOP) for level in range(10)),
        *(("zip", "-q", "-r", "-X", "-D", f"-{level}", "again.zip", TOP) for level in range(10)),
        ("bsdtar", "--format", "zip", "-cf", "again.zip", TOP),
        ("bsdtar", "--format", "zip", "--options", "zip:compression=store", "-cf", "again.zip", TOP),
        ("python3", "-m", "zipfile", "-c", "again.zip", TOP),
    ]
    return known


@pytest.mark.slow
def test_honest_repacks_are_right_in_content_and_told_apart(package: Path, tmp_path: Path) -> None:
    there = [command for command in packers() if shutil.which(command[0])]
    absent = sorted({command[0] for command in packers()} - {command[0] for command in there})
    print(f"not installed, left out: {absent}")
    files = files_of(package)
    for name, content in files.items():
        place = tmp_path / TOP / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    dice = random.Random(1)
    for number in range(REPACKS):
        target = tmp_path / "again.zip"
        target.unlink(missing_ok=True)
        if number % 2:
            subprocess.run(there[number // 2 % len(there)], cwd=tmp_path, check=True, capture_output=True)
        else:
            by_python(dice, target, files)
        report = verify_alone(target)
        assert (report.verdict, report.content, report.container) == (Verdict.REPACKED, True, False), number
    print(f"{REPACKS} honest re-packs: content right, container not the sealed one")


def by_python(dice: Dice, target: Path, files: Files) -> None:
    """In any order, each file compressed at any level or not at all, under any folder or none, at any time."""
    top = dice.choice([f"{TOP}/", "", "新建文件夹/", f"下载/{TOP}/"])
    names = dice.sample(list(files), len(files))
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo(top + name, (dice.randrange(1980, 2100), 3, 4, 5, 6, 8))
            method = dice.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
            archive.writestr(info, files[name], method, dice.randrange(1, 10))
