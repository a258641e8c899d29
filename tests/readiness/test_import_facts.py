from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from assumptions import InvalidFacts
from assumptions.vocabulary import Gate
from evidence.actions import accept_evidence, add_use, withdraw_evidence
from evidence.models import Decision, EvidenceItem, Use
from journal.actions import record
from journal.models import Entry
from parties.actions import change_programme, record_gate_passed
from parties.changes import reference
from parties.models import CollectionRoute, Organisation, Programme, SmartDataService
from readiness.actions.imports import IMPORT, Came
from readiness.facts import facts_document, programme_part
from readiness.models import Waiver
from tests.parties import builders
from tests.readiness.documents import Document, changed, example, load, loaded

pytestmark = pytest.mark.django_db


def refused(document: Document, **options: bool) -> dict[str, list[str]]:
    """The messages of a refusal by their paths; everything is as it was before."""
    before = everything()
    with pytest.raises(InvalidFacts) as refusal:
        load(document, **options)
    assert everything() == before
    messages: dict[str, list[str]] = {}
    for problem in refusal.value.problems:
        messages.setdefault(problem.path, []).append(problem.message)
    return messages


def everything() -> list[object]:
    """All rows that an import could write, as comparable values."""
    kept = (SmartDataService, CollectionRoute, EvidenceItem, Use, Organisation, Programme, Waiver, Entry)
    return [list(model.objects.order_by("pk").values()) for model in kept]


def test_a_document_comes_in_with_its_order_and_its_ids():
    document = example()
    imported = load(document)
    assert imported.came is Came.NEW
    out = facts_document(imported.service, as_of=builders.days_ago(0))
    for part in ("routes", "evidence"):
        assert [row["id"] for row in out[part]] == [row["id"] for row in document[part]]
    assert [s["id"] for s in out["qad"]["sections"]] == [s["id"] for s in document["qad"]["sections"]]


def test_the_import_is_journalled_about_the_provider_and_its_items():
    service = loaded()
    entry = Entry.objects.get(action="import_facts")
    assert entry.new == {"sha256": service.imported_sha256}
    assert (entry.actor_label, entry.about_id) == (IMPORT.label, service.provider_id)
    assert service.imported_entry == entry.pk
    items = set(service.uses.values_list("item_id", flat=True))
    assert items | {service.pk} == set(entry.concerns.values_list("object_id", flat=True))


def test_the_same_content_again_changes_nothing_whatever_its_as_of_and_its_defaults():
    document = example()
    load(document)
    before = everything()
    again = changed(document, as_of="2026-01-01")
    del again["waivers"]
    assert load(again).came is Came.SAME
    assert everything() == before


def test_a_changed_document_changes_rows_in_place():
    document = example()
    service = load(document).service
    rows = {use.local_id: (use.pk, use.item_id) for use in service.uses.all()}
    routes = {route.local_id: route.pk for route in service.routes.all()}
    document["evidence"][0]["expires_on"] = "2026-05-01"
    document["evidence"][1]["decisions"].append({"on": "2025-01-02", "outcome": "queried"})
    imported = load(document)
    assert imported.came is Came.CHANGED
    assert {use.local_id: (use.pk, use.item_id) for use in service.uses.all()} == rows
    assert {route.local_id: route.pk for route in service.routes.all()} == routes
    assert imported.service.facts_version == service.facts_version + 1
    entry = Entry.objects.filter(action="import_facts").latest("id")
    first, second = (f"$.evidence[{document['evidence'][place]['id']}]" for place in (0, 1))
    assert (entry.old[f"{first}.expires_on"], entry.new[f"{first}.expires_on"]) == (None, "2026-05-01")
    old, new = (values[f"{second}.decisions"] for values in (entry.old, entry.new))
    assert (new[:-1], new[-1]["outcome"], len(entry.new)) == (old, "queried", 2)


def test_what_a_changed_document_says_no_more_is_gone():
    document = example()
    service = load(document).service
    gone = document["evidence"].pop(0)
    document["qad"]["sections"].clear()
    load(document)
    assert not service.uses.filter(local_id=gone["id"]).exists()
    assert EvidenceItem.objects.count() == len(document["evidence"])
    assert not service.qad_sections.exists()


def test_routes_and_items_that_change_places_keep_their_rows():
    document = example()
    service = load(document).service
    routes = {route.local_id: route.pk for route in service.routes.all()}
    document["routes"].reverse()
    document["evidence"].reverse()
    load(document)
    assert {route.local_id: route.pk for route in service.routes.all()} == routes
    out = facts_document(SmartDataService.objects.get(pk=service.pk), as_of=builders.days_ago(0))
    assert [route["id"] for route in out["routes"]] == [route["id"] for route in document["routes"]]
    assert [item["id"] for item in out["evidence"]] == [item["id"] for item in document["evidence"]]


@pytest.mark.parametrize("name", ["no-such-day", "three-problems", "unknown-key", "waiver-not-possible"])
def test_an_invalid_document_is_refused_with_every_problem(name: str):
    paths = json.loads(
        (Path(__file__).parents[1] / "assumptions/examples/invalid" / f"{name}.paths.json").read_text()
    )
    assert set(paths) <= set(refused(example(f"invalid/{name}")))


