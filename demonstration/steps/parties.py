"""Steps that make the programme, its people, and the services with their routes, gates and waivers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from assumptions.vocabulary import Gate
from demonstration.scenario.programme import (
    ADMINISTRATOR,
    CODE_BODY,
    MEMBERS,
    REVIEWER,
    SETTINGS,
    STAFF,
)
from demonstration.scenario.terms import Player, Route, Sds, Waived
from demonstration.stage import Stage, Step
from parties import actions
from readiness.actions import grant_waiver


def steps_of_programme(services: Sequence[Sds]) -> Iterator[Step]:
    """The settings, the organisations, and everybody but the administrator, who is there before."""
    opened = SETTINGS.on
    yield Step(opened, set_programme)
    collectors = {route.collector for sds in services for route in sds.routes}
    for name in sorted({sds.provider for sds in services} | collectors):
        yield Step(opened, partial(add_organisation, name))
    for player in (*STAFF, *MEMBERS):
        if player != ADMINISTRATOR:
            yield Step(opened, partial(add_person, player))


def steps_of_service(sds: Sds) -> Iterator[Step]:
    yield Step(sds.on, partial(add_service, sds))
    for gate, due_on in sds.gate_dates.items():
        yield Step(sds.on, partial(set_gate_date, sds, gate, due_on))
    for route in sds.routes:
        yield Step(route.on, partial(declare_route, sds, route))
    for gate, passed_on in sds.gates_passed.items():
        yield Step(passed_on, partial(record_gate_passed, sds, gate, passed_on))
    for waived in sds.waivers:
        yield Step(waived.on, partial(waive, sds, waived))


def set_programme(stage: Stage) -> None:
    days = {gate.value: stage.calendar.day(on).isoformat() for gate, on in SETTINGS.gate_dates.items()}
    actions.change_programme(
        actor=stage.administrator,
        settings={
            "design_baselines": list(SETTINGS.design_baselines),
            "mdr_scenario_versions": list(SETTINGS.mdr_scenario_versions),
            "gate_dates": days,
            "lead_times": {kind.value: days for kind, days in SETTINGS.lead_times.items()},
        },
    )


def add_organisation(name: str, stage: Stage) -> None:
    stage.organisations[name] = actions.add_organisation(actor=stage.administrator, name=name)


def add_person(player: Player, stage: Stage) -> None:
    stage.people[player.email] = actions.add_person(
        actor=stage.administrator,
        email=player.email,
        name=player.name,
        role=player.role,
        organisation=stage.organisations[player.organisation] if player.organisation else None,
        administers_organisation=player.administers,
    )


def add_service(sds: Sds, stage: Stage) -> None:
    stage.services[sds.slug] = actions.add_service(
        actor=stage.people[REVIEWER.email],
        slug=sds.slug,
        name=sds.name,
        provider=stage.organisations[sds.provider],
        participation=sds.participation,
    )


def declare_route(sds: Sds, route: Route, stage: Stage) -> None:
    stage.routes[sds.slug, route.key] = actions.declare_route(
        actor=stage.people[sds.member],
        service=stage.services[sds.slug],
        kind=route.kind,
        declared_on=stage.calendar.day(route.on),
        collector=stage.organisations[route.collector],
        collector_category=route.category,
        collector_dcc_roles=route.dcc_roles,
        roles_used=route.roles_used,
        own_customers_only=True if route.roles_used else None,
    )


def set_gate_date(sds: Sds, gate: Gate, due_on: date, stage: Stage) -> None:
    actions.set_gate_date(
        actor=stage.people[REVIEWER.email],
        service=stage.services[sds.slug],
        gate=gate,
        on=stage.calendar.day(due_on),
    )


def record_gate_passed(sds: Sds, gate: Gate, passed_on: date, stage: Stage) -> None:
    actions.record_gate_passed(
        actor=stage.people[CODE_BODY.email],
        service=stage.services[sds.slug],
        gate=gate,
        on=stage.calendar.day(passed_on),
    )


def waive(sds: Sds, waived: Waived, stage: Stage) -> None:
    grant_waiver(
        actor=stage.people[REVIEWER.email],
        service=stage.services[sds.slug],
        requirement=waived.requirement,
        scope=stage.routes[sds.slug, waived.scope],
        gates=waived.gates,
        granted_on=stage.calendar.day(waived.on),
        expires_on=stage.calendar.day(waived.until),
        granted_by=waived.granted_by,
        reason=stage.calendar.text(waived.reason),
        kind=waived.kind,
    )
