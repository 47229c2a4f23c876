from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from desktop.evidence.looking import look
from desktop.model.seen import Seen, alike
from tests.benchmarks.reading import screenshot
from tests.factories.evidence import picture


def changed(data: bytes, form: str = "PNG", **options: Any) -> bytes:
    shown = Image.open(io.BytesIO(data)).convert("RGB")
    size = options.pop("size", shown.size)
    out = io.BytesIO()
    shown.resize(size, Image.Resampling.LANCZOS).save(out, form, **options)
    return out.getvalue()


def loading() -> bytes:
    """A browser's bar above a page that has not loaded."""
    shown = Image.new("RGB", (1600, 900), "white")
    ImageDraw.Draw(shown).rectangle((0, 0, 1600, 100), fill=(220, 224, 230))
    ImageDraw.Draw(shown).text((200, 40), "https://erp.example.com/login", fill="black")
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()


def found(data: bytes) -> Seen:
    seen = look(data)
    assert seen is not None
    return seen


@pytest.mark.parametrize("other", [{"form": "JPEG", "quality": 40}, {"size": (1280, 720)}, {"size": (2400, 1350)}])
def test_a_picture_saved_in_another_way_is_alike(other: dict[str, Any]) -> None:
    one = screenshot(1)
    assert alike(found(one), found(changed(one, **other)))


def test_pictures_of_two_systems_are_not_alike() -> None:
    assert not alike(found(screenshot(1)), found(picture()))


def test_a_page_that_has_not_loaded_is_blank_and_like_no_other() -> None:
    assert found(loading()).blank
    assert not found(screenshot(1)).blank
    assert not alike(found(loading()), found(loading()))


def test_a_login_page_is_not_blank() -> None:
    shown = Image.new("RGB", (1600, 900), "white")
    ImageDraw.Draw(shown).rectangle((700, 350, 900, 380), outline=(120, 120, 120))
    ImageDraw.Draw(shown).rectangle((700, 420, 900, 450), fill=(30, 90, 200))
    out = io.BytesIO()
    shown.save(out, "PNG")
    assert not found(out.getvalue()).blank


def test_what_is_no_picture_is_not_looked_at() -> None:
    assert look(b"") is None
    assert look(screenshot(1)[:2000]) is None
