"""What makes a document invalid, and where that is said."""

import copy
import json
from typing import Any

import pytest

from assumptions import InvalidFacts, parse_facts, read_facts
from tests.assumptions.documents import Document, document, mdr_route, paper, section, supplier_route, waiver

MISSING = object()


def whole() -> Document:
    """A valid document with something of every sort."""
    return document(
        paper("uept_certificate", "e1", expires_on="2026-01-01"),
        paper("supplier_user_check", "e2", routes=["r2"]),
        paper("mdr_dip_id", "e3", routes=["r1", "r2"]),
        paper("sit_completion", "e4"),
        paper("production_onboarding_plan", "e5"),
        routes=[mdr_route(), supplier_route("r2")],
        qad={
            "sections": [section("s1", ("2025-01-01", "drafting"), ("2025-02-01", "agreed"))],
            "sign_offs": [{"on": "2025-03-01", "signatory": "J. Hale"}],
        },
        waivers=[waiver("A094.SECURITY", "sit_cit"), waiver("QAD.SECTION", "qualification", "s1", id="w2")],
    )


def changed(path: str, value: Any) -> Document:
    """The whole document with one place changed; ``path`` as keys and positions between slashes."""
    facts = copy.deepcopy(whole())
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place: Any = facts
    for step in steps:
        place = place.setdefault(step, {}) if isinstance(place, dict) else place[step]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return facts


def paths(facts: Any) -> list[str]:
    with pytest.raises(InvalidFacts) as refused:
        read_facts(facts)
    assert all(problem.message.endswith(".") for problem in refused.value.problems)
    found = [problem.path for problem in refused.value.problems]
    assert len(found) == len(set(found))
    return found


def as_path(path: str) -> str:
    return "$" + "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in path.split("/"))


def test_the_whole_document_is_valid() -> None:
    assert read_facts(whole()).service.id == "acme"


