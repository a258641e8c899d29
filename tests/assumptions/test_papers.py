"""What holds for every requirement that asks for a paper: the states of the paper, and who acts next."""

import pytest

from assumptions import Finding
from assumptions.asking import IS_IT_RELEASED
from assumptions.derivation import steps
from assumptions.outcome import Examined
from assumptions.register import REQUIREMENTS
from assumptions.requirement import Requirement
from assumptions.vocabulary import Gate, Participation, RouteKind, Scope, applicable_gates
from tests.assumptions.documents import Document, document, finding, mdr_route, paper, service, supplier_route

PAPER_RULES = [each for each in REQUIREMENTS.values() if each.paper and each.id != "A200.RELIANCE"]
STATES: dict[str, tuple[Document, str, str, str]] = {
    "accepted": ({}, "met", "none", "accepted on 10 May 2024"),
    "accepted for a time": ({"until": "2025-07-01"}, "met", "none", "until 1 July 2025"),
    "waiting": ({"decided": None}, "in_review", "reviewer", "waits for a reviewer"),
    "queried": ({"decided": "queried"}, "queried", "", "Answer the query"),
    "acceptance over": ({"until": "2025-06-30"}, "expired", "", "ran out on 30 June 2025"),
    "expired": ({"decided": None, "expires_on": "2025-06-30"}, "expired", "", "ran out on 30 June 2025"),
    "rejected": ({"decided": "rejected"}, "rejected", "", "rejected on 10 May 2024"),
    "rejected, then expired": (
        {"decided": "rejected", "expires_on": "2025-06-30"},
        "rejected",
        "",
        "rejected",
    ),
    "withdrawn": ({"withdrawn_on": "2025-07-01"}, "outstanding", "", ""),
    "still to come": ({"submitted_on": "2025-07-02", "decided": None, "filed": []}, "outstanding", "", ""),
}


def is_a_check(rule: Requirement) -> bool:
    return rule.paper is not None and rule.paper.is_a_check


def asked_of(rule: Requirement) -> tuple[Gate, Document, str | None]:
    """A gate at which the rule is asked, a document for it, and its scope."""
    participation = rule.participation or Participation.SIT
    if not set(rule.blocks + rule.advises) & set(applicable_gates(participation)):
        participation = Participation.NON_SIT
    gate = [each for each in applicable_gates(participation) if each in rule.blocks + rule.advises][-1]
    route = supplier_route() if rule.route_kind is RouteKind.SUPPLIER_ROLES else mdr_route()
    facts = document(routes=[route], service=service(participation.value))
    return gate, facts, "r1" if rule.scope is Scope.ROUTE else None


@pytest.mark.parametrize("rule", PAPER_RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("state", STATES)
def test_state_of_the_paper_decides(rule: Requirement, state: str) -> None:
    changes, status, owner, words = STATES[state]
    gate, facts, scope = asked_of(rule)
    facts["evidence"] = [paper(str(rule.paper), **changes)]
    found = finding(facts, rule.id, gate, scope)
    assert found.status == status
    assert found.owner == (owner or rule.owner)
    assert found.evidence == (() if status == "outstanding" else ("e1",))
    assert words in found.reason or rule.id == "A199.SIT_COMPLETE"


@pytest.mark.parametrize(
    "rule", [each for each in PAPER_RULES if not is_a_check(each)], ids=lambda rule: rule.id
)
def test_best_status_counts_and_lists_all_that_have_it(rule: Requirement) -> None:
    gate, facts, scope = asked_of(rule)
    kind = str(rule.paper)
    facts["evidence"] = [
        paper(kind, "no", decided="rejected"),
        paper(kind, "b", submitted_on="2024-05-02"),
        paper(kind, "ask", decided="queried"),
        paper(kind, "a"),
        paper(kind, "wait", decided=None),
    ]
    found = finding(facts, rule.id, gate, scope)
    assert (found.status, found.evidence) == ("met", ("b", "a"))


@pytest.mark.parametrize("rule", PAPER_RULES, ids=lambda rule: rule.id)
def test_paper_of_another_route_or_kind_counts_for_nothing(rule: Requirement) -> None:
    gate, facts, scope = asked_of(rule)
    other = "dbt_completion" if rule.id != "PIT.DBT_COMPLETE" else "pit_completion"
    facts["evidence"] = [paper(other)]
    if scope:
        facts["routes"].append(mdr_route("r2"))
        facts["evidence"].append(paper(str(rule.paper), "e2", routes=["r2"]))
    assert finding(facts, rule.id, gate, scope).status == "outstanding"


def after_release(found: Finding) -> list[Examined]:
    """The trail without the question that some rules ask first, whether they ask anything at all."""
    first, *others = steps(found)
    shown = others if first.asks == IS_IT_RELEASED else [first, *others]
    return [one for step in shown for part in step.parts for one in part.examined]


@pytest.mark.parametrize("rule", PAPER_RULES, ids=lambda rule: rule.id)
def test_trail_begins_with_the_paper_once_it_is_not_released(rule: Requirement) -> None:
    gate, facts, scope = asked_of(rule)
    missing = after_release(finding(facts, rule.id, gate, scope))
    assert (missing[0].item, missing[0].answer) == (None, "failed")
    facts["evidence"] = [paper(str(rule.paper), decided="queried")]
    queried = finding(facts, rule.id, gate, scope)
    first, *others = (one for one in after_release(queried) if "for the User Role ES" not in one.says)
    assert (first.item, first.answer) == ("e1", "held")
    assert {one.answer for one in others if one.says != first.says} <= {"not_reached", "held"}
    assert queried.looked_at == ("e1",)


@pytest.mark.parametrize("rule", [each for each in PAPER_RULES if is_a_check(each)], ids=lambda rule: rule.id)
@pytest.mark.parametrize("changes", [{"decided": "rejected"}, {"until": "2025-06-30"}])
def test_a_check_that_no_longer_counts_is_made_again_not_handed_in(
    rule: Requirement, changes: Document
) -> None:
    gate, facts, scope = asked_of(rule)
    facts["evidence"] = [paper(str(rule.paper), **changes)]
    found = finding(facts, rule.id, gate, scope)
    assert found.reason.endswith("Check again and record the outcome.")
    assert found.owner == "elexon"


def test_a_partys_name_begins_a_sentence_as_it_is_written() -> None:
    gate, facts, scope = asked_of(REQUIREMENTS["A094.SECURITY"])
    facts["routes"][0]["collector"]["name"] = "eSmart data"
    facts["evidence"] = [paper("security_assessment")]
    assert finding(facts, "A094.SECURITY", gate, scope).reason.startswith("eSmart data’s security assessment")


def test_the_next_step_is_the_one_of_whoever_acts() -> None:
    gate, facts, scope = asked_of(REQUIREMENTS["A201.MDR_DIP_ID"])
    details = {"mdr_dip_id": "1000000042", "four_digit_id": "0042", "notified_css": True}
    facts["evidence"] = [paper("mdr_dip_id", details=details)]
    found = finding(facts, "A201.MDR_DIP_ID", gate, scope)
    assert (found.owner, found.next_step) == ("elexon", "Have the DIP Manager tell DSP")
