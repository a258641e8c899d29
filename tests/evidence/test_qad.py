"""The QAD: add_section, draft_section, submit_section, query_section, agree_section, sign_qad."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from assumptions.vocabulary import RouteKind
from evidence.actions import (
    add_section,
    agree_section,
    draft_section,
    query_section,
    sign_qad,
    submit_section,
)
from evidence.models import QadSection, SectionEntry, SignOff
from parties.models import Person
from tests.parties.builders import code_body, member, on, reviewer, section, service
from tests.parties.changes import one_change, refused
from tests.parties.who import CODE_BODY, EVERYBODY, PROVIDER, STAFF, check_who_may

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 30)
QUESTION = "Which meters are these?"

Enter = Callable[..., SectionEntry]


def enter(act: Enter, actor: Person, of: QadSection, note: str = QUESTION) -> SectionEntry:
    return act(actor=actor, section=of, note=note)


def submitted() -> QadSection:
    there = section(service(), local_id="sds-01")
    with on(DAY - timedelta(days=9)):
        enter(submit_section, reviewer(), there, note="")
    return there


def test_adds_a_section_at_the_end():
    sds = service()
    section(sds)
    section(service())
    actor = code_body()

    with one_change(raises=[sds]) as change:
        added = add_section(
            actor=actor,
            service=sds,
            local_id="mdr-01",
            title="Meter data retrieval",
            route_kinds=[RouteKind.MDR],
            official_reference="QAD 4.2",
        )

    added.refresh_from_db()
    assert (added.service, added.local_id, added.position) == (sds, "mdr-01", 1)
    assert (added.title, added.route_kinds, added.official_reference) == (
        "Meter data retrieval",
        ["mdr"],
        "QAD 4.2",
    )
    change.says(
        "add_section",
        by=actor,
        of=added,
        about=sds.provider,
        concerns=[sds],
        new={"id": "mdr-01", "title": "Meter data retrieval", "route_kinds": ["mdr"]},
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_provider_staff_and_code_bodies_may_add_sections(who):
    sds = service()
    check_who_may(
        who,
        {PROVIDER, CODE_BODY, *STAFF},
        sds,
        lambda actor: add_section(actor=actor, service=sds, local_id="s1", title="Overview"),
    )


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"local_id": "a b"}, "local_id", "Use 1 to 64 letters, digits, points, hyphens and underscores."),
        ({"title": " "}, "title", "Write something here."),
        ({"title": "One\nTwo"}, "title", "Write this on one line, without control characters."),
    ],
)
def test_says_what_is_wrong_with_a_section(fields, field, sentence):
    actor, sds = reviewer(), service()
    said: dict[str, Any] = {"local_id": "s1", "title": "Overview"} | fields

    with refused(sentence, field=field):
        add_section(actor=actor, service=sds, **said)


def test_a_sections_id_stands_once_in_its_document():
    actor, there = reviewer(), section(service(), local_id="s1")

    with refused("This id is taken. Choose another.", field="local_id"):
        add_section(actor=actor, service=there.service, local_id="s1", title="Another")


STEPS: list[tuple[Enter, Enter | None, str]] = [
    (draft_section, None, "drafting"),
    (submit_section, None, "submitted"),
    (submit_section, draft_section, "submitted"),
    (query_section, submit_section, "queried"),
    (agree_section, submit_section, "agreed"),
    (submit_section, query_section, "submitted"),
    (agree_section, query_section, "agreed"),
    (query_section, agree_section, "queried"),
    (draft_section, agree_section, "drafting"),
]


def brought_to(step: Enter | None) -> QadSection:
    """A section on which that step was taken last."""
    if step in (query_section, agree_section):
        there = submitted()
        enter(step, code_body(), there)
        return there
    there = section(service(), local_id="sds-01")
    if step:
        enter(step, reviewer(), there)
    return there


@pytest.mark.parametrize(("act", "after", "status"), STEPS)
def test_a_step_in_a_sections_history(act, after, status):
    with on(DAY - timedelta(days=1)):
        there = brought_to(after)
    last = there.history.order_by("-position").first()
    actor = code_body() if act in (query_section, agree_section) else member(there.service.provider)
    service(there.service.provider)

    with on(DAY), one_change(raises=[there.service]) as change:
        entry = enter(act, actor, there, note=f" {QUESTION}\n")

    entry.refresh_from_db()
    assert (entry.section, entry.on, entry.status) == (there, DAY, status)
    assert (entry.note, entry.entered_by) == (QUESTION, actor)
    assert entry.position == (last.position + 1 if last else 0)
    change.says(
        act.__name__,
        by=actor,
        of=there,
        about=there.service.provider,
        concerns=[there.service],
        old={"status": last.status if last else "not_started"},
        new={"status": status},
        why=QUESTION,
    )


@pytest.mark.parametrize("act", [draft_section, submit_section])
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may_write(who, act):
    there = section(service())
    check_who_may(who, {PROVIDER, *STAFF}, there.service, lambda actor: enter(act, actor, there))


@pytest.mark.parametrize("act", [query_section, agree_section])
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_a_code_body_may_answer(who, act):
    there = submitted()
    check_who_may(who, {CODE_BODY}, there.service, lambda actor: enter(act, actor, there))


@pytest.mark.parametrize("act", [query_section, agree_section])
@pytest.mark.parametrize("before", [None, draft_section])
def test_what_is_not_submitted_is_not_answered(act, before):
    there, actor = brought_to(before), code_body()

    with refused("The provider has not submitted this section yet."):
        enter(act, actor, there)


def test_a_step_is_not_taken_twice():
    there, actor = submitted(), reviewer()

    with refused("This section is submitted already, since 21 September 2024."):
        enter(submit_section, actor, there)


def test_a_query_is_a_question():
    there, actor = submitted(), code_body()

    with refused("Write the question that the provider is to answer.", field="note"):
        enter(query_section, actor, there, note=" ")


def test_entries_stand_in_the_order_of_their_days():
    there, actor = submitted(), code_body()

    with (
        on(DAY - timedelta(days=10)),
        refused("An entry of 21 September 2024 stands already; enter the next from that day on."),
    ):
        enter(agree_section, actor, there)


def sign(actor: Person, of: QadSection, signatory: str = "Dora Director") -> SignOff:
    return sign_qad(actor=actor, service=of.service, signatory=signatory)


def test_a_director_signs():
    there = section(service())
    actor = member(there.service.provider)
    with on(DAY - timedelta(days=1)):
        sign(reviewer(), there)

    with on(DAY), one_change(raises=[there.service]) as change:
        signed = sign(actor, there)

    signed.refresh_from_db()
    assert (signed.service, signed.position, signed.on) == (there.service, 1, DAY)
    assert (signed.signatory, signed.recorded_by) == ("Dora Director", actor)
    change.says(
        "sign_qad",
        by=actor,
        of=there.service,
        about=there.service.provider,
        new={"signatory": "Dora Director", "on": "2024-09-30"},
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may_record_a_signature(who):
    there = section(service())
    check_who_may(who, {PROVIDER, *STAFF}, there.service, lambda actor: sign(actor, there))


def test_says_why_it_is_not_signed():
    there, actor = section(service()), reviewer()
    with on(DAY):
        sign(reviewer(), there)
        with refused("Write something here.", field="signatory"):
            sign(actor, there, signatory=" ")

    with (
        on(DAY - timedelta(days=1)),
        refused("A signature of 30 September 2024 stands already; sign again from that day on."),
    ):
        sign(actor, there)
