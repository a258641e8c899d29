"""The pages of packs: ask, watch, take, try again; and what is not there for whoever may not see it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.timezone import localtime

from jobs.actions import begin_step, claim_job, note_step
from jobs.models import JobState
from journal.models import Entry
from packs.errors import PackNotMade
from packs.models import Pack, PackKind
from tests.packs.stocked import STUB, asked, made
from tests.parties.builders import days_ago, member, organisation, reviewer
from tests.readiness.pages import words

HTMX = {"HX-Request": "true"}


def page_of(sds) -> str:
    return reverse("packs:service_packs", args=[sds.pk])


@pytest.fixture
def signed_in(client, sds):
    client.force_login(member(sds.provider))
    return client


def ask(client, sds, **fields):
    fields = {"kind": "readiness", "as_of": days_ago(0).isoformat()} | fields
    return client.post(reverse("packs:request_pack", args=[sds.pk]), fields)


@pytest.mark.parametrize("who", ["stranger", "other party"])
def test_the_packs_of_others_are_not_there(client, sds, undrawn, who):
    pack = made(sds)
    if who == "other party":
        client.force_login(member(organisation()))
    addresses = [
        page_of(sds),
        reverse("packs:pack", args=[pack.pk]),
        reverse("packs:download_pack", args=[pack.pk]),
    ]
    posts = [reverse("packs:request_pack", args=[sds.pk]), reverse("packs:retry_pack", args=[pack.pk])]
    answers = [client.get(address) for address in addresses] + [client.post(address) for address in posts]
    if who == "other party":
        assert {answer.status_code for answer in answers} == {404}
    else:
        assert {answer.url.split("?")[0] for answer in answers} == {reverse("account_login")}
    assert Pack.objects.count() == 1


def test_a_collector_does_not_see_the_packs_of_the_service_it_collects_for(client, sds, undrawn):
    pack = made(sds)
    client.force_login(member(sds.routes.get(kind="supplier_roles").collector))
    assert client.get(reverse("packs:download_pack", args=[pack.pk])).status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_the_list_tells_of_each_pack(signed_in, sds, undrawn, headers):
    pack = made(sds, PackKind.QAD, by=member(sds.provider, name="Isla Corrow"))
    answer = signed_in.get(page_of(sds), headers=headers)
    text = answer.content.decode()
    assert ("<html" in text) == (not headers)
    for told in ("QP-0001", "QAD evidence pack", "Not ready", "Isla Corrow", "Brackenfell Data", pack.sha256):
        assert told in text
    assert reverse("packs:download_pack", args=[pack.pk]) in text
    assert f'value="{days_ago(0).isoformat()}"' in text


def test_the_list_takes_the_same_queries_for_many_packs(signed_in, sds, undrawn, django_assert_num_queries):
    made(sds)
    with django_assert_num_queries(5) as seen:
        signed_in.get(page_of(sds))
    for _ in range(3):
        made(sds)
    with django_assert_num_queries(len(seen)):
        signed_in.get(page_of(sds))


def test_asking_leads_to_the_page_of_the_pack(signed_in, sds):
    answer = ask(signed_in, sds, kind="qad")
    pack = Pack.objects.get()
    assert (pack.kind, pack.as_of) == ("qad", days_ago(0))
    assert answer.url == reverse("packs:pack", args=[pack.pk])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"as_of": ""}, "Give the day that the pack tells of"),
        ({"as_of": "14/05"}, "Give a day such as 14 May 2025."),
        ({"as_of": (days_ago(0) + timedelta(days=1)).isoformat()}, "Give a day that is not after today"),
        ({"kind": "zip"}, "Choose which pack to make."),
    ],
    ids=["no day", "no such day", "ahead", "no such pack"],
)
def test_bad_input_gets_a_sentence_and_makes_nothing(signed_in, sds, fields, said):
    text = ask(signed_in, sds, **fields).content.decode()
    assert said in text
    assert f'value="{fields.get("as_of", days_ago(0).isoformat())}"' in text
    assert not Pack.objects.exists()


def test_the_page_shows_how_far_it_is_and_asks_again(signed_in, sds):
    pack = asked(sds, PackKind.QAD)
    address = reverse("packs:pack", args=[pack.pk])
    assert "Waits for a worker" in signed_in.get(address).content.decode()

    job = claim_job(job_id=pack.job_id, owner="a worker")
    assert job
    begin_step(job=job, name="facts")
    begin_step(job=job, name="files")
    note_step(job=job, note="29 of 41 files, 212 MB of 388 MB")
    text = signed_in.get(address).content.decode()
    assert 'role="status" aria-live="polite">Being made. Step 4 of 6: Files copied and hashed.' in text
    assert "29 of 41 files" in text
    assert len(re.findall(r"<time datetime=[^>]*>\d\d:\d\d:\d\d</time>", text)) == 1

    again = re.search(r'hx-get="([^"]*)" hx-trigger="load delay:1s, every 10s"', text)
    assert again
    part = signed_in.get(again[1], headers=HTMX).content.decode()
    assert "<html" not in part
    assert "hx-swap-oob" not in part  # the same step is not said twice
    begin_step(job=job, name="index")
    part = signed_in.get(again[1], headers=HTMX).content.decode()
    assert (
        '<p id="pack-said" hx-swap-oob="innerHTML">Being made. Step 5 of 6: Index and manifest.</p>' in part
    )


def test_a_pack_that_is_made_asks_no_more_and_can_be_taken(signed_in, sds, undrawn):
    pack = made(sds)
    text = signed_in.get(reverse("packs:pack", args=[pack.pk])).content.decode()
    assert "hx-get" not in text.split('id="pack-progress"')[1]
    assert pack.sha256 in text

    answer = signed_in.get(reverse("packs:download_pack", args=[pack.pk]))
    assert b"".join(answer) == STUB
    assert answer["Content-Disposition"] == (
        f'attachment; filename="readiness-pack-brackenfell-{days_ago(0).isoformat()}.pdf"'
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert (
        Entry.objects.filter(action="download_pack", subject_id=pack.pk, about_id=sds.provider_id).count()
        == 1
    )


def test_what_cannot_be_taken_leads_back_and_notes_nothing(signed_in, sds, undrawn):
    pack = made(sds)
    default_storage.delete(pack.content.name)
    answer = signed_in.get(reverse("packs:download_pack", args=[pack.pk]), follow=True)
    assert "The store could not give QP-0001. Make the pack again." in answer.content.decode()
    waiting = asked(sds)
    answer = signed_in.get(reverse("packs:download_pack", args=[waiting.pk]))
    assert answer.status_code == 409
    assert "Waits for a worker" in answer.content.decode()
    assert not Entry.objects.filter(action="download_pack").exists()


def test_a_failed_pack_says_why_and_can_be_tried_again(signed_in, sds, monkeypatch):
    fail(monkeypatch, PackNotMade("EV-0001 is lost."))
    pack = made(sds)
    address = reverse("packs:pack", args=[pack.pk])
    text = signed_in.get(address).content.decode()
    assert "The pack was not made: EV-0001 is lost. Nothing is half made. Try again." in words(text)
    assert ">Cancel<" not in text
    assert signed_in.post(reverse("packs:retry_pack", args=[pack.pk])).url == address
    pack.job.refresh_from_db()
    assert pack.job.state == JobState.QUEUED
    assert "Waits for a worker" in signed_in.get(address).content.decode()


def test_what_is_tried_again_by_itself_says_why_and_when(signed_in, sds, monkeypatch):
    fail(monkeypatch, PackNotMade("the store is away.", may_pass=True))
    pack = made(sds)
    signed_in.force_login(pack.requested_by)
    text = signed_in.get(reverse("packs:pack", args=[pack.pk])).content.decode()
    due = localtime(pack.job.due_at)
    assert (
        "The pack was not made: the store is away. Nothing is half made. "
        f"It is tried again by itself, at {due:%H:%M:%S}: try 2."
    ) in text
    assert 'hx-trigger="load delay:1s, every 10s"' in text
    assert ">Cancel<" in text
    assert ">Try again<" not in text


def test_a_pack_that_is_set_aside_is_for_staff_to_start_again(signed_in, sds, client, monkeypatch):
    fail(monkeypatch, ZeroDivisionError())
    pack = made(sds)
    address = reverse("packs:pack", args=[pack.pk])
    text = signed_in.get(address).content.decode()
    assert f"its log says more under job {pack.job_id}. The pack is set aside." in text
    assert ">Try again<" not in text
    assert reverse("packs:jobs") not in text
    signed_in.post(reverse("packs:retry_pack", args=[pack.pk]))
    pack.job.refresh_from_db()
    assert pack.job.state == JobState.PARKED

    client.force_login(reviewer())
    assert f'href="{reverse("packs:jobs")}">Start it again' in client.get(address).content.decode()


def fail(monkeypatch, failure: Exception) -> None:
    def raises(**_: object) -> None:
        raise failure

    monkeypatch.setattr("packs.tasks.write_pack", raises)
