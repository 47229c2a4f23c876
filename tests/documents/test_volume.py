"""The bound evidence volume: order, page numbers, what is taken over and how, and what cannot be."""

from __future__ import annotations

import io
import subprocess
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from desktop import pdf
from desktop.documents.volume import Bound
from desktop.errors import InputError
from desktop.evidence.masking import Area
from desktop.filing import open_filing
from desktop.model.filing import EvidenceUse
from desktop.workspace import assessing, binding, editing, masking
from tests.factories import evidence
from tests.factories.volumes import DATE, attached, bound

RED, LIME, BLUE, YELLOW = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))


def texts(path: Path) -> list[str]:
    """The text of every page, without white space."""
    with pdf.opened(path) as document:
        return ["".join(document[number].get_textpage().get_text_range().split()) for number in range(len(document))]


def rendered(path: Path, number: int) -> Image.Image:
    with pdf.opened(path) as document:
        shown: Image.Image = document[number].render(scale=1).to_pil()
        return shown.convert("RGB")


def corners(shown: Image.Image) -> list[tuple[int, int, int]]:
    """The colours near the corners of what is coloured on a page; marks across it are allowed for."""
    strong = shown.point(lambda value: 255 if value > 128 else 0)
    grey = ImageChops.difference(strong, strong.convert("L").convert("RGB")).convert("L")
    left, top, right, bottom = grey.point(lambda value: 255 if value else 0).getbbox() or (0, 0, 0, 0)
    at = ((left + 9, top + 9), (right - 10, top + 9), (left + 9, bottom - 10), (right - 10, bottom - 10))
    return [strong.getpixel(place) for place in at]  # type: ignore[misc]  # three channels


def volume(folder: Path, **files: bytes) -> Bound:
    named = {name.replace("_", "."): content for name, content in files.items()}
    return bound(attached(folder / "案卷", named), folder / "out")


def test_index_order_and_page_numbers_are_those_of_the_pages(tmp_path: Path) -> None:
    files = {f"合同{number}.pdf": evidence.pdf(*["x"] * (number % 3 + 1)) for number in range(9)}
    files |= {"登录.png": evidence.picture(), "说明.docx": evidence.zipped({"[Content_Types].xml": b""})}
    made = bound(attached(tmp_path / "案卷", files), tmp_path)
    pages = texts(made.path)
    assert (made.pages, made.pieces, made.problems) == (len(pages), 11, ())
    assert [f"第{number}/{len(pages)}页" in text for number, text in enumerate(pages, start=1)] == [True] * len(pages)
    names = ["登录.png", *list(files)[:9], "说明.docx"]  # what proves something stands before what is assigned to 其他
    begins = [
        next(page for page, text in enumerate(pages[2:], start=3) if f"原文件名：{name}" in text) for name in names
    ]
    assert begins == sorted(begins)
    for number, (name, page) in enumerate(zip(names, begins, strict=True), start=1):
        assert f"{number:03d}" in pages[page - 1]
        assert f"{name}{page}" in pages[1]
    with pdf.opened(made.path) as document:
        outline = [(item.level, item.get_title()[:3], item.get_dest().get_index() + 1) for item in document.get_toc()]
    assert outline == [(0, "封面", 1), (0, "目录", 2), (0, "佐证材", 3)] + [
        (1, f"{number:03d}", page) for number, page in enumerate(begins, start=1)
    ]


def test_pages_of_a_pdf_stay_text_and_keep_their_rotation_and_size(tmp_path: Path) -> None:
    made = volume(
        tmp_path,
        a_pdf=evidence.pdf("upright"),
        b_pdf=evidence.pdf("turned", rotate=90),
        c_pdf=evidence.pdf("drawing", size=(2384, 3370)),
        d_pdf=evidence.pdf("ticket", size=(200, 300)),
    )
    pages = texts(made.path)
    assert ["upright" in pages[2], "turned" in pages[3], "drawing" in pages[4], "ticket" in pages[5]] == [True] * 4
    with pdf.opened(made.path) as document:
        sizes = [tuple(round(edge) for edge in document[number].get_size()) for number in range(2, 6)]
    assert sizes == [(595, 842), (842, 595), (595, 842), (595, 842)]


