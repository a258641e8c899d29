"""The task: a pack is whole or not there, whatever fails says so in a sentence, and can be run again."""

from __future__ import annotations

import hashlib
import logging

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.models import EvidenceFile
from jobs.actions import claim_job, restart_job
from jobs.models import Job, JobState, StepState
from packs.actions import cancel_pack
from packs.models import Pack, PackKind
from packs.readiness_pdf import RenderedPdf
from tests.jobs.conftest import let_wait_end
from tests.packs.stocked import STUB, asked, break_rule, made, run
from tests.parties.builders import item, reviewer, section
from tests.parties.changes import files_held

pytestmark = pytest.mark.usefixtures("undrawn")


def packs_in_the_store() -> list[str]:
    return [name.removeprefix("packs/") for name in files_held() if name.startswith("packs/")]


@pytest.mark.parametrize("kind", PackKind)
def test_a_pack_is_stored_whole_with_its_snapshot(sds, kind):
    pack = made(sds, kind)
    content = pack.content.read()
    assert pack.job.state == JobState.DONE
    assert (pack.size, pack.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert pack.snapshot
    assert pack.snapshot["facts_version"] == sds.facts_version
    assert packs_in_the_store() == [f"{pack.pk}/1"]
    steps = list(pack.job.steps.all())
    assert {step.state for step in steps} == {StepState.DONE}
    assert all(step.note for step in steps)
    ends = [step.ended_at for step in steps if step.ended_at]
    assert ends == sorted(ends)
    assert len(ends) == len(steps)


def test_the_files_are_counted_as_they_are_copied(sds):
    notes = {step.name: step.note for step in made(sds, PackKind.QAD).job.steps.all()}
    assert notes["files"].startswith("4 of 4 files, ")


def test_a_job_that_somebody_has_is_left_alone(sds):
    pack = asked(sds)
    claim_job(job_id=pack.job_id, owner="another")
    assert not run(pack).content


def the_file_of(sds, local_id: str) -> EvidenceFile:
    return EvidenceFile.objects.get(item__uses__service=sds, item__uses__local_id=local_id)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda file: default_storage.delete(file.content.name), "the store could not give EV-0001's file"),
        (
            lambda file: default_storage.save(file.content.name, ContentFile(b"%PDF-1.7\n% Accession\n")),
            "EV-0001's file (=SUM(1).pdf) in the store is not the one that was handed in",
        ),
    ],
    ids=["lost", "altered"],
)
def test_a_file_that_cannot_be_had_fails_the_pack_and_leaves_nothing(sds, settings, broken, said):
    file = the_file_of(sds, "EV-0001")
    content = file.content.read()
    file.content.close()
    broken(file)
    pack = made(sds, PackKind.QAD)
    assert pack.job.state == JobState.FAILED
    assert pack.job.error.startswith(f"The pack was not made: {said}")
    assert "Nothing is half made." in pack.job.error
    assert (pack.content.name, pack.snapshot, packs_in_the_store()) == ("", None, [])
    assert pack.job.steps.get(state=StepState.FAILED).name == "files"

    default_storage.delete(file.content.name)
    default_storage.save(file.content.name, ContentFile(content))
    restart_job(job=pack.job, ended=[JobState(pack.job.state)])
    assert run(pack).job.state == JobState.DONE


def test_a_store_that_takes_nothing_leaves_the_pack_for_another_try(sds, monkeypatch):
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    pack = asked(sds)
    monkeypatch.setattr(FileSystemStorage, "save", full)
    job = run(pack).job
    assert (job.state, job.error) == (
        JobState.QUEUED,
        "The pack was not made: the store could not take the file. Nothing is half made.",
    )
    monkeypatch.undo()
    monkeypatch.setattr("packs.making.render_readiness_pdf", lambda snapshot: RenderedPdf(STUB, 1))
    let_wait_end(job)
    again = run(pack)
    assert (again.job.state, again.job.error, again.content.read()) == (JobState.DONE, "", STUB)


