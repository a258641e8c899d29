"""The programme's page, its settings changed with a look at what follows, and their history."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from journal.models import Entry
from parties.actions import change_programme
from parties.models import Programme
from readiness.facts import programme_part
from tests.parties.builders import administrator, code_body, days_ago, item, mdr_route, reviewer, service
from tests.parties.builders import programme as set_programme
from tests.parties.changes import everything
from tests.readiness.pages import nothing_changes, page, signed_in, words
from tests.readiness.proposing import Asked

pytestmark = pytest.mark.django_db

PROGRAMME, CHANGE = "/programme/", "/programme/change/"
IN_FORCE: dict[str, Any] = {
    "design_baselines": "IR8",
    "mdr_scenario_versions": "CTSD 3.2",
    "gate_date_sit_cit": "2099-10-30",
    "lead_time_sec_accession": "60",
    "why": "As agreed",
}


@pytest.fixture(autouse=True)
def _settings() -> None:
    set_programme(gate_dates={"sit_cit": "2099-10-30"}, lead_times={"sec_accession": 60}, version=4)


def asked(**typed: Any) -> Asked:
    said = {**IN_FORCE, "version": Programme.objects.get().version, **typed}
    return Asked(signed_in(reviewer()), CHANGE, said)


def test_the_page_leads_to_what_the_reader_may_keep():
    shown = {
        who: page(make(), PROGRAMME) for who, make in (("staff", administrator), ("code body", code_body))
    }
    for url in ("parties:organisations", "parties:people", "packs:jobs", "readiness:change_programme"):
        assert f'href="{reverse(url)}"' in shown["staff"]
    assert f'href="{reverse("parties:organisations")}"' in shown["code body"]
    for url in ("parties:people", "packs:jobs", "readiness:change_programme", "readiness:add_service"):
        assert f'href="{reverse(url)}"' not in shown["code body"]
    assert "SIT CIT 30 October 2099" in words(shown["staff"])
    assert "SEC accession 60" in words(shown["staff"])


def test_the_history_tells_who_set_what_to_what_when_and_why():
    actor = reviewer(name="Rita Marsh")
    settings = {
        "design_baselines": ["IR8", "IR9"],
        "mdr_scenario_versions": ["CTSD 3.2"],
        "gate_dates": {"sit_cit": "2099-12-01", "qualification": "2100-01-02"},
        "lead_times": {},
    }
    change_programme(actor=actor, settings=settings, why="SITAG moved CIT")
    text = words(page(code_body(), PROGRAMME))
    told = text.partition("Who changed them")[2]
    for said in (
        "Rita Marsh",
        "Design baselines from IR8 → to IR8 and IR9",
        "SIT CIT on from 30 October 2099 → to 1 December 2099",
        "Qualification on 2 January 2100",
        "Lead time of SEC accession from 60 days → to none",
        "SITAG moved CIT",
    ):
        assert said in told
    assert "MDR test scenarios" not in told


def test_what_follows_is_shown_before_it_is_saved_and_then_has_followed():
    sds = service(participation=Participation.SIT, name="Yarrow")
    mdr_route(sds)
    item(sds, EvidenceKind.PIT_COMPLETION, decided=DecisionOutcome.ACCEPTED)
    with nothing_changes():
        shown = asked(design_baselines="IR9", gate_date_sit_cit=days_ago(2).isoformat())
    assert "Design baselines from IR8 → to IR9" in shown.text
    assert "PIT on the whole role SIT CIT to Operational Met to Insufficient" in shown.text
    assert "SIT CIT becomes late" in shown.text
    assert "As agreed" in shown.text
    answer = shown.save()
    assert answer.url == PROGRAMME
    there = Programme.objects.get()
    assert there.design_baselines == ["IR9"]
    assert there.gate_dates == {"sit_cit": days_ago(2).isoformat()}
    assert there.lead_times == {"sec_accession": 60}
    assert Entry.objects.get(action="change_programme").why == "As agreed"


def test_sent_twice_it_is_saved_once_and_told_once():
    shown = asked(design_baselines="IR9")
    shown.save()
    before = everything() | {"Person": None}
    assert shown.save().url == PROGRAMME
    assert everything() | {"Person": None} == before
    assert words(shown.client.get(PROGRAMME).content.decode()).count("The settings are changed") == 1


def test_going_back_keeps_what_was_typed():
    form = asked(design_baselines="IR9\nIR10", why="Because").go_back()
    assert re.search(r"<textarea[^>]*>\s*IR9\r?\nIR10</textarea>", form.markup)
    assert "Because</textarea>" in form.markup
    assert not Entry.objects.filter(action="change_programme").exists()


def test_who_was_overtaken_is_told_by_whom_and_sees_what_that_would_undo():
    stale = Programme.objects.get().version
    settings = {"design_baselines": ["IR8"], "mdr_scenario_versions": [], "gate_dates": {}, "lead_times": {}}
    change_programme(actor=reviewer(name="Tomas Reyle"), settings=settings)
    shown = asked(version=stale)
    assert re.search(r"Tomas Reyle changed the settings at \d\d:\d\d on .*, while you wrote", shown.text)
    assert "Versions of the MDR test scenarios CTSD 3.2" in shown.text
    assert shown.save().url == PROGRAMME
    assert Programme.objects.get().mdr_scenario_versions == ["CTSD 3.2"]


def test_what_came_between_looking_and_saving_is_shown_first():
    shown = asked(design_baselines="IR9")
    settings = {"design_baselines": ["IR7"], "mdr_scenario_versions": [], "gate_dates": {}, "lead_times": {}}
    change_programme(actor=reviewer(name="Tomas Reyle"), settings=settings)
    again = words(shown.save().content.decode())
    assert "Tomas Reyle changed the settings" in again
    assert Programme.objects.get().design_baselines == ["IR7"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("gate_date_sit_cit", "soon", "Give a day such as 14 May 2025."),
        ("gate_date_sit_cit", "2200-01-01", "Give a day up to 31 December 2199."),
        ("lead_time_sec_accession", "-1", "Give whole days, 0 to 3,650."),
        ("lead_time_sec_accession", "3651", "Give whole days, 0 to 3,650."),
        ("lead_time_sec_accession", "two", "Give whole days, 0 to 3,650."),
        ("design_baselines", "IR\x07", "Write this on one line, without control characters."),
        ("design_baselines", "x" * 2001, "Use at most 2,000 characters to a line."),
        ("why", " ", "Say why, for those who read it later."),
    ],
)
def test_what_can_not_be_is_told_beside_its_field_and_nothing_is_lost(field: str, typed: str, sentence: str):
    with nothing_changes():
        form = asked(**{"mdr_scenario_versions": "CTSD 9", field: typed})
    before, _, after = form.markup.partition(f'id="id_{field}"')
    assert sentence in before.rpartition(f'id="div_id_{field}"')[2]
    assert "CTSD 9" in after + before
    assert form.text.count(sentence) == 2


def test_where_nothing_is_other_nothing_is_saved():
    form = asked()
    assert "Nothing here is other than it was." in form.text
    assert not Entry.objects.filter(action="change_programme").exists()


def test_every_setting_of_a_document_has_its_field():
    text = signed_in(reviewer()).get(CHANGE).content.decode()
    kinds = [kind.value for kind in EvidenceKind]
    assert all(f'name="lead_time_{kind}"' in text for kind in kinds)
    settings = {
        "design_baselines": ["IR8"],
        "mdr_scenario_versions": [],
        "gate_dates": {"qualification_testing": "2030-01-01"},
        "lead_times": {kind: number for number, kind in enumerate(kinds)},
    }
    typed = {f"lead_time_{kind}": str(number) for number, kind in enumerate(kinds)}
    dates = {"gate_date_qualification_testing": "1 January 2030", "gate_date_sit_cit": ""}
    asked(**typed, **dates, mdr_scenario_versions="").save()
    there = Programme.objects.get()
    assert {name: getattr(there, name) for name in settings} == settings


@pytest.mark.parametrize("number", [1, 5])
def test_the_numbers_of_queries_do_not_grow(django_assert_num_queries, number: int):
    for each in range(number):
        mdr_route(service(participation=Participation.SIT))
        settings = programme_part(Programme.objects.get()) | {"design_baselines": [str(each)]}
        change_programme(actor=reviewer(), settings=settings)
    client = signed_in(reviewer())
    client.get(PROGRAMME)
    with django_assert_num_queries(6):
        client.get(PROGRAMME)
    typed = {**IN_FORCE, "version": Programme.objects.get().version}
    with django_assert_num_queries(13):
        assert "What follows" in words(client.post(CHANGE, typed).content.decode())


def test_the_day_stays_as_it_was_typed_through_the_look():
    day = date(2031, 3, 4)
    shown = asked(gate_date_sit_cit=f"{day:%d/%m/%Y}")
    shown.save()
    assert Programme.objects.get().gate_dates["sit_cit"] == "2031-03-04"
