"""Steps that make the programme, its people, and the services with their routes, gates and waivers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from assumptions.vocabulary import Gate
from demonstration.scenario.people import PEOPLE
from demonstration.scenario.programme import (
    ADMINISTRATOR,
    CODE_BODY,
    REVIEWER,
    SETTINGS,
    STAFF,
)
from demonstration.scenario.terms import Player, Route, Sds, Settings, Waived
from demonstration.stage import Stage, Step
from parties import actions
from readiness.actions import end_waiver, grant_waiver


def steps_of_programme(services: Sequence[Sds]) -> Iterator[Step]:
    """The settings, the organisations of these services, and all people but the administrator."""
    for settings in SETTINGS:
        yield Step(settings.on, partial(set_programme, settings))
    since = joining_days(services)
    for name, joined_on in sorted(since.items()):
        yield Step(joined_on, partial(add_organisation, name))
    for player in (*STAFF, *PEOPLE):
        if player != ADMINISTRATOR and (not player.organisation or player.organisation in since):
            yield Step(since.get(player.organisation, SETTINGS[0].on), partial(add_person, player))


def joining_days(services: Sequence[Sds]) -> dict[str, date]:
    """When each organisation is first spoken of: with its own service, or with one that it collects for."""
    since: dict[str, date] = {}
    for sds in services:
        for name in (sds.provider, *(route.collector for route in sds.routes)):
            since[name] = min(sds.on, since.get(name, sds.on))
    return since


def steps_of_service(sds: Sds) -> Iterator[Step]:
    yield Step(sds.on, partial(add_service, sds))
    for gate, due_on in sds.gate_dates.items():
        yield Step(sds.on, partial(set_gate_date, sds, gate, due_on))
    for route in sds.routes:
        yield Step(route.on, partial(declare_route, sds, route))
        if route.withdrawn_on:
            yield Step(route.withdrawn_on, partial(withdraw_route, sds, route))
    for gate, passed_on in sds.gates_passed.items():
        yield Step(passed_on, partial(record_gate_passed, sds, gate, passed_on))
    for waived in sds.waivers:
        yield Step(waived.on, partial(waive, sds, waived))
        if waived.ended:
            yield Step(waived.ended[0], partial(end, sds, waived))


def set_programme(settings: Settings, stage: Stage) -> None:
    days = {gate.value: stage.calendar.day(on).isoformat() for gate, on in settings.gate_dates.items()}
    actions.change_programme(
        actor=stage.administrator,
        settings={
            "design_baselines": list(settings.design_baselines),
            "mdr_scenario_versions": list(settings.mdr_scenario_versions),
            "gate_dates": days,
            "lead_times": {kind.value: days for kind, days in settings.lead_times.items()},
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
        role=sds.role,
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
        own_customers_only=route.own_customers_only if route.roles_used else None,
    )


def withdraw_route(sds: Sds, route: Route, stage: Stage) -> None:
    actions.withdraw_route(
        actor=stage.people[sds.member],
        route=stage.routes[sds.slug, route.key],
        on=stage.calendar.day(route.withdrawn_on or route.on),
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
    place = (sds.slug, waived.scope)
    stage.waivers[sds.slug, waived.requirement, waived.on] = grant_waiver(
        actor=stage.people[REVIEWER.email],
        service=stage.services[sds.slug],
        requirement=waived.requirement,
        scope=stage.routes.get(place) or stage.sections.get(place),
        gates=waived.gates,
        granted_on=stage.calendar.day(waived.on),
        expires_on=stage.calendar.day(waived.until),
        granted_by=waived.granted_by,
        reason=stage.calendar.text(waived.reason),
        kind=waived.kind,
    )


def end(sds: Sds, waived: Waived, stage: Stage) -> None:
    if waived.ended:
        on, why = waived.ended
        end_waiver(
            actor=stage.people[REVIEWER.email],
            waiver=stage.waivers[sds.slug, waived.requirement, waived.on],
            on=stage.calendar.day(on),
            why=why,
        )
