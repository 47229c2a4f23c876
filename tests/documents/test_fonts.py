from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.fonts import SANS, SERIF, characters, printable, unprintable
from desktop.documents.printed.typeface import BODY_FONT, HEADING_FONT, face
from desktop.errors import YunqiError


def test_rare_names_and_ordinary_text_are_printable() -> None:
    assert unprintable("浙江䶮𬱖𬭚有限公司 ABC abc 123，。（）“”℃㎡①\n\t\u3000\u00a0") == ""


def test_every_character_of_extension_a_is_printable() -> None:
    assert unprintable("".join(map(chr, range(0x3400, 0x4DC0)))) == ""


def test_characters_of_one_font_alone_are_printable() -> None:
    only_serif, only_sans = characters(SERIF) - characters(SANS), characters(SANS) - characters(SERIF)
    assert only_serif
    assert only_sans
    assert unprintable("".join((*only_serif, *only_sans))) == ""


def test_what_no_font_has_is_named_once_in_order() -> None:
    assert unprintable("前😀中\u0e01后😀") == "😀\u0e01"


def test_what_no_font_has_is_printed_as_geta_and_strange_blanks_as_blanks() -> None:
    assert printable("前😀后\n新\u2028行") == "前〓后\n新 行"


@pytest.mark.parametrize(("path", "name"), [(SERIF, BODY_FONT), (SANS, HEADING_FONT)])
def test_the_quick_reading_of_the_font_agrees_with_the_pdf_writer(path: Path, name: str) -> None:
    assert characters(path) == {chr(code) for code in face(name).face.charToGlyph}


def test_a_damaged_font_file_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(SERIF.read_bytes()[:200])
    with pytest.raises(YunqiError, match="重新安装"):
        characters(broken)
