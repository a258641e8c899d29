"""Only a database marked as demonstration is emptied, and then as a whole, files too."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from assumptions.vocabulary import EvidenceKind
from demonstration.scenario import EMBERLEY
from evidence.models import EvidenceFile, EvidenceItem
from evidence.stores import store
from journal.models import Entry
from parties.models import Organisation, Programme, SmartDataService
from tests.parties.builders import item, mdr_route, organisation, programme, service
from tests.parties.changes import places_held


@pytest.mark.django_db(transaction=True)
def test_a_demonstration_is_as_on_its_first_day_again(load, monkeypatch) -> None:
    load()
    entries = Entry.objects.count()
    Organisation.objects.create(name="Came later")
    for name in ("packs/0001/readiness.pdf", "incoming/evidence/left"):
        store.save(name, ContentFile(b"of before"))
    monkeypatch.setattr("demonstration.management.commands.load_demo.SERVICES", [EMBERLEY])
    call_command("reset_demo")
    assert not Organisation.objects.filter(name="Came later").exists()
    assert Entry.objects.count() == entries
    assert Programme.objects.get().is_demonstration
    assert EvidenceItem.objects.earliest("number").number == 1
    assert places_held() == sorted(file.content.name for file in EvidenceFile.objects.all())


@pytest.mark.django_db
def test_any_other_database_is_refused(settings) -> None:
    programme()
    sds = service(provider=organisation())
    letter = item(sds, EvidenceKind.DCC_CONNECTION, [mdr_route(sds)])
    with pytest.raises(CommandError, match="not marked as demonstration, so nothing was emptied") as refusal:
        call_command("reset_demo")
    assert refusal.value.returncode == 1
    assert SmartDataService.objects.get() == sds
    assert letter.files.get().content.read()


@pytest.mark.django_db
def test_a_database_without_a_programme_is_refused() -> None:
    organisation("Somebody's own")
    with pytest.raises(CommandError, match="nothing was emptied"):
        call_command("reset_demo")
    assert Organisation.objects.exists()


@pytest.mark.django_db
def test_it_is_not_for_production(settings) -> None:
    service(provider=organisation())
    programme(is_demonstration=True)
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not for production"):
        call_command("reset_demo")
    assert SmartDataService.objects.exists()
