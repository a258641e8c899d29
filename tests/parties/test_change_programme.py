from typing import Any

import pytest

from journal.actions import Reference
from journal.models import Entry
from parties.actions import change_programme
from parties.models import Programme
from tests.parties.builders import programme, reviewer, service
from tests.parties.changes import everything, one_change, refused
from tests.parties.who import EVERYBODY, STAFF, check_who_may

pytestmark = pytest.mark.django_db

SETTINGS: dict[str, Any] = {
    "design_baselines": ["IR8", "IR9"],
    "mdr_scenario_versions": ["CTSD 3.2"],
    "gate_dates": {"sit_cit": "2023-10-30"},
    "lead_times": {"sec_accession": 60},
}
NOTHING: dict[str, Any] = {
    "design_baselines": [],
    "mdr_scenario_versions": [],
    "gate_dates": {},
    "lead_times": {},
}


def test_replaces_the_settings_and_says_what_differs():
    there = programme(
        design_baselines=["IR8"], mdr_scenario_versions=["CTSD 3.2"], lead_times={"dcc_adapter": 5}
    )
    service()
    actor = reviewer()

    with one_change(raises=[]) as change:
        changed = change_programme(actor=actor, settings=SETTINGS)

    assert {name: getattr(changed, name) for name in SETTINGS} == SETTINGS
    assert changed.version == there.version + 1
    assert Programme.objects.get() == changed
    entry = change.entry
    assert (entry.action, entry.actor_id, entry.about_id) == ("change_programme", actor.pk, None)
    assert (entry.subject_kind, entry.subject_id) == ("programme", there.uuid)
    assert entry.old == {"design_baselines": ["IR8"], "gate_dates": {}, "lead_times": {"dcc_adapter": 5}}
    assert entry.new == {name: SETTINGS[name] for name in entry.old}


def test_makes_the_row_where_there_is_none():
    changed = change_programme(actor=reviewer(), settings=SETTINGS)

    assert changed.version == 2
    assert changed.design_baselines == ["IR8", "IR9"]
    assert Entry.objects.get().subject_id == changed.uuid


def test_all_may_be_empty():
    programme(gate_dates={"sit_cit": "2023-10-30"})

    changed = change_programme(actor=reviewer(), settings=NOTHING)

    assert {name: getattr(changed, name) for name in NOTHING} == NOTHING


def test_the_same_settings_again_change_nothing():
    programme(version=2, **SETTINGS)
    actor = reviewer()
    before = everything()
    change_programme(actor=actor, settings=SETTINGS, version_seen=1)
    assert everything() == before


def test_what_was_changed_meanwhile_is_not_overwritten_unseen():
    there = programme(version=5)
    actor = reviewer()
    sentence = "The settings were changed meanwhile. Look at them again before you save."
    with refused(sentence):
        change_programme(actor=actor, settings=SETTINGS, version_seen=there.version - 1)
    change_programme(actor=actor, settings=SETTINGS, version_seen=there.version, why="IR9 is out")
    assert Entry.objects.get().why == "IR9 is out"


def test_an_import_may_be_its_author():
    change_programme(actor=Reference("import", None, "Import of facts"), settings=SETTINGS)

    entry = Entry.objects.get()
    assert (entry.actor_kind, entry.actor_id, entry.actor_label) == ("import", None, "Import of facts")


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_may(who):
    programme()
    check_who_may(who, STAFF, service(), lambda actor: change_programme(actor=actor, settings=SETTINGS))