MISSHAPEN = [
    ("format", "qualtrack-facts/2"),
    ("format", MISSING),
    ("as_of", "2025-7-1"),
    ("as_of", "20250701"),
    ("as_of", "2025-02-29"),
    ("as_of", "٢٠٢٥-01-01"),
    ("as_of", None),
    ("programme", []),
    ("programme/design_baselines", MISSING),
    ("programme/design_baselines", "IR8"),
    ("programme/design_baselines/0", 8),
    ("programme/gate_dates/sit", "2025-01-01"),
    ("programme/gate_dates", None),
    ("programme/lead_times/sec_accession", 45.0),
    ("programme/lead_times/sec_accession", "45"),
    ("programme/lead_times/sec_accession", True),
    ("programme/lead_times/invoice", 1),
    ("service/name", MISSING),
    ("service/name", 5),
    ("service/role", "SDS"),
    ("service/gates_passed/sit_cit", None),
    ("routes", None),
    ("routes/0", "r1"),
    ("routes/0/kind", "both"),
    ("routes/0/roles_used", ["IS"]),
    ("routes/0/own_customers_only", True),
    ("routes/0/collector/dcc_roles", MISSING),
    ("routes/1/collector/dcc_roles/0", "mdr"),
    ("routes/1/roles_used", MISSING),
    ("routes/1/own_customers_only", 1),
    ("evidence/0/kind", "invoice"),
    ("evidence/0/colour", "red"),
    ("evidence/0/submitted_on", MISSING),
    ("evidence/0/decisions/0/outcome", "approved"),
    ("evidence/0/decisions/0/until", 1),
    ("evidence/0/filings", None),
    ("evidence/0/details", None),
    ("evidence/0/details/user_role", None),
    ("evidence/0/details/issuer", "secas"),
    ("evidence/1/details/roles", None),
    ("evidence/1/details/roles/0", None),
    ("evidence/2/details/notified_css", 1),
    ("evidence/2/details/four_digit_id", 417),
    ("evidence/3/details/phases", "cit"),
    ("evidence/4/details/planned_on", "soon"),
    ("qad/sections/0/title", MISSING),
    ("qad/sections/0/route_kinds", None),
    ("qad/sections/0/history/0/status", "not_started"),
    ("qad/sign_offs/0/signatory", MISSING),
    ("qad", None),
    ("waivers/0/kind", None),
    ("waivers/0/gates", MISSING),
    ("waivers/0/gates/0", "sit"),
    ("waivers/0/scope", 1),
]
WRONG = [
    ("as_of", "1999-12-31"),
    ("evidence/0/expires_on", "2200-01-01"),
    ("evidence/4/details/planned_on", "2200-01-01"),
    ("programme/lead_times/sec_accession", -1),
    ("programme/lead_times/sec_accession", 3651),
    ("service/id", ""),
    ("service/id", "a b"),
    ("service/id", "x" * 65),
    ("service/id", "x\n"),
    ("service/name", " \u2003"),
    ("service/provider", "x" * 2001),
    ("service/provider", "a\tb"),
    ("service/provider", "\ud800"),
    ("evidence/0/details/scenarios_version", "a\x85"),
    ("programme/design_baselines/0", "x" * 2001),
    ("routes/0/withdrawn_on", "2023-02-28"),
    ("routes/0/collector", {"name": "x", "category": "not_a_party", "dcc_roles": ["OU"]}),
    ("routes/1/roles_used", []),
    ("routes/1/id", "r1"),
    ("evidence/1/id", "e1"),
    ("evidence/0/routes", []),
    ("evidence/0/routes/0", "r9"),
    ("evidence/3/routes", ["r1"]),
    ("evidence/0/withdrawn_on", "2024-04-30"),
    ("evidence/0/decisions/0/on", "2024-04-30"),
    ("evidence/0/decisions/0/until", "2024-05-09"),
    ("evidence/0/filings/0/on", "2024-04-30"),
    ("evidence/0/filings/0/withdrawn_on", "2024-05-11"),
    ("qad/sections/0/history/1/on", "2024-12-31"),
    ("qad/sections/0/title", ""),
    ("qad/sign_offs/0/signatory", "\u00a0"),
    ("waivers/0/expires_on", "2024-12-31"),
    ("waivers/0/requirement", "A999"),
    ("waivers/0/requirement", "A197.SCENARIOS"),
    ("waivers/0/gates", []),
    ("waivers/0/scope", None),
    ("waivers/0/scope", "s1"),
    ("waivers/1/scope", "r1"),
    ("waivers/1/id", "w1"),
    ("waivers/0/granted_by", ""),
    ("waivers/0/reason", ""),
]
FURTHER_DOWN = {"routes/0/collector": "routes/0/collector/dcc_roles"}


@pytest.mark.parametrize(("path", "value"), MISSHAPEN)
def test_shape(path: str, value: object) -> None:
    assert as_path(path) in paths(changed(path, value))


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_the_rest(path: str, value: object) -> None:
    assert as_path(FURTHER_DOWN.get(path, path)) in paths(changed(path, value))


@pytest.mark.parametrize("key", ["qad", "waivers", "evidence"])
def test_what_may_be_left_out(key: str) -> None:
    facts = whole()
    facts["waivers"].pop()
    del facts[key]
    read_facts(facts)


def test_everything_that_may_be_left_out_is() -> None:
    facts = read_facts(
        {
            "format": "qualtrack-facts/1",
            "as_of": "2025-01-01",
            "programme": {"design_baselines": [], "mdr_scenario_versions": []},
            "service": {"id": "a", "name": "A", "provider": "A", "role": "mdr", "participation": "sit"},
        }
    )
    assert (facts.routes, facts.evidence, facts.sections, facts.sign_offs, facts.waivers) == ((),) * 5


def test_all_of_the_shape_is_reported_and_what_was_found_beside_it() -> None:
    facts = changed("service/name", " ")
    facts["as_of"] = 5
    facts["evidence"][0]["colour"] = "red"
    facts["evidence"][1]["id"] = "e1"  # a matter of the second step
    assert sorted(paths(facts)) == ["$.as_of", "$.evidence[0].colour", "$.service.name"]


