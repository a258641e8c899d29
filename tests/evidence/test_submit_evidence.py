import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from assumptions.vocabulary import EvidenceKind
from evidence.actions import submit_evidence
from evidence.files import NotStored
from evidence.models import EvidenceFile, EvidenceItem, Use
from parties.models import CollectionRoute, Person, SmartDataService
from tests.parties.builders import (
    file_named,
    mdr_route,
    member,
    on,
    reviewer,
    service,
    supplier_route,
    use_of,
)
from tests.parties.changes import files_held, one_change, refused
from tests.parties.who import EVERYBODY, PROVIDER, STAFF, check_who_may

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 30)
LETTER = b"%PDF-1.7\n" + b"a letter of SECAS\n" * 20_000
UEPT = {"user_role": "MDR", "scenarios_version": "CTSD 3.2"}


def submit(actor: Person, sds: SmartDataService, *routes: CollectionRoute, **fields: Any) -> EvidenceItem:
    said: dict[str, Any] = {"kind": EvidenceKind.UEPT_CERTIFICATE, "details": UEPT}
    said["upload"] = file_named()
    return submit_evidence(actor=actor, service=sds, routes=routes, **(said | fields))


def test_hands_in_a_paper_with_its_file_for_its_routes():
    sds = service()
    first, second, third = mdr_route(sds), supplier_route(sds), mdr_route(sds)
    service(sds.provider)
    actor = member(sds.provider)

    with on(DAY), one_change(raises=[sds]) as change:
        item = submit(
            actor,
            sds,
            third,
            first,
            upload=file_named("Certificate.pdf", LETTER),
            expires_on=date(2025, 9, 30),
        )

    item.refresh_from_db()
    assert (item.reference, item.kind, item.details) == ("EV-0001", "uept_certificate", UEPT)
    assert (item.submitted_on, item.withdrawn_on, item.expires_on) == (DAY, None, date(2025, 9, 30))
    assert (item.handed_in_by, item.handed_in_for, item.about) == (actor, sds.provider, sds.provider)
    assert not item.decisions.exists()
    use = use_of(item)
    assert (use.service, use.local_id, use.position) == (sds, "EV-0001", 0)
    assert [served.route for served in use.route_uses.all()] == [third, first]
    assert second not in use.routes.all()
    sha256 = hashlib.sha256(LETTER).hexdigest()
    change.says(
        "submit_evidence",
        by=actor,
        of=item,
        about=sds.provider,
        concerns=[sds],
        new={
            "kind": "uept_certificate",
            "routes": ["r3", "r1"],
            "details": UEPT,
            "expires_on": "2025-09-30",
            "file": {"name": "Certificate.pdf", "sha256": sha256, "size": len(LETTER)},
        },
    )


def test_keeps_the_bytes_and_their_digest():
    sds = service()

    item = submit(reviewer(), sds, mdr_route(sds), upload=file_named("../../etc/Letter.pdf", LETTER))

    kept = item.files.get()
    assert kept.content.read() == LETTER
    assert (kept.name, kept.content_type, kept.size) == ("Letter.pdf", "application/pdf", len(LETTER))
    assert kept.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert files_held() == [kept.content.name]
    assert kept.content.name.startswith("evidence/")
    assert "Letter" not in kept.content.name


def test_what_is_about_the_whole_service_names_no_route():
    sds = service()
    mdr_route(sds)

    item = submit(reviewer(), sds, kind=EvidenceKind.DBT_COMPLETION, details={})

    assert not use_of(item).routes.exists()
    assert item.about == sds.provider


def test_is_about_the_collector_or_the_provider_where_there_are_several():
    sds, actor = service(), reviewer()
    suppliers, other = supplier_route(sds), supplier_route(sds)
    again = supplier_route(sds, suppliers.collector)

    assert submit(actor, sds, suppliers).about == suppliers.collector
    assert submit(actor, sds, suppliers, again).about == suppliers.collector
    assert submit(actor, sds, suppliers, other).about == sds.provider


def test_staff_hand_in_for_nobody():
    sds = service()

    item = submit(reviewer(), sds, mdr_route(sds))

    assert item.handed_in_for is None


