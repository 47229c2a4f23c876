"""Draw every evidence file of the sample and write its filing.json."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from PIL import Image

from . import invoice, papers
from .money import Invoice, read_back
from .screen import LOOKS, Screen, home, login
from .sheet import ROOT, Pdf, Picture

HERE = Path(__file__).parent
SAMPLE = ROOT / "resources/sample"
PAPER = "#FBFAF5"  # pages look scanned: not quite white
PDF_CONTRACTS = {"c1", "c4"}
DIGITAL_SERVICES = {"c5", "c6"}
TYPES = {"10": "电子普票", "32": "数电普票"}  # as the readers say them
LIMIT_SCREEN, LIMIT_ALL = 15_360, 1_500_000
SYSTEM_KEYS = ("id", "name", "category", "cloud", "collaborates", "platform", "provider", "summary")
INVOICE_DATES = {
    "c1": "2018-04-20",
    "c2": "2018-11-06",
    "c3": "2019-04-12",
    "c4": "2019-08-23",
    "c5": "2020-02-18",
    "c6": "2020-05-15",
}


@dataclass
class Evidence:
    """The evidence drawn so far."""

    entries: list[dict[str, Any]] = field(default_factory=list)

    def path(self, name: str) -> Path:
        """Say where a file goes."""
        return SAMPLE / "evidence" / name

    def add(self, name: str, requirement: str, subject: str, dated: str, note: str, **said: Any) -> None:  # noqa: ANN401 - as `facts`
        """List a file that has been written; `said` is what a paper says, read in the sample by a person."""
        content = self.path(name).read_bytes()
        use = {"requirement": requirement, "subject": subject} if subject else {"requirement": requirement}
        entry = {
            "file": f"evidence/{name}",
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
            "for": [use],
            "dated": dated,
            "note": note,
        }
        if said:
            entry["facts"] = facts(**said)
        self.entries.append(entry)


def facts(kind: str, qr: tuple[str, ...] = (), **values: str) -> dict[str, Any]:
    """What the filing keeps of a paper: every value looked at by a person, some of them in the QR, too."""
    known = {name: text for name, text in values.items() if text}
    sources = {name: ["qr", "person"] if name in qr else ["person"] for name in known}
    return {"kind": kind, **known, "confirmed": list(known), "sources": sources}


def invoice_facts(data: Invoice, contract: str = "") -> dict[str, Any]:
    """What an invoice of the sample says."""
    return {
        "kind": "invoice",
        "qr": ("type", "code", "number", "date", "total" if data.digital else "amount"),
        "type": TYPES[data.kind],
        "code": data.code,
        "number": data.number,
        "date": data.date,
        "seller": data.seller,
        "seller_id": data.seller_id,
        "buyer": papers.BUYER,
        "buyer_id": papers.BUYER_ID,
        "amount": f"{data.amount:.2f}",
        "tax": f"{data.tax:.2f}",
        "total": f"{data.total:.2f}",
        "contract_no": contract,
    }


def read_json(name: str) -> Any:  # noqa: ANN401 - our own data files, read once
    """Read one of the content files beside this script."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def read_systems() -> list[dict[str, Any]]:
    """Read the list of systems."""
    rows = [line.split("\t") for line in (HERE / "systems.tsv").read_text(encoding="utf-8").splitlines()]
    systems: list[dict[str, Any]] = [dict(zip(SYSTEM_KEYS, row, strict=True)) for row in rows]
    for system in systems:
        system |= {key: system[key] == "1" for key in ("cloud", "collaborates")}
    return systems


def pairs(words: str) -> list[tuple[str, str]]:
    """Split "label,value;label,value"."""
    return [(label, value) for label, value in (part.split(",") for part in words.split(";"))]


def draw_screens(evidence: Evidence, systems: list[dict[str, Any]]) -> None:
    """Draw both pages of every system."""
    content = read_json("screens.json")
    for number, system in enumerate(systems):
        told = content[system["id"]]
        facts = (told["host"], told["colour"], number % LOOKS, told["menu"].split(","), pairs(told["tiles"]))
        screen = Screen(number, system["name"], *facts, told["panels"], system["cloud"])
        dated = f"2020-12-{8 + number // 3:02d}"
        for page, word, requirement in ((login, "登录页", "system_login"), (home, "功能主页", "system_home")):
            name = f"{word}-{system['name'].replace(' ', '')}.png"
            page(screen).save(evidence.path(name))
            if evidence.path(name).stat().st_size > LIMIT_SCREEN:
                raise SystemExit(f"{name}: {evidence.path(name).stat().st_size} bytes")
            evidence.add(name, requirement, system["id"], dated, f"{system['name']} {word}截图")


def draw_licence(evidence: Evidence) -> None:
    """Draw the business licence."""
    picture = Picture(papers.A4_WIDE, 1.6, PAPER)
    papers.licence(picture)
    picture.save(evidence.path("营业执照副本.png"))
    evidence.add("营业执照副本.png", "business_licence", "", "2018-05-16", "营业执照副本复印件（样例）")


