from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace

from desktop.documents.dossier import Dossier, Stamp
from desktop.documents.printed import write_printed
from desktop.documents.printed.blocks import BODY_WIDTH, LEFT
from desktop.documents.printed.lines import CANNOT_END, CANNOT_START
from desktop.documents.qr import PageMark, page_mark
from desktop.documents.wording import NO_REASON
from desktop.model.changes import Change
from desktop.model.filing import Evidence, EvidenceUse, Filing, Pair, System
from desktop.standard.scoring import State
from tests.documents.printed_dossiers import CODE, SOFTWARE, a_dossier, pages_of, planted, poppler_text, squeezed
from tests.factories.filings import a_filing, zhejiang

RARE = "䶮𬱖𬭚"
GROUPS = " ".join(CODE[start : start + 8] for start in range(0, 64, 8))


def named(name: str, **changed: object) -> Filing:
    return a_filing(enterprise={zhejiang().name_field.id: name}, **changed)


def marks_of(data: bytes) -> list[PageMark | None]:
    """What both codes of every page say, read from a 150 dpi picture."""
    document = pypdfium2.PdfDocument(data)
    try:
        pictures = [document[number].render(scale=150 / 72, grayscale=True).to_pil() for number in range(len(document))]
    finally:
        document.close()
    found = [zxingcpp.read_barcodes(picture) for picture in pictures]
    assert [[code.text for code in codes] for codes in found] == [[codes[0].text] * 2 for codes in found]
    return [page_mark(codes[0].text) for codes in found]


@pytest.mark.parametrize("stamp", [Stamp(1, "2021-11-26", CODE), Stamp(0, "2021-11-26")])
def test_every_planted_text_and_figure_is_found_by_both_readers(stamp: Stamp, tmp_path: Path) -> None:
    filing, texts = planted()
    data = write_printed(a_dossier(filing, stamp))
    for said in ("".join(pages_of(data)), poppler_text(data, tmp_path), poppler_text(data, tmp_path, "-raw")):
        assert [text for text in texts if squeezed(text) not in said] == []


def test_scores_reasons_and_official_texts_are_found() -> None:
    dossier = a_dossier(planted()[0])
    said = "".join(pages_of(write_printed(dossier)))
    standard, card = dossier.standard, dossier.card
    wanted = [item.note for item in card.indicators.values() if item.state is not State.EXPERT]
    wanted += [item.n_text for item in card.indicators.values()]
    wanted += [item.explanation for item in standard.indicators] + [field.label for field in standard.fields]
    wanted += [*standard.texts.notes, standard.texts.figure_basis, standard.texts.declaration]
    wanted += [f"另有 {card.expert_max} 分由专家评审", "申报企业（盖章）", "法定代表人（签字）"]
    wanted += [entry.path for entry in dossier.entries] + [entry.evidence.sha256 for entry in dossier.entries]
    assert [text for text in wanted if squeezed(text) not in said] == []


def test_ticked_and_unticked_options_are_told_apart() -> None:
    said = "".join(pages_of(write_printed(a_dossier(planted()[0]))))
    assert "■研发数据□设计数据□生产数据□供应链数据■销售数据□服务数据" in said


def test_every_page_says_enterprise_batch_version_number_and_seal_code() -> None:
    pages = pages_of(write_printed(a_dossier(named("浙江样例动力股份有限公司"))))
    for number, page in enumerate(pages, start=1):
        for text in ("浙江样例动力股份有限公司", "2021 年第一批", "第 1 版", f"第 {number}/{len(pages)} 页", GROUPS):
            assert squeezed(text) in page


def test_every_page_carries_a_code_that_is_read_at_150_dpi() -> None:
    name = "浙江样例动力股份有限公司"
    marks = marks_of(write_printed(a_dossier(named(name))))
    assert marks == [PageMark(1, "2021-1", name, CODE, f"{page}/{len(marks)}") for page in range(1, len(marks) + 1)]


def test_a_very_long_name_still_gives_a_readable_code_and_a_whole_header() -> None:
    name = "浙江省某某集团|" * 25
    data = write_printed(a_dossier(named(name)))
    assert all(mark is not None and mark.seal_code == CODE for mark in marks_of(data))
    assert all(name in page for page in pages_of(data))


