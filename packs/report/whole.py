"""All parts of the report together."""

from __future__ import annotations

from dataclasses import dataclass

from assumptions.facts import Service
from assumptions.sentences import in_full
from assumptions.vocabulary import ItemState
from packs.report.findings import GateFindings, gate_findings
from packs.report.gates import GateLine, gate_lines, not_asked
from packs.report.next_steps import Desk, desks
from packs.report.register import Registered, register
from packs.report.rest import (
    RiskRow,
    RouteRow,
    SectionRow,
    SourceRow,
    WaiverRow,
    risks,
    routes,
    sections,
    sign_offs,
    sources,
    waivers,
)
from packs.snapshot import Snapshot, digest
from packs.stood import Stood


@dataclass(frozen=True, slots=True)
class Report:
    service: Service
    as_of: str
    as_of_iso: str
    is_demonstration: bool
    facts_version: int
    programme_version: int
    rules: dict[str, object]
    facts_sha256: str
    withheld: int
    baselines: str
    evidence_counted: str
    risks_counted: str
    gates: list[GateLine]
    not_asked: list[str]
    desks: list[Desk]
    routes: list[RouteRow]
    findings: list[GateFindings]
    register: list[Registered]
    waivers: list[WaiverRow]
    sections: list[SectionRow]
    sign_offs: list[str]
    risks: list[RiskRow]
    deck: list[SourceRow]
    interpretations: list[SourceRow]


def readiness_report(snapshot: Snapshot) -> Report:
    stood = Stood(snapshot)
    lines, registered, risk_rows = gate_lines(stood), register(stood), risks(stood)
    return Report(
        service=stood.facts.service,
        as_of=in_full(stood.as_of),
        as_of_iso=stood.as_of.isoformat(),
        is_demonstration=snapshot["is_demonstration"],
        facts_version=snapshot["facts_version"],
        programme_version=snapshot["programme_version"],
        rules=snapshot["result"]["rules"],
        facts_sha256=digest(snapshot["facts"]),
        withheld=len(snapshot.get("withheld", ())),
        baselines=", ".join(stood.facts.programme.design_baselines) or "none named",
        evidence_counted=_counted(registered),
        risks_counted=", ".join(f"{row.risk} {row.state.label.lower()}" for row in risk_rows),
        gates=lines,
        not_asked=not_asked(stood),
        desks=desks(stood),
        routes=routes(stood),
        findings=[gate_findings(stood, line) for line in lines],
        register=registered,
        waivers=waivers(stood),
        sections=sections(stood),
        sign_offs=sign_offs(stood),
        risks=risk_rows,
        deck=sources(stood, interpretations=False),
        interpretations=sources(stood, interpretations=True),
    )


def _counted(registered: list[Registered]) -> str:
    there = [item for item in registered if item.state is not ItemState.ABSENT]
    accepted = sum(item.state is ItemState.ACCEPTED for item in there)
    return f"{len(there)} {'item' if len(there) == 1 else 'items'}, {accepted} accepted"
