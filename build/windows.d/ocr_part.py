"""What of the optional part for text in pictures goes beside the program; `ocr.spec` asks this.

It lies in a folder of its own, which only the process that reads pictures looks into (`desktop/evidence/ocr.reach`):
compiled modules, libraries, models and what of Python's own library the program itself does without.
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import bundle

PROGRAM = bundle.ROOT / "dist/windows/program/yunqi"
TARGET = bundle.ROOT / "dist/windows/ocr"
ENGINE = bundle.ROOT / "desktop/evidence/ocr_engine.py"
MODULES = ["cv2", "numpy", "onnxruntime", "rapidocr", "rapidocr.main"]

# Training, converting, testing, drawing, fetching models: reading with the models that are there needs none of it.
UNUSED_MODULES = [
    *(name for name in bundle.UNUSED_MODULES if name != "numpy"),
    "PySide6", "certifi", "charset_normalizer", "flatbuffers", "ftplib", "google", "http.server", "idna", "matplotlib",
    "netrc", "numpy.distutils", "numpy.f2py", "numpy.testing", "onnxruntime.backend", "onnxruntime.datasets",
    "onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.transformers", "pandas", "pytest",
    "rapidocr.inference_engine.mnn", "rapidocr.inference_engine.openvino", "rapidocr.inference_engine.paddle",
    "rapidocr.inference_engine.pytorch", "rapidocr.inference_engine.tensorrt", "requests", "scipy", "shapely.plotting",
    "socketserver", "tqdm.contrib", "urllib3", "xmlrpc",
]  # fmt: skip
PACKAGES = (
    "colorama", "colorlog", "numpy", "omegaconf", "onnxruntime", "opencv-python-headless", "pyclipper", "pyyaml",
    "rapidocr", "shapely", "six", "tqdm",
)  # fmt: skip
RUNTIME = ("msvcp140.dll", "msvcp140_1.dll")  # the C++ runtime, signed by Qt's makers, for the engine's own library


def lay_out(modules: list[Any], files: list[Any]) -> None:
    """Put what the program has not into the folder, from PyInstaller's lists of (name or target, source, kind)."""
    shutil.rmtree(TARGET, ignore_errors=True)
    there = _program_modules()
    for name, source, _ in modules:
        if name.partition(".")[0] not in there and source:
            inner = name.replace(".", "/") + ("/__init__" if Path(source).stem == "__init__" else "")
            bundle.compiled(Path(source), TARGET / f"{inner}.pyc")
    for target, source, _ in files:
        if wanted(target):
            place = TARGET / target.replace("\\", "/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place)
    qt = PROGRAM / bundle.INSIDE / "PySide6"
    for name in RUNTIME:
        found = next(path for path in qt.iterdir() if path.name.lower() == name)
        shutil.copyfile(found, TARGET / "onnxruntime/capi" / name)


def wanted(target: str) -> bool:
    """Whether a file belongs to the part: not what the program has, no films, no records of who installed what."""
    path = PurePosixPath(target.replace("\\", "/"))
    has = (
        PROGRAM / bundle.INSIDE / bundle.shallow(path.parts[0])
    )  # a package of the program's is loaded from there alone
    copied = len(path.parts) == 1 and path.suffix == ".dll"  # PyInstaller's second one of a library that a wheel brings
    films = path.name.startswith("opencv_videoio")
    return not (has.exists() or copied or films or path.parts[0].endswith(".dist-info"))


def _program_modules() -> set[str]:
    from PyInstaller.archive.readers import CArchiveReader  # noqa: PLC0415  (there on the bench only)

    archive = CArchiveReader(str(PROGRAM / "yunqi.exe"))
    inside = archive.open_embedded_archive("PYZ.pyz").toc
    with zipfile.ZipFile(PROGRAM / bundle.INSIDE / "base_library.zip") as library:
        base = [name.removesuffix(".pyc").replace("/", ".").removesuffix(".__init__") for name in library.namelist()]
    return {*archive.toc, *inside, *base}
