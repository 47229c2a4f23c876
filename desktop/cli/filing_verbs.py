"""new, import, form, show, set, confirm, attach."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection
from typing import TYPE_CHECKING

from desktop.cli.terminal import out, out_json, progress, say
from desktop.errors import InputError, YunqiError
from desktop.filing import FilingStore, open_filing
from desktop.model.filing import EvidenceUse
from desktop.model.filing_json import to_document
from desktop.model.numbers import fixed, plain
from desktop.standard.scoring import score
from desktop.workspace import editing, standards

if TYPE_CHECKING:
    from desktop.documents.workbook import CellReport

_MB = 2**20


def new(options: Namespace) -> int:
    """`yunqi new`."""
    from desktop.workspace import importing  # noqa: PLC0415  (reads workbooks too; `set` must not wait for that)

    if options.earlier:
        return _carry_over(options)
    importing.new(options.file, options.standard or standards.DEFAULT, options.batch, options.name)
    say(f"已新建案卷 {options.file}")
    return 0


def _carry_over(options: Namespace) -> int:
    """`yunqi new FILE --from EARLIER`."""
    from desktop.workspace import carrying_over  # noqa: PLC0415  (as in `new`)

    if options.name:
        raise InputError("沿用去年的案卷时企业名称也沿用，请去掉 --name；要另一家企业，请从空白新建。")
    shown = progress("沿用")
    filing = carrying_over.carry_over(options.earlier, options.file, options.batch, options.standard, shown)
    say(
        f"已新建案卷 {options.file}，沿用自 {options.earlier}（系统 {len(filing.systems)} 个，"
        f"佐证材料 {len(filing.evidence)} 份）；{len(filing.unconfirmed)} 处待确认，核对后用 confirm 确认"
    )
    return 0


def confirm(options: Namespace) -> int:
    """`yunqi confirm`: without places, lists what is unconfirmed and exits 1 if there is any."""
    with open_filing(options.file, "edit" if options.all or options.places else "read") as store:
        waiting = store.filing.unconfirmed
        if not options.all and not options.places:
            for place in waiting:
                out(place)
            return 1 if waiting else 0
        left = editing.confirm(store, options.places or waiting).unconfirmed
    say(f"已确认 {len(waiting) - len(left)} 处，还有 {len(left)} 处待确认")
    return 0


def import_(options: Namespace) -> int:
    """`yunqi import`: of a workbook, a line for every cell on standard output; exit 1 if one was not taken."""
    from desktop.workspace import importing  # noqa: PLC0415  (as above)

    refused = 0

    def told(cells: tuple[CellReport, ...]) -> None:
        nonlocal refused
        refused = sum(not cell.taken for cell in cells)
        for cell in cells:
            out(cell.sentence)
        say(f"取用 {len(cells) - refused} 格，没有取用 {refused} 格")

    filing = importing.import_source(options.source, options.out, progress("导入"), told)
    say(
        f"已导入 {options.source}，得到案卷 {options.out}"
        f"（系统 {len(filing.systems)} 个，佐证材料 {len(filing.evidence)} 份）"
    )
    return 1 if refused else 0


def form(options: Namespace) -> int:
    """`yunqi form`."""
    from desktop.workspace import blank_forms  # noqa: PLC0415  (writes workbooks; the other verbs need none)

    if options.file:
        if options.standard or options.batch:
            raise InputError("给了案卷时，标准和批次随案卷，请去掉 --standard 和 --batch。")
        with open_filing(options.file, "read") as store:
            blank_forms.write_form_of(store, options.out)
    else:
        blank_forms.write_blank(options.out, options.standard, options.batch)
    say(f"已导出填报表 {options.out}；用 Excel 或 WPS 填好后，用 import 导入")
    return 0


def show(options: Namespace) -> int:
    """`yunqi show`."""
    with open_filing(options.file, "read") as store:
        if options.json:
            out_json(to_document(store.filing))
        else:
            _summary(store)
    return 0


def set_(options: Namespace) -> int:
    """`yunqi set`."""
    if len(options.pairs) % 2:
        raise InputError("路径和值要成对写，例如 enterprise.name 企业名称；清空一栏请写成空引号。")
    assignments = list(zip(options.pairs[::2], options.pairs[1::2], strict=True))
    with open_filing(options.file) as store:
        editing.set_values(store, assignments)
    say(f"已保存 {len(assignments)} 项")
    return 0


def attach(options: Namespace) -> int:
    """`yunqi attach`: one result line per file; files that cannot be taken do not stop the others.

    Invoices and contracts among what proves money are read, and what they say is kept with them.
    """
    requirement, _, subject = options.use.partition(":")
    failed, fresh = 0, set[str]()
    with open_filing(options.file) as store:
        for path in options.paths:
            try:
                blob = editing.attach(store, path, EvidenceUse(requirement, subject), progress(path.name, unit=_MB))
            except YunqiError as error:
                failed += 1
                say(str(error))
            else:
                fresh.add(blob.sha256)
                out(f"{blob.sha256}  {path}")
        _read_invoices(store, fresh)
    return 2 if failed else 0


def _read_invoices(store: FilingStore, fresh: Collection[str]) -> None:
    from desktop.workspace import reading_facts  # noqa: PLC0415  (as in `new`)

    kinds = {sha256: blob.kind for sha256, blob in store.blobs().items()}
    attached = (item for item in store.filing.evidence if item.sha256 in fresh)
    wanted = reading_facts.worth_reading(store.standard, attached, kinds)
    if wanted:
        found = reading_facts.read_into(store, wanted, progress("读取"))
        say(reading_facts.told(found, {item.sha256: item.file for item in wanted}))


def _summary(store: FilingStore) -> None:
    filing, standard = store.filing, store.standard
    card = score(standard, filing)
    batch = standard.batch(filing.batch.id)
    out(f"企业：{filing.enterprise.get(standard.name_field.id) or '（未填写）'}{'　【样例】' if filing.sample else ''}")
    out(f"标准：{standard.title}")
    out(f"批次：{batch.title if batch else filing.batch.id}　{filing.batch.city}{filing.batch.county}")
    out(
        f"自评分：{fixed(card.self_score)} / {plain(card.self_max)}"
        f"（另有 {plain(card.expert_max)} 分由专家评审，自评不计）"
    )
    out(f"系统 {len(filing.systems)} 个，云服务 {len(filing.cloud_services)} 项，佐证材料 {len(filing.evidence)} 份")
    for seal in store.seals():
        out(f"已封装第 {seal.version} 版：{seal.date}，封装码 {seal.code}，{seal.package}")