def test_a_camera_s_note_turns_the_picture_and_jpeg_is_passed_on_as_it_is(tmp_path: Path) -> None:
    turned = evidence.picture(1600, 1200, "JPEG", orientation=6, quality=95)
    made = volume(
        tmp_path, a_jpg=turned, b_png=evidence.picture(1600, 1200), c_png=evidence.picture(900, 700, mode="P")
    )
    assert corners(rendered(made.path, 2)) == [BLUE, RED, YELLOW, LIME]
    assert corners(rendered(made.path, 3)) == [RED, LIME, BLUE, YELLOW]
    with pikepdf.open(made.path) as document:
        (shown,) = document.pages[2].obj.Resources.XObject.values()
        assert shown.read_raw_bytes() == turned


def test_transparent_parts_become_paper(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (900, 900), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    made = volume(tmp_path, a_png=out.getvalue())
    assert min(rendered(made.path, 2).convert("L").crop((250, 250, 350, 350)).tobytes()) > 200


def test_two_small_screenshots_share_a_page_and_a_wide_one_lies(tmp_path: Path) -> None:
    made = volume(
        tmp_path,
        a_png=evidence.picture(1366, 768),
        b_png=evidence.picture(1280, 720),
        c_png=evidence.picture(1920, 1080),
    )
    pages = texts(made.path)
    assert made.pages == 4
    assert "a.png" in pages[2]
    assert "b.png" in pages[2]
    with pdf.opened(made.path) as document:
        assert document[3].get_width() > document[3].get_height()


def test_a_picture_is_never_blown_up(tmp_path: Path) -> None:
    made = volume(tmp_path, a_png=evidence.picture(120, 60))
    left, _, right, _ = (
        ImageChops.invert(rendered(made.path, 2).crop((0, 100, 595, 800))).convert("HSV").getchannel(1).getbbox()
        or (0,) * 4
    )
    assert right - left <= 120 * 0.75 + 2


def test_a_scrolled_page_is_cut_into_strips_that_can_be_read(tmp_path: Path) -> None:
    made = volume(tmp_path, a_png=evidence.picture(750, 5000))
    assert made.pages == 2 + 5
    assert "第1/5页" in texts(made.path)[2]


BROKEN = {
    "加密.pdf": (evidence.pdf("secret", lock="x"), "密码"),
    "半截.pdf": (evidence.pdf("cut")[:600], "损坏"),
    "空.pdf": (b"", "空文件"),
    "坏图.png": (evidence.picture()[:900], "损坏"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_opened_gets_a_page_that_says_so(tmp_path: Path, name: str) -> None:
    content, word = BROKEN[name]
    made = bound(attached(tmp_path / "案卷", {name: content, "好.pdf": evidence.pdf("sound")}), tmp_path)
    pages = texts(made.path)
    ((number, file, reason),) = made.problems
    assert (number, file) == (1, name)
    assert word in reason
    assert "".join(reason.split()) in pages[2]
    assert "未能装入" in pages[1]
    assert "sound" in pages[3]


def test_a_png_that_unpacks_to_more_than_it_says_is_not_passed_on(tmp_path: Path) -> None:
    sound = evidence.picture(64, 64)
    at = sound.index(b"IDAT") - 4
    data = zlib.compress(b"\0" * (64 * 193 + 10_000_000))
    chunk = len(data).to_bytes(4, "big") + b"IDAT" + data + zlib.crc32(b"IDAT" + data).to_bytes(4, "big")
    made = volume(tmp_path, a_png=sound[:at] + chunk + sound[-12:])
    assert [reason for _, _, reason in made.problems] == ["这张图打不开，可能已损坏。"]


def test_a_locked_pdf_is_found_by_the_checks(tmp_path: Path) -> None:
    with open_filing(attached(tmp_path, {"加密.pdf": evidence.pdf(lock="x")})) as store:
        found = {item.code: item for item in assessing.findings(store)}
    assert found["evidence_locked"].place == "evidence.加密.pdf"


def test_e_invoices_and_other_files_are_told_in_words(tmp_path: Path) -> None:
    made = volume(
        tmp_path,
        a_xml=evidence.invoice_xml(),
        b_ofd=evidence.invoice_ofd(),
        c_txt=b"words",
        d_xml=b"<?xml version='1.0'?><a/>",
    )
    xml, ofd, other, plain = texts(made.path)[2:]
    assert all(word in xml for word in ("24332000000012345678", evidence.SELLER, "1060.00", "云主机", "未验真"))
    assert evidence.BUYER in ofd
    assert "请看电子文件" in other
    assert "003-其他材料.txt" in other
    assert "请看电子文件" in plain


def test_the_same_filing_gives_the_same_bytes_and_stock_tools_are_content(tmp_path: Path) -> None:
    files = {"a.png": evidence.picture(mode="RGBA"), "b.pdf": evidence.pdf("b"), "c.jpg": evidence.picture(form="JPEG")}
    filing = attached(tmp_path / "案卷", files)
    one, two = (bound(filing, tmp_path / name, watermark=True).path for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    done = subprocess.run(["qpdf", "--check", one], check=True, capture_output=True, text=True)
    assert "WARNING" not in done.stdout + done.stderr
    assert "仅供2021年第一批云上企业申报使用" in texts(one)[3]


def test_a_masked_picture_goes_out_masked(tmp_path: Path) -> None:
    filing = attached(tmp_path / "案卷", {"a.png": evidence.picture(1600, 1200)})
    with open_filing(filing) as store:
        (item,) = store.filing.evidence
        covered = masking.mask(store, item.sha256, [Area(0, 0, 0.5, 0.5)])
        with store.writing() as writing:
            writing.save(masking.with_content(store.filing, item.sha256, covered.copy), "王工", DATE)
    made = bound(filing, tmp_path)
    with pikepdf.open(made.path) as document:
        (shown,) = document.pages[2].obj.Resources.XObject.values()
        assert isinstance(shown, pikepdf.Stream)
        picture = pikepdf.PdfImage(shown).as_pil_image().convert("RGB")
    assert picture.getpixel((100, 100)) == (0, 0, 0)
    assert picture.getpixel((1500, 100)) == LIME


def test_stopping_leaves_nothing_and_an_earlier_volume_stays(tmp_path: Path) -> None:
    filing = attached(tmp_path / "案卷", {f"{number}.pdf": evidence.pdf(str(number)) for number in range(4)})
    before = bound(filing, tmp_path / "out").path.read_bytes()
    for last in (0, 30, 60, 95):

        def stop(done: int, total: int, last: int = last) -> None:
            assert total == 100
            if done >= last:
                raise KeyboardInterrupt

        with open_filing(filing, "read") as store, pytest.raises(KeyboardInterrupt):
            binding.bind_volume(store, tmp_path / "out", DATE, progress=stop)
        (left,) = (tmp_path / "out").iterdir()
        assert left.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    filing = attached(tmp_path / "案卷", {"a.pdf": evidence.pdf()})
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="换一个文件夹"):
        bound(filing, tmp_path / "file")


def test_a_filing_without_evidence_has_a_volume_that_says_so(tmp_path: Path) -> None:
    made = bound(attached(tmp_path / "案卷", {}), tmp_path)
    assert made.pages == 2
    assert "未附佐证材料" in texts(made.path)[1]


def test_two_hundred_pieces_have_an_index_over_several_pages(tmp_path: Path) -> None:
    filing = attached(tmp_path / "案卷", {"a.png": evidence.picture(800, 500)})
    with open_filing(filing) as store:
        for number in range(199):
            path = tmp_path / f"第{number}号材料.txt"
            path.write_text(str(number))
            editing.attach(store, path, EvidenceUse("other"))
    made = bound(filing, tmp_path / "out")
    pages = texts(made.path)
    front = next(number for number, text in enumerate(pages) if "原文件名：a.png" in text)
    assert front > 4
    assert f"第198号材料.txt{made.pages}" in pages[front - 1]
