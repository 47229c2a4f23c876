"""The stamped paper comes back: as a scan, as photos, whole, with a page missing, or somebody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.documents.paper import ScanPage, read_scans
from desktop.documents.qr import PageMark
from desktop.errors import InputError, PackageError, RefusedError
from desktop.filing import open_filing
from desktop.package.layout import MANIFEST, PRINTED, SCAN
from desktop.package.report import Report, Verdict
from desktop.workspace.paper import compared
from desktop.workspace.progress import silent
from desktop.workspace.scanning import attach_scan
from desktop.workspace.seal_codes import typed_code
from desktop.workspace.sealing import seal
from desktop.workspace.verifying import passed, verify
from tests.factories import received
from tests.factories.packages import files_of, packed, unpacked
from tests.factories.papers import photo, pictures, scan, stamped
from tests.factories.stores import a_file

CODE = "ab" * 32
REPORT = Report("x", Verdict.INTACT, seal_code=CODE, enterprise="企业", batch="2021-1", version=2)
MINE = PageMark(2, "2021-1", "企业", CODE, "1/3")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of 14 pages."""
    return received.sealed(tmp_path_factory.mktemp("包"), received.an_enterprise(3)).path


@pytest.fixture
def package(sealed: Path, tmp_path: Path) -> Path:
    copy = tmp_path / sealed.name
    copy.write_bytes(sealed.read_bytes())
    return copy


@pytest.fixture(scope="module")
def printed(sealed: Path) -> bytes:
    return files_of(sealed)[PRINTED]


def page(number: int, *marks: PageMark) -> ScanPage:
    return ScanPage("盖章.pdf", number, marks)


def found(*pages: ScanPage) -> list[tuple[str, str]]:
    return [(item.code, item.path) for item in compared(REPORT, pages).problems]


def test_all_pages_in_any_order_are_the_paper_of_the_package() -> None:
    pages = [page(number, replace(MINE, page=f"{4 - number}/3")) for number in (1, 2, 3)]
    paper = compared(REPORT, pages)
    assert (paper.pages, paper.total, paper.problems) == ((1, 2, 3), 3, ())


def test_missing_pages_are_named_together() -> None:
    pages = [page(1, replace(MINE, page="2/7")), page(2, replace(MINE, page="6/7"))]
    assert found(*pages) == [
        ("paper_page_missing", "第 1 页"),
        ("paper_page_missing", "第 3–5 页"),
        ("paper_page_missing", "第 7 页"),
    ]


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (replace(MINE, version=1, seal_code="00" * 32), "paper_other_version"),
        (replace(MINE, version=0, seal_code=""), "paper_other_version"),
        (replace(MINE, enterprise="别家", seal_code="00" * 32), "paper_other_enterprise"),
        (replace(MINE, batch="2021-2", seal_code="00" * 32), "paper_other_batch"),
        (replace(MINE, seal_code="00" * 32), "paper_other_package"),
        (replace(MINE, version=1), "paper_other_version"),
    ],
)
def test_a_page_from_elsewhere_says_from_where(mark: PageMark, code: str) -> None:
    assert (code, "盖章.pdf 第 2 页") in found(page(1, replace(MINE, page="1/1")), page(2, mark))


def test_a_page_without_a_readable_code_is_told() -> None:
    assert found(page(1, replace(MINE, page="1/1")), page(2)) == [("paper_page_unread", "盖章.pdf 第 2 页")]


@pytest.mark.parametrize(
    "typed", ["ABABABAB " * 8, "abababab-" * 8, "ａｂａｂａｂａｂ　" * 8, "\n".join(["ab" * 8] * 4), CODE]
)
def test_a_code_typed_from_paper_may_be_written_in_any_way(typed: str) -> None:
    assert typed_code(typed) == CODE


def test_photos_taken_askew_and_stamped_codes_are_read(printed: bytes, tmp_path: Path) -> None:
    paths = []
    for number, picture in enumerate(pictures(printed, [1, 2, 3, 4], 200), start=1):
        seen = stamped(photo(picture)) if number % 2 else photo(stamped(picture)).rotate(90 * number, expand=True)
        seen.save(tmp_path / f"{number}.jpg", quality=70)
        paths.append(tmp_path / f"{number}.jpg")
    numbers = [{mark.page.partition("/")[0] for mark in read.marks} for read in read_scans(paths, silent)]
    assert numbers == [{"1"}, {"2"}, {"3"}, {"4"}]


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.4 broken", b"\xff\xd8\xff broken"])
def test_what_is_no_scan_is_one_sentence(tmp_path: Path, content: bytes, package: Path) -> None:
    (tmp_path / "坏").write_bytes(content)
    with pytest.raises(InputError, match="坏"):
        attach_scan(package, [tmp_path / "坏"])