def test_a_route_named_twice_counts_once():
    sds = service()
    route = mdr_route(sds)

    with one_change(raises=[sds]) as change:
        item = submit(reviewer(), sds, route, route)

    assert list(use_of(item).routes.all()) == [route]
    assert change.entry.new["routes"] == ["r1"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may(who):
    sds = service()
    route = mdr_route(sds)
    check_who_may(who, {PROVIDER, *STAFF}, sds, lambda actor: submit(actor, sds, route))


def test_elexon_records_its_checks_itself():
    sds, actor = service(), reviewer()
    route = mdr_route(sds)

    with refused("Elexon records its checks itself.", field="kind"):
        submit(actor, sds, route, kind=EvidenceKind.UEP_CHECK)


def test_routes_are_those_of_the_service_and_fit_the_kind():
    sds, actor = service(name="Acme SDS"), reviewer()
    own, of_another = mdr_route(sds), mdr_route(service())

    with refused("Choose routes of Acme SDS.", field="routes"):
        submit(actor, sds, own, of_another)
    with refused("Choose the route that this is for.", field="routes"):
        submit(actor, sds)
    with refused("This is about the whole service; choose no route.", field="routes"):
        submit(actor, sds, own, kind=EvidenceKind.DBT_COMPLETION, details={})


@pytest.mark.parametrize(
    ("details", "beginning"),
    [
        ({"issuer": "secas"}, "issuer: "),
        ({"user_role": "XX"}, "user_role: "),
        ({"scenarios_version": 3}, "scenarios_version: "),
        ({"scenarios_version": "3\0"}, "scenarios_version: "),
    ],
)
def test_details_are_those_of_the_kind(details, beginning):
    sds, actor = service(), reviewer()
    route = mdr_route(sds)

    with pytest.raises(Exception, match=beginning) as refusal:
        submit(actor, sds, route, details=details)

    assert list(getattr(refusal.value, "message_dict", {})) == ["details"]
    assert not EvidenceItem.objects.exists()
    assert files_held() == []


def test_an_empty_file_is_no_paper():
    sds, actor = service(), reviewer()
    route = mdr_route(sds)

    with refused("This file is empty. Choose the file that holds the paper.", field="upload"):
        submit(actor, sds, route, upload=file_named(content=b""))


class BreaksOff(SimpleUploadedFile):
    """An upload whose connection is lost after the first part."""

    def __init__(self) -> None:
        super().__init__("letter.pdf", LETTER)
        assert self.file
        self.parts = 0
        read = self.file.read

        def read_once(size: int = -1) -> bytes:
            self.parts += 1
            if self.parts > 2:  # the head, then one chunk
                raise ConnectionError("The upload broke off.")
            return bytes(read(size))

        self.file.read = read_once  # type: ignore[method-assign]


def nothing_is_left() -> bool:
    return not (
        EvidenceItem.objects.exists() or EvidenceFile.objects.exists() or Use.objects.exists() or files_held()
    )


def test_an_upload_that_breaks_off_leaves_nothing():
    sds, actor = service(), reviewer()
    route = mdr_route(sds)
    upload = BreaksOff()

    with pytest.raises(NotStored, match="nothing was kept"):
        submit(actor, sds, route, upload=upload)

    assert upload.parts == 3
    assert nothing_is_left()


def test_a_store_that_is_full_leaves_nothing(monkeypatch):
    sds, actor = service(), reviewer()
    route = mdr_route(sds)

    def write_a_part(storage, name, content):
        place = Path(settings.MEDIA_ROOT, name)
        place.parent.mkdir(parents=True)
        place.write_bytes(next(content.chunks(1000)))
        assert files_held()
        raise OSError("No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", write_a_part)
    with pytest.raises(NotStored, match="nothing was kept"):
        submit(actor, sds, route)

    assert nothing_is_left()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["place_use", "record_change"])
def test_a_transaction_that_fails_after_storing_leaves_nothing(step, monkeypatch):
    sds, actor = service(), reviewer()
    route = mdr_route(sds)

    def fail(*_, **__):
        assert files_held()
        raise LookupError

    monkeypatch.setattr(f"evidence.actions.items.{step}", fail)
    with pytest.raises(LookupError):
        submit(actor, sds, route)

    assert nothing_is_left()