def test_an_item_is_about_the_collector_of_its_routes_else_about_the_provider():
    document = example()
    sole, both = document["evidence"][0], document["evidence"][1]
    document["routes"][0]["collector"]["name"] = "Collector One"
    document["routes"][1]["collector"]["name"] = "Collector Two"
    sole["routes"] = [document["routes"][1]["id"]]
    both["routes"] = [route["id"] for route in document["routes"]]
    service = load(document).service
    about = {use.local_id: use.item.about.name for use in service.uses.select_related("item__about")}
    assert about[sole["id"]] == "Collector Two"
    assert about[both["id"]] == service.provider.name
    completion = next(item for item in document["evidence"] if item["kind"] == "dbt_completion")
    assert about[completion["id"]] == service.provider.name


def test_organisations_are_the_same_when_their_names_are_equal_to_the_letter():
    document = example()
    document["service"]["provider"] = "Acme Data"
    document["routes"][0]["collector"]["name"] = "Acme Data"
    document["routes"][1]["collector"]["name"] = "ACME Data"
    load(document)
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Acme Data", "ACME Data"}


def test_imported_decisions_carry_the_import_as_their_author():
    decision = Decision.objects.filter(item__uses__service=loaded())[0]
    assert (decision.decided_by, decision.author) == (None, "Import of facts")


def test_a_document_that_changes_what_people_have_touched_is_refused_naming_each_act():
    document = example()
    service = load(document).service
    person = builders.reviewer(name="Maeve Tollan")
    waiting = service.uses.get(local_id=document["evidence"][0]["id"]).item
    accept_evidence(actor=person, item=waiting)
    record_gate_passed(
        actor=person, service=service, gate=Gate.QUALIFICATION_TESTING, on=builders.days_ago(1)
    )
    document["service"]["name"] = "Another name"
    messages = refused(document)["$.service.id"]
    assert len(messages) == 2
    assert all("Maeve Tollan" in message for message in messages)
    assert "accept evidence" in messages[0]
    assert "record gate passed" in messages[1]


def test_the_same_content_again_is_no_refusal_where_people_have_acted():
    document = example()
    service = load(document).service
    withdraw_evidence(actor=builders.reviewer(), item=service.uses.all()[0].item)
    assert load(document).came is Came.SAME
    assert service.uses.all()[0].item.withdrawn_on is not None


def test_a_use_that_people_gave_an_item_elsewhere_stands_in_the_way_too():
    document = example()
    service = load(document).service
    other = builders.service(service.provider)
    item = next(use.item for use in service.uses.all() if use.item.kind == "dbt_completion")
    add_use(actor=builders.reviewer(), item=item, service=other)
    document["service"]["name"] = "Another name"
    assert "add use" in refused(document)["$.service.id"][0]


def test_what_changes_no_facts_does_not_stand_in_the_way():
    document = example()
    service = load(document).service
    record(
        action="request_pack",
        actor=reference(builders.reviewer()),
        subject=reference(service),
        new={"kind": "readiness"},
    )
    document["service"]["name"] = "Another name"
    assert load(document).came is Came.CHANGED


def test_a_second_change_is_measured_from_the_last_import():
    document = example()
    load(document)
    document["service"]["name"] = "Another name"
    load(document)
    document["service"]["name"] = "A third name"
    assert load(document).came is Came.CHANGED


def test_a_service_that_was_made_here_is_refused():
    document = example()
    builders.service(slug=document["service"]["id"])
    assert "made here" in refused(document)["$.service.id"][0]


def test_the_first_import_sets_the_programme():
    document = example()
    load(document)
    assert programme_part(Programme.objects.get()) == document["programme"]
    assert Entry.objects.get(action="change_programme").actor_label == IMPORT.label


def test_a_document_with_other_programme_settings_is_refused_unless_told_otherwise():
    load(example())
    other = example("supplier-exempt")
    other["programme"]["design_baselines"] = ["IR9"]
    assert "--replace-programme" in refused(other)["$.programme"][0]
    version = Programme.objects.get().version
    assert load(other, replace_programme=True).came is Came.NEW
    programme = Programme.objects.get()
    assert (programme.design_baselines, programme.version) == (["IR9"], version + 1)


def test_it_says_which_settings_came_along():
    document = example()
    assert load(document).settings == tuple(document["programme"])
    assert load(document).settings == ()
    document["programme"]["design_baselines"] = ["IR9"]
    assert load(document, replace_programme=True).settings == ("design_baselines",)


def test_the_same_content_may_still_replace_the_programme():
    document = example()
    load(document)
    document["programme"]["design_baselines"] = ["IR9"]
    assert load(document, replace_programme=True).came is Came.SAME
    assert Programme.objects.get().design_baselines == ["IR9"]


def test_a_programme_set_by_people_binds_the_first_import_too():
    document = example()
    settings = document["programme"] | {"design_baselines": ["IR9"]}
    change_programme(actor=builders.reviewer(), settings=settings)
    assert "$.programme" in refused(document)


def run(*arguments: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_facts", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_on_the_command_line_each_file_stands_alone(tmp_path: Path):
    good, bad, absent = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "absent.json"
    good.write_text(json.dumps(example()))
    bad.write_text("{")
    status, out, err = run(bad, absent, good)
    assert status == 2
    assert out.startswith(f"{good}: added both-routes-non-sit\n{good}: set the programme's ")
    assert err.startswith(f"{bad}: $: ")
    assert f"{absent}: $: " in err


def test_on_the_command_line_all_is_well_with_status_0(tmp_path: Path):
    good = tmp_path / "good.json"
    good.write_text(json.dumps(example()))
    assert run(good)[0] == 0
    assert run(good) == (0, f"{good}: unchanged both-routes-non-sit\n", "")
