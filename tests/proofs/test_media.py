"""A full disk and a read-only medium, for real: small file systems mounted for the test alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.stores import a_file


def mounting_is_possible() -> bool:
    probe = ["unshare", "--mount", "true"]
    return sys.platform == "linux" and subprocess.run(probe, check=False, capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not mounting_is_possible(), reason="mounting a small file system needs root on Linux")


def in_small_disk(folder: Path, size: str, script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script in a mount namespace of its own, with a tmpfs of `size` at `$disk`."""
    disk = folder / "disk"
    disk.mkdir()
    prologue = f"""
        disk="{disk}"
        mount -t tmpfs -o size={size} tmpfs "$disk" || exit 9
        yunqi() {{ "{sys.executable}" -m desktop "$@"; }}
    """
    command = ["unshare", "--mount", "--propagation", "private", "bash", "-c", prologue + script]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ, cwd=folder)


def test_a_full_disk_is_told_and_what_was_saved_stays(tmp_path: Path) -> None:
    a_file(tmp_path)
    (tmp_path / "大.bin").write_bytes(os.urandom(8_000_000))
    done = in_small_disk(
        tmp_path,
        "4m",
        """
        cp 案卷.yunqi "$disk/a.yunqi"
        yunqi set "$disk/a.yunqi" enterprise.name 已保存 >&2 || exit 10
        yunqi attach "$disk/a.yunqi" --for other 大.bin; [ $? = 2 ] || exit 11
        yunqi seal "$disk/a.yunqi" --draft --out "$disk" --date 2021-11-20 >/dev/null
        yunqi show "$disk/a.yunqi" --json || exit 12
        ls -A "$disk" >&2
        """,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "磁盘已满" in done.stderr
    shown = json.loads(done.stdout)
    assert shown["enterprise"]["name"] == "已保存"
    assert shown["evidence"] == []
    assert ".tmp" not in done.stderr.splitlines()[-1]


def test_a_read_only_medium_can_be_read_and_refuses_changes_by_name(tmp_path: Path) -> None:
    a_file(tmp_path)
    done = in_small_disk(
        tmp_path,
        "16m",
        """
        cp 案卷.yunqi "$disk/a.yunqi"; mount -o remount,ro "$disk"
        yunqi set "$disk/a.yunqi" enterprise.name 新; [ $? = 2 ] || exit 10
        yunqi new "$disk/b.yunqi"; [ $? = 2 ] || exit 11
        yunqi seal "$disk/a.yunqi" --draft --out "$disk" --date 2021-11-20; [ $? = 2 ] || exit 12
        yunqi score "$disk/a.yunqi" >/dev/null || exit 13
        yunqi show "$disk/a.yunqi" --json || exit 14
        """,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "只读" in done.stderr
    assert json.loads(done.stdout)["enterprise"] == {}
