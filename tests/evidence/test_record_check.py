from datetime import date
from typing import Any

import pytest

from assumptions.vocabulary import EvidenceKind, ItemState
from evidence.actions import record_check
from evidence.models import EvidenceItem
from parties.models import CollectionRoute, Person
from tests.parties.builders import (
    code_body,
    file_named,
    mdr_route,
    on,
    organisation,
    service,
    supplier_route,
    use_of,
)
from tests.parties.changes import files_held, one_change, refused
from tests.parties.who import CODE_BODY, EVERYBODY, check_who_may

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 30)


def record(actor: Person, route: CollectionRoute, **fields: Any) -> EvidenceItem:
    said: dict[str, Any] = {"kind": EvidenceKind.UEP_CHECK, "details": {"outcome": "confirmed"}}
    said["service"] = route.service
    return record_check(actor=actor, route=route, **(said | fields))


def test_records_what_elexon_found_as_decided():
    sds, collector, actor = service(), organisation(), code_body()
    route = supplier_route(sds, collector)
    details = {"outcome": "listed", "roles": ["IS", "ES"]}
    service(sds.provider)

    with on(DAY), one_change(raises=[sds]) as change:
        check = record(actor, route, kind=EvidenceKind.SUPPLIER_USER_CHECK, details=details)

    assert (check.reference, check.about, check.handed_in_by) == ("EV-0001", collector, None)
    assert check.state_on(DAY) is ItemState.ACCEPTED
    decision = check.decisions.get()
    assert (decision.on, decision.outcome, decision.decided_by) == (DAY, "accepted", actor)
    assert list(use_of(check).routes.all()) == [route]
    assert files_held() == []
    change.says(
        "record_check",
        by=actor,
        of=check,
        about=collector,
        concerns=[sds],
        new={
            "kind": "supplier_user_check",
            "routes": ["r1"],
            "details": details,
            "expires_on": None,
            "file": None,
        },
    )


def test_keeps_the_paper_that_elexon_has():
    check = record(code_body(), mdr_route(service()), upload=file_named("List.pdf"))

    assert check.files.get().name == "List.pdf"
    assert files_held() == [check.files.get().content.name]


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_a_code_body_may(who):
    sds = service()
    route = mdr_route(sds)
    check_who_may(who, {CODE_BODY}, sds, lambda actor: record(actor, route))


def test_says_why_not():
    actor, route = code_body(), mdr_route(service(name="Acme SDS"))
    of_another = mdr_route(service())

    with refused("Only Elexon's own checks are recorded here.", field="kind"):
        record(actor, route, kind=EvidenceKind.UEP_CONFIRMATION, details={})
    with refused("Choose routes of Acme SDS.", field="routes"):
        record(actor, of_another, service=route.service)
    with refused("This file is empty. Choose the file that holds the paper.", field="upload"):
        record(actor, route, upload=file_named(content=b""))


def test_a_check_that_fails_to_be_recorded_leaves_no_file(monkeypatch):
    actor, route = code_body(), mdr_route(service())

    def fail(*_, **__):
        assert files_held()
        raise LookupError

    monkeypatch.setattr("evidence.actions.items.record_change", fail)
    with pytest.raises(LookupError):
        record(actor, route, upload=file_named())

    assert files_held() == []
    assert not EvidenceItem.objects.exists()
