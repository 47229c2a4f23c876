"""The frozen value of a filing as rows, and back; only rows that differ are written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, inspect, select, update

from desktop.filing import tables
from desktop.model.decoding import builtins, json_text
from desktop.model.filing import FORMAT, Evidence, Filing

Row = dict[str, Any]
Rows = dict[tuple[Any, ...], Row]
T = TypeVar("T")


class _Section(NamedTuple):
    """One table: which columns make the key, and the rows a filing has in it."""

    table: Table
    key: tuple[str, ...]
    parts: tuple[str, ...]  # the attributes of the filing it is made of
    rows: Callable[[Filing, Filing | None], Iterator[Row]]  # of the first; lines the second has alike may be left out


def save(connection: Connection, old: Filing | None, new: Filing) -> None:
    """Write what differs between two values of a filing; without an old one, everything."""
    for section in _SECTIONS:
        if old is None or any(getattr(old, part) is not getattr(new, part) for part in section.parts):
            _write(connection, section, _keyed(section, old, new) if old else {}, _keyed(section, new, old))


def load(connection: Connection) -> dict[str, Any]:
    """The filing as the plain document that `filing_json.from_document` takes."""
    document: dict[str, Any] = {"format": FORMAT}
    for path, value in connection.execute(select(tables.Field.path, tables.Field.value)):
        _place(document, path.split(".", 2), json.loads(value))
    shown = document.pop("display_name", {})
    document["servers"] = _listed(connection, tables.ServerRow)
    document["systems"] = [
        row | ({"display_name": shown[row["id"]]} if row["id"] in shown else {})
        for row in _listed(connection, tables.SystemRow)
    ]
    document["cloud_services"] = [
        {"from" if key == "start" else "to" if key == "end" else key: value for key, value in row.items()}
        for row in _listed(connection, tables.CloudServiceRow)
    ]
    document["evidence"] = _evidence(connection)
    document["unconfirmed"] = _unconfirmed(connection)
    return document


def _keyed(section: _Section, filing: Filing, other: Filing | None) -> Rows:
    return {tuple(row[name] for name in section.key): row for row in section.rows(filing, other)}


def _write(connection: Connection, section: _Section, old: Rows, new: Rows) -> None:
    """Delete, update, insert; each in one go, because removing a first line moves all the others."""
    table = section.table
    at = and_(*(table.c[name] == bindparam(f"at_{name}") for name in section.key))

    def found_at(key: tuple[Any, ...]) -> Row:
        return {f"at_{name}": value for name, value in zip(section.key, key, strict=True)}

    gone = [found_at(key) for key in old.keys() - new.keys()]
    changed = [row | found_at(key) for key, row in new.items() if key in old and old[key] != row]
    fresh = [row for key, row in new.items() if key not in old]
    if gone:
        connection.execute(delete(table).where(at), gone)
    if changed:
        connection.execute(update(table).where(at), changed)
    if fresh:
        connection.execute(insert(table), fresh)


def _fields(filing: Filing, _: Filing | None) -> Iterator[Row]:
    document = builtins(replace(filing, servers=(), systems=(), cloud_services=(), evidence=()))  # tables of their own
    for section in ("standard", "batch", "enterprise", "unlisted_systems", "demonstration", "reasons", "windows"):
        for key, value in document[section].items():
            yield {"path": f"{section}.{key}", "value": _json(value)}
    for key, answer in document["answers"].items():
        if isinstance(answer, dict):
            for part, value in answer.items():
                yield {"path": f"answers.{part}.{key}", "value": _json(value)}
        else:
            yield {"path": f"answers.ticked.{key}", "value": _json(answer)}
    shown = ((system.id, system.display_name) for system in filing.systems if system.display_name)
    yield from ({"path": f"display_name.{key}", "value": _json(name)} for key, name in shown)
    yield {"path": "sample", "value": _json(filing.sample)}
    for key in ("no_overview", "basis"):
        if getattr(filing, key):
            yield {"path": key, "value": _json(getattr(filing, key))}
    for key, value in (document["carried_from"] or {}).items():
        yield {"path": f"carried_from.{key}", "value": _json(value)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _place(document: dict[str, Any], path: list[str], value: object) -> None:
    match path:
        case ["answers", "ticked", key]:
            document.setdefault("answers", {})[key] = value
        case ["answers", part, key]:
            document.setdefault("answers", {}).setdefault(key, {})[part] = value
        case [section, *rest] if rest:
            document.setdefault(section, {})[".".join(rest)] = value
        case [section]:
            document[section] = value


def _changed(items: tuple[T, ...], others: tuple[T, ...]) -> Iterator[tuple[int, T]]:
    """The items with their positions, without those that are the same object at the same position of the others."""
    for position, (item, other) in enumerate(zip_longest(items, others[: len(items)])):
        if item is not other:
            yield position, item


def _numbered(attribute: str) -> Callable[[Filing, Filing | None], Iterator[Row]]:
    def rows(filing: Filing, other: Filing | None) -> Iterator[Row]:
        for position, item in _changed(getattr(filing, attribute), getattr(other, attribute, ())):
            names = (name for name in item.__struct_fields__ if name != "display_name")  # a field of its own
            yield {"position": position, **{name: getattr(item, name) for name in names}}

    return rows


def _changed_files(filing: Filing, other: Filing | None) -> Iterator[tuple[int, Evidence]]:
    return _changed(filing.evidence, other.evidence if other else ())


def _evidence_rows(filing: Filing, other: Filing | None) -> Iterator[Row]:
    for position, item in _changed_files(filing, other):
        yield {"position": position, "file": item.file, "sha256": item.sha256, "dated": item.dated, "note": item.note}


def _use_rows(filing: Filing, other: Filing | None) -> Iterator[Row]:
    for evidence, item in _changed_files(filing, other):
        for position, use in enumerate(item.uses):
            yield {"evidence": evidence, "position": position, "requirement": use.requirement, "subject": use.subject}


def _facts_rows(filing: Filing, other: Filing | None) -> Iterator[Row]:
    for position, item in _changed_files(filing, other):
        if item.facts is not None:
            row = {name: getattr(item.facts, name) for name in item.facts.__struct_fields__}
            yield {"evidence": position} | row | {name: json_text(row[name]) for name in _AS_JSON}


def _facts(connection: Connection) -> dict[int, Row]:
    """What was read in the files, by position; a file of an earlier version that is only read has none."""
    table = _table(tables.EvidenceFactsRow)
    if not inspect(connection).has_table(table.name):
        return {}
    rows = (dict(row._mapping) for row in connection.execute(select(table)))  # noqa: SLF001  (SQLAlchemy's documented way to a dict)
    return {row.pop("evidence"): row | {name: json.loads(row[name]) for name in _AS_JSON} for row in rows}


def _unconfirmed_rows(filing: Filing, _: Filing | None) -> Iterator[Row]:
    return ({"place": place} for place in filing.unconfirmed)


def _unconfirmed(connection: Connection) -> list[str]:
    """The places; a file of version 1 that is only read has none."""
    table = _table(tables.UnconfirmedRow)
    return list(connection.scalars(select(table.c.place))) if inspect(connection).has_table(table.name) else []


def _listed(connection: Connection, kind: type[tables.Base]) -> list[Row]:
    table = _table(kind)
    columns = [column for column in table.c if column.name != "position"]
    return [dict(row._mapping) for row in connection.execute(select(*columns).order_by(table.c.position))]  # noqa: SLF001  (SQLAlchemy's documented way to a dict)


def _evidence(connection: Connection) -> list[Row]:
    use = tables.EvidenceUseRow
    uses: dict[int, list[Row]] = {}
    chosen = select(use.evidence, use.requirement, use.subject).order_by(use.evidence, use.position)
    for evidence, requirement, subject in connection.execute(chosen):
        uses.setdefault(evidence, []).append({"requirement": requirement, "subject": subject})
    item, blob = tables.EvidenceRow, tables.BlobRow
    chosen_files = (
        select(item.position, item.file, item.sha256, blob.size, item.dated, item.note)
        .join(blob, blob.sha256 == item.sha256)
        .order_by(item.position)
    )
    facts = _facts(connection)
    return [
        {"file": file, "sha256": sha256, "bytes": size, "for": uses.get(position, []), "dated": dated, "note": note}
        | ({"facts": facts[position]} if position in facts else {})
        for position, file, sha256, size, dated, note in connection.execute(chosen_files)
    ]


def _table(kind: type[tables.Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101  (every class of `tables` maps one table)
    return table


_SINGLE = (
    "standard",
    "batch",
    "enterprise",
    "unlisted_systems",
    "answers",
    "demonstration",
    "reasons",
    "sample",
    "no_overview",
    "basis",
    "windows",
    "carried_from",
)
_AS_JSON = ("confirmed", "sources", "shares")
_SECTIONS = (
    _Section(_table(tables.Field), ("path",), (*_SINGLE, "systems"), _fields),
    _Section(_table(tables.ServerRow), ("position",), ("servers",), _numbered("servers")),
    _Section(_table(tables.SystemRow), ("id",), ("systems",), _numbered("systems")),
    _Section(_table(tables.CloudServiceRow), ("id",), ("cloud_services",), _numbered("cloud_services")),
    _Section(_table(tables.EvidenceRow), ("position",), ("evidence",), _evidence_rows),
    _Section(_table(tables.EvidenceUseRow), ("evidence", "position"), ("evidence",), _use_rows),
    _Section(_table(tables.EvidenceFactsRow), ("evidence",), ("evidence",), _facts_rows),
    _Section(_table(tables.UnconfirmedRow), ("place",), ("unconfirmed",), _unconfirmed_rows),
)
