"""填写说明: what whoever is given the form has to know."""

from __future__ import annotations

from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame
from desktop.documents.workbook.sheet import Sheet, cell

_WIDTHS = (6, 88)
_STEPS = (
    "浅黄色的格子由您填写；鼠标停在右上角有红色小三角的格子上，会显示怎么填。其余格子由公式算出，不用填。",
    "数字只填数值，不带单位；日期写成 2020-03-18 的样子；“是”“否”和类别从下拉列表里选。",
    "服务器、系统、云产品和服务每行一项。行可以插入、移动、排序；不够就接着往下填。要删一项，把整行删掉。",
    "有服务器清单时，云服务器的 N 和 M 由清单折算；不列清单，也可以在评估表里直接填 N 和 M。",
    "系统的数量由系统清单统计，不用在评估表里填。",
    "还不知道的先空着。截图、合同、发票、营业执照不放进这份表，另外打包发回即可。",
    "填好后按原格式（.xlsx）保存，把文件发回。请不要删除工作表，不要改工作表里的标题行。",
    "收到的人在“云企自评”里点“导入”，逐格显示哪些取用了、哪些没有取用、为什么。",
)


def write_guide(sheet: Sheet, dossier: Dossier) -> None:
    """Writes how the form is filled in and handed back."""
    sheet.columns(_WIDTHS)
    row = frame.heading(sheet, dossier, "怎样填写这份表")
    for number, step in enumerate(_STEPS, start=1):
        sheet.put(cell(row, 0), f"{number}.", "guide")
        sheet.put(cell(row, 1), step, "guide")
        sheet.fit(row, [(step, _WIDTHS[1])], 26)
        row += 1
    sheet.page(frame.page_header(sheet, dossier), rows=row)
    sheet.protect()
