from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.package.bag_info import BagInfo, organization, read_bag_info, write_bag_info
from desktop.package.faults import Fault
from desktop.package.manifest import grouped, read_manifest, seal_code, write_manifest
from desktop.package.read_me import read_me
from desktop.package.sm3 import sm3_hex

DIGEST = hashlib.sha256(b"x").hexdigest()
INFO = BagInfo("企业", "2021-11-26", 12, 3, "2021-1-企业-v1", "a" * 64, "b" * 64, 1, "yunqi 0.1.0")

PATHS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


def test_sm3_gives_the_digests_of_the_standard() -> None:
    assert sm3_hex(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3_hex(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="this OpenSSL was built without SM3")
@given(st.binary(max_size=200))
def test_sm3_agrees_with_openssl(data: bytes) -> None:
    assert sm3_hex(data) == hashlib.new("sm3", data).hexdigest()


def test_a_manifest_is_written_sorted_with_two_blanks() -> None:
    assert write_manifest({"b": DIGEST, "a": DIGEST}) == f"{DIGEST}  a\n{DIGEST}  b\n".encode()


def test_breaks_and_percent_signs_are_encoded() -> None:
    assert write_manifest({"100%\r\n": DIGEST}).decode() == f"{DIGEST}  100%25%0D%0A\n"


@given(st.dictionaries(PATHS, st.just(DIGEST), min_size=1, max_size=5))
def test_a_manifest_is_read_as_it_was_written(digests: dict[str, str]) -> None:
    assert read_manifest("manifest", write_manifest(digests)) == digests


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        f"{DIGEST}  a".encode(),
        f"{DIGEST} a\n".encode(),
        f"{DIGEST} *a\n".encode(),
        f"{DIGEST.upper()}  a\n".encode(),
        f"{DIGEST}  a\r\n".encode(),
        f"\ufeff{DIGEST}  a\n".encode(),
        f"{DIGEST}  b\n{DIGEST}  a\n".encode(),
        f"{DIGEST}  a\n{DIGEST}  a\n".encode(),
        f"{DIGEST}  a\n\n".encode(),
        f"{DIGEST}  a%0d\n".encode(),
        f"{DIGEST[:-1]}  a\n".encode(),
    ],
)
def test_another_way_of_writing_a_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(Fault) as caught:
        read_manifest("manifest-sha256.txt", content)
    assert (caught.value.code, caught.value.path) == ("manifest_malformed", "manifest-sha256.txt")


def test_a_seal_code_is_the_sha256_of_the_manifest_and_printed_in_eight_groups() -> None:
    code = seal_code(b"manifest")
    assert code == hashlib.sha256(b"manifest").hexdigest()
    assert [len(group) for group in grouped(code).split(" ")] == [8] * 8
    assert grouped(code).replace(" ", "") == code


@pytest.mark.parametrize(
    "info",
    [
        INFO,
        replace(INFO, version=2, identifier="2021-1-企业-v2", supersedes="c" * 64),
        replace(INFO, version=0, identifier="2021-1-企业-草稿", sample=True),
        replace(INFO, organization="甲: 乙"),
    ],
)
def test_bag_info_is_read_as_it_was_written(info: BagInfo) -> None:
    assert read_bag_info(write_bag_info(info)) == info


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2021-11-26", "2021/11/26"),
        ("2021-11-26", "２０２１-11-26"),
        ("12.3", "012.3"),
        ("Yunqi-Version: 1", "Yunqi-Version: 01"),
        ("Yunqi-Version: 1", "Yunqi-Version: 2"),
        ("Yunqi-Version: 1", "Yunqi-Version: draft"),
        ("Software: ", "Software:"),
        ("Software: ", "Contact-Name: x\nSoftware: "),
        ("Bagging-Date", "bagging-date"),
        ("Source-Organization: 企业\n", ""),
        ("a" * 64, "A" * 64),
        ("bagit-profile:1", "bagit-profile:2"),
        ("企业\n", "企业\r\n"),
        ("Yunqi-Version", f"Supersedes: {'c' * 64}\nYunqi-Version"),
    ],
)
def test_a_bag_info_that_we_would_not_write_is_refused(old: str, new: str) -> None:
    changed = write_bag_info(INFO).decode().replace(old, new)
    with pytest.raises(Fault) as caught:
        read_bag_info(changed.encode())
    assert caught.value.code == "bag_info_malformed"


def test_an_unnamed_enterprise_still_has_an_organization() -> None:
    assert organization(" \n") == "（未填写企业名称）"
    assert organization(" 甲\n乙 ") == "甲 乙"


def test_the_note_is_readable_in_every_windows_editor_and_names_the_check() -> None:
    note = read_me(INFO)
    assert note.startswith(b"\xef\xbb\xbf")
    assert note.count(b"\n") == note.count(b"\r\n")
    assert "certutil -hashfile manifest-sha256.txt SHA256" in note.decode()
    assert grouped("a" * 64)[:35] in note.decode()


def test_the_note_of_a_draft_or_a_sample_says_so_first() -> None:
    draft = read_me(replace(INFO, version=0, sample=True)).decode("utf-8-sig")
    assert draft.startswith("【草稿】")
    assert "【样例】" in draft[:100]
    assert "草稿" not in read_me(INFO).decode()
