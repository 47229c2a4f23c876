"""Before a filing is closed: what is running, waits in the inbox or could not be saved is asked about; nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # the first screen does not wait for the database
    from desktop.gui.filing_view import FilingView
    from desktop.gui.inbox import Inbox


def may_close(view: FilingView, window: QWidget) -> bool:
    """Whether the filing may be closed; what was under way is stopped and everything is saved then."""
    session = view.session
    running = session.work.under_way
    if running:
        words = f"正在{'、'.join(running)}，现在关闭就会停下来，已经做完的部分不受影响。"
        if not _agrees(window, words, "停下并关闭", "继续等待"):
            return False
    elif (words := _waiting(view.inbox)) and not _agrees(window, words, "关闭", "回去归档"):
        view.open_inbox()
        return False
    trouble = session.finish()
    return not trouble or _agrees(window, trouble, "关闭", "先不关闭")


def _waiting(inbox: Inbox) -> str:
    """What closing would leave undone in the inbox; "" for nothing."""
    if inbox.reading:
        return "收件箱还在读文件，读出来的还没有归档。关闭后清单不保留，原来的文件都还在，下次可以再拖进来。"
    if inbox.waiting:
        return (
            f"收件箱里还有 {inbox.waiting} 份文件没有归档，不会进案卷。"
            "关闭后清单不保留，原来的文件都还在，下次可以再拖进来。"
        )
    return ""


def _agrees(window: QWidget, words: str, yes: str, no: str) -> bool:
    """Asks; Esc and Enter stay on the safe side."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  (not needed to start)

    box = QMessageBox(QMessageBox.Icon.Question, "云企自评", words, QMessageBox.StandardButton.NoButton, window)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is agreed