def test_the_scan_is_added_and_the_seal_stays(package: Path, sealed: Path, printed: bytes, tmp_path: Path) -> None:
    whole = tmp_path / "盖章.pdf"
    whole.write_bytes(printed)
    paper = attach_scan(package, [whole])
    assert (paper.total, len(paper.pages), paper.problems) == (14, 14, ())
    before, after = files_of(sealed), files_of(package)
    assert after.pop(SCAN) == printed
    assert after == before
    report = verify(package)
    assert passed(report)
    assert (report.paper, report.container, report.seal_code[:8]) == (True, True, package.stem[-8:])
    assert sorted(tmp_path.iterdir()) == sorted([package, whole])


def test_a_scan_with_a_page_missing_is_added_and_replaced_by_the_whole_one(
    package: Path, printed: bytes, tmp_path: Path
) -> None:
    part = scan(tmp_path / "前两页.pdf", pictures(printed, [1, 2]))
    assert [item.path for item in attach_scan(package, [part]).problems] == ["第 3–14 页"]
    report = verify(package)
    assert (report.verdict, report.paper, passed(report)) == (Verdict.INTACT, False, False)
    (tmp_path / "全.pdf").write_bytes(printed)
    assert attach_scan(package, [tmp_path / "全.pdf"]).problems == ()
    assert passed(verify(package))


def test_photos_become_one_pdf(package: Path, printed: bytes, tmp_path: Path) -> None:
    for number, picture in enumerate(pictures(printed, [1, 2], 120)):
        picture.save(tmp_path / f"{number}.png")
    rest = scan(tmp_path / "其余.pdf", pictures(printed, range(3, 15), 110))
    assert attach_scan(package, [tmp_path / "0.png", tmp_path / "1.png", rest]).problems == ()
    assert passed(verify(package))


def test_somebody_else_s_scan_is_refused(package: Path, printed: bytes, tmp_path: Path) -> None:
    other = packed(tmp_path / "x.zip", files_of(package))
    before = package.read_bytes()
    own = tmp_path / "own.pdf"
    own.write_bytes(printed)
    with open_filing(a_file(tmp_path, received.an_enterprise(3), "b.yunqi")) as store:
        draft = seal(store, tmp_path / "草稿", draft=True, date="2021-11-20").path
    foreign = tmp_path / "别的.pdf"
    foreign.write_bytes(files_of(draft)[PRINTED])
    with pytest.raises(RefusedError, match="草稿"):
        attach_scan(package, [foreign])
    with pytest.raises(RefusedError, match="草稿"):
        attach_scan(draft, [own])
    assert package.read_bytes() == before
    assert other.exists()


def test_the_scan_goes_into_an_unpacked_folder_too(package: Path, printed: bytes, tmp_path: Path) -> None:
    bag = unpacked(tmp_path / "解压" / "包", files_of(package))
    (tmp_path / "全.pdf").write_bytes(printed)
    attach_scan(tmp_path / "解压", [tmp_path / "全.pdf"])
    assert (bag / SCAN).read_bytes() == printed
    assert passed(verify(bag))


def test_a_package_packed_again_becomes_the_sealed_one(package: Path, printed: bytes, tmp_path: Path) -> None:
    again = packed(tmp_path / "again.zip", dict(reversed(files_of(package).items())), top="另一个名称/")
    (tmp_path / "全.pdf").write_bytes(printed)
    assert verify(again).verdict is Verdict.REPACKED
    attach_scan(again, [tmp_path / "全.pdf"])
    attach_scan(package, [tmp_path / "全.pdf"])
    assert again.read_bytes() == package.read_bytes()


def test_a_damaged_package_takes_nothing(package: Path, printed: bytes, tmp_path: Path) -> None:
    files = files_of(package)
    packed(package, {**files, MANIFEST: files[MANIFEST] + b"\n"})
    before = package.read_bytes()
    (tmp_path / "全.pdf").write_bytes(printed)
    with pytest.raises((PackageError, RefusedError)):
        attach_scan(package, [tmp_path / "全.pdf"])
    assert package.read_bytes() == before


def test_a_package_open_in_another_program_stays_as_it_was(
    package: Path, printed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        error = PermissionError(13, "sharing violation")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    before = package.read_bytes()
    (tmp_path / "全.pdf").write_bytes(printed)
    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("desktop.package.placing.PAUSES", (0.0,))
    with pytest.raises(PackageError, match="正被另一个程序占用"):
        attach_scan(package, [tmp_path / "全.pdf"])
    assert package.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([package, tmp_path / "全.pdf"])
