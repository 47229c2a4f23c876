"""A standard from the texts of its files; every mistake is named with file and line."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from desktop.errors import StandardError
from desktop.model.decoding import PlacedError, convert
from desktop.standard.batches import Batch
from desktop.standard.definition import (
    City,
    Column,
    Dimension,
    FormField,
    Indicator,
    Requirement,
    Standard,
    Texts,
)
from desktop.standard.toml_lines import line_of
from desktop.standard.validation import Mistake, mistakes

MAIN, FORM, EVIDENCE, RECOMMENDATION, BATCHES, REGIONS = FILES = (
    "standard.toml",
    "form.toml",
    "evidence.toml",
    "recommendation.toml",
    "batches.toml",
    "regions.toml",
)


class _Main(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    title: str
    region: str
    texts: Texts
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]


class _Form(Struct, frozen=True, forbid_unknown_fields=True):
    fields: tuple[FormField, ...]


class _Evidence(Struct, frozen=True, forbid_unknown_fields=True):
    requirements: tuple[Requirement, ...]


class _Recommendation(Struct, frozen=True, forbid_unknown_fields=True):
    columns: tuple[Column, ...]


class _Batches(Struct, frozen=True, forbid_unknown_fields=True):
    batches: tuple[Batch, ...]


class _Regions(Struct, frozen=True, forbid_unknown_fields=True):
    cities: tuple[City, ...]


_KINDS: dict[str, type[Struct]] = dict(
    zip(FILES, (_Main, _Form, _Evidence, _Recommendation, _Batches, _Regions), strict=True)
)


def load(texts: Mapping[str, str]) -> Standard:
    """A standard from its files (name → text).

    Raises:
        StandardError: the first mistake, with file and line.
    """
    standard, found = examine(texts)
    if standard is None or found:
        raise StandardError(found[0])
    return standard


def examine(texts: Mapping[str, str]) -> tuple[Standard | None, list[str]]:
    """A standard (None where one cannot be made) and all mistakes in its files, each with file and line."""
    parts: dict[str, Struct] = {}
    found: list[str] = []
    for name in FILES:
        try:
            parts[name] = _part(name, texts)
        except StandardError as error:
            found.append(str(error))
    if found:
        return None, found
    standard = _assemble(parts, digest(texts))
    return standard, [_sentence(mistake, texts) for mistake in mistakes(standard)]


def digest(texts: Mapping[str, str]) -> str:
    """SHA-256 in hex over the standard's files in their fixed order: name, NUL, text with LF line ends, NUL."""
    sha = hashlib.sha256()
    for name in FILES:
        sha.update(f"{name}\0{texts[name]}\0".encode())
    return sha.hexdigest()


def _part(name: str, texts: Mapping[str, str]) -> Struct:
    if name not in texts:
        raise StandardError(f"{name}：没有这个文件，标准由 {'、'.join(FILES)} 组成。")
    text = texts[name]
    try:
        return convert(tomllib.loads(text, parse_float=Decimal), _KINDS[name])
    except tomllib.TOMLDecodeError as error:
        raise StandardError(f"{name}：不是正确的 TOML（{error}）。") from None
    except PlacedError as error:
        raise StandardError(f"{name} 第 {line_of(text, error.path)} 行 {error.path}：{error.reason}。") from None


def _assemble(parts: Mapping[str, Struct], sha256: str) -> Standard:
    values: dict[str, Any] = {}  # every part was decoded into its own type above; their keys are the standard's
    for part in parts.values():
        values |= asdict(part)
    return Standard(sha256=sha256, **values)


def _sentence(mistake: Mistake, texts: Mapping[str, str]) -> str:
    return f"{mistake.file} 第 {line_of(texts[mistake.file], mistake.path)} 行 {mistake.path}：{mistake.reason}。"
