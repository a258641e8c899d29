"""Kept results and fresh ones are the same, whatever was done and whatever day it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import Any, NoReturn

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis.exceptions import RedisError

from assumptions import evaluate
from assumptions.vocabulary import EvidenceKind
from parties.actions import change_programme
from parties.errors import Refused
from parties.models import SmartDataService
from readiness import kept, standing
from readiness.facts import facts_document
from readiness.standing import Standing, standings
from tests.assumptions.strategies import facts_documents
from tests.parties.builders import item, on, reviewer
from tests.readiness.acts import ACTS, NothingToDo
from tests.readiness.documents import Document, changed, example, load

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 2)


@contextmanager
def keeping() -> Iterator[None]:
    """Keep results though each test stands in a transaction of its own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept, "may_be_kept", lambda: True)
        yield


@pytest.fixture
def _kept() -> Iterator[None]:
    with keeping():
        yield


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SDSs that were evaluated, each time that one was."""
    seen: list[str] = []

    def noting(facts: Any) -> Any:
        seen.append(facts.service.id)
        return evaluate(facts)

    monkeypatch.setattr(standing, "evaluate", noting)
    return seen


def told(stands: list[Standing]) -> list[Any]:
    return [(stand.document, stand.evaluation and stand.evaluation.as_json()) for stand in stands]


def seen(day: date = TODAY) -> list[Any]:
    return told(standings(SmartDataService.objects.order_by("slug"), as_of=day))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Document, list[tuple[str, int]]]:
    """A document, and acts one after the other, each so many days after the one before."""
    acts = st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 9))
    return draw(facts_documents()), draw(st.lists(acts, max_size=4))


def act(name: str, day: date) -> None:
    with on(day):
        service = SmartDataService.objects.get()
        with suppress(NothingToDo, Refused, ValidationError):
            ACTS[name](service, facts_document(service, as_of=day))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories())
def test_after_any_history_and_on_any_day_they_are_the_same(history: tuple[Document, list[tuple[str, int]]]):
    document, acts = history
    with transaction.atomic():
        load(document)
        day = date.fromisoformat(document["as_of"])
        for name, later in [("", 0), *acts]:
            day += timedelta(days=later)
            if name:
                act(name, day)
            for looked_at in (
                day,
                day - timedelta(days=3),
                day + timedelta(days=1),
                day + timedelta(days=30),
            ):
                with keeping():
                    assert seen(looked_at) == seen(looked_at) == fresh(looked_at)
        transaction.set_rollback(True)


def fresh(day: date) -> list[Any]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept, "may_be_kept", lambda: False)
        return seen(day)


@pytest.mark.usefixtures("_kept")
def test_what_has_not_changed_is_not_evaluated_again(evaluated: list[str]):
    first, second = two_services()
    seen()
    assert evaluated == [first.slug, second.slug]
    evaluated.clear()
    seen()
    assert evaluated == []
    item(second, kind=EvidenceKind.DBT_COMPLETION)
    seen()
    assert evaluated == [second.slug]


@pytest.mark.usefixtures("_kept")
def test_a_change_of_the_programme_makes_all_anew(evaluated: list[str]):
    two_services()
    seen()
    evaluated.clear()
    dates = {"qualification": "2025-12-01"}
    change_programme(actor=reviewer(), settings=example()["programme"] | {"gate_dates": dates})
    assert [document["programme"]["gate_dates"] for document, _ in seen()] == [dates] * 2
    assert len(evaluated) == 2


@pytest.mark.usefixtures("_kept")
def test_a_result_ends_with_its_last_day_though_nobody_did_anything(evaluated: list[str]):
    document = example()
    load(changed(document, waivers=[]))
    last = date.fromisoformat(document["as_of"]) + timedelta(days=40)
    expiring = document["evidence"][0] | {"id": "expiring", "expires_on": last.isoformat()}
    load(changed(document, service=document["service"] | {"id": "expiring"}, evidence=[expiring]))
    evaluated.clear()
    seen(last)
    evaluated.clear()
    seen(last)
    seen(last + timedelta(days=1))
    assert "expiring" in evaluated


@pytest.mark.usefixtures("_kept")
def test_kept_results_take_few_queries(django_assert_num_queries):
    two_services()
    seen()
    # The SDSs, their providers and routes, and the versions of them with the programme's.
    with django_assert_num_queries(4):
        seen()


def test_within_a_transaction_nothing_is_kept(evaluated: list[str]):
    first, second = two_services()
    seen()
    seen()
    assert evaluated == [first.slug, second.slug] * 2


@pytest.mark.usefixtures("_kept")
def test_without_a_store_to_reach_results_are_made_anew(
    monkeypatch: pytest.MonkeyPatch, evaluated: list[str], caplog: pytest.LogCaptureFixture
):
    two_services()
    expected = seen()

    def away(*_: object, **__: object) -> NoReturn:
        raise RedisError("away")

    monkeypatch.setattr(type(caches["results"]), "get_many", away)
    monkeypatch.setattr(type(caches["results"]), "set_many", away)
    evaluated.clear()
    assert seen() == expected
    assert len(evaluated) == 2
    assert "can't be reached" in caplog.text


@pytest.mark.usefixtures("_kept")
def test_the_same_numbers_after_a_backup_was_put_back_are_other_versions(evaluated: list[str]):
    first, _ = two_services()
    with transaction.atomic():
        item(first, kind=EvidenceKind.DBT_COMPLETION)
        seen()
        transaction.set_rollback(True)
    item(first, kind=EvidenceKind.PIT_COMPLETION)
    evaluated.clear()
    seen()
    assert first.slug in evaluated


@pytest.mark.usefixtures("_kept")
def test_a_row_from_before_a_change_gives_what_stands_now():
    first, _ = two_services()
    before = told(standings([first], as_of=TODAY))
    item(first, kind=EvidenceKind.DBT_COMPLETION)
    assert told(standings([first], as_of=TODAY)) != before


@pytest.mark.usefixtures("_kept")
def test_other_rules_make_all_anew(monkeypatch: pytest.MonkeyPatch, evaluated: list[str]):
    two_services()
    seen()
    evaluated.clear()
    monkeypatch.setattr(kept, "rules", lambda: "2-other")
    seen()
    assert len(evaluated) == 2


def two_services() -> tuple[SmartDataService, SmartDataService]:
    document = example()
    first = load(document).service
    second = load(document | {"service": document["service"] | {"id": "neighbour"}}).service
    return (first, second) if first.slug < second.slug else (second, first)
