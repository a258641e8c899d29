"""The demonstration stands as promised on whichever day it is loaded, and is loaded once."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assumptions.vocabulary import Gate, Verdict
from demonstration.scenario.programme import OPENED_ON
from demonstration.scenario.terms import FIXED_DAY
from evidence.models import EvidenceItem
from journal import clock
from journal.models import Entry
from parties.models import Organisation, Person, Programme, SmartDataService
from parties.working_days import add_working_days, working_days_between
from readiness.standing import standings
from tests.demonstration.conftest import EIGHT
from tests.parties.builders import on, organisation, service
from tests.parties.changes import places_held

Load = Callable[..., str]
pytestmark = pytest.mark.django_db

NOT_ASKED, READY, WAIVERS = Verdict.NOT_APPLICABLE, Verdict.READY, Verdict.READY_WITH_WAIVERS
WAITS, STOPPED = Verdict.IN_REVIEW, Verdict.NOT_READY
PROMISED = {  # the five SIT gates, Qualification Testing, Qualification
    "brackenfell": (WAIVERS, WAIVERS, WAITS, WAITS, WAITS, NOT_ASKED, STOPPED),
    "cobblewick": (*[NOT_ASKED] * 5, STOPPED, STOPPED),
    "emberley": (*[NOT_ASKED] * 5, READY, STOPPED),
    "hollowmere": (*[READY] * 5, NOT_ASKED, STOPPED),
    "lark-and-tallow": (*[STOPPED] * 5, NOT_ASKED, STOPPED),
    "pellwater": (READY, *[WAITS] * 4, NOT_ASKED, STOPPED),
    "tarnwick": (*[NOT_ASKED] * 5, READY, READY),
    "vexmoor": (*[NOT_ASKED] * 5, STOPPED, STOPPED),
}
DAYS = [FIXED_DAY, date(2031, 3, 30)]  # a Sunday, on which clocks go forward


def verdicts(day: date) -> dict[str, tuple[Verdict, ...]]:
    return {
        stands.service.slug: tuple(stands.verdict(gate) for gate in Gate)
        for stands in standings(SmartDataService.objects.all(), as_of=day)
    }


def open_findings(slug: str, gate: Gate) -> dict[str, str]:
    (stands,) = standings(SmartDataService.objects.filter(slug=slug), as_of=clock.today())
    assert stands.evaluation
    return {
        str(finding.requirement.id): str(finding.status) for finding in stands.evaluation.gates[gate].open
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_service_stands_as_promised_on_the_day_of_loading(load: Load, day: date) -> None:
    load(day, EIGHT)
    assert verdicts(day) == PROMISED
    with on(day):
        assert open_findings("emberley", Gate.QUALIFICATION) == {
            "A203.UEP_CONFIRMED": "insufficient",
            "A203.CHECKED": "outstanding",
        }
        assert open_findings("hollowmere", Gate.QUALIFICATION)["A203.UEP_CONFIRMED"] == "insufficient"
        assert open_findings("vexmoor", Gate.QUALIFICATION)["A204.LISTED"] == "insufficient"
        assert "SDS.ROUTE_DECLARED" in open_findings("cobblewick", Gate.QUALIFICATION_TESTING)


def test_a_day_keeps_its_distance_in_working_days(load: Load) -> None:
    loaded_on = date(2028, 2, 29)
    load(loaded_on, ["brackenfell", "emberley", "tarnwick"])

    def moved(written: date) -> date:
        return add_working_days(loaded_on, working_days_between(FIXED_DAY, written))

    assert Programme.objects.get().gate_dates["sit_functional"] == moved(date(2025, 6, 2)).isoformat()
    plan = EvidenceItem.objects.get(kind="production_onboarding_plan", about__name="Emberley Data")
    assert plan.details["planned_on"] == moved(date(2025, 9, 8)).isoformat()
    brackenfell = SmartDataService.objects.get(slug="brackenfell")
    work_off_plan = brackenfell.waivers.get(kind="work_off_plan")
    assert work_off_plan.expires_on == moved(date(2025, 5, 23))
    assert f"{work_off_plan.expires_on:%-d %B %Y}" in work_off_plan.reason
    assert verdicts(work_off_plan.expires_on)["brackenfell"][1] is WAIVERS
    assert verdicts(work_off_plan.expires_on + timedelta(days=1))["brackenfell"][1] is WAITS
    assert brackenfell.gates.get(gate="sit_cit").passed_on == moved(date(2025, 1, 13))
    shared = EvidenceItem.objects.get(kind="existing_arrangements", about__name="Tarnwick Energy")
    assert {use.service.slug for use in shared.uses.all()} == {"tarnwick", "brackenfell"}


def test_history_is_dated_in_the_past_and_in_order(load: Load) -> None:
    load(FIXED_DAY)
    moments = list(Entry.objects.order_by("position").values_list("at", flat=True))
    assert moments == sorted(moments)
    local = [timezone.localtime(moment) for moment in moments]
    assert {9 <= moment.hour < 18 for moment in local} == {True}
    assert timezone.localdate(moments[0]) == OPENED_ON
    assert timezone.localdate(moments[-1]) < FIXED_DAY
    assert Entry.objects.order_by("id")[0].action == "mark_as_demonstration"
    acting = set(Entry.objects.values_list("actor_id", flat=True)) - {None}  # but the loading
    looking_on = {person.name for person in Person.objects.exclude(pk__in=acting)}
    assert looking_on == {"Hanna Obi", "Sol Denby"}
    for decision in EvidenceItem.objects.get(kind="pit_completion").decisions.all():
        assert Entry.objects.filter(subject_id=decision.item_id, at__date=decision.on).exists()


def test_a_service_that_is_not_there_is_refused(load: Load) -> None:
    with pytest.raises(CommandError, match="invalid choice: 'nowhere'"):
        load(services=["nowhere"])
    assert not Person.objects.exists()


def test_everybody_printed_can_sign_in(load: Load) -> None:
    printed = load()
    password = printed.split("password ")[1].split()[0]
    places = (f"192.0.2.{number}" for number in range(256))
    for person in Person.objects.all():
        assert f"{person.email} " in printed
        signed_in = Client().post(
            reverse("account_login"), {"login": person.email, "password": password}, REMOTE_ADDR=next(places)
        )
        assert signed_in["Location"] == "/"


def test_loading_again_changes_nothing_and_prints_the_sign_ins(load: Load) -> None:
    load()
    before = everything()
    printed = load()
    assert "nothing was loaded" in printed
    assert "maeve.tollan@programme.example" in printed
    assert everything() == before


def test_a_database_in_use_is_left_alone(load: Load) -> None:
    service(provider=organisation("Somebody's own"))
    before = everything()
    printed = load()
    assert "no demonstration was loaded" in printed
    assert "password" not in printed
    assert everything() == before
    assert not Programme.objects.filter(is_demonstration=True).exists()


def test_it_is_not_for_production(load: Load, settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not for production"):
        load()
    assert not Person.objects.exists()


def test_a_step_that_fails_leaves_no_row_and_no_file(load: Load, monkeypatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the last step")

    monkeypatch.setattr("evidence.actions.sign_qad", fail)
    with pytest.raises(RuntimeError, match="the last step"):
        load()
    assert not Organisation.objects.exists()
    assert not Entry.objects.exists()
    assert places_held() == []


def everything() -> str:
    rows = StringIO()
    call_command("dumpdata", stdout=rows)
    return rows.getvalue()
