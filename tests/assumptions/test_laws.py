"""What holds for every document: the laws that the rules keep, whatever the facts."""

import copy
from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assumptions import Evaluation, evaluate, read_facts
from assumptions.document import as_document
from assumptions.vocabulary import EvidenceKind, Gate, Verdict
from tests.assumptions.documents import Document, paper, result
from tests.assumptions.strategies import DAYS, facts_documents, waivers

laws = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WORST_FIRST = list(reversed(Verdict))


def rank(found: Evaluation) -> dict[Gate, int]:
    return {gate: WORST_FIRST.index(each.verdict) for gate, each in found.gates.items()}


def is_never_worse(after: Document, before: Document) -> bool:
    old, new = rank(result(before)), rank(result(after))
    return all(new[gate] >= old[gate] for gate in old)


def waiting(facts: Document) -> list[int]:
    """Positions of the items that are in review on the day and are no checks."""
    return [
        position
        for position, item in enumerate(facts["evidence"])
        if not EvidenceKind(item["kind"]).is_a_check and is_in_review(item, facts["as_of"])
    ]


def is_in_review(item: Document, day: str) -> bool:
    withdrawn, expires = item["withdrawn_on"] or "9", item["expires_on"] or "9"
    decided = any(decision["on"] <= day for decision in item["decisions"])
    return item["submitted_on"] <= day < withdrawn and day <= expires and not decided


@laws
@given(facts_documents(), st.data())
def test_accepting_a_waiting_item_that_is_no_check_never_makes_a_verdict_worse(
    facts: Document, data: st.DataObject
) -> None:
    if not waiting(facts):
        kinds = [kind.value for kind in EvidenceKind if kind.is_about_a_route and not kind.is_a_check]
        assume(bool(facts["routes"]))
        ids = [route["id"] for route in facts["routes"]]
        kind = data.draw(st.sampled_from(kinds))
        item = paper(kind, "late", decided=None, routes=ids, submitted_on=DAYS[0], filed=[])
        facts["evidence"].append(item | {"withdrawn_on": None, "expires_on": None})
    position = data.draw(st.sampled_from(waiting(facts)))
    accepted = copy.deepcopy(facts)
    accepted["evidence"][position]["decisions"].insert(0, {"on": facts["as_of"], "outcome": "accepted"})
    assert is_never_worse(accepted, facts)


@laws
@given(facts_documents(), st.data())
def test_a_waiver_in_force_never_makes_a_verdict_worse(facts: Document, data: st.DataObject) -> None:
    granted = data.draw(waivers("new", facts))
    waived = facts | {
        "waivers": [*facts["waivers"], granted | {"granted_on": facts["as_of"], "expires_on": None}]
    }
    assert is_never_worse(waived, facts)


@laws
@given(facts_documents())
def test_holds_until_is_exact(facts: Document) -> None:
    read = read_facts(facts)
    walked = [read.as_of + timedelta(days=number) for number in range(40)]
    verdicts = {
        day: {gate: each.verdict for gate, each in evaluate(read, day).gates.items()} for day in walked
    }
    for gate, found in evaluate(read).gates.items():
        changes = [day for day in walked if verdicts[day][gate] is not found.verdict]
        assert found.holds_until == (changes[0] - timedelta(days=1) if changes else None)


def cut(facts: Document, day: str) -> Document:
    """The document as it would have been on the day, had nothing later been known.

    What ends by itself (``until``, ``expires_on``) is known from the start and stays, and so do gate dates.
    """
    there = [until_then(route, day) for route in facts["routes"] if route["declared_on"] <= day]
    ids = {route["id"] for route in there}
    qad = {
        "sections": [each | {"history": by_then(each["history"], day)} for each in facts["qad"]["sections"]],
        "sign_offs": by_then(facts["qad"]["sign_offs"], day),
    }
    service = facts["service"]
    passed = {gate: on for gate, on in service["gates_passed"].items() if on <= day}
    return facts | {
        "as_of": day,
        "service": service | {"gates_passed": passed},
        "routes": there,
        "evidence": list(cut_evidence(facts["evidence"], ids, day)),
        "qad": qad,
        "waivers": [
            each for each in facts["waivers"] if is_kept(each, facts, ids) and each["granted_on"] <= day
        ],
    }


def cut_evidence(evidence: list[Document], routes: set[str], day: str) -> Iterator[Document]:
    for item in evidence:
        kept = [route for route in item["routes"] if route in routes]
        if item["submitted_on"] <= day and (kept or not item["routes"]):
            yield until_then(item, day) | {
                "routes": kept,
                "decisions": by_then(item["decisions"], day),
                "filings": [until_then(filing, day) for filing in by_then(item["filings"], day)],
            }


def is_kept(granted: Document, facts: Document, routes: set[str]) -> bool:
    gone = {route["id"] for route in facts["routes"]} - routes
    is_about_a_route = granted["requirement"] != "QAD.SECTION" and granted["scope"] is not None
    return not (is_about_a_route and granted["scope"] in gone)


def by_then(entries: list[Document], day: str) -> list[Document]:
    return [entry for entry in entries if entry["on"] <= day]


def until_then(thing: Document, day: str) -> Document:
    """The thing without a withdrawal that is still to come."""
    withdrawn = thing["withdrawn_on"]
    return thing | {"withdrawn_on": withdrawn if withdrawn is not None and withdrawn <= day else None}


def without_holds_until(found: Evaluation) -> Document:
    told = found.as_json()
    for gate in told["gates"].values():
        del gate["holds_until"]
    return told


@laws
@given(facts_documents(), st.sampled_from(DAYS))
def test_the_result_on_a_day_is_that_of_the_document_cut_at_that_day(facts: Document, day: str) -> None:
    whole = evaluate(read_facts(facts), date.fromisoformat(day))
    assert without_holds_until(whole) == without_holds_until(result(cut(facts, day)))


@laws
@given(facts_documents())
def test_a_document_written_out_again_gives_the_same_result(facts: Document) -> None:
    read = read_facts(facts)
    again = read_facts(as_document(read))
    assert again == read
    assert evaluate(again).as_json() == evaluate(read).as_json()


@laws
@given(facts_documents())
def test_every_finding_can_be_opened(facts: Document) -> None:
    for gate in result(facts).gates.values():
        for found in gate.findings:
            assert found.examined
            assert set(found.evidence) <= set(found.looked_at)
            assert found.reason.endswith(".")


def test_the_strategies_reach_every_verdict() -> None:
    seen: set[Verdict] = set()

    @settings(laws, max_examples=120, derandomize=True)
    @given(facts_documents())
    def look(facts: Document) -> None:
        seen.update(each.verdict for each in result(facts).gates.values())

    look()
    assert seen == set(Verdict)