def draw_contract(evidence: Evidence, service: dict[str, str]) -> None:
    """Draw the contract of a cloud service."""
    total = Decimal(service["amount"]) * 10000
    facts = (service["contract_no"], service["product"], service["provider"], service["from"], service["to"])
    contract = papers.Contract(*facts, total)
    stem = f"合同-{contract.number}-{contract.product}"
    if service["id"] in PDF_CONTRACTS:
        name = stem + ".pdf"
        pages = Pdf(papers.A4, f"云服务合同 {contract.number}")
        papers.contract_first(pages, contract)
        pages.turn()
        papers.contract_second(pages, contract)
        pages.save(evidence.path(name))
    else:
        name = stem + ".png"
        picture = Picture(papers.A4, 1.6, PAPER)
        papers.contract_single(picture, contract)
        picture.save(evidence.path(name))
    said = {"number": contract.number, "date": contract.signed, "seller": contract.seller, "total": f"{total:.2f}"}
    use = ("service_contract", service["id"])
    note = f"{contract.product}合同"
    evidence.add(name, *use, contract.signed, note, kind="contract", buyer=papers.BUYER, **said)


def draw_invoice(evidence: Evidence, name: str, data: Invoice) -> str:
    """Draw an invoice and read its QR back from the finished picture; returns the file's name."""
    picture = Picture(invoice.SIZE, 1.8)
    invoice.invoice(picture, data)
    path = evidence.path(name + ".png")
    picture.save(path)
    with Image.open(path) as drawn:
        if data.qr not in read_back(drawn.convert("L")):
            raise SystemExit(f"{name}: the QR does not read back")
    return path.name


def service_invoice(service: dict[str, str], serial: int, seller_id: str) -> Invoice:
    """Make the invoice over the whole price of a cloud service."""
    total, date = Decimal(service["amount"]) * 10000, INVOICE_DATES[service["id"]]
    item = f"*信息技术服务*{service['product']}"
    if service["id"] in DIGITAL_SERVICES:
        number = f"20332{serial:015d}"
        return Invoice("32", "", number, date, service["provider"], seller_id, item, total, "")
    facts = (f"03300{date[2:4]}99{serial:03d}", f"{serial:08d}", date, service["provider"], seller_id)
    return Invoice("10", *facts, item, total, f"{serial:020d}")


def draw_services(evidence: Evidence, services: list[dict[str, str]]) -> None:
    """Draw contract and invoice of every cloud service."""
    sellers = sorted({service["provider"] for service in services})
    for serial, service in enumerate(services, 101):
        draw_contract(evidence, service)
        seller_id = f"91330000SAMPLE{11 + sellers.index(service['provider']):04d}"
        data = service_invoice(service, serial, seller_id)
        name = draw_invoice(evidence, f"发票-{service['contract_no']}-{service['product']}", data)
        note = f"{service['product']}发票，价税合计 {data.total} 元"
        said = invoice_facts(data, service["contract_no"])
        evidence.add(name, "service_invoice", service["id"], data.date, note, **said)


def draw_spending(evidence: Evidence) -> None:
    """Draw last year's invoices for security and database."""
    security, cloud = "杭州样例网络安全科技有限公司", "浙江样例云计算有限公司"
    rows = (
        ("云安全-上半年", "security_spend", "2020-06-22", security, "云防火墙与主机安全订阅", "206000.00"),
        ("云安全-下半年", "security_spend", "2020-11-17", security, "云堡垒机与数据库审计订阅", "180000.00"),
        ("云数据库-年度", "database_spend", "2020-03-18", cloud, "云数据库实例年度订购", "268000.00"),
    )
    for serial, (label, requirement, date, seller, item, total) in enumerate(rows, 201):
        seller_id = "91330000SAMPLE0021" if seller == security else "91330000SAMPLE0013"
        facts = (f"033002099{serial:03d}", f"{serial:08d}", date, seller, seller_id, f"*信息技术服务*{item}")
        data = Invoice("10", *facts, Decimal(total), f"{serial:020d}")
        name = draw_invoice(evidence, f"发票-{label}-{date}", data)
        evidence.add(name, requirement, "", date, f"{item}，价税合计 {total} 元", **invoice_facts(data))


def draw_descriptions(evidence: Evidence, services: list[dict[str, str]]) -> None:
    """Draw the pages that describe something."""
    listed = [["合同编号", "服务商", "起始日期", "金额（万元）"]]
    listed += [
        [service["contract_no"], papers.short(service["provider"]), service["from"], service["amount"]]
        for service in services
    ]
    listed.append(["合计", "", "", "2860.00"])
    for told in read_json("descriptions.json"):
        picture = Picture(papers.A4, 1.6, PAPER)
        papers.description(picture, told["title"], told["texts"], told["rows"] or listed)
        picture.save(evidence.path(told["file"]))
        evidence.add(told["file"], told["requirement"], told["subject"], told["dated"], told["note"])


def main() -> None:
    """Draw everything and write the filing."""
    evidence = Evidence()
    folder = SAMPLE / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    filing = read_json("answers.json")
    systems = read_systems()
    draw_licence(evidence)
    draw_services(evidence, filing["cloud_services"])
    draw_spending(evidence)
    draw_screens(evidence, systems)
    draw_descriptions(evidence, filing["cloud_services"])
    total = sum(entry["bytes"] for entry in evidence.entries)
    if total > LIMIT_ALL:
        raise SystemExit(f"the evidence takes {total} bytes")
    ordered: dict[str, Any] = {}
    for key, value in filing.items():
        if key == "unlisted_systems":
            ordered["systems"] = systems
        ordered[key] = value
    ordered["evidence"] = evidence.entries
    text = json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"
    (SAMPLE / "filing.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(evidence.entries)} files, {total} bytes")


if __name__ == "__main__":
    main()