def test_drafts_and_samples_say_so_on_every_page_in_copied_text_once() -> None:
    dossier = a_dossier(named("企业", sample=True), Stamp(0, "2021-11-26"))
    for page in pages_of(write_printed(dossier)):
        for mark in dossier.marks:
            assert mark in page
        assert "未封装" in page


def test_the_mark_across_the_page_does_not_enter_the_text_of_pdftotext(tmp_path: Path) -> None:
    data = write_printed(a_dossier(named("企业"), Stamp(0, "2021-11-26")))
    assert poppler_text(data, tmp_path).count("不作申报之用") == len(pages_of(data))


def test_rare_characters_come_out_and_unknown_ones_as_geta() -> None:
    said = "".join(pages_of(write_printed(a_dossier(named(f"{RARE}公司😀\u7c20")))))
    assert f"{RARE}公司〓\u7c20" in said
    assert "〓（U+1F600）" in said


def test_figures_are_printed_with_the_decimals_they_were_typed_with() -> None:
    filing = a_filing(answers={"cloud_security": Pair("38.60", "45.00")})
    said = "".join(pages_of(write_printed(a_dossier(filing))))
    assert said.count("38.60") >= 2
    assert "38.6万元" not in said


def test_an_empty_filing_is_printed() -> None:
    pages = pages_of(write_printed(a_dossier(a_filing(), Stamp(0, ""))))
    assert "未附佐证材料" in "".join(pages)
    assert "未填" in "".join(pages)


def test_corrections_say_what_is_replaced_and_what_changed() -> None:
    changes = (Change("answers.cloud_storage.n", "250", "257"), Change("systems.x.name", "", "新系统"))
    stamp = Stamp(2, "2021-12-01", CODE, "ab" * 32, changes)
    said = "".join(pages_of(write_printed(a_dossier(named("企业"), stamp))))
    assert "ab" * 32 in said
    assert "云存储·企业使用云存储数据总量250257" in said
    assert "系统清单·x·名称（无）新系统" in said


def test_the_first_version_has_no_corrections() -> None:
    assert "更正说明" not in "".join(pages_of(write_printed(a_dossier(named("企业")))))


def test_warnings_stand_with_the_reason_or_without() -> None:
    filing = named("😀", demonstration={zhejiang().narratives[0].id: "😀"})
    first = next(item for item in a_dossier(filing).findings if item.level.value == "warning")
    said = "".join(pages_of(write_printed(a_dossier(replace(filing, reasons={first.key: "字库没有这个字"})))))
    assert "字库没有这个字" in said
    assert NO_REASON in said


def huge() -> Dossier:
    standard = zhejiang()
    text = ("上云用云，成效明显（见附表）；A&B <平台> 第二段\n" * 500)[:10_000]
    categories = [item.id for item in standard.categories]
    boxes = {field.id: text for field in standard.fields if field.kind.value == "text"}
    systems = [
        System(f"s{n}", f"系统{n}", categories[n % len(categories)], summary=f"简介{n}。" * (n % 40))
        for n in range(300)
    ]
    evidence = [
        Evidence(f"目录/文件{n}.pdf", f"{n:064x}", n, (EvidenceUse("system_login", f"s{n % 300}"),)) for n in range(400)
    ]
    return a_dossier(
        replace(
            named("企业"),
            enterprise={**boxes, standard.name_field.id: "企业"},
            systems=tuple(systems),
            evidence=tuple(evidence),
        )
    )


def test_long_texts_three_hundred_systems_and_four_hundred_files_are_complete() -> None:
    dossier = huge()
    pages = pages_of(write_printed(dossier))
    said = "".join(pages)
    assert [item.name for item in dossier.filing.systems if item.name not in said] == []
    assert [entry.path for entry in dossier.entries if entry.path not in said] == []
    boxes = [text for text in dossier.filing.enterprise.values() if len(text) > 1000]
    assert said.count("A&B<平台>") == sum(text.count("A&B <平台>") for text in boxes)
    index = [page for page in pages if "目录/文件" in page]
    assert len(index) > 5
    assert all("编号用途包内文件" in page for page in index)
    assert all("（续）佐证材料目录" in page for page in index[1:])


