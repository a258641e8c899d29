"""What is in a QAD evidence pack: accepted files by section, gaps, an index that no spreadsheet runs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.core.files.base import ContentFile

from assumptions.vocabulary import EvidenceKind
from evidence.actions import accept_evidence, add_use
from packs.models import PackKind
from packs.qad_contents import safe_name
from parties.models import SmartDataService
from tests.packs.stocked import STUB, made
from tests.parties.builders import file_named, item, mdr_route, reviewer, service

pytestmark = pytest.mark.usefixtures("undrawn")

ACCESSION = b"%PDF-1.7\n% accession\n"


def unzipped(sds: SmartDataService) -> zipfile.ZipFile:
    pack = made(sds, PackKind.QAD)
    assert not pack.job.error
    return zipfile.ZipFile(io.BytesIO(pack.content.read()))


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_accepted_files_lie_under_their_sections_and_no_other_file_is_carried(sds):
    archive = unzipped(sds)
    assert sorted(archive.namelist()) == [
        "README.txt",
        "facts.json",
        "gaps.csv",
        "index.csv",
        "manifest.json",
        "not-filed-in-qad/EV-0003-letter.pdf",
        "qad/01-s1-Service-overview/EV-0001-SUM-1.pdf",
        "qad/02-s2-Collection-routes/EV-0001-SUM-1.pdf",
        "qad/unsectioned/EV-0002-x.pdf",
        "readiness.pdf",
        "result.json",
        "verify.py",
    ]
    assert archive.read("qad/01-s1-Service-overview/EV-0001-SUM-1.pdf") == ACCESSION
    assert archive.read("readiness.pdf") == STUB


def test_the_manifest_lists_every_other_file_with_its_item_and_decision(sds):
    archive = unzipped(sds)
    manifest = json.loads(archive.read("manifest.json"))
    listed = {entry["path"]: entry for entry in manifest["files"]}
    assert {*listed, "manifest.json"} == set(archive.namelist())
    for path, entry in listed.items():
        content = archive.read(path)
        assert (entry["size"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    carried = listed["qad/01-s1-Service-overview/EV-0001-SUM-1.pdf"]
    assert (carried["item"], carried["section"]) == ("EV-0001", "s1")
    assert carried["decision"]["outcome"] == "accepted"
    assert carried["decision"]["by"] == "Programme reviewer"
    assert manifest["facts"]["version"] == sds.facts_version
    assert manifest["facts"]["sha256"] == hashlib.sha256(archive.read("facts.json")).hexdigest()


def test_the_readme_names_a_service_called_as_its_provider_once(sds):
    lines = unzipped(sds).read("README.txt").decode().splitlines()
    assert lines[:2] == ["QAD evidence pack", "Brackenfell SDS, Brackenfell Data"]
    sds.name = str(sds.provider)
    sds.save()
    assert unzipped(sds).read("README.txt").decode().splitlines()[1] == "Brackenfell Data"


def test_the_index_has_each_accepted_item_also_where_no_document_is_held(sds):
    index = rows(unzipped(sds), "index.csv")
    assert [(row["QAD section"], row["Item"]) for row in index] == [
        ("s1", "EV-0001"),
        ("s2", "EV-0001"),
        ("", "EV-0002"),
        ("", "EV-0003"),
        ("", "EV-0006"),
    ]
    assert [row["Path"] for row in index if row["Item"] == "EV-0006"] == ["no document held"]
    assert index[0]["SHA-256"] == hashlib.sha256(ACCESSION).hexdigest()


def test_gaps_are_listed_with_their_reasons(sds):
    gaps = rows(unzipped(sds), "gaps.csv")
    items = {row["Citation or item"]: row for row in gaps if row["Gap"] == "Item not carried"}
    assert set(items) == {"EV-0004", "EV-0005"}
    assert items["EV-0004"]["State"] == "In review"
    assert "This is another company's letter." in items["EV-0005"]["Why"]
    blocking = [row for row in gaps if row["Gap"] == "Requirement"]
    result = json.loads(unzipped(sds).read("result.json"))
    settled = {"met", "waived", "not_required"}
    findings = result["gates"]["qualification"]["findings"]
    open_reasons = [one["reason"] for one in findings if one["blocking"] and one["status"] not in settled]
    assert [row["Why"] for row in blocking] == open_reasons


def test_no_cell_is_a_formula(sds):
    remark = rows(unzipped(sds), "index.csv")[0]["Remark"]
    assert remark == "'=cmd|' /C calc'!A0"


def test_the_pack_verifies_itself(sds, tmp_path):
    tmp_path = tmp_path / "unpacked"
    unzipped(sds).extractall(tmp_path)
    found = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "verify.py")], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout.startswith("This pack is whole")) == (0, True)
    (tmp_path / "index.csv").write_text("other")
    found = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "verify.py")], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout.splitlines()[0]) == (1, "Altered: index.csv")


def test_the_same_facts_make_the_same_bytes(sds):
    assert made(sds, PackKind.QAD).sha256 == made(sds, PackKind.QAD).sha256


def test_an_item_used_in_two_services_is_carried_under_its_id_in_each(sds):
    other = service(sds.provider)
    theirs = item(
        other,
        EvidenceKind.SEC_ACCESSION,
        [mdr_route(other)],
        file=file_named("shared.pdf", b"%PDF-1.7\n%s"),
    )
    accept_evidence(actor=reviewer(), item=theirs)
    add_use(actor=reviewer(), item=theirs, service=sds, routes=[sds.routes.get(kind="mdr")])
    theirs.uses.filter(service=sds).update(local_id="shared-item")
    assert unzipped(sds).read("not-filed-in-qad/shared-item-shared.pdf") == b"%PDF-1.7\n%s"


def test_two_files_of_one_name_keep_apart(sds):
    theirs = sds.uses.get(local_id="EV-0003").item
    file = theirs.files.get()
    file.pk, file.sha256 = None, hashlib.sha256(b"other").hexdigest()
    file.name = "LETTER.pdf"
    file.size = 5
    file.content.save("evidence/other", ContentFile(b"other"), save=False)
    file.save()
    names = [name for name in unzipped(sds).namelist() if name.startswith("not-filed")]
    assert sorted(names) == ["not-filed-in-qad/EV-0003-LETTER.pdf", "not-filed-in-qad/EV-0003-letter-2.pdf"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "CON"),
        ("Ünïcode näme.PDF", "Unicode-name.PDF"),
        ("письмо.pdf", "file.pdf"),
        ("a" * 300 + ".pdf", "a" * 56 + ".pdf"),
        ("trailing. ", "trailing"),
        ("two\nlines.eml", "two-lines.eml"),
        ("", "file"),
        (".hidden", "file.hidden"),
        ("nul\0byte.pdf", "nul-byte.pdf"),
    ],
)
def test_names_are_safe_on_every_system(name, safe):
    assert safe_name(name, 60) == safe
