"""A signature that openssl accepts, and what becomes of it in other hands."""

from __future__ import annotations

import json
import os
import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("cryptography")

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from desktop.cli import run
from desktop.errors import InputError
from desktop.filing import open_filing
from desktop.package.layout import SIGNATURE, TAG_MANIFEST
from desktop.package.report import Report, Verdict
from desktop.signing import Signer, certificates, check, described, load_signer
from desktop.workspace.sealing import seal
from desktop.workspace.signatures import Key
from desktop.workspace.signatures import signer as sign_with
from desktop.workspace.verifying import verify
from tests.factories.filings import a_filing
from tests.factories.keys import PASSWORD, a_pfx
from tests.factories.packages import files_of, packed
from tests.factories.stores import a_file

AGAIN = 100 if os.environ.get("YUNQI_FULL") else 3
DAY = datetime(2021, 1, 1, tzinfo=UTC)
CONTENT = b"manifest\n" * 99


def openssl(*arguments: str | Path, folder: Path) -> bytes:
    return subprocess.run(["openssl", *map(str, arguments)], cwd=folder, check=True, capture_output=True).stdout


def a_key(folder: Path, name: str, kind: str = "rsa:2048") -> Path:
    """A self-signed certificate with its key, as openssl makes it."""
    new = ["-newkey", kind] if kind.startswith("rsa") else ["-newkey", "ec", "-pkeyopt", f"ec_paramgen_curve:{kind}"]
    subject = ["-subj", f"/CN={name}", "-days", "3650", "-keyout", f"{name}.key", "-out", f"{name}.pem"]
    openssl("req", "-x509", *new, "-nodes", *subject, folder=folder)
    pair = ["-inkey", f"{name}.key", "-in", f"{name}.pem", "-out", f"{name}.pfx", "-passout", f"pass:{PASSWORD}"]
    openssl("pkcs12", "-export", *pair, folder=folder)
    return folder / f"{name}.pfx"


