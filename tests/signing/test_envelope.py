"""The encrypted zip is opened by stock tools with the password, and only with it."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("cryptography")

from desktop.cli import run
from desktop.package.report import Verdict
from desktop.package.verify import verify
from desktop.signing.envelope import SALT_SIZE, write_encrypted
from desktop.workspace.sending import encrypt, new_password, password_problem, strength
from tests.factories.packages import sealed_package

PASSWORD = "Pass word-1"  # noqa: S105  (of files made for this test)


def unpacked_with(password: str, archive: Path, folder: Path) -> bool:
    command = ["7z", "x", "-y", f"-p{password}", f"-o{folder}", str(archive)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("pieces", [[], [b"x"], [b"a" * 15, b"b" * 17, b"", b"c" * 1000], [os.urandom(3 << 20), b"e"]])
def test_any_sizes_of_pieces_give_what_7_zip_opens(tmp_path: Path, pieces: list[bytes]) -> None:
    out = BytesIO()
    content = b"".join(pieces)
    write_encrypted(out, "申报包.zip", len(content), iter(pieces), "abc", bytes(range(SALT_SIZE)))
    (tmp_path / "x.zip").write_bytes(out.getvalue())
    assert unpacked_with("abc", tmp_path / "x.zip", tmp_path / "out")
    assert (tmp_path / "out" / "申报包.zip").read_bytes() == content
    assert not unpacked_with("abd", tmp_path / "x.zip", tmp_path / "wrong")


@pytest.mark.parametrize(
    ("password", "strong"),
    [
        ("abc12", False),
        ("aaaaaaaaaaaaaaaaaaaa", False),
        ("Abcdef123", False),
        ("abcdefgh1234", False),
        ("Abcdefgh1234", True),
        ("correct horse battery", True),
    ],
)
def test_the_strength_of_a_password_is_its_length_and_variety(password: str, strong: bool) -> None:  # noqa: FBT001  (expected)
    assert strength(password)[0] is strong
    assert not password_problem(password)


def test_a_password_that_was_made_up_is_strong() -> None:
    assert strength(new_password())[0]


def test_whoever_stops_encrypting_leaves_nothing_behind(tmp_path: Path) -> None:
    package = sealed_package(tmp_path)

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encrypt(package, PASSWORD, stop)
    assert list(tmp_path.glob("*.zip")) == [package]
    assert not [item for item in package.parent.iterdir() if item.suffix == ".tmp"]


def test_made_up_passwords_differ() -> None:
    assert len({new_password() for _ in range(50)}) == 50


def test_the_command_line_encrypts_a_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = sealed_package(tmp_path)
    (tmp_path / "密码.txt").write_text(PASSWORD, encoding="utf-8")
    call = ["encrypt", str(package), "--password-file", str(tmp_path / "密码.txt")]
    assert run(call) == 0
    target = Path(capsys.readouterr().out.strip())
    assert target.name == f"{package.stem}-加密.zip"
    assert verify(target).verdict is Verdict.DAMAGED
    assert [item.code for item in verify(target).problems] == ["encrypted"]
    assert unpacked_with(PASSWORD, target, tmp_path / "out")
    assert (tmp_path / "out" / package.name).read_bytes() == package.read_bytes()
    assert run(call) == 2
    target.unlink()
    for unusable in ("\n", "口令"):
        (tmp_path / "密码.txt").write_text(unusable, encoding="utf-8")
        assert run(call) == 2
