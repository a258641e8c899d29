import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.actions import add_use, give_consent, withdraw_consent
from evidence.models import EvidenceFile, Recipient
from tests.parties.builders import (
    administrator,
    code_body,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import signed_in, words

pytestmark = pytest.mark.django_db

LETTER = b"%PDF-1.7\n% confirmed\n"


def a_file(name: str = "letter.pdf") -> EvidenceFile:
    sds = service()
    return item(
        sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)], file=file_named(name, LETTER)
    ).files.get()


def address(file: EvidenceFile) -> str:
    return reverse("evidence:download_file", args=[file.pk])


def test_the_bytes_come_as_an_attachment_that_nothing_runs():
    file = a_file()
    response = signed_in(member(file.item.about)).get(address(file))
    assert response.getvalue() == LETTER
    assert response["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert "no-store" in response["Cache-Control"]


def test_a_name_can_not_break_out_of_its_header():
    file = a_file()
    EvidenceFile.objects.filter(pk=file.pk).update(name='le"tter\r\nX-Bad: yes – é.pdf')
    response = signed_in(reviewer()).get(address(file))
    assert "X-Bad" not in response
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''le%22tter")
    assert response.getvalue() == LETTER


def test_staff_code_bodies_and_the_party_it_was_handed_in_for_get_it():
    file = a_file()
    for somebody in (reviewer(), administrator(), code_body(), member(file.item.about)):
        response = signed_in(somebody).get(address(file))
        assert response.getvalue() == LETTER, somebody.role


def test_the_collector_that_it_is_about_gets_it():
    sds = service()
    route = supplier_route(sds)
    file = item(sds, EvidenceKind.OUTPUT_TEST, [route], file=file_named(content=LETTER)).files.get()
    response = signed_in(member(route.collector)).get(address(file))
    assert response.getvalue() == LETTER


def test_a_provider_in_whose_service_it_is_used_gets_it_with_consent():
    file = a_file()
    other = service()
    route = mdr_route(other, file.item.about)
    somebody = member(other.provider)
    assert signed_in(somebody).get(address(file)).status_code == 404
    add_use(actor=reviewer(), item=file.item, service=other, routes=[route])
    assert signed_in(somebody).get(address(file)).status_code == 404
    collector = member(file.item.about)
    consent = give_consent(actor=collector, service=other, recipient=Recipient.PROVIDER)
    assert signed_in(somebody).get(address(file)).getvalue() == LETTER
    withdraw_consent(actor=collector, consent=consent)
    assert signed_in(somebody).get(address(file)).status_code == 404


def test_for_everybody_else_it_is_not_there():
    file = a_file()
    stranger = member(organisation())
    closed = member(file.item.about, is_active=False)
    assert signed_in(stranger).get(address(file)).status_code == 404
    assert signed_in(closed).get(address(file)).status_code != 200
    assert signed_in(member(organisation(), is_superuser=True)).get(address(file)).status_code == 404


def test_who_has_not_signed_in_is_asked_to(client):
    response = client.get(address(a_file()))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_a_file_that_the_store_lost_is_told_and_logged(caplog: pytest.LogCaptureFixture):
    file = a_file()
    default_storage.delete(file.content.name)
    response = signed_in(reviewer()).get(address(file))
    assert response.status_code == 404
    assert "What was recorded is safe" in words(response.content.decode())
    assert str(file.pk) in caplog.text


def test_nothing_but_reading_is_answered():
    file = a_file()
    assert signed_in(reviewer()).post(address(file)).status_code == 405
