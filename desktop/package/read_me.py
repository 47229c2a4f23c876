"""00-请先读我.txt: what lies before a clerk who has never heard of us, and how to check it without our program.

The wording belongs to the format, so that the verifier can demand it byte for byte: nobody can slip in other advice.
A change makes a new PROFILE_IDENTIFIER, and packages of the old one must still verify.
"""

from __future__ import annotations

from desktop.package.bag_info import BagInfo
from desktop.package.layout import FILING, MANIFEST, PRINTED, SCAN, TAG_MANIFEST, WORKBOOK, evidence_of
from desktop.package.manifest import grouped

_DRAFT = """\
【草稿】这是草稿，不是正式版本，不能报送；其中的内容可能不完整。

"""
_SAMPLE = """\
【样例】这是演示用的样例，企业和数据都是虚构的，不能报送。

"""
_TEXT = """\
{marks}企业自评申报材料（封装包）

　　企　业：{organization}
　　版　本：{version}
　　日　期：{date}
{supersedes}{set}　　封装码：{first}
　　　　　　{second}

一、这是什么
　　这是上述企业的全套自评申报材料，报送给所在县（市、区）主管部门。
　　企业人员：打印 {printed}，盖章后报送。
　　经办人员：按第三部分核对后，即可作为电子材料接收。

二、里面有什么
　　{printed}　纸质材料，每页都印有封装码
　　{scan}　盖章后的扫描件（可以没有，加入后不影响封装码）
　　{workbook}　附件1、附件2 和各类清单
　　{evidence}　佐证材料，先看其中的 目录.csv
　　{filing}　同样的内容，供程序读取
　　其余文件用于核对，请不要改动或删除。

三、怎样核对（不需要安装任何软件）
　　1. 把整个 zip 解压到一个文件夹。
　　2. 在该文件夹的地址栏输入 cmd 并回车，再输入：
　　　　certutil -hashfile {manifest} SHA256
　　3. 显示的 64 位字符应与上面的封装码、与纸质材料上的封装码完全相同。
　　4. 对 {manifest} 中列出的每个文件同样计算一次，应与清单中的字符相同，例如：
　　　　certutil -hashfile {workbook_windows} SHA256
　　Linux 或 macOS：sha256sum -c {manifest} {tag_manifest}

四、用“云企自评”程序核对
　　在程序中选择“核验”，打开这个 zip 或解压后的文件夹；或者执行：
　　　　yunqi verify 文件名.zip
　　程序还会核对佐证材料逐份是否齐全、压缩包是否被改动过。

五、请注意
　　请原样转交 zip 文件，不要解压后重新压缩，不要改动其中的文件。
　　封装码只说明材料自生成后没有改动；内容是否真实，由企业负责。
"""


_SET = """\
　　分　包：第 {part} 包，共 {parts} 包。材料较多，装在几个 zip 里，请一起转交、逐个核对。
　　　　　　纸质材料上印的是第 1 包的封装码，以 {group} 开头。
"""


def read_me(info: BagInfo) -> bytes:
    """The note for a package with this bag-info: UTF-8 with BOM, CRLF, so that every Windows editor shows it."""
    code = grouped(info.seal_code)
    half = len(code) // 2
    text = _TEXT.format(
        marks=("" if info.version else _DRAFT) + (_SAMPLE if info.sample else ""),
        organization=info.organization,
        version=f"第 {info.version} 版" if info.version else "草稿",
        date=info.date,
        supersedes=f"　　取　代：封装码以 {info.supersedes[:8]} 开头的版本\n" if info.supersedes else "",
        first=code[:half],
        second=code[half + 1 :],
        printed=PRINTED,
        scan=SCAN,
        workbook=WORKBOOK,
        workbook_windows=WORKBOOK.replace("/", "\\"),
        set=_SET.format(part=info.part, parts=info.parts, group=info.group[:8]) if info.parts else "",
        evidence=evidence_of(info.part),
        filing=FILING,
        manifest=MANIFEST,
        tag_manifest=TAG_MANIFEST,
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
