"""What a page says that a change turns is what it has turned once it is made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assumptions import Evaluation
from assumptions.vocabulary import EvidenceKind, Gate, Participation, RiskState, ServiceRole, Verdict
from journal import clock
from parties.actions import change_programme, change_service, declare_route, withdraw_route
from parties.models import CollectionRoute, SmartDataService
from readiness.facts import programme_part, route_part
from readiness.flips import Change, Flips, flips_of
from readiness.queries.programme import the_programme
from readiness.standing import standings
from readiness.what_if import with_programme, with_route, with_route_withdrawn, with_service
from tests.assumptions.strategies import facts_documents
from tests.parties.builders import mdr_route, programme, reviewer, service
from tests.readiness.documents import example, load
from tests.readiness.test_round_trip import undone

pytestmark = pytest.mark.django_db

FEW = settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
Stand = dict[str, tuple[dict[Gate, tuple[Verdict, int]], dict[Any, RiskState]]]


def stand() -> Stand:
    """Where all SDSs stand today: verdicts with what is open, and risks."""
    return {
        each.service.slug: summed_up(each.evaluation)
        for each in standings(SmartDataService.objects.all(), as_of=clock.today())
        if each.evaluation
    }


def summed_up(found: Evaluation) -> tuple[dict[Gate, tuple[Verdict, int]], dict[Any, RiskState]]:
    gates = {gate: (result.verdict, len(result.open)) for gate, result in found.gates.items()}
    return gates, dict(found.risks)


def foretold(before: Stand, flips: Flips) -> Stand:
    """What stands before, with all that the flips say."""
    after = {slug: (dict(gates), dict(risks)) for slug, (gates, risks) in before.items()}
    for flip in flips.each:
        assert flip.effect
        gates, risks = after[flip.service.slug]
        for effect in flip.effect.gates:
            for gate in effect.gates:
                assert gates[gate] == (effect.before, effect.open_before)
                gates[gate] = (effect.after, effect.open_after)
        for risk in flip.effect.risks:
            assert risks[risk.risk] is risk.before
            risks[risk.risk] = risk.after
    return after


def looked_at(change: Change) -> tuple[Stand, Flips]:
    services = SmartDataService.objects.all()
    return stand(), flips_of(services, change, on=clock.today(), person=reviewer())


@st.composite
def other_settings(draw: st.DrawFn) -> dict[str, Any]:
    days = st.integers(-400, 400).map(lambda number: (clock.today() + timedelta(number)).isoformat())
    return {
        "design_baselines": draw(st.lists(st.sampled_from(["IR8", "IR9", "IR7"]), unique=True)),
        "mdr_scenario_versions": draw(st.lists(st.sampled_from(["CTSD 3.2", "CTSD 4"]), unique=True)),
        "gate_dates": draw(st.dictionaries(st.sampled_from([gate.value for gate in Gate]), days)),
        "lead_times": draw(
            st.dictionaries(st.sampled_from([kind.value for kind in EvidenceKind]), st.integers(0, 900))
        ),
    }


@FEW
@given(document=facts_documents(), new=other_settings())
def test_settings_turn_what_was_foretold(document: dict[str, Any], new: dict[str, Any]):
    with undone():
        load(document)
        load(example() | {"programme": document["programme"]})
        before, flips = looked_at(lambda facts: with_programme(facts, new))
        assert len(flips.each) + flips.untouched == len(before)
        change_programme(actor=reviewer(), settings=new)
        assert stand() == foretold(before, flips)


@FEW
@given(
    document=facts_documents(),
    participation=st.sampled_from(Participation),
    role=st.sampled_from(ServiceRole),
)
def test_a_changed_service_turns_what_was_foretold(
    document: dict[str, Any], participation: Participation, role: ServiceRole
):
    with undone():
        sds = load(document).service
        new: dict[str, Any] = {"participation": participation, "role": role}
        before, flips = looked_at(lambda facts: with_service(facts, **new))
        change_service(actor=reviewer(), service=sds, name=sds.name, provider=sds.provider, **new)
        assert stand() == foretold(before, flips)


@FEW
@given(document=facts_documents())
def test_a_route_declared_and_withdrawn_turns_what_was_foretold(document: dict[str, Any]):
    with undone():
        sds = load(document).service
        said: dict[str, Any] = {
            "kind": "mdr",
            "declared_on": clock.today(),
            "collector": sds.provider,
            "collector_category": "other_sec_party",
            "collector_dcc_roles": ["GS"],
        }
        route = CollectionRoute(service=sds, local_id="now", **said)
        before, flips = looked_at(lambda facts: with_route(facts, route_part(route)))
        declared = declare_route(actor=reviewer(), service=sds, **said)
        assert stand() == foretold(before, flips)

        before, flips = looked_at(lambda facts: with_route_withdrawn(facts, declared.local_id, clock.today()))
        withdraw_route(actor=reviewer(), route=declared, on=clock.today())
        assert stand() == foretold(before, flips)


@pytest.mark.parametrize("number", [1, 6])
def test_it_takes_as_many_queries_for_many_services_as_for_one(django_assert_num_queries, number):
    programme()
    for _ in range(number):
        mdr_route(service())
    who, settings_then = reviewer(), programme_part(the_programme()) | {"design_baselines": ["IR9"]}
    with django_assert_num_queries(9):
        flips_of(
            SmartDataService.objects.all(),
            lambda facts: with_programme(facts, settings_then),
            on=clock.today(),
            person=who,
        )


def test_what_turns_is_told_in_a_sentence():
    programme(gate_dates={})
    mdr_route(service(participation=Participation.SIT))
    yesterday = (clock.today() - timedelta(1)).isoformat()
    late = {gate.value: yesterday for gate in (Gate.SIT_CIT, Gate.QUALIFICATION)}
    new = programme_part(the_programme()) | {"gate_dates": late}
    _, flips = looked_at(lambda facts: with_programme(facts, new))
    assert flips.in_words == "1 risk turns. 2 gates become late."
    _, flips = looked_at(lambda facts: facts)
    assert flips.in_words == "No verdict and no risk turns."
    assert (flips.each, flips.untouched) == ((), 1)