def test_a_store_that_does_not_answer_leaves_the_pack_for_another_try(sds, monkeypatch):
    def away(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(FileSystemStorage, "_open", away)
    job = made(sds, PackKind.QAD).job
    assert (job.state, job.steps.get(state=StepState.FAILED).name) == (JobState.QUEUED, "files")
    assert "the store could not give EV-" in job.error


def test_a_pack_that_is_cancelled_while_it_is_made_leaves_nothing(sds, monkeypatch):
    def slow(snapshot: object) -> RenderedPdf:
        assert cancel_pack(actor=reviewer(), pack=Pack.objects.get())
        return RenderedPdf(STUB, 1)

    monkeypatch.setattr("packs.making.render_readiness_pdf", slow)
    pack = made(sds)
    assert (pack.job.state, pack.content.name, pack.snapshot) == (JobState.CANCELLED, "", None)
    assert packs_in_the_store() == []


def test_a_rule_that_raises_fails_the_pack_and_is_named(sds, monkeypatch):
    break_rule(monkeypatch, "A203.CHECKED")
    pack = made(sds)
    assert pack.job.error.startswith(
        "The pack was not made: the requirement A203.CHECKED could not be evaluated."
    )
    assert pack.job.steps.get(state=StepState.FAILED).name == "rules"


def test_what_nobody_foresaw_is_logged_and_told_plainly(sds, monkeypatch, caplog):
    def surprise(snapshot: object) -> RenderedPdf:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("packs.making.render_readiness_pdf", surprise)
    with caplog.at_level(logging.ERROR, logger="jobs.running"):
        pack = made(sds)
    assert pack.job.state == JobState.PARKED
    assert str(pack.job_id) in pack.job.error
    assert "secret detail" not in pack.job.error
    assert str(pack.job_id) in caplog.text
    assert "secret detail" in caplog.text


def test_a_run_that_lost_its_job_keeps_nothing(sds, monkeypatch):
    def slow(snapshot: object) -> RenderedPdf:
        Job.objects.update(runs=2, owner="another")
        return RenderedPdf(STUB, 1)

    monkeypatch.setattr("packs.making.render_readiness_pdf", slow)
    pack = made(sds)
    assert (pack.job.state, pack.job.owner, pack.content.name) == (JobState.RUNNING, "another", "")
    assert packs_in_the_store() == []


def test_what_a_killed_run_left_in_the_store_is_cleared_away(sds):
    pack = asked(sds)
    claim_job(job_id=pack.job_id, owner="killed")
    default_storage.save(f"packs/{pack.pk}/1", ContentFile(b"half"))
    Job.objects.update(state=JobState.QUEUED, lease_until=None)
    assert run(pack).job.state == JobState.DONE
    assert packs_in_the_store() == [f"{pack.pk}/2"]


def test_a_run_that_is_retried_takes_the_facts_as_they_are_then(sds, monkeypatch):
    monkeypatch.setattr("packs.tasks.write_pack", lambda **_: 1 / 0)
    pack = made(sds)
    monkeypatch.undo()
    monkeypatch.setattr("packs.making.render_readiness_pdf", lambda snapshot: RenderedPdf(STUB, 1))
    type(sds).objects.update(name="Renamed SDS")
    restart_job(job=pack.job, ended=[JobState(pack.job.state)])
    snapshot = run(pack).snapshot
    assert snapshot
    assert snapshot["facts"]["service"]["name"] == "Renamed SDS"


def test_the_number_of_queries_does_not_grow_with_the_evidence(sds):
    few = queries_of(asked(sds))
    route = sds.routes.get(kind="mdr")
    for _ in range(6):
        item(sds, EvidenceKind.UEPT_CERTIFICATE, [route], decided=DecisionOutcome.ACCEPTED)
        section(sds)
    assert queries_of(asked(sds)) == few


def queries_of(pack: Pack) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert run(pack).content
    return len(seen)
