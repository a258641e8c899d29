"""Reads of packs: whose they are to see, and the rows of the list and of the progress."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.timezone import localtime

from assumptions.vocabulary import Verdict
from evidence.queries import services_shown_to
from jobs.models import UNDER_WAY, Job, JobState, Step, StepState
from packs.models import Pack
from parties.models import Person, SmartDataService
from parties.permissions import may


def packs_seen_by(person: Person) -> QuerySet[Pack]:
    """The packs of the SDSs that a person may see; a member sees those that members of theirs asked for.

    A pack holds what its maker may see, which can be more than others of the same SDS may.
    """
    seen = Pack.objects.filter(service__in=services_shown_to(person))
    if not may(person, "packs.see_every_pack"):
        seen = seen.filter(requested_as=person.role, requested_for=person.organisation_id)
    return seen.select_related("service__provider", "job", "requested_by", "requested_for").defer("snapshot")


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack in a list; ``verdict`` is that of Qualification on its day, None until it is made."""

    pack: Pack
    verdict: Verdict | None
    made_by: str


def newest_packs(person: Person) -> QuerySet[Pack]:
    """The packs that a person may see, newest first, each with its verdict of Qualification."""
    verdict = F("snapshot__result__gates__qualification__verdict")
    return packs_seen_by(person).annotate(verdict=verdict).order_by("-number")


def packs_of(service: SmartDataService, person: Person) -> QuerySet[Pack]:
    """Those of one SDS."""
    return newest_packs(person).filter(service=service)


def pack_row(pack: Pack) -> PackRow:
    verdict = getattr(pack, "verdict", None)
    at = pack.requested_for.name if pack.requested_for else pack.get_requested_as_display()
    return PackRow(pack, Verdict(verdict) if verdict else None, f"{pack.requested_by.name}, {at}")


SET_ASIDE = "The pack is set aside. The programme’s office has it on its list, and can start it again."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pack's job is; ``said`` is it in a sentence, ``mark`` changes whenever the sentence does."""

    steps: list[Step]
    said: str
    mark: str
    goes_on: bool


def progress_of(pack: Pack) -> Progress:
    job, steps = pack.job, list(pack.job.steps.all())
    running = next((place for place, step in enumerate(steps, 1) if step.state == StepState.RUNNING), 0)
    return Progress(steps, _said(job, steps, running), f"{job.state}-{running}-{job.tries}", job.is_under_way)


def _said(job: Job, steps: list[Step], running: int) -> str:
    match job.state:
        case JobState.DONE:
            return "Made. It can be downloaded."
        case JobState.FAILED:
            return job.error
        case JobState.PARKED:
            return f"{job.error} {SET_ASIDE}"
        case JobState.CANCELLED:
            return "Cancelled. Nothing is half made."
        case JobState.QUEUED if job.error:
            due = localtime(job.due_at)
            return f"{job.error} It is tried again by itself, at {due:%H:%M:%S}: try {job.tries + 1}."
        case _ if running:
            return f"Being made. Step {running} of {len(steps)}: {steps[running - 1].title}."
    return "Waits for a worker. It is taken up as soon as one is free."


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in the list of all; ``pack`` where it is for one, ``step`` the one that runs or failed."""

    job: Job
    pack: Pack | None
    step: Step | None


def jobs_under_way() -> QuerySet[Job]:
    return Job.objects.filter(state__in=UNDER_WAY).order_by("queued_at")


def jobs_ended() -> QuerySet[Job]:
    """Newest first."""
    ended = [JobState.DONE, JobState.FAILED, JobState.CANCELLED]
    return Job.objects.filter(state__in=ended).order_by("-ended_at")


def job_rows(*lists: Iterable[Job]) -> list[list[JobRow]]:
    """The rows of each list; what they show beside is asked for once for all."""
    wanted = [list(jobs) for jobs in lists]
    found = [job for jobs in wanted for job in jobs]
    packs = Pack.objects.filter(job__in=found).select_related("requested_by").defer("snapshot")
    of_job = {pack.job_id: pack for pack in packs}
    stopped = Step.objects.filter(job__in=found, state__in=[StepState.RUNNING, StepState.FAILED])
    at_step = {step.job_id: step for step in stopped}
    return [[JobRow(job, of_job.get(job.pk), at_step.get(job.pk)) for job in jobs] for jobs in wanted]
