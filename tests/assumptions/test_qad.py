"""QAD.SECTION and QAD.SIGNED."""

from typing import Any

import pytest

from tests.assumptions.documents import Document, document, finding, mdr_route, section, waiver

AGREED = ("2025-05-01", "agreed")


def qad(*sections: Document, signed: tuple[Any, ...] = ()) -> Document:
    sign_offs = [{"on": day, "signatory": "J. Hale"} for day in signed]
    return {"sections": list(sections), "sign_offs": sign_offs}


@pytest.mark.parametrize(
    ("history", "status", "owner", "words"),
    [
        ([], "outstanding", "provider", "has not started"),
        ([("2025-07-02", "agreed")], "outstanding", "provider", "has not started"),
        ([("2025-05-01", "drafting")], "outstanding", "provider", "is a draft of 1 May 2025"),
        ([("2025-05-01", "submitted")], "in_review", "reviewer", "submitted on 1 May 2025"),
        ([("2025-05-01", "queried")], "queried", "provider", "queried on 1 May 2025"),
        ([AGREED], "met", "none", "agreed on 1 May 2025"),
        ([AGREED, ("2025-05-01", "queried")], "queried", "provider", "queried"),
        ([AGREED, ("2025-07-01", "submitted")], "in_review", "reviewer", "submitted on 1 July 2025"),
    ],
)
def test_state_of_a_section(history: list[Any], status: str, owner: str, words: str) -> None:
    found = finding(document(qad=qad(section("s1", *history))), "QAD.SECTION", "qualification", "s1")
    assert (found.status, found.owner, found.evidence) == (status, owner, ())
    assert words in found.reason


@pytest.mark.parametrize(
    ("route_kinds", "routes", "status"),
    [
        ([], [], "met"),
        (["mdr"], [mdr_route()], "met"),
        (["mdr", "supplier_roles"], [mdr_route()], "met"),
        (["supplier_roles"], [mdr_route()], "not_required"),
        (["mdr"], [mdr_route(withdrawn_on="2025-07-01")], "not_required"),
        (["mdr"], [], "not_required"),
    ],
)
def test_section_for_other_routes_is_released(route_kinds: list[Any], routes: list[Any], status: str) -> None:
    facts = document(routes=routes, qad=qad(section("s1", AGREED, route_kinds=route_kinds)))
    assert finding(facts, "QAD.SECTION", "qualification", "s1").status == status


OTHER = section("other", route_kinds=["supplier_roles"])
SIGNED = ("2025-06-01",)


@pytest.mark.parametrize(
    ("sections", "signed", "status", "words"),
    [
        ([section("s1", AGREED)], (), "outstanding", "No director of Acme Data has signed"),
        ([section("s1", AGREED)], ("2025-07-02",), "outstanding", "1 July 2025"),
        ([section("s1", AGREED)], SIGNED, "met", "J. Hale signed the QAD on 1 June 2025"),
        ([section("s1", AGREED)], ("2025-05-01",), "met", ""),
        ([section("s1", AGREED)], ("2025-04-30",), "insufficient", "section s1 was not agreed"),
        ([section("s1", AGREED)], ("2025-04-30", "2025-06-01"), "met", ""),
        ([section("s1", AGREED)], ("2025-05-01", "2025-05-01"), "met", ""),
        ([section("s1", AGREED), section("s2")], SIGNED, "insufficient", "section s2 was not agreed"),
        ([section("s1", AGREED), OTHER], SIGNED, "met", ""),
        ([OTHER], SIGNED, "insufficient", "no section"),
        ([], SIGNED, "insufficient", "no section"),
        ([section("s1", AGREED, ("2025-06-01", "drafting"))], SIGNED, "insufficient", "not agreed"),
        ([section("s1", AGREED, ("2025-06-02", "drafting"))], SIGNED, "insufficient", "s1 was changed since"),
        ([section("s1", AGREED, ("2025-07-01", "submitted"))], SIGNED, "insufficient", "changed since"),
        ([section("s1", AGREED, ("2025-07-02", "submitted"))], SIGNED, "met", ""),
        ([section("s1", AGREED, ("2025-06-02", "queried"))], SIGNED, "met", ""),
        (
            [section("s1", AGREED, ("2025-06-02", "submitted"), ("2025-06-03", "agreed"))],
            SIGNED,
            "insufficient",
            "changed since",
        ),
    ],
)
def test_signature(sections: list[Any], signed: tuple[Any, ...], status: str, words: str) -> None:
    found = finding(document(qad=qad(*sections, signed=signed)), "QAD.SIGNED", "qualification", None)
    assert (found.status, found.evidence) == (status, ())
    assert words in found.reason


@pytest.mark.parametrize(
    ("expires_on", "status"), [(None, "met"), ("2025-07-01", "met"), ("2025-06-30", "insufficient")]
)
def test_a_waived_section_is_passed_over_at_signing(expires_on: str | None, status: str) -> None:
    granted = waiver("QAD.SECTION", "qualification", "s2", expires_on=expires_on)
    facts = document(qad=qad(section("s1", AGREED), section("s2"), signed=SIGNED), waivers=[granted])
    assert finding(facts, "QAD.SIGNED", "qualification", None).status == status


def test_all_sections_waived_is_not_all_released() -> None:
    facts = document(
        qad=qad(section("s1"), signed=SIGNED), waivers=[waiver("QAD.SECTION", "qualification", "s1")]
    )
    assert finding(facts, "QAD.SIGNED", "qualification", None).status == "met"