@pytest.fixture(scope="module", params=["rsa:2048", "P-256"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    a_key(folder, "own", request.param)
    a_key(folder, "other", request.param)
    (folder / "password.txt").write_text(f"{PASSWORD}\r\n", encoding="utf-8")
    return folder


def signer(place: Path, name: str = "own") -> Signer:
    return load_signer((place / f"{name}.pfx").read_bytes(), PASSWORD, name)


@pytest.fixture(scope="module")
def signed(place: Path) -> Path:
    file = a_file(place, a_filing(enterprise={"name": "浙江样本有限公司"}))
    with open_filing(file) as store:
        key = Key(place / "own.pfx", place / "password.txt")
        return seal(store, place / "包", draft=True, date="2021-11-20", key=key).path


def with_files(signed: Path, target: Path, **changed: bytes | None) -> Report:
    files = {**files_of(signed), SIGNATURE: changed["signature"]}
    kept = {name: content for name, content in files.items() if content is not None}
    return verify(packed(target, kept, "2021-1-浙江样本有限公司-草稿/"))


def test_openssl_agrees_with_a_signature_of_ours(place: Path, signed: Path, tmp_path: Path) -> None:
    files = files_of(signed)
    for name in (TAG_MANIFEST, SIGNATURE):
        (tmp_path / name).write_bytes(files[name])
    command = ["cms", "-verify", "-binary", "-inform", "DER", "-in", SIGNATURE, "-content", TAG_MANIFEST]
    assert openssl(*command, "-CAfile", place / "own.pem", folder=tmp_path) == files[TAG_MANIFEST]
    with pytest.raises(subprocess.CalledProcessError):
        openssl(*command, "-CAfile", place / "other.pem", folder=tmp_path)


def test_we_agree_with_signatures_of_openssl(place: Path, tmp_path: Path) -> None:
    (tmp_path / "content").write_bytes(CONTENT)
    plain = ["cms", "-sign", "-binary", "-in", "content", "-outform", "DER", "-md", "sha256", "-out", "s"]
    kinds: list[list[str]] = [[], ["-noattr"], ["-keyid"]]
    for more in kinds:
        openssl(*plain, "-signer", place / "own.pem", "-inkey", place / "own.key", *more, folder=tmp_path)
        signature = (tmp_path / "s").read_bytes()
        if more != ["-keyid"]:
            assert check(signature, CONTENT).status == "unknown_signer"
            assert check(signature, CONTENT, [signer(place).certificate]).status == "valid"
        assert check(signature, CONTENT + b" ").status == "broken"


def test_a_certificate_is_trusted_through_the_one_that_issued_it(place: Path, tmp_path: Path) -> None:
    (tmp_path / "ext").write_text("basicConstraints=CA:FALSE\n")
    openssl(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=child",
        "-keyout",
        "c.key",
        "-out",
        "c.csr",
        folder=tmp_path,
    )
    issued = ["-CA", place / "own.pem", "-CAkey", place / "own.key", "-CAcreateserial", "-extfile", "ext"]
    openssl("x509", "-req", "-in", "c.csr", *map(str, issued), "-out", "c.pem", folder=tmp_path)
    openssl(
        "pkcs12", "-export", "-inkey", "c.key", "-in", "c.pem", "-out", "c.pfx", "-passout", "pass:", folder=tmp_path
    )
    child = load_signer((tmp_path / "c.pfx").read_bytes(), "", "c")
    assert check(child.sign(CONTENT), CONTENT, [signer(place).certificate]).status == "valid"
    assert check(child.sign(CONTENT), CONTENT, [signer(place, "other").certificate]).status == "unknown_signer"


def test_every_changed_bit_of_a_signature_is_harmless_or_seen(place: Path) -> None:
    """Never “valid” over other bytes or by another key; never an exception."""
    own = signer(place)
    good = own.sign(CONTENT)
    dice = random.Random(7)
    for _ in range(600):
        bad = bytearray(good)
        bad[dice.randrange(len(bad))] ^= 1 << dice.randrange(8)
        found = check(bytes(bad), CONTENT, [own.certificate])
        assert found.status != "valid" or found.fingerprint == own.fingerprint
        assert check(bytes(bad), CONTENT + b"x", [own.certificate]).status == "broken"
    for length in range(0, len(good), 7):
        assert check(good[:length], CONTENT).status == "broken"


def test_a_signed_package_says_who_signed(signed: Path, place: Path) -> None:
    report = verify(signed)
    assert (report.signature, report.signer, report.content) == ("unknown_signer", "CN=own", True)
    assert verify(signed, trust=[place / "own.pem"]).signature == "valid"
    assert verify(signed, trust=[place / "other.pem"]).signature == "unknown_signer"


def test_a_signature_taken_away_or_replaced_or_spoilt_is_seen(signed: Path, place: Path, tmp_path: Path) -> None:
    files = files_of(signed)
    other = signer(place, "other").sign(files[TAG_MANIFEST])
    spoilt = files[SIGNATURE][:-1] + bytes([files[SIGNATURE][-1] ^ 1])
    for signature, code, status in (
        (None, "signature_missing", "none"),
        (other, "signer_differs", "unknown_signer"),
        (spoilt, "signature_broken", "broken"),
        (b"", "empty_file", "none"),
        (bytes(2 << 20), "signature_broken", "broken"),
    ):
        report = with_files(signed, tmp_path / "x.zip", signature=signature)
        assert (report.verdict, report.signature) == (Verdict.DAMAGED, status)
        assert [item.code for item in report.problems] == [code]


def test_whoever_signs_again_in_the_same_name_is_seen(signed: Path, place: Path, tmp_path: Path) -> None:
    files = files_of(signed)
    own = signer(place).certificate
    for _ in range(AGAIN):
        key = ec.generate_private_key(ec.SECP256R1())
        made = x509.CertificateBuilder().subject_name(own.subject).issuer_name(own.issuer).public_key(key.public_key())
        dated = made.serial_number(own.serial_number).not_valid_before(DAY).not_valid_after(DAY + timedelta(3650))
        forger = Signer(key, dated.sign(key, hashes.SHA256()), ())
        report = with_files(signed, tmp_path / "x.zip", signature=forger.sign(files[TAG_MANIFEST]))
        assert report.verdict is Verdict.DAMAGED
        assert [item.code for item in report.problems] == ["signer_differs"]


def test_the_command_line_signs_and_tells(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, password = str(a_file(tmp_path)), ["--password-file", str(place / "password.txt")]
    call = ["seal", file, "--out", str(tmp_path / "包"), "--draft", "--sign", str(place / "own.pfx")]
    assert run(call) == 2
    assert run(["seal", file, "--out", str(tmp_path), "--draft", *password]) == 2
    assert run([*call, *password]) == 0
    package = capsys.readouterr().out.splitlines()[0]
    run(["verify", package, "--json", "--trust", str(place / "own.pem")])
    (report,) = json.loads(capsys.readouterr().out)["packages"]
    assert (report["signature"], report["signer"]) == ("valid", "CN=own")


def test_a_certificate_that_is_not_valid_now_does_not_sign(tmp_path: Path) -> None:
    (tmp_path / "password.txt").write_text(PASSWORD, encoding="utf-8")
    for days, why in (((-300, -1), "过期"), ((2, 300), "才生效")):
        with pytest.raises(InputError, match=why):
            sign_with(Key(a_pfx(tmp_path / "own.pfx", days=days), tmp_path / "password.txt"))


def test_a_key_of_the_national_algorithm_is_named_and_does_not_sign(tmp_path: Path) -> None:
    content = a_key(tmp_path, "sm2", "SM2").read_bytes()
    with pytest.raises(InputError, match="SM2"):
        load_signer(content, PASSWORD, "国密.pfx")
    (certificate,) = certificates((tmp_path / "sm2.pem").read_bytes(), "国密.pem")
    assert described(certificate).name == "sm2"


@pytest.mark.parametrize("content", [b"", b"x", b"\x30\x82", b"-----BEGIN CERTIFICATE-----"])
def test_what_is_no_key_is_one_sentence(content: bytes) -> None:
    with pytest.raises(InputError, match=r"不是 \.pfx 证书文件"):
        load_signer(content, "", "坏.pfx")
