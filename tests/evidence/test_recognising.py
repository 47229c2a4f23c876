from __future__ import annotations

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.fonts import SERIF
from desktop.documents.qr import matrix
from desktop.evidence.file_reading import read_content
from desktop.evidence.recognising import kind_by_name
from desktop.paths import SAMPLE
from tests.factories.evidence import picture

CODE, NAME = "91330100799655058B", "浙江样例动力股份有限公司"
SCREEN, PAGE = (1920, 1080), (300, 4000)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ERP-登录页.png", "login"),
        ("MES 登陆.JPG", "login"),
        ("crm_login.png", "login"),
        ("ERP主界面.png", "home"),
        ("WMS-首页.png", "home"),
        ("微信图片_2021.png", "other"),
        ("登录后主页.png", "other"),
        ("发票 01.png", "invoice"),
        ("云服务合同.png", "contract"),
        ("营业执照.jpg", "licence"),
    ],
)
def test_names_of_pictures_tell_a_kind_or_none(name: str, kind: str) -> None:
    assert kind_by_name(name, SCREEN) == kind


def test_login_and_home_need_the_shape_of_a_screen() -> None:
    assert kind_by_name("ERP-登录.png", PAGE) == "other"
    assert kind_by_name("ERP-登录.pdf") == "other"


def test_what_is_not_recognised_says_so() -> None:
    reading = read_content(picture(), "IMG_0001.png")
    assert (reading.kind, reading.problems[0].code) == ("other", "not_recognised")


def licence(code: str = "") -> bytes:
    """A business licence as PDF, with its QR code where there is one."""
    pdfmetrics.registerFont(TTFont("Serif", str(SERIF)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595), invariant=1)
    texts = (
        (330, 480, "营业执照"), (60, 450, "统一社会信用代码"), (60, 430, CODE), (60, 380, "名　　称"), (130, 380, NAME),
        (60, 350, "类　　型"), (130, 350, "股份有限公司"), (60, 320, "经营范围"), (130, 320, "发动机的研发与制造"),
        (450, 380, "注册资本"), (520, 380, "壹亿元整"), (450, 320, "住　　所"), (520, 320, "浙江省杭州市余杭区"),
        (520, 304, "样例路 1 号"),
    )  # fmt: skip
    canvas.setFont("Serif", 12)
    for x, y, text in texts:
        canvas.drawString(x, y, text)
    for down, row in enumerate(matrix(code) if code else ()):
        for right, dark in enumerate(row):
            if dark:
                canvas.rect(620 + right * 2, 560 - down * 2, 2, 2, 0, 1)
    canvas.save()
    return out.getvalue()


def test_a_licence_gives_name_code_and_address() -> None:
    reading = read_content(licence(), "扫描件.pdf")
    assert reading.kind == "licence"
    assert reading.values == {"name": NAME, "credit_code": CODE, "address": "浙江省杭州市余杭区样例路1号"}
    assert reading.confirmed == ("credit_code",)


def test_the_code_of_a_licence_is_a_second_source() -> None:
    address = f"http://www.gsxt.gov.cn/indexquery.html?uniscid={CODE}&entname={NAME}"
    reading = read_content(licence(address), "扫描件.pdf")
    assert reading.confirmed == ("name", "credit_code")
    assert reading.sources["credit_code"] == ("pdf", "qr")


def test_the_contract_of_the_sample_is_for_review() -> None:
    path = SAMPLE / "evidence" / "合同-YL-2019-0708-车联云物联网平台及数据服务.pdf"
    reading = read_content(path, "文件.pdf")
    assert (reading.kind, reading.confirmed) == ("contract", ())
    assert reading.values == {
        "party_a": NAME,
        "party_b": "浙江样例云计算有限公司",
        "number": "YL-2019-0708",
        "signed": "2019-07-15",
        "from": "2019-07-15",
        "to": "2020-12-31",
        "amount": "5382000.00",
    }


def test_the_invoices_of_the_sample_are_read_by_their_codes() -> None:
    for path in (SAMPLE / "evidence").glob("发票-*.png"):
        reading = read_content(path, path.name)
        assert reading.kind == "invoice"
        assert {"number", "date"} <= set(reading.values)
        assert {"amount", "total"} & set(reading.values)