def test_no_printed_line_starts_with_closing_punctuation() -> None:
    document = pypdfium2.PdfDocument(write_printed(huge()))
    try:
        lines = [line for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    finally:
        document.close()
    assert len(lines) > 1000
    assert [line for line in lines if line[:1] in CANNOT_START] == []
    assert [line for line in lines if line[-1:] in CANNOT_END] == []


def test_nothing_stands_outside_the_margins_however_long_words_and_figures_are() -> None:
    word, figure = "Kubernetes" * 20, "123456789012345.123456789012"
    standard = zhejiang()
    filing = a_filing(
        enterprise={field.id: figure if field.kind.numeric else word for field in standard.fields},
        systems=tuple(System(f"s{n}", word, item.id, platform=word) for n, item in enumerate(standard.categories)),
        answers={"cloud_storage": Pair(figure, figure)},
        demonstration={item.id: word for item in standard.narratives},
        evidence=(Evidence(f"{word}.pdf", "ab" * 32, 1, (EvidenceUse("business_licence"),)),),
    )
    document = pypdfium2.PdfDocument(write_printed(a_dossier(filing)))
    try:
        texts = [page.get_textpage() for page in document]
        edges = [text.get_charbox(place) for text in texts for place in range(text.count_chars())]
    finally:
        document.close()
    assert min(left for left, *_ in edges if left) >= LEFT - 1
    assert max(right for _, _, right, _ in edges) <= LEFT + BODY_WIDTH + 1
    assert min(bottom for _, bottom, _, _ in edges if bottom) > 0


def test_the_same_dossier_gives_the_same_bytes_also_after_another_document(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_dossier(named("甲企业")), a_dossier(planted()[0])
    alone = write_printed(first)
    other = write_printed(second)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert write_printed(first) == alone
    assert write_printed(second) == other


def test_a_fresh_process_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import hashlib\n"
        "from desktop.documents.printed import write_printed\n"
        "from tests.documents.printed_dossiers import a_dossier, planted\n"
        "print(hashlib.sha256(write_printed(a_dossier(planted()[0]))).hexdigest())\n"
    )
    environments = ({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai"})
    root = Path(__file__).parents[2]
    digests = set()
    for changed in environments:
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=root, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **changed}, capture_output=True, check=True,
        )  # fmt: skip
        digests.add(done.stdout)
    assert len(digests) == 1


def test_nothing_is_compressed() -> None:
    data = write_printed(a_dossier(named("企业")))
    assert b"/FlateDecode" not in data
    assert b"/ASCII85Decode" not in data


def test_qpdf_is_silent_and_all_fonts_are_embedded_subsets(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    path.write_bytes(write_printed(a_dossier(planted()[0], Stamp(0, "2021-11-26"))))
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=True)
    assert checked.stderr == ""
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(re.search(r"TrueType\s+\S+\s+yes yes yes", font) for font in fonts)


def test_the_file_describes_itself_and_has_an_outline() -> None:
    document = pypdfium2.PdfDocument(write_printed(a_dossier(named("甲企业"))))
    try:
        described = document.get_metadata_dict()
        titles = [item.get_title() for item in document.get_toc(max_depth=1)]
    finally:
        document.close()
    assert described["Author"] == "甲企业"
    assert described["Creator"] == SOFTWARE
    assert described["CreationDate"].startswith("D:20211126")
    texts = zhejiang().texts
    parts = [f"{texts.form_subtitle} {texts.form_title}", f"{texts.assessment_subtitle} {texts.assessment_title}"]
    assert titles[:4] == ["封面", "目录", *parts]
    assert titles[-2] == "真实性承诺"
    assert titles[-1].endswith("自评概览")


def test_the_contents_name_the_pages_the_parts_begin_on() -> None:
    pages = pages_of(write_printed(a_dossier(planted()[0])))
    for part in ("系统清单", "佐证材料目录", "真实性承诺"):
        match = re.search(rf"{part}·+(\d+)", pages[1])
        assert match
        assert part in pages[int(match[1]) - 1]


def test_the_contents_lead_to_the_parts(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    path.write_bytes(write_printed(a_dossier(planted()[0])))
    shown = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"], capture_output=True, check=True
    )
    parts = [line for line in pages_of(path.read_bytes())[1].split("·") if line]
    assert shown.stdout.count(b"/Subtype /Link") == len(parts) - 1


def test_a_tall_box_is_cut_between_lines_and_names_itself_again() -> None:
    pages = pages_of(write_printed(huge()))
    label = zhejiang().fields[-1].label
    holding = [number for number, page in enumerate(pages) if label in page]
    assert len(holding) > 3
    assert all(after - before == 1 for before, after in pairwise(holding))
