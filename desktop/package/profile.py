"""bagit-profile.json: what a bag of ours looks like, for stock tools. Source: BagIt Profiles Specification 1.3.0.

The bytes belong to the format: a change makes a new PROFILE_IDENTIFIER, and packages of the old one must still verify.
"""

from __future__ import annotations

import json

from desktop.package.bag_info import PROFILE_IDENTIFIER
from desktop.package.layout import LATER, PRINTED, PROFILE, READ_ME

_LABELS = {
    "Source-Organization": "申报企业名称",
    "Bagging-Date": "生成日期",
    "Payload-Oxum": "data/ 的字节数和文件数",
    "External-Identifier": "包的名称：批次、企业、版本",
    "BagIt-Profile-Identifier": "本格式的标识",
    "Seal-Code-SHA256": "封装码：manifest-sha256.txt 的 SHA-256",
    "Seal-Code-SM3": "同一文件的 SM3",
    "Supersedes": "被本版本取代的版本的封装码",
    "Yunqi-Version": "版本号，或 draft（草稿）",
    "Yunqi-Sample": "true 表示样例，数据为虚构",
    "Software": "生成本包的软件",
}
_MAY_BE_ABSENT = frozenset({"Supersedes", "Yunqi-Sample"})
_TAG_FILES = [READ_ME, PRINTED, PROFILE]

_PROFILE = {
    "BagIt-Profile-Info": {
        "BagIt-Profile-Identifier": PROFILE_IDENTIFIER,
        "BagIt-Profile-Version": "1.3.0",
        "Source-Organization": "云企自评（yunqi）",
        "External-Description": "浙江省制造业“云上企业”申报材料申报包",
        "Contact-Name": "云企自评（yunqi）",
        "Version": "1",
    },
    "Bag-Info": {
        label: {"required": label not in _MAY_BE_ABSENT, "repeatable": False, "description": meaning}
        for label, meaning in _LABELS.items()
    },
    "Manifests-Required": ["sha256"],
    "Manifests-Allowed": ["sha256"],
    "Tag-Manifests-Required": ["sha256"],
    "Tag-Manifests-Allowed": ["sha256"],
    "Tag-Files-Required": _TAG_FILES,
    "Tag-Files-Allowed": [*_TAG_FILES, *LATER],
    "Allow-Fetch.txt": False,
    "Serialization": "optional",
    "Accept-Serialization": ["application/zip"],
    "Accept-BagIt-Version": ["1.0"],
}

PROFILE_JSON = (json.dumps(_PROFILE, ensure_ascii=False, indent=2) + "\n").encode()
