"""Say what the optional part for text in pictures is made of: `ocr_bill.py PACKAGES WHEELS`, as `bill.py` does.

Writes its licences into the part and beside the installers, and `SBOM-ocr.cdx.json`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import bill
import ocr_part

SBOM, LICENCES = "SBOM-ocr.cdx.json", "第三方许可-文字识别.txt"
MODELS = {"PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "ch_ppocr_mobile_v2.0_cls_mobile.onnx"}
LIBRARIES = {"OpenBLAS": "BSD-3-Clause", "GEOS": "LGPL-2.1-or-later", "OpenCV": "Apache-2.0"}


def main(folder: Path, wheels: Path) -> None:
    """Write bill and licences."""
    parts = bill.packages(ocr_part.PACKAGES, folder, wheels)
    texts = bill.joined(bill.texts_of([part for part, _ in parts]))
    for target in (bill.OUT / LICENCES, ocr_part.TARGET / LICENCES):
        target.write_text(texts, encoding="utf-8-sig", newline="\r\n")
    models = sorted(ocr_part.TARGET.rglob("*.onnx"))
    if {path.name for path in models} != MODELS:
        sys.exit(f"失败 FAILED: other models than those that are licensed: {', '.join(path.name for path in models)}")
    items = [item for _, item in parts]
    items += [
        bill.component(
            f"PaddleOCR {path.stem}", "", "Apache-2.0", type="machine-learning-model", hashes=[bill.sha256(path)]
        )
        for path in models
    ]
    items += [bill.component(name, "", terms) for name, terms in LIBRARIES.items()]
    bill.write_bill(bill.OUT / SBOM, "yunqi-ocr", [*items, *bill.binaries(ocr_part.TARGET)])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
