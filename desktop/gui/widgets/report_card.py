"""The verdict on one package: the sentence first, then the lights, whose it is, its seal code, what is wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.gui.tasks import Task
from desktop.gui.widgets.basics import button, columns, frame, label, restyle, rows
from desktop.gui.widgets.notice import Kind, Notice
from desktop.gui.widgets.running_bar import RunningBar
from desktop.gui.widgets.signature_line import SignatureLine
from desktop.package.report import Problem, Report, Verdict
from desktop.workspace import standards
from desktop.workspace.passing import passed
from desktop.workspace.seal_codes import typed_code

VERDICTS = {  # kind of the mark, the mark, the word
    Verdict.INTACT: ("chip-good", "✓ 完好"),
    Verdict.REPACKED: ("chip-attention", "! 重新打包过"),
    Verdict.DAMAGED: ("chip-error", "✕ 不完好"),
    Verdict.DRAFT: ("chip-attention", "! 草稿"),
    Verdict.NOT_A_PACKAGE: ("chip-error", "✕ 不是申报包"),
}
_LOCKED = ("chip-attention", "! 已加密")
_UNLOCK = "这是加密的 zip，不是申报包本身：请先用 7-Zip 等解压软件输入密码解开，再核验里面的申报包。"
CODE, GROUP = 64, 8  # hex digits
_SHOWN = 8  # problems before the rest is asked for


class ReportCard(QFrame):
    """Follows the verification of `path`, then shows its report."""

    removed = Signal()
    comparing = Signal()  # the person has a scan of the paper
    adding = Signal()  # the scan is to go into the package
    saving = Signal()  # the report is to be kept

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(path.name)
        self.path = path
        self.report: Report | None = None
        self._task: Task | None = None
        self.busy = RunningBar()
        self.body: QVBoxLayout = rows(self, margin=16, spacing=12)
        self.body.addWidget(self.busy)
        self._told = Notice()
        self._shown = QWidget()
        self.signature = SignatureLine()
        self.body.addWidget(self._told)
        self.body.addWidget(self._shown)

    def follow(self, task: Task) -> None:
        """Show how far the verification is, then its result."""
        self._task = task
        task.done.connect(self.show_report)
        task.failed.connect(self._fail)
        task.cancelled.connect(self.removed)
        self.busy.follow(task, f"正在核验“{self.path.name}”")

    def follow_more(self, task: Task, what: str) -> None:
        """Show how far work with the verified package is; what was shown stays until it is replaced."""
        self._task = task
        self.tell("")
        task.failed.connect(self.tell)
        self.busy.follow(task, what)

    def tell(self, sentence: str, kind: Kind = "problem") -> None:
        """Show a sentence above the verdict; "" takes it away."""
        self._told.tell(sentence, kind)

    def stop(self) -> None:
        """The result is no longer wanted."""
        if self._task:
            self._task.cancel()

    def show_report(self, report: Report) -> None:
        """Show the verdict and what it rests on."""
        self.report = report
        self._begin()
        kind, word = light_of(report)
        if report.verdict is Verdict.INTACT and not passed(report):
            kind = "chip-attention"  # the package is, but not all that belongs to it
        self._head(kind, word, sentence_of(report))
        if is_locked(report):
            return
        if report.seal_code:
            self._layout.addWidget(_facts(report, zipped=self.path.is_file()))
            self._layout.addWidget(self.signature)
            self.signature.show_report(self.path, report)
            if report.problems:
                self._layout.addWidget(Problems(report.problems))
            self._layout.addWidget(frame("line"))
            self.paper = PaperCode(report.seal_code)
            self._layout.addWidget(self.paper)
        elif report.problems:
            self._layout.addWidget(Problems(report.problems))
        self._layout.addWidget(self._actions(report))

    def _begin(self) -> None:
        """An empty place for a result, instead of an earlier one."""
        self.signature.setParent(self)  # it stays as it is, with the certificate that is looked at
        self.signature.hide()
        earlier, self._shown = self._shown, QWidget()
        self.body.replaceWidget(earlier, self._shown)
        earlier.hide()
        earlier.deleteLater()
        self._layout: QVBoxLayout = rows(self._shown, spacing=12)

    def _actions(self, report: Report) -> QWidget:
        made = QWidget()
        line = columns(made, spacing=8)
        if report.content:
            self.compare = button("用扫描件核对纸质件…", self.comparing.emit)
            line.addWidget(self.compare)
            if report.version:
                self.add = button("加入盖章扫描件…", self.adding.emit)
                line.addWidget(self.add)
        self.save = button("保存核验报告…", self.saving.emit)
        line.addWidget(self.save)
        for item in made.findChildren(QPushButton):
            item.setAccessibleDescription(self.path.name)
        line.addStretch(1)
        return made

    def _fail(self, sentence: str) -> None:
        self._begin()
        self._head("chip-error", "✕ 读不了", sentence)

    def _head(self, kind: str, word: str, sentence: str) -> None:
        line = columns(spacing=12)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(label(word, kind), alignment=top)
        words = rows(spacing=4)
        words.addWidget(label(sentence, "strong", wrap=True))
        name = label(self.path.name, "small", wrap=True)
        name.setToolTip(str(self.path))
        words.addWidget(name)
        line.addLayout(words, 1)
        away = button("移走", self.removed.emit, "link")
        away.setAccessibleName(f"移走 {self.path.name} 的结果")
        line.addWidget(away, alignment=top)
        self._layout.addLayout(line)


class PaperCode(QWidget):
    """Compares the seal code on the stamped paper, group by group, while it is typed."""

    def __init__(self, seal_code: str) -> None:
        super().__init__()
        self._code = seal_code
        layout = rows(self, spacing=6)
        caption = label("封装码", "small")
        code = label(grouped(seal_code), "code", wrap=True)
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.typed = QLineEdit()
        self.typed.setProperty("kind", "code")
        self.typed.setPlaceholderText("照纸质件页脚输入封装码，空格可有可无")
        self.typed.setAccessibleName("纸质件上的封装码")
        self.typed.textChanged.connect(self._compare)
        self.light = label("", "chip-good")
        self.light.hide()
        line = columns(spacing=12)
        line.addWidget(self.typed, 1)
        line.addWidget(self.light)
        for part in (caption, code):
            layout.addWidget(part)
        layout.addWidget(label("与纸质件核对", "small"))
        layout.addLayout(line)

    def _compare(self, typed: str) -> None:
        words, kind = compared(typed, self._code)
        self.light.setText(words)
        restyle(self.light, "kind", kind)
        self.light.setVisible(bool(words))


class Problems(QWidget):
    """What is wrong with a package, the first ones at once and the rest on demand."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self._layout = rows(self, spacing=6)
        self._rest = problems[_SHOWN:]
        self._layout.addWidget(label("发现的问题", "small"))
        self._add(problems[:_SHOWN])
        if self._rest:
            self._more = button(f"显示其余 {len(self._rest)} 个问题", self._show_rest, "link")
            self._layout.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)

    def _add(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            place = f"{problem.path}：" if problem.path else ""
            self._layout.addWidget(
                label(f"· {place}{problem.message}", "attention" if problem.container else "error", wrap=True)
            )

    def _show_rest(self) -> None:
        self._more.hide()
        self._add(self._rest)


def light_of(report: Report) -> tuple[str, str]:
    """The verdict in a word, and the kind of chip that says it; a zip encrypted for sending is not called damaged."""
    return _LOCKED if is_locked(report) else VERDICTS[report.verdict]


def sentence_of(report: Report) -> str:
    """The verdict in a sentence, without the word that its chip says."""
    sentence = report.sentence.partition("：")
    return _UNLOCK if is_locked(report) else sentence[2] or sentence[0]


def is_locked(report: Report) -> bool:
    """Whether nothing can be said before a password is given."""
    return not report.content and any(item.code == "encrypted" for item in report.problems)


def grouped(code: str) -> str:
    """A seal code in groups, as it stands on the paper."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def compared(typed: str, code: str) -> tuple[str, str]:
    """What the typed seal code says about the paper, and the kind of chip that says it; "" where nothing is typed."""
    digits = typed_code(typed)
    if not digits:
        return "", "chip"
    if digits == code:
        return "✓ 纸质件一致", "chip-good"
    wrong = next((place for place, digit in enumerate(digits) if code[place : place + 1] != digit), None)
    if wrong is None:
        return f"前 {len(digits)} 位一致，还有 {CODE - len(digits)} 位", "chip"
    if wrong >= CODE:
        return f"多了 {len(digits) - CODE} 位", "chip-error"
    return f"✕ 第 {wrong // GROUP + 1} 组不一致", "chip-error"


def _facts(report: Report, *, zipped: bool) -> QWidget:
    """Whose package it is, and the two lights."""
    made = QWidget()
    line = columns(made, spacing=8)
    version = f"第 {report.version} 版" if report.version else "草稿"
    version += f"（第 {report.part} 包，共 {report.parts} 包）" if report.parts else ""
    facts = (report.enterprise or "（未填写企业名称）", _batch_title(report.batch), version)
    line.addWidget(label("  ·  ".join(fact for fact in facts if fact), wrap=True), 1)
    lights = (_content_light(report), _container_light(report, zipped=zipped))
    for light in (*lights, *_paper_light(report)):
        line.addWidget(light, alignment=Qt.AlignmentFlag.AlignTop)
    return made


def _content_light(report: Report) -> QLabel:
    return label("✓ 内容完好", "chip-good") if report.content else label("✕ 内容不完好", "chip-error")


def _container_light(report: Report, *, zipped: bool) -> QLabel:
    if not zipped:
        return label("已解压，无压缩包可核", "chip")
    return label("✓ 封装原样", "chip-good") if report.container else label("! 封装不是原样", "chip-attention")


def _paper_light(report: Report) -> tuple[QLabel, ...]:
    """Where the paper was looked at."""
    if report.paper is None:
        return ()
    return (label("✓ 纸质件齐全", "chip-good") if report.paper else label("✕ 纸质件不齐或不符", "chip-error"),)


def _batch_title(batch: str) -> str:
    """The batch's title in one of the standards at hand, else its id."""
    known = (standards.standard(standard_id).batch(batch) for standard_id in standards.installed())
    return next((found.title for found in known if found), batch)
