"""The cases of the public BagIt conformance suite (versions 0.93 to 1.0), made here anew, before our folder verifier.

The suite asks of a tool that it lets valid bags pass and no invalid one. Ours answers a narrower question: is this the
package that was sealed? So a bag of somebody else's is told to be none of ours, valid or not; whatever makes a bag
invalid makes a package damaged, though all else was made to fit; and what BagIt leaves open our profile settles, so
that one content has one writing and one seal code. `bagit.py` looks on: what is called valid here it accepts.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import bagit
import pytest

from desktop.package.layout import BAG_INFO, BAGIT, EVIDENCE, FILING, MANIFEST, READ_ME, TAG_MANIFEST, WORKBOOK
from desktop.package.report import Verdict
from desktop.package.verify import verify
from tests.factories.packages import unpacked, with_seal_repaired, with_tags_repaired

Files = dict[str, bytes]
VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
PAYLOAD: Files = {"data/hello.txt": b"hello", "data/folder/more.bin": bytes(range(256))}


@pytest.fixture(autouse=True)
def _quiet() -> None:
    logging.getLogger("bagit").setLevel(logging.CRITICAL)


def listed(files: Files, algorithm: str, encoding: str = "utf-8") -> bytes:
    lines = (f"{hashlib.new(algorithm, content).hexdigest()}  {name}\n" for name, content in files.items())
    return "".join(lines).encode(encoding)


def a_bag(
    version: str = "0.97", algorithm: str = "md5", payload: Files | None = None, encoding: str = "utf-8", info: str = ""
) -> Files:
    """A whole bag of a stranger."""
    held = PAYLOAD if payload is None else payload
    name = "package-info.txt" if version in {"0.93", "0.94", "0.95"} else BAG_INFO
    size = sum(map(len, held.values()))
    tags = {
        BAGIT: f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding.upper()}\n".encode(),
        name: f"Contact-Name: Désirée\n{info}Payload-Oxum: {size}.{len(held)}\n".encode(encoding),
        f"manifest-{algorithm}.txt": listed(held, algorithm, encoding),
    }
    return {**tags, f"tagmanifest-{algorithm}.txt": listed(tags, algorithm, encoding), **held}


TWICE = "Contact-Name: somebody else\n"
VALID: dict[str, Files] = {
    **{f"basic {version}": a_bag(version) for version in VERSIONS},
    **{f"{name} checksums": a_bag(algorithm=name) for name in ("sha1", "sha224", "sha256", "sha384", "sha512")},
    **{f"repeated metadata {version}": a_bag(version, info=TWICE) for version in VERSIONS},
    "tag files in ISO-8859-1": a_bag(encoding="iso-8859-1"),
    "tag files in UTF-16": a_bag(encoding="utf-16"),
    "a name with spaces": a_bag(payload={"data/a name.txt": b"x"}),
    "a name with Chinese characters": a_bag("1.0", "sha512", {"data/材料.txt": b"x"}),
    "a bag in a bag": a_bag(payload={f"data/inner/{name}": content for name, content in a_bag().items()}),
    "an empty file": a_bag(payload={"data/empty": b""}),
    "no tag manifest": {name: content for name, content in a_bag().items() if not name.startswith("tagmanifest")},
    "nothing of ours but the algorithm": a_bag("1.0", "sha256"),
}


@pytest.mark.parametrize("name", VALID)
def test_a_valid_bag_of_somebody_else_s_is_said_to_be_no_package_of_ours(tmp_path: Path, name: str) -> None:
    folder = unpacked(tmp_path / "bag", VALID[name])
    assert bagit.Bag(str(folder)).is_valid()
    report = verify(folder)
    assert (report.verdict, report.content) == (Verdict.NOT_A_PACKAGE, False)
    assert "BagIt" in report.problems[0].message


def with_text(name: str, change: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    """A tag file written otherwise, and the tag manifest made to fit."""
    return lambda files: with_tags_repaired({**files, name: change(files[name])})


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {path: content for path, content in files.items() if path != name}


def listing(path: str) -> Callable[[Files], Files]:
    """The manifest lists another file, in its place and with a checksum."""
    line = f"{hashlib.sha256(b'x').hexdigest()}  {path}\n"

    def change(text: bytes) -> bytes:
        lines = dict(known.split("  ") for known in (text.decode() + line).splitlines(keepends=True))
        return "".join(f"{digest}  {name}" for digest, name in sorted(lines.items(), key=itemgetter(1))).encode()

    return with_text(MANIFEST, change)


def altered(content: bytes) -> bytes:
    return content[:-1] + b"!"


# What makes a bag invalid, done to a package of ours: (change, the code of a problem that must be told).
INVALID: dict[str, tuple[Callable[[Files], Files], str]] = {
    "no bagit.txt": (without(BAGIT), "missing_file"),
    "no manifest": (without(MANIFEST), "missing_file"),
    "no data folder": (lambda f: {p: c for p, c in f.items() if not p.startswith("data/")}, "missing_file"),
    "a byte order mark in bagit.txt": (with_text(BAGIT, lambda text: b"\xef\xbb\xbf" + text), "bagit_text"),
    "bagit.txt of one line": (with_text(BAGIT, lambda text: text.splitlines()[0] + b"\n"), "bagit_text"),
    "bagit.txt of three lines": (with_text(BAGIT, lambda text: text + b"More: x\n"), "bagit_text"),
    "an unknown version": (with_text(BAGIT, lambda text: text.replace(b"1.0", b".97")), "bagit_text"),
    "whitespace around the colon": (with_text(BAGIT, lambda text: text.replace(b": ", b" : ")), "bagit_text"),
    "no encoding": (with_text(BAGIT, lambda text: text.replace(b"UTF-8", b"")), "bagit_text"),
    "bag-info.txt without a colon": (
        with_text(BAG_INFO, lambda text: text.replace(b": ", b" ", 1)),
        "bag_info_malformed",
    ),
    "a sum that is not the payload's": (
        with_text(BAG_INFO, lambda text: text.replace(b"Payload-Oxum: ", b"Payload-Oxum: 1")),
        "payload_oxum",
    ),
    "a corrupt file": (lambda f: {**f, FILING: altered(f[FILING])}, "altered_file"),
    "a corrupt tag file": (lambda f: {**f, READ_ME: altered(f[READ_ME])}, "altered_file"),
    "a file that is listed and missing": (without(WORKBOOK), "missing_file"),
    "a tag file that is listed and missing": (without(READ_ME), "missing_file"),
    "a file that is not listed": (lambda f: {**f, "data/more.txt": b"x"}, "unlisted_file"),
    "the same file twice with two checksums": (
        with_text(MANIFEST, lambda text: text + b"0" * 64 + text.splitlines(keepends=True)[-1][64:]),
        "manifest_malformed",
    ),
    "a file outside by two dots": (listing("data/../../x"), "listed_too_much"),
    "a file outside by its root": (listing("/etc/passwd"), "listed_too_much"),
    "a file in the home folder": (listing("~/x"), "listed_too_much"),
    "a file on a drive": (listing("C:\\x"), "listed_too_much"),
    "a manifest of another algorithm that lists less": (
        lambda f: {**f, "manifest-sha512.txt": listed({FILING: f[FILING]}, "sha512")},
        "unlisted_file",
    ),
    "a file yet to be fetched": (
        lambda f: {**without(EVIDENCE)(f), "fetch.txt": b"http://example.org/x - " + EVIDENCE.encode() + b"\n"},
        "missing_file",
    ),
    "a file to be fetched to outside": (
        lambda f: {**f, "fetch.txt": b"http://example.org/x 1 ../x\n"},
        "unlisted_file",
    ),
}


@pytest.mark.parametrize("name", INVALID)
def test_what_makes_a_bag_invalid_makes_a_package_damaged(tmp_path: Path, files: Files, name: str) -> None:
    change, code = INVALID[name]
    report = verify(unpacked(tmp_path / "bag", change(files)))
    assert (report.verdict, report.content) == (Verdict.DAMAGED, False)
    assert code in {item.code for item in report.problems}


def rewritten(change: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    """The manifest written otherwise, the tag manifest made to fit."""
    return with_text(MANIFEST, change)


def upper(text: bytes) -> bytes:
    return b"".join(line[:64].upper() + line[64:] for line in text.splitlines(keepends=True))


# What BagIt allows and our profile does not: one content has one writing, and nothing lies beside it unlisted.
STRICTER: dict[str, tuple[Callable[[Files], Files], str]] = {
    "lines that end as on Windows": (rewritten(lambda text: text.replace(b"\n", b"\r\n")), "manifest_malformed"),
    "checksums in capitals": (rewritten(upper), "manifest_malformed"),
    "names marked by an asterisk": (rewritten(lambda text: text.replace(b"  ", b" *")), "manifest_malformed"),
    "another order": (
        rewritten(lambda text: b"".join(reversed(text.splitlines(keepends=True)))),
        "manifest_malformed",
    ),
    "no tag manifest": (without(TAG_MANIFEST), "missing_file"),
    "a tag file that is not listed": (lambda f: {**f, "说明.txt": b"x"}, "unlisted_file"),
    "a second manifest": (
        lambda f: {**f, "manifest-md5.txt": listed({p: c for p, c in f.items() if p.startswith("data/")}, "md5")},
        "unlisted_file",
    ),
    "a file to be fetched that is there": (
        lambda f: {**f, "fetch.txt": b"http://example.org/x - " + FILING.encode() + b"\n"},
        "unlisted_file",
    ),
    "repeated metadata": (with_text(BAG_INFO, lambda text: text + b"Contact-Name: x\n" * 2), "bag_info_malformed"),
    "an earlier version": (with_text(BAGIT, lambda text: text.replace(b"1.0", b"0.97")), "bagit_text"),
    "another file in the payload": (
        lambda f: with_seal_repaired({**f, "data/more.txt": b"x"}),
        "unlisted_file",
    ),
}


@pytest.mark.parametrize("name", STRICTER)
def test_what_bagit_leaves_open_our_profile_settles(tmp_path: Path, files: Files, name: str) -> None:
    change, code = STRICTER[name]
    folder = unpacked(tmp_path / "bag", change(files))
    assert bagit.Bag(str(folder)).is_valid()
    report = verify(folder)
    assert (report.verdict, report.content) == (Verdict.DAMAGED, False)
    assert code in {item.code for item in report.problems}
