"""Reads of packs: whose they are to see, and the rows of the list and of the progress."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet

from assumptions.vocabulary import Verdict
from evidence.queries import services_shown_to
from jobs.models import JobState, Step, StepState
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


def packs_of(service: SmartDataService, person: Person) -> QuerySet[Pack]:
    """The packs of an SDS that a person may see, newest first, each with its verdict of Qualification."""
    packs = packs_seen_by(person).filter(service=service)
    verdict = F("snapshot__result__gates__qualification__verdict")
    return packs.annotate(verdict=verdict).order_by("-number")


def pack_row(pack: Pack) -> PackRow:
    verdict = getattr(pack, "verdict", None)
    at = pack.requested_for.name if pack.requested_for else pack.get_requested_as_display()
    return PackRow(pack, Verdict(verdict) if verdict else None, f"{pack.requested_by.name}, {at}")


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
    if job.state == JobState.DONE:
        said = "Made. It can be downloaded."
    elif job.state == JobState.FAILED:
        said = job.error
    elif running:
        said = f"Being made. Step {running} of {len(steps)}: {steps[running - 1].title}."
    else:
        said = "Waits for a worker. It is taken up as soon as one is free."
    return Progress(steps, said, f"{job.state}-{running}", job.is_under_way)
