"""The return slip (补正通知): written by the bureau, opened by the enterprise at the right places."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct

from desktop.documents.dossier import Stamp
from desktop.documents.place_words import place_text
from desktop.documents.printed.return_notice import title_of, write_return_notice
from desktop.errors import InputError, YunqiError
from desktop.filing import open_filing
from desktop.model import return_slip
from desktop.model.decisions import Decision, State
from desktop.model.file_names import safe_component
from desktop.model.filing import Filing
from desktop.model.filing_json import loads
from desktop.model.return_slip import SUFFIX, ReturnSlip, SlipPoint
from desktop.package.reading import open_package
from desktop.standard.correcting import digest, places
from desktop.standard.definition import Standard
from desktop.standard.entry import accepted
from desktop.workspace import evidence_files, standards
from desktop.workspace.composing import SOFTWARE, dossier, write_file
from desktop.workspace.receiving import Received

_NAME_UNITS = 60
WHOLE = "整份申报材料"


class Sender(Struct, frozen=True):
    """Who returns a package, on which day, and by when an answer is wanted (ISO, or "")."""

    bureau: str
    date: str
    answer_by: str = ""


def places_of(received: Received) -> tuple[tuple[str, str], ...]:
    """Every place of a package's filing that can be asked about, with its words.

    Raises:
        YunqiError: the package cannot be read any more.
    """
    standard, filing = _content(received)
    content = dossier(standard, filing, Stamp(received.version, received.date))
    return tuple((place, place_text(content, place) if place else WHOLE) for place in places(standard, filing))


def slip_of(received: Received, decision: Decision, sender: Sender) -> ReturnSlip:
    """The slip that tells an enterprise what was decided about its package.

    Raises:
        InputError: nothing is to be corrected or returned.
        YunqiError: the package cannot be read any more.
    """
    if decision.state not in {State.TO_CORRECT, State.RETURNED}:
        raise InputError("只有待补正和退回的申报包才需要补正通知，请先选状态、写明理由。")
    standard, filing = _content(received)
    points = tuple(
        SlipPoint(item.place, item.words, item.wanted, digest(standard, filing, item.place)) for item in decision.points
    )
    return ReturnSlip(
        format=return_slip.FORMAT,
        standard=standard.id,
        batch=received.batch,
        batch_title=received.batch_title,
        enterprise=received.enterprise,
        version=received.version,
        seal_code=received.code,
        bureau=sender.bureau,
        date=sender.date,
        answer_by=sender.answer_by,
        refused=decision.state is State.RETURNED,
        reason=decision.reason,
        points=points,
    )


def write_slip(slip: ReturnSlip, folder: Path) -> tuple[Path, Path]:
    """Write the notice to print and the file to open; gives their paths.

    Raises:
        InputError: the folder cannot be written.
    """
    name = safe_component(slip.enterprise, _NAME_UNITS)
    stem = f"{title_of(slip)[-4:]}-{name}-v{slip.version}-{slip.seal_code[:8]}"
    notice, file = folder / f"{stem}.pdf", folder / f"{stem}{SUFFIX}"
    write_file(notice, write_return_notice(slip, SOFTWARE))
    write_file(file, return_slip.dumps(slip))
    return notice, file


def read_slip(path: Path) -> ReturnSlip:
    """The slip in a file.

    Raises:
        InputError: it cannot be read, or is none.
    """
    try:
        with path.open("rb") as file:
            data = file.read(return_slip.SIZE_LIMIT + 1)
    except OSError as error:
        raise evidence_files.unreadable(path, error) from None
    return return_slip.loads(data, path.name)


def fits(slip: ReturnSlip, standard: Standard, filing: Filing, codes: Collection[str] = ()) -> str:
    """Why a slip is not about a filing that was sealed with these codes; "" where it is."""
    if slip.seal_code in codes:
        return ""  # also when the name itself was corrected since
    name = filing.enterprise.get(standard.name_field.id, "")
    if "".join(name.split()) != "".join(slip.enterprise.split()):
        return f"这份补正通知是给“{slip.enterprise}”的，打开的案卷是“{name or '（未填企业名称）'}”的。"
    if (standard.id, filing.batch.id) != (slip.standard, slip.batch):
        return f"这份补正通知针对 {slip.batch_title} 的申报，打开的案卷是另一批次的。"
    return ""


def filing_for(slip: ReturnSlip, paths: Iterable[Path]) -> Path | None:
    """The filing a slip is about: the one that was sealed with its seal code, else one of the enterprise and batch."""
    likely = None
    for path in paths:
        try:
            with open_filing(path, "read") as store:
                if slip.seal_code in {seal.code for seal in store.seals()}:
                    return path
                if not likely and not fits(slip, store.standard, store.filing):
                    likely = path
        except YunqiError:
            continue  # the home screen tells what is wrong with it
    return likely


def _content(received: Received) -> tuple[Standard, Filing]:
    """The filing in a package that was verified."""
    with open_package(received.path) as package:
        if package.info.seal_code != received.code and not (received.report and received.report.parts):
            raise InputError(f"“{received.path.name}”与核验的时候不同了，请重新放入。")
        filing = loads(package.filing_json)
    standard = standards.standard(filing.standard.id)
    return standard, accepted(standard, filing)
