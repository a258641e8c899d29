"""What a pack says is to be done next: by who acts, once, and with the gates that it holds up."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions.vocabulary import Gate
from packs.report.next_steps import Row, desks
from packs.snapshot import apply_rules, freeze_facts
from packs.stood import Stood
from parties.models import SmartDataService
from tests.packs.snapshots import snapshot_of
from tests.parties.builders import days_ago, reviewer
from tests.readiness.pages import page, part, words


def rows_of(stood: Stood, title: str) -> list[Row]:
    return [row for desk in desks(stood) for row in desk.rows if row.title == title]


def waiver_at(*gates: Gate) -> dict[str, object]:
    return {
        "id": "w1",
        "requirement": "A094.SECURITY",
        "scope": "mdr-1",
        "gates": [gate.value for gate in gates],
        "granted_on": "2023-10-10",
        "granted_by": "SIT Working Group",
        "reason": "Booked for December",
    }


@pytest.mark.parametrize(
    ("waived", "held_up"),
    [
        ([], "SIT CIT to Operational and Qualification, first due "),
        (
            [Gate.SIT_MIGRATION],
            "SIT CIT, Functional, Non-Functional, Operational and Qualification, first due ",
        ),
        ([Gate.SIT_CIT, Gate.QUALIFICATION], "SIT Functional to Operational, first due "),
        ([gate for gate in Gate if gate not in (Gate.SIT_CIT, Gate.QUALIFICATION_TESTING)], "SIT CIT, due "),
    ],
)
def test_a_gate_that_is_waived_is_not_held_up(waived: list[Gate], held_up: str):
    stood = Stood(snapshot_of("ready-with-waivers", waivers=[waiver_at(*waived)] if waived else []))
    (row,) = rows_of(stood, "Security assessment")
    assert row.gates.startswith(held_up)


def test_those_who_act_stand_by_name_the_provider_first(sds: SmartDataService):
    snapshot = apply_rules(freeze_facts(sds, as_of=days_ago(0)))
    assert [desk.name for desk in desks(Stood(snapshot))] == [
        "Brackenfell Data",
        "Programme reviewer",
        "Elexon",
    ]


@pytest.mark.parametrize("gate", [Gate.SIT_CIT, Gate.SIT_OPERATIONAL, Gate.QUALIFICATION])
def test_the_pack_says_what_the_page_says(sds: SmartDataService, gate: Gate):
    stood = Stood(apply_rules(freeze_facts(sds, as_of=days_ago(0))))
    open_ones = [found for found in stood.found(gate) if found.is_open]
    assert open_ones
    address = reverse("readiness:service", args=[sds.pk])
    shown = words(part(page(reviewer(), address, gate=gate.value), 'id="to-do"', "</section>"))
    for found in open_ones:
        assert found.step
        assert found.step.alone in shown
        assert stood.who_acts(found) in shown
