"""Links to the object store: only for who may see the file, for a minute, and as they were signed."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from evidence.models import EvidenceFile
from evidence.stores import store
from evidence.stores.s3 import LINK_LASTS
from evidence.sweeping import sweep_files
from journal.models import Entry
from parties.models import Person
from qualtrack.storage import chosen
from tests.evidence.taken import opened
from tests.evidence.test_store_fails import submitted
from tests.parties.builders import member, organisation, reviewer
from tests.readiness.pages import signed_in
from tests.services.holding import until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_a_bucket")]


def link_for(person: Person, file: EvidenceFile) -> str:
    answer = signed_in(person).get(reverse("evidence:download_file", args=[file.pk]))
    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")
    return answer["Location"]


def test_a_link_says_what_the_store_shall_say_and_how_long_it_is_good():
    file = submitted(b"%PDF-1.7\n% a letter\n")
    EvidenceFile.objects.filter(pk=file.pk).update(
        name='le"tter\r\nX-Bad: yes.html', content_type="text/html"
    )
    link = link_for(reviewer(), file)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert (asked["X-Amz-Algorithm"], asked["X-Amz-Expires"], LINK_LASTS) == ("AWS4-HMAC-SHA256", "60", 60)
    got = opened(link)
    assert (got.status, got.content) == (200, b"%PDF-1.7\n% a letter\n")
    assert got.content_type == "application/octet-stream"
    assert got.disposition == 'attachment; filename="le\\"tterX-Bad: yes.html"'


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (quote("attachment;"), quote("inline;")),
        (quote("application/pdf", safe=""), quote("text/html", safe="")),
        ("X-Amz-Expires=60", "X-Amz-Expires=6000"),
        ("X-Amz-Signature=", "X-Amz-Signature=0"),
        ("evidence/", "packs/"),
    ],
)
def test_a_link_that_was_changed_opens_nothing(was, becomes):
    link = link_for(reviewer(), submitted())
    assert was in link
    assert opened(link).status == 200
    assert opened(link.replace(was, becomes)).status == 403


def test_a_link_without_its_signature_opens_nothing():
    assert opened(link_for(reviewer(), submitted()).split("?")[0]).status == 403


def test_a_link_is_over_when_its_time_is(monkeypatch):
    monkeypatch.setattr("evidence.stores.s3.LINK_LASTS", 1)
    link = link_for(reviewer(), submitted())
    until(lambda: opened(link).status == 403, "the link is over")
    assert b"expired" in opened(link).content


def test_only_who_may_see_the_file_gets_a_link_and_it_is_noted():
    file = submitted()
    address = reverse("evidence:download_file", args=[file.pk])
    for stranger in (member(organisation()), member(file.item.about, is_active=False)):
        answer = signed_in(stranger).get(address)
        assert "s3" not in answer.headers.get("Location", "")
        assert answer.status_code == 404 or answer["Location"].startswith(reverse("account_login"))
    assert not Entry.objects.filter(action="read_evidence").exists()
    link_for(reviewer(), file)
    assert Entry.objects.filter(action="read_evidence", subject_id=file.item_id).count() == 1


def test_a_link_may_lead_to_another_address_of_the_store(s3, settings):
    """As where the store is known to us by a name that browsers can't look up."""
    file = submitted()
    there = chosen(s3.url("f") + "&links=https://files.example")
    settings.STORAGES = settings.STORAGES | {"default": there}
    store.save(file.content.name, ContentFile(b"there"))
    link = store.link(file.content.name, filename="a.pdf", content_type="application/pdf")
    assert link
    assert link.startswith("https://files.example/files/f/evidence/")


def test_parts_of_an_upload_that_broke_off_are_given_up(s3, monkeypatch):
    client, kept = s3.client(), store.save("incoming/evidence/kept", ContentFile(b"whole"))
    (place,) = [key for key in _keys(client, s3.bucket) if key.endswith(kept)]
    begun = client.create_multipart_upload(Bucket=s3.bucket, Key=place.replace("kept", "half"))
    client.upload_part(
        Bucket=s3.bucket,
        Key=begun["Key"],
        UploadId=begun["UploadId"],
        PartNumber=1,
        Body=b"x" * 5 * 1024 * 1024,
    )
    assert sweep_files().removed == 0
    monkeypatch.setattr("evidence.sweeping.OLD", timedelta(days=-1))
    assert sweep_files().removed == 2
    assert "Uploads" not in client.list_multipart_uploads(Bucket=s3.bucket, Prefix=begun["Key"])


def _keys(client, bucket: str) -> list[str]:
    return [found["Key"] for found in client.list_objects_v2(Bucket=bucket)["Contents"]]