def test_all_of_the_rest_is_reported_together() -> None:
    facts = changed("service/name", " ")
    facts["evidence"][1]["id"] = "e1"
    facts["evidence"][0]["routes"] = ["r1", "r1", "r9"]
    facts["waivers"][0]["gates"] = ["sit_cit", "qualification_testing"]
    facts["waivers"][1]["gates"] = ["qualification", "sit_cit"]
    assert sorted(paths(facts)) == [
        "$.evidence[0].routes[2]",
        "$.evidence[1].id",
        "$.service.name",
        "$.waivers[1].gates[1]",
    ]


def test_dates_are_compared_with_the_latest_so_far() -> None:
    days = ["2024-05-10", "2024-05-20", "2024-05-15", "2024-05-20", "2024-05-18"]
    decisions = [{"on": day, "outcome": "queried"} for day in days]
    assert paths(changed("evidence/0/decisions", decisions)) == [
        "$.evidence[0].decisions[2].on",
        "$.evidence[0].decisions[4].on",
    ]
    signed = [{"on": day, "signatory": "J. Hale"} for day in ("2025-03-02", "2025-03-02", "2025-03-01")]
    assert paths(changed("qad/sign_offs", signed)) == ["$.qad.sign_offs[2].on"]


def test_gates_of_a_waiver_are_looked_at_whenever_the_requirement_exists() -> None:
    facts = changed("waivers/0/requirement", "A197.SCENARIOS")
    assert sorted(paths(facts)) == ["$.waivers[0].gates[0]", "$.waivers[0].requirement"]
    assert paths(changed("waivers/0/requirement", "A999")) == ["$.waivers[0].requirement"]


def test_a_waiver_for_a_route_of_the_other_kind_is_valid() -> None:
    assert read_facts(changed("waivers/0/scope", "r2")).waivers[0].scope == "r2"


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("no-such", "$.no-such"),
        ("a b", '$["a b"]'),
        ("", '$[""]'),
        ("a.b", '$["a.b"]'),
        ('"', '$["\\""]'),
        ("\ud800", '$["\\ud800"]'),
        ("a\n", '$["a\\n"]'),
    ],
)
def test_paths_of_odd_keys(key: str, path: str) -> None:
    assert paths(whole() | {key: 1}) == [path]


@pytest.mark.parametrize("document", [[], "x", 1, None, True])
def test_a_document_is_an_object(document: object) -> None:
    assert paths(document) == ["$"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "NaN", '{"a": Infinity}', "\ufeff{}", "[" * 100_000, "1" * 5_000, b"\xff", b"\xef\xbb\xbf{}"],
)
def test_text_that_is_not_json(text: str | bytes) -> None:
    with pytest.raises(InvalidFacts) as refused:
        parse_facts(text)
    assert [problem.path for problem in refused.value.problems] == ["$"]


def test_text_that_is_json() -> None:
    assert (
        parse_facts(json.dumps(whole())) == parse_facts(json.dumps(whole()).encode()) == read_facts(whole())
    )


def test_a_repeated_name_counts_once() -> None:
    facts = whole()
    facts["routes"][1]["roles_used"] = ["ES", "IS", "ES"]
    facts["evidence"][3]["details"]["phases"] = ["cit", "cit"]
    facts["evidence"][0]["decisions"] *= 2
    facts["waivers"][0]["gates"] *= 2
    facts["programme"]["design_baselines"] *= 2
    read = read_facts(facts)
    assert read.routes[1].roles_used == ("ES", "IS")
    assert read.evidence[3].details.phases == ("cit",)  # type: ignore[attr-defined]
    assert len(read.evidence[0].decisions) == 2
    assert (read.waivers[0].gates, read.programme.design_baselines) == (("sit_cit",), ("IR8",))
