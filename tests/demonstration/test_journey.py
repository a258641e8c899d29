"""Emberley Data, by the actions: its confirmation handed in and accepted, the check recorded, ready."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assumptions.vocabulary import EvidenceKind, Gate, Verdict
from demonstration.scenario.terms import FIXED_DAY
from evidence.actions import accept_evidence, record_check, submit_evidence
from journal import clock
from parties.models import Person, SmartDataService
from readiness.standing import standing
from tests.parties.builders import on


@pytest.mark.django_db
def test_emberley_turns_ready(load: Callable[..., str], tmp_path: Path) -> None:
    load(FIXED_DAY)
    with on(FIXED_DAY):
        emberley = SmartDataService.objects.get(slug="emberley")
        route = emberley.routes.get()
        item = submit_evidence(
            actor=Person.objects.get(name="Nia Farrow"),
            service=emberley,
            kind=EvidenceKind.UEP_CONFIRMATION,
            routes=[route],
            details={"user_role": "MDR", "issuer": "secas"},
            upload=SimpleUploadedFile("UEP-0131.eml", (tmp_path / "demonstration/UEP-0131.eml").read_bytes()),
        )
        assert verdict(emberley) is Verdict.NOT_READY
        accept_evidence(actor=Person.objects.get(name="Maeve Tollan"), item=item)
        assert verdict(emberley) is Verdict.NOT_READY
        record_check(
            actor=Person.objects.get(name="Isla Corrow"),
            service=emberley,
            route=route,
            kind=EvidenceKind.UEP_CHECK,
            details={"outcome": "confirmed"},
        )
        assert verdict(emberley) is Verdict.READY
    with on(FIXED_DAY + timedelta(days=400)):
        assert verdict(emberley) is Verdict.READY


def verdict(service: SmartDataService) -> Verdict:
    return standing(SmartDataService.objects.get(pk=service.pk), as_of=clock.today()).verdict(
        Gate.QUALIFICATION
    )
