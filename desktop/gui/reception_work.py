"""What the bureau's desk has done in a thread: places of a filing, return slips, 附件3."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.gui.reception import Row
from desktop.gui.tasks import Progress
from desktop.model.decisions import State
from desktop.workspace import clock

if TYPE_CHECKING:
    from desktop.workspace.ranking import Written
    from desktop.workspace.returning import Sender

WORDS = {State.PASSED: "通过", State.RECEIVED: "收到", State.TO_CORRECT: "待补正", State.RETURNED: "退回"}


def places(row: Row, progress: Progress) -> object:
    """Every place of a package's filing that can be asked about."""
    from desktop.workspace.returning import places_of  # noqa: PLC0415  (reads documents; the window does not wait)

    progress(0, 1)
    return places_of(row.received) if row.received else ()


def slip(row: Row, sender: Sender, folder: Path, progress: Progress) -> object:
    """Write the return slip of a package into a folder; gives the paths of notice and file."""
    from desktop.workspace.returning import slip_of, write_slip  # noqa: PLC0415  (as above)

    progress(0, 1)
    return write_slip(slip_of(row.received, row.decision, sender), folder) if row.received else None


def export(rows: tuple[Row, ...], chosen: tuple[State, ...], target: Path, progress: Progress) -> object:
    """Write 附件3 over the packages in the chosen states, in the order of the rows."""
    from desktop.workspace.ranking import write_tables  # noqa: PLC0415  (as above)

    progress(0, 1)
    states = {row.path: row.decision.state for row in rows}
    scope = f"列入：{'、'.join(WORDS[state] for state in chosen)}"
    return write_tables(
        [row.received for row in rows if row.received],
        target,
        clock.today(),
        chosen=lambda item: "" if states[item.path] in chosen else f"状态是“{WORDS[states[item.path]]}”，没有选入。",
        scope=scope,
        progress=progress,
    )


def written(made: tuple[Written, ...]) -> str:
    """What was written, in a sentence."""
    said = "；".join(f"“{item.path.name}”{item.batch_title} {item.rows} 家" for item in made)
    several = "不同批次不能排在一张表里，分成了几个文件。" if len(made) > 1 else ""
    return f"已写好{said}，排名和模拟横向评分在后面的工作表里。{several}"
