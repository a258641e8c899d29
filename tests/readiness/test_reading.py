"""What is read from a paper, and that nothing is read where nothing stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assumptions.vocabulary import DccRole, EvidenceKind, SecurityOutcome, SitPhase, Term
from demonstration.papers.forms import FORMS
from evidence.previewing import Line, Page, Preview
from readiness.reading.days import day_in
from readiness.reading.paper import details_read, looks_like, named, signs_in, stated
from readiness.reading.terms import terms_in

K = EvidenceKind
CERTIFICATE = (
    "Data Communications Company",
    "User Entry Process Tests",
    "Completion certificate",
    "Certificate",
    "UEPT-MDR-0093",
    "DCC User Role",
    "MDR (Meter Data Retriever)",
    "Test scenarios: CTSD version 3.2",
    "Issued",
    "2 May 2025",
    "Valid until 1/5/2027",
)


def paper(*lines: str) -> Preview:
    return Preview("pages", count=1, pages=(Page(1, 595, 842, tuple(Line(line) for line in lines)),))


def read(kind: EvidenceKind, *lines: str) -> dict[str, Any]:
    return {name: found.value for name, found in details_read(paper(*lines), kind).items()}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Issued 14 May 2025.", date(2025, 5, 14)),
        ("on the 1st of March: 1st March 2025", date(2025, 3, 1)),
        ("Sept 3, 2025 it was", None),
        ("September 3, 2025", date(2025, 9, 3)),
        ("03/04/2025", date(2025, 4, 3)),
        ("2025-04-03", date(2025, 4, 3)),
        ("31/02/2025, or rather 1 March 2025", date(2025, 3, 1)),
        ("version 3.2", None),
        ("14 Mayhem 2025", None),
    ],
)
def test_days_are_read_day_first(text: str, day: date | None):
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("text", "terms", "found"),
    [
        ("MDR (Meter Data Retriever)", DccRole, [DccRole.METER_DATA_RETRIEVER]),
        ("IS and ES", DccRole, [DccRole.IMPORT_SUPPLIER, DccRole.EXPORT_SUPPLIER]),
        ("This is it, and it was", DccRole, []),
        ("Non-Functional, Functional", SitPhase, [SitPhase.NON_FUNCTIONAL, SitPhase.FUNCTIONAL]),
        (
            "Approved, subject to the Party taking steps",
            SecurityOutcome,
            [SecurityOutcome.APPROVED_SUBJECT_TO_STEPS],
        ),
    ],
)
def test_terms_are_read_longest_first(text: str, terms: type[Term], found: list[Term]):
    assert terms_in(text, terms) == found


def test_details_are_read_where_they_are_labelled():
    assert read(K.UEPT_CERTIFICATE, *CERTIFICATE) == {
        "user_role": "MDR",
        "scenarios_version": "CTSD version 3.2",
        "expires_on": "2027-05-01",
    }
    found = details_read(paper(*CERTIFICATE), K.UEPT_CERTIFICATE)["user_role"]
    assert (found.quotation, found.place) == ("MDR (Meter Data Retriever)", "page 1")


def test_the_programmes_own_spelling_is_taken():
    known = {"scenarios_version": ["CTSD 3.1", "CTSD 3.2"]}
    found = details_read(paper(*CERTIFICATE), K.UEPT_CERTIFICATE, known)
    assert found["scenarios_version"].value == "CTSD 3.2"


def test_yes_no_several_and_identifiers():
    assert read(
        K.MDR_DIP_ID,
        "MDR DIP ID",
        "Notice of allocation",
        "MDR DIP ID",
        "MDR-0471",
        "CSS notified: Yes",
        "DSP notified",
        "Not yet",
    ) == {"mdr_dip_id": "MDR-0471", "notified_css": True, "notified_dsp": False}
    assert read(K.SIT_COMPLETION, "Phases: Functional, Migration")["phases"] == ["functional", "migration"]


def test_nothing_is_read_where_nothing_stands():
    assert read(K.UEPT_CERTIFICATE, "We like the User Role that we have.", "It expires some day.") == {}
    assert stated(paper("Reference"), "reference") is None


def test_a_role_in_running_text_is_read_only_where_it_is_the_only_one():
    assert read(K.UEP_CONFIRMATION, "It acts as Meter Data Retriever (MDR) now.")["user_role"] == "MDR"
    assert "user_role" not in read(K.UEP_CONFIRMATION, "Meter Data Retriever or Other User.")


def test_words_are_found_over_the_end_of_a_line():
    said = paper("We confirm that Pellwater Smart", "Data has done it")
    place = named(said, "Pellwater Smart Data")
    assert place
    assert place.line.text == "We confirm that Pellwater Smart"
    assert named(said, "Pellwater Smart Database") is None
    assert named(said, "") is None


@pytest.mark.parametrize("kind", [kind for kind in FORMS if not kind.is_a_check])
def test_a_paper_of_each_kind_is_known_by_its_words(kind: EvidenceKind):
    form = FORMS[kind]
    said = paper(form.issuer, form.title, form.subtitle, *form.says)
    assert kind in signs_in(said)
    assert looks_like(said, kind) is None


def test_a_certificate_in_place_of_the_confirmation_is_noticed():
    found = looks_like(paper(*CERTIFICATE), K.UEP_CONFIRMATION)
    assert found
    assert found[0] is K.UEPT_CERTIFICATE
    assert found[1].quotation == "User Entry Process Tests"
    assert looks_like(paper("Dear all", "See enclosed."), K.UEP_CONFIRMATION) is None
