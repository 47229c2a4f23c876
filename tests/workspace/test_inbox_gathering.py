"""Every file that is dropped becomes one item or one line; nothing is lost, counted twice or unpacked."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from desktop.workspace.inbox import content_of, gather, left_out_lines, propose, read
from tests.factories.evidence import invoice_xml, zipped
from tests.factories.filings import a_filing, zhejiang
from tests.factories.inbox import a_screen


class StoppedError(Exception):
    """Somebody asked for it."""


def written(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def test_what_was_never_meant_is_named_with_the_reason(tmp_path: Path) -> None:
    wechat = "WeChat Files/wxid_1/FileStorage"
    root = written(
        tmp_path / "资料",
        {
            "发票.xml": invoice_xml(),
            "Thumbs.db": b"x",
            "子/desktop.ini": b"x",
            "~$合同.docx": b"x",
            "下载中.pdf.crdownload": b"x",
            ".hidden": b"x",
            ".git/objects/aa": b"x",
            f"{wechat}/File/2020-05/合同.pdf": b"%PDF-1.4",
            f"{wechat}/Image/2020-05/abc.dat": b"x",
            f"{wechat}/Image/2020-05/def.dat": b"x",
            "数据.dat": b"x",
        },
    )
    found = gather([root])
    assert {piece.source.name for piece in found.pieces} == {"发票.xml", "合同.pdf", "数据.dat"}
    lines = dict(left_out_lines(found.left_out))
    assert sorted(len(shown) for shown in lines.values()) == [1, 1, 2, 2, 2]
    assert any("微信加密" in reason and len(shown) == 2 for reason, shown in lines.items())
    (contract,) = (piece for piece in found.pieces if piece.source.name == "合同.pdf")
    assert contract.folders == ("资料", "WeChat Files", "wxid_1", "FileStorage", "File", "2020-05")


def test_files_in_a_zip_are_pieces_and_a_zip_in_it_is_refused_with_a_sentence(tmp_path: Path) -> None:
    screen, inner = a_screen(1), zipped({"里.png": a_screen(2)})
    path = tmp_path / "微信发来.zip"
    path.write_bytes(
        zipped({"截图/ERP登录.png": screen, "再压.zip": inner, "Thumbs.db": b"x", "../../逃.png": a_screen(3)})
    )
    found = gather([path])
    items = {item.name: item for item in read(found.pieces)}
    assert set(items) == {"ERP登录.png", "再压.zip", "逃.png"}
    assert items["ERP登录.png"].place == "微信发来.zip/截图"
    assert "压缩包里还有压缩包" in items["再压.zip"].problem
    assert b"".join(content_of(items["ERP登录.png"].piece)) == screen
    assert [item.name for item in tmp_path.iterdir()] == ["微信发来.zip"]
    assert not (tmp_path.parent.parent / "逃.png").exists()


def test_a_locked_zip_an_empty_file_and_a_damaged_one_say_why(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("锁.pdf", b"%PDF")
    locked = bytearray(out.getvalue())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + flags] |= 1
    root = written(
        tmp_path / "x",
        {"锁.zip": bytes(locked), "空.pdf": b"", "坏.png": b"\x89PNG\r\n\x1a\nxx", "照片.heic": b"\0\0\0\x18ftypheic"},
    )
    items = propose(zhejiang(), a_filing(), read(gather([root]).pieces))
    why = {item.name: item.problem for item in items}
    assert len(why) == 4
    assert [
        word
        for name, word in (("锁.pdf", "密码"), ("空.pdf", "0 字节"), ("坏.png", "损坏"), ("照片.heic", "HEIC"))
        if word not in why[name]
    ] == []


def test_a_folder_and_a_file_in_it_dropped_together_count_once(tmp_path: Path) -> None:
    root = written(tmp_path / "a", {"b/一.png": a_screen(1), "二.png": a_screen(2)})
    found = gather([root / "b" / "一.png", root, root / "b"])
    assert sorted(piece.source.name for piece in found.pieces) == ["一.png", "二.png"]
    assert len({piece.key for piece in found.pieces}) == 2


def test_the_same_content_is_read_once_and_kept_twice(tmp_path: Path) -> None:
    root = written(tmp_path / "a", {"发票.xml": invoice_xml(), "发票 (1).xml": invoice_xml()})
    items = propose(zhejiang(), a_filing(), read(gather([root]).pieces))
    assert len(items) == 2
    assert sum(bool(item.duplicate_of) for item in items) == 1


def test_whoever_stops_gets_out_at_once(tmp_path: Path) -> None:
    root = written(tmp_path / "a", {f"{number}.png": a_screen(number) for number in range(3)})

    def stop(done: int, total: int) -> None:
        if total and done >= 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        gather([root], stop)
    pieces = gather([root]).pieces
    with pytest.raises(StoppedError):
        read(pieces, stop)


def test_a_file_that_goes_away_is_told(tmp_path: Path) -> None:
    path = tmp_path / "去.png"
    path.write_bytes(a_screen(1))
    (piece,) = gather([path]).pieces
    path.unlink()
    (item,) = read([piece])
    assert "读不了" in item.problem
    (gone,) = read(gather([path]).pieces)
    assert "读不了" in gone.problem


@pytest.mark.skipif(not os.environ.get("YUNQI_FULL"), reason="10 000 files take half a minute; build/test --full")
def test_ten_thousand_files_end_with_a_line_each(tmp_path: Path) -> None:
    root = written(tmp_path / "many", {f"{number % 50}/{number}.txt": os.urandom(50) for number in range(10_000)})
    found = gather([root])
    items = propose(zhejiang(), a_filing(), read(found.pieces))
    assert len(items) + len(found.left_out) == 10_000
