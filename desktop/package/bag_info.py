"""bag-info.txt: whose package this is, which version, sealed when. Source: RFC 8493 §2.2.2, contract §3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.package.faults import Fault
from desktop.package.layout import BAG_INFO

PROFILE_IDENTIFIER = "urn:yunqi:bagit-profile:1"
NAMELESS = "（未填写企业名称）"
DRAFT = 0
"""The version of a draft, which is no version."""

_DRAFT_TEXT = "draft"
_TEXT = re.compile(r"[^\x00-\x20\x7f][^\x00-\x1f\x7f]*")
_CODE = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OXUM = re.compile(r"(0|[1-9][0-9]{0,14})\.[1-9][0-9]{0,5}")
_VERSION = re.compile(rf"{_DRAFT_TEXT}|[1-9][0-9]{{0,3}}")
_COUNT = re.compile(r"([1-9][0-9]?) of ([2-9]|[1-9][0-9])")
_OPTIONAL = {"Bag-Group-Identifier", "Bag-Count", "Supersedes", "Signed-By-SHA256", "Yunqi-Sample"}


@dataclass(frozen=True)
class BagInfo:
    """What bag-info.txt says. `octets` and `files` are those of data/; `supersedes` is a seal code or "".

    Of a set of packages this is number `part` of `parts`, and `group` is the seal code of the first, which the paper
    shows; 0, 0 and "" for a package that stands alone. `signer` is the SHA-256 of the certificate that signs, or "".
    """

    organization: str
    date: str
    octets: int
    files: int
    identifier: str
    seal_code: str
    seal_code_sm3: str
    version: int
    software: str
    supersedes: str = ""
    sample: bool = False
    group: str = ""
    part: int = 0
    parts: int = 0
    signer: str = ""

    @property
    def printed_code(self) -> str:
        """The seal code that the paper shows."""
        return self.group or self.seal_code


def organization(enterprise: str) -> str:
    """The enterprise's name as Source-Organization: one line, never empty."""
    return " ".join(enterprise.split()) or NAMELESS


def version_mark(version: int) -> str:
    """How a version stands at the end of the folder's name: v1, v2, … or 草稿."""
    return f"v{version}" if version else "草稿"


def part_mark(part: int, parts: int) -> str:
    """What follows in the name of a package of a set: -2of3."""
    return f"-{part}of{parts}" if parts else ""


def write_bag_info(info: BagInfo) -> bytes:
    """The bytes of bag-info.txt: fixed order, one line per field, LF, UTF-8."""
    return "".join(f"{label}: {value}\n" for label, value in _fields(info)).encode()


def read_bag_info(content: bytes) -> BagInfo:
    """The fields of a bag-info.txt that is, byte for byte, what `write_bag_info` writes.

    Raises:
        Fault: bag_info_malformed, naming the field where one is missing or wrong.
    """
    try:
        pairs = [line.partition(": ")[::2] for line in content.decode().split("\n")]
    except UnicodeDecodeError:
        raise _malformed("不是 UTF-8 文字") from None
    info = _info(dict(pairs))
    if write_bag_info(info) != content:
        raise _malformed("栏目的次序或写法不符合规定，或有多余的内容")
    if not info.identifier.endswith(f"-{version_mark(info.version)}{part_mark(info.part, info.parts)}"):
        raise _malformed("包的名称与版本号对不上")
    if (info.version > 1) != bool(info.supersedes):
        raise _malformed("版本号与被取代的版本对不上")
    return info


def _fields(info: BagInfo) -> Iterator[tuple[str, str]]:
    yield "Source-Organization", info.organization
    yield "Bagging-Date", info.date
    yield "Payload-Oxum", f"{info.octets}.{info.files}"
    yield "External-Identifier", info.identifier
    if info.parts:
        yield "Bag-Group-Identifier", info.group
        yield "Bag-Count", f"{info.part} of {info.parts}"
    yield "BagIt-Profile-Identifier", PROFILE_IDENTIFIER
    yield "Seal-Code-SHA256", info.seal_code
    yield "Seal-Code-SM3", info.seal_code_sm3
    if info.supersedes:
        yield "Supersedes", info.supersedes
    if info.signer:
        yield "Signed-By-SHA256", info.signer
    yield "Yunqi-Version", str(info.version) if info.version else _DRAFT_TEXT
    if info.sample:
        yield "Yunqi-Sample", "true"
    yield "Software", info.software


_RULES = {
    "Source-Organization": _TEXT,
    "Bagging-Date": _DATE,
    "Payload-Oxum": _OXUM,
    "External-Identifier": _TEXT,
    "Bag-Group-Identifier": _CODE,
    "Bag-Count": _COUNT,
    "BagIt-Profile-Identifier": re.compile(re.escape(PROFILE_IDENTIFIER)),
    "Seal-Code-SHA256": _CODE,
    "Seal-Code-SM3": _CODE,
    "Supersedes": _CODE,
    "Signed-By-SHA256": _CODE,
    "Yunqi-Version": _VERSION,
    "Yunqi-Sample": re.compile("true"),
    "Software": _TEXT,
}


def _info(fields: dict[str, str]) -> BagInfo:
    for label, rule in _RULES.items():
        if (label not in _OPTIONAL or label in fields) and not rule.fullmatch(fields.get(label, "")):
            raise _malformed(f"缺少“{label}”一栏或其内容不对")
    version = fields["Yunqi-Version"]
    octets, files = fields["Payload-Oxum"].split(".")
    part, parts = fields.get("Bag-Count", "0 of 0").split(" of ")
    if int(part) > int(parts) or ("Bag-Count" in fields) != ("Bag-Group-Identifier" in fields):
        raise _malformed("分包的序号或整套的封装码不对")
    return BagInfo(
        organization=fields["Source-Organization"],
        date=fields["Bagging-Date"],
        octets=int(octets),
        files=int(files),
        identifier=fields["External-Identifier"],
        seal_code=fields["Seal-Code-SHA256"],
        seal_code_sm3=fields["Seal-Code-SM3"],
        version=DRAFT if version == _DRAFT_TEXT else int(version),
        software=fields["Software"],
        supersedes=fields.get("Supersedes", ""),
        sample="Yunqi-Sample" in fields,
        group=fields.get("Bag-Group-Identifier", ""),
        part=int(part),
        parts=int(parts),
        signer=fields.get("Signed-By-SHA256", ""),
    )


def _malformed(reason: str) -> Fault:
    return Fault("bag_info_malformed", BAG_INFO, f"包的说明栏目有误：{reason}")
