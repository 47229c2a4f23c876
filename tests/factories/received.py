"""Many sealed packages for the bureau's desk: small filings without evidence, each with its own figures."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.dossier import Stamp
from desktop.documents.printed import write_printed
from desktop.documents.workbook import write_workbook
from desktop.model.filing import Batch, Filing, Pair
from desktop.model.filing_json import dumps
from desktop.package.contents import Contents, Sealed
from desktop.package.seal import seal as seal_package
from desktop.signing import Signer
from desktop.standard.catalogue import catalogue_csv
from desktop.standard.entry import accepted
from desktop.workspace import standards
from desktop.workspace.composing import SOFTWARE, dossier
from tests.factories.filings import a_filing, systems

NAMES = ("甲机械", "乙纺织", "丙家居", "丁五金", "戊化工", "己电子", "庚阀门", "辛轴承", "壬食品", "癸电机")
COUNTIES = ("余杭区", "萧山区", "桐庐县")


def an_enterprise(number: int, **changed: object) -> Filing:
    """A filing with figures that depend on its number; neighbours share some."""
    name = f"浙江{NAMES[number % len(NAMES)]}{number // len(NAMES) or ''}有限公司"
    enterprise = {
        "name": name,
        "main_business": f"{NAMES[number % len(NAMES)][1:]}制造",
        "revenue": f"{10000 + 37 * number}.50",
        "profit": f"{-5 + number}",
        "it_spend_3y": f"{800 + number}",
        "cloud_spend_3y": f"{300 + number // 2}",
        "it_lead": "王工",
        "it_lead_phone": "0571-88880000",
    }
    given = {
        "batch": Batch("2021-1", "杭州市", COUNTIES[number % len(COUNTIES)]),
        "enterprise": enterprise,
        "answers": {
            "cloud_storage": Pair(f"{100 + number // 2}", f"{300 + number}"),
            "cloud_security": Pair("0" if number % 5 == 0 else f"{number}.25", "60"),
        },
        "systems": systems("rnd", 1 + number % 4, 1),
    }
    return a_filing(**{**given, **changed})


def sealed(
    folder: Path,
    filing: Filing,
    version: int = 1,
    supersedes: str = "",
    date: str = "2021-11-20",
    signer: Signer | None = None,
) -> Sealed:
    """A sealed version of a filing without evidence, whatever its checks say."""
    standard = standards.standard(filing.standard.id)
    filing = accepted(standard, filing)
    content = dossier(standard, filing, Stamp(version=version, date=date, supersedes=supersedes))
    contents = Contents(
        batch=filing.batch.id,
        enterprise=content.enterprise,
        version=version,
        date=date,
        sample=filing.sample,
        supersedes=supersedes,
        software=SOFTWARE,
        filing_json=dumps(filing),
        workbook=write_workbook(content),
        catalogue=catalogue_csv(content.entries),
        evidence=[],
        printed=lambda code: write_printed(dossier(standard, filing, content.stamp.with_code(code))),
        signer=signer.fingerprint if signer else "",
        sign=signer.sign if signer else None,
    )
    return seal_package(contents, folder)


def many(folder: Path, count: int) -> list[Path]:
    """So many packages of different enterprises."""
    folder.mkdir(parents=True, exist_ok=True)
    return [sealed(folder, an_enterprise(number)).path for number in range(count)]
