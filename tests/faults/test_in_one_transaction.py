"""What PostgreSQL gives up is begun again and done; what it can't do is not, and leaves nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from assumptions.vocabulary import EvidenceKind
from evidence.actions import accept_evidence, add_use, file_in_pit, items, reject_evidence
from evidence.models import Filing
from journal.verification import verify
from parties.actions import add_organisation
from parties.errors import Refused
from parties.models import Organisation, SmartDataService
from parties.transactions import TRIES, NotKept, in_one_transaction, may_be_kept
from tests.journal.test_writers_at_once import at_once
from tests.parties.builders import administrator, item, mdr_route, reviewer, service, use_of

pytestmark = pytest.mark.django_db(transaction=True)
BEGUN_AGAIN = "is begun again"
PATIENCE = 60  # seconds


@pytest.fixture
def on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time, so that none waits for another.")


class Stop:
    """Each of two stops once, after a query that begins so, until the other has got as far."""

    def __init__(self) -> None:
        self.both = threading.Barrier(2)

    def after(self, act: Callable[[], object], table: str, lock: str) -> Callable[[], object]:
        has_stopped = False

        def stop(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal has_stopped
            result = execute(sql, params, many, context)
            if not has_stopped and lock in sql and f'FROM "{table}"' in sql:
                has_stopped = True
                self.both.wait(PATIENCE)
            return result

        def stopped() -> object:
            with connection.execute_wrapper(stop):
                return act()

        return stopped


@pytest.mark.usefixtures("on_postgresql")
def test_two_actions_that_wait_for_each_other_are_both_done(caplog):
    """Filing holds the use and then wants the SDS; a further route holds the SDS and then wants the use."""
    sds = service()
    first, second = mdr_route(sds), mdr_route(sds)
    paper = item(sds, EvidenceKind.DCC_ADAPTER, [first])
    use, actor = use_of(paper), reviewer()
    before, version = verify().whole.entries, SmartDataService.objects.get(pk=sds.pk).facts_version
    stop = Stop()

    at_once(
        [
            stop.after(lambda: file_in_pit(actor=actor, use=use), "evidence_use", "FOR UPDATE"),
            stop.after(
                lambda: add_use(actor=actor, item=paper, service=sds, routes=[second]),
                "parties_smartdataservice",
                "FOR UPDATE",
            ),
        ]
    )

    assert BEGUN_AGAIN in caplog.text, "one of them was a deadlock's victim"
    assert Filing.objects.filter(use=use).count() == 1
    assert set(use.routes.all()) == {first, second}
    assert verify().whole.entries == before + 2
    assert SmartDataService.objects.get(pk=sds.pk).facts_version == version + 2


@pytest.mark.usefixtures("on_postgresql")
def test_a_serialisation_failure_is_begun_again_and_then_sees_the_other(caplog):
    """No transaction of ours asks for more than READ COMMITTED; a database may be set up so that all do."""
    paper = item(service(), EvidenceKind.DBT_COMPLETION)
    told: list[str] = []

    def decide(act: Callable[..., object], **said: object) -> Callable[[], object]:
        actor = reviewer()

        def do() -> None:
            with connection.cursor() as cursor:
                cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            try:
                act(actor=actor, item=paper, decisions_seen=0, **said)
            except Refused as refusal:
                told.append(str(refusal))

        return do

    # Both look at the item before either holds it.
    meeting = threading.Barrier(2)
    require = "evidence.actions.decisions.require"
    with pytest.MonkeyPatch.context() as patched:
        met: set[int] = set()

        def meet(actor: Any, *_: object, **__: object) -> None:
            Organisation.objects.exists()
            if threading.get_ident() not in met:
                met.add(threading.get_ident())
                meeting.wait(PATIENCE)

        patched.setattr(require, meet)
        at_once([decide(accept_evidence), decide(reject_evidence, reason="Another company's.")])

    assert BEGUN_AGAIN in caplog.text
    assert paper.decisions.count() == 1
    (sentence,) = told
    assert "decided this while you read" in sentence


@pytest.mark.usefixtures("on_postgresql")
def test_a_row_that_another_made_just_before_is_told_as_taken(caplog):
    actor, meeting, told = administrator(), threading.Barrier(2), []
    full_clean, met = Organisation.full_clean, set()

    def look_and_meet(self: Organisation, *given: Any, **said: Any) -> None:
        full_clean(self, *given, **said)
        if threading.get_ident() not in met:
            met.add(threading.get_ident())
            meeting.wait(PATIENCE)

    def add() -> None:
        try:
            add_organisation(actor=actor, name="Acme Data Ltd")
        except Exception as refusal:
            told.append(refusal)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Organisation, "full_clean", look_and_meet)
        at_once([add, add])
    assert Organisation.objects.filter(name="Acme Data Ltd").count() == 1
    assert [type(one).__name__ for one in told] == ["ValidationError"]


def failing(times: int, sqlstate: str) -> tuple[Callable[[], str], list[int]]:
    """An action that the database gives up so many times, and a list of what follows its commits."""
    tried, followed = [0], []

    @in_one_transaction
    def act() -> str:
        number = tried[0] = tried[0] + 1
        transaction.on_commit(lambda: followed.append(number))
        Organisation.objects.create(name=f"Made by try {number}")
        if number <= times:
            cause = Exception("the driver's")
            cause.pgcode = sqlstate  # type: ignore[attr-defined]
            raise OperationalError("given up") from cause
        return f"try {number}"

    return act, followed


def test_what_follows_the_commit_of_a_try_that_failed_does_not_follow():
    act, followed = failing(TRIES - 1, "40P01")
    assert act() == f"try {TRIES}"
    assert followed == [TRIES]
    assert [one.name for one in Organisation.objects.all()] == [f"Made by try {TRIES}"]


@pytest.mark.parametrize(("times", "sqlstate"), [(TRIES, "40001"), (1, "57P01"), (1, "")])
def test_what_is_given_up_too_often_or_for_another_reason_keeps_nothing(times, sqlstate):
    act, followed = failing(times, sqlstate)
    with pytest.raises(NotKept, match="so nothing was changed"):
        act()
    assert (followed, Organisation.objects.count()) == ([], 0)


def test_within_another_transaction_nothing_is_begun_again():
    act, followed = failing(1, "40P01")
    with pytest.raises(OperationalError), transaction.atomic():
        act()
    assert (followed, Organisation.objects.count()) == ([], 0)


def test_a_fault_of_ours_is_no_fault_of_the_database():
    @in_one_transaction
    def act() -> None:
        raise IntegrityError("a constraint")

    with pytest.raises(IntegrityError):
        act()


def test_what_fails_after_the_commit_is_kept_and_not_begun_again():
    tries = []

    @in_one_transaction
    def act() -> None:
        tries.append(1)
        Organisation.objects.create(name=f"Acme {len(tries)}")
        transaction.on_commit(fail)

    def fail() -> None:
        cause = Exception("the driver's")
        cause.pgcode = "40P01"  # type: ignore[attr-defined]
        raise OperationalError("given up") from cause

    may_be_kept.set(False)
    with pytest.raises(OperationalError):
        act()
    assert (len(tries), Organisation.objects.count(), may_be_kept.get()) == (1, 1, True)
    may_be_kept.set(False)


def test_the_bytes_of_an_upload_are_read_once_however_often_it_is_begun(monkeypatch):
    """They are in the store before the first try, and what is begun again names the same file."""
    place, tries = items._place_item, []

    def give_up_once(*given: Any) -> None:
        place(*given)
        tries.append(1)
        if len(tries) == 1:
            cause = Exception("the driver's")
            cause.pgcode = "40P01"  # type: ignore[attr-defined]
            raise OperationalError("given up") from cause

    monkeypatch.setattr(items, "_place_item", give_up_once)
    made = item(service(), EvidenceKind.DBT_COMPLETION)
    assert len(tries) == 2
    assert made.files.get().content.read()
