"""加密后发送: the package in an encrypted zip, with a password that is typed twice or made up here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from desktop.gui import package_work
from desktop.gui.overriding import override
from desktop.gui.session import Session
from desktop.gui.tasks import Task
from desktop.gui.widgets.basics import Card, button, columns, label, restyle
from desktop.gui.widgets.notice import Notice
from desktop.gui.widgets.revealing import reveal
from desktop.gui.widgets.running_bar import RunningBar, by_parts
from desktop.gui.widgets.target import labelled
from desktop.workspace.sending import new_password, password_problem, strength

_SAYS = (
    "用邮件、网盘发送时才需要：把申报包原样装进一个加密的 zip（AES-256），放在同一个文件夹，原来的申报包不动。"
    "收件人用 7-Zip 等解压软件输入密码解开；Windows 自带的解压打不开它。"
)


class SendingCard(Card):
    """Encrypts the package that `package()` gives. Passwords are kept nowhere and go when the card does."""

    def __init__(self, session: Session, package: Callable[[], Path]) -> None:
        super().__init__("加密后发送")
        self._session, self._package, self._path = session, package, Path()
        self.head.addWidget(button("收起", self.put_away, "link"))
        self.body.addWidget(label(_SAYS, "second", wrap=True))
        self._fields = QWidget()
        line = columns(self._fields)
        self.first, self.second = QLineEdit(), QLineEdit()
        for caption, box in (("密码", self.first), ("再写一遍", self.second)):
            box.setEchoMode(QLineEdit.EchoMode.Password)
            box.textEdited.connect(self._typed)
            line.addWidget(labelled(caption, box), 1)
        line.addWidget(button("帮我想一个密码", self._make_up), alignment=Qt.AlignmentFlag.AlignBottom)
        self._strength = label("", "second", wrap=True)
        self._made, self._told, self.running = self._made_row(), Notice(), RunningBar()
        self.write = button("写出加密文件", self._write, "primary")
        self.folder = button("打开所在文件夹", self._open_folder, "link")
        foot = columns()
        foot.addWidget(self.write)
        foot.addWidget(self.folder)
        foot.addStretch(1)
        for part in (self._fields, self._strength, self._made, self.running, self._told):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self.put_away()

    def begin(self) -> None:
        """Show the card, with nothing typed."""
        self.put_away()
        self.show()
        self.first.setFocus()
        reveal(self)

    def put_away(self) -> None:
        """Hide the card and forget what was typed."""
        self.hide()
        self._forget()
        self._made.hide()
        self.made.setText("")
        self.folder.hide()
        self._told.tell("")

    def _made_row(self) -> QWidget:
        made = QWidget()
        line = columns(made)
        self.made = QLineEdit()
        self.made.setReadOnly(True)
        self.made.setProperty("kind", "code")
        line.addWidget(labelled("想好的密码，只在这里显示一次，请先抄下来", self.made), 1)
        self.copy = button("复制密码", self._copy)
        line.addWidget(self.copy, alignment=Qt.AlignmentFlag.AlignBottom)
        return made

    def _typed(self) -> None:
        self._made.hide()
        self.made.setText("")
        self._told.tell("")
        self._judge()

    def _judge(self) -> None:
        """Say plainly how strong the password is, and what is still missing."""
        password, again = self.first.text(), self.second.text()
        problem = password_problem(password) if password else ""
        strong, said = (False, problem) if problem else strength(password)
        differs = bool(again) and again != password
        self._strength.setText("两遍写的不一样。" if differs else said if password else "")
        self._strength.setVisible(bool(self._strength.text()))
        restyle(self._strength, "kind", "good" if strong and not differs else "attention")
        self.write.setEnabled(bool(password) and not problem and again == password)

    def _make_up(self) -> None:
        password = new_password()
        for box in (self.first, self.second):
            box.setText(password)
        self.made.setText(password)
        self._made.show()
        self._told.tell("")
        self._judge()
        self._strength.hide()  # it is as strong as they come
        self.copy.setFocus()
        reveal(self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.made.text())
        self._told.tell("密码已复制，请贴到另外发给收件人的短信或微信里。", "told")

    def _write(self) -> None:
        package, password = self._package(), self.first.text()
        self._told.tell("")
        self._forget()
        self._fields.setEnabled(False)
        self.folder.hide()
        task = self._task = Task(what="加密申报包")  # without a parent, as it must outlive a closing window
        for end in (task.done, task.failed, task.cancelled):
            end.connect(self._ended)
        task.done.connect(self._written)
        task.failed.connect(self._told.tell)
        task.cancelled.connect(lambda: self._told.tell("已停止，没有留下文件。", "told"))
        self.running.follow(task, "正在加密", by_parts("写入"), stop="停止加密", at_once=True)
        self._session.run(lambda _, progress: package_work.encrypt(package, password, progress), task)

    def _ended(self, *_: object) -> None:
        if isValid(self):
            self._fields.setEnabled(True)

    def _written(self, path: Path) -> None:
        self._path = path
        self._told.tell(
            f"已写好“{path.name}”。密码请打电话或发短信另行告知，不要和文件一起发；收件人解开后得到原样的申报包。",
            "good",
        )
        self.folder.show()
        self.folder.setFocus()
        reveal(self)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _forget(self) -> None:
        for box in (self.first, self.second):
            box.setText("")
        self._judge()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # a minimised window comes back
            self._forget()
        super().hideEvent(event)
