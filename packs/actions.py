"""Everything that changes packs: ask for one, cancel, try again, keep what was made, note who took it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from evidence.files import StoredFile
from jobs import actions as jobs
from jobs.models import UNDER_WAY as STATES_UNDER_WAY
from jobs.models import Job, JobState
from journal import clock
from packs.making import STEPS
from packs.models import Pack, PackKind
from packs.snapshot import Snapshot
from parties.actions import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person, Programme, SmartDataService
from parties.permissions import require

TASK = "packs.make_pack"
CAN_BE_RETRIED = (JobState.FAILED, JobState.CANCELLED)
UNDER_WAY = Q(job__state__in=STATES_UNDER_WAY)
MOST_AT_ONCE = 5  # unfinished packs of one person, so that one doesn't keep all others waiting


@transaction.atomic
def request_pack(
    *,
    actor: Person,
    service: SmartDataService,
    kind: PackKind,
    as_of: date,
    request_key: UUID | None = None,
) -> Pack:
    """Ask for a pack of an SDS as it stands on a day; a worker makes it after commit.

    Asking again while the same one is under way, or with the same ``request_key``, gives that one, so that
    two clicks make one pack.
    """
    require(actor, "packs.request_pack", service)
    today = clock.today()
    if as_of > today:
        raise Refused(f"Give a day that is not after today, {today:%-d %B %Y}.", field="as_of")
    # The programme's row is the lock under which numbers are given out.
    Programme.objects.select_for_update().first()
    asked_before = _asked_before(actor, service, kind, as_of, request_key)
    if asked_before:
        return asked_before
    _check_has_room(actor)
    pack = Pack(
        number=_next_number(),
        service=service,
        kind=kind,
        as_of=as_of,
        requested_by=actor,
        request_key=request_key,
    )
    pack.job = jobs.queue_job(task=TASK, steps=STEPS[kind], label=f"{pack}, {service.name}")
    save_valid(pack)
    _record(actor, "request_pack", pack)
    return pack


def _check_has_room(actor: Person) -> None:
    if Pack.objects.filter(UNDER_WAY, requested_by=actor).count() >= MOST_AT_ONCE:
        raise Refused(f"{MOST_AT_ONCE} of your packs are being made. Ask for this one when one is done.")


def _next_number() -> int:
    last = Pack.objects.order_by("-number").first()
    return last.number + 1 if last else 1


def _asked_before(
    actor: Person, service: SmartDataService, kind: PackKind, as_of: date, request_key: UUID | None
) -> Pack | None:
    """The same pack that this person asked for by the same form, or that is under way."""
    by_this_form = Q(request_key=request_key, request_key__isnull=False)
    same = Pack.objects.filter(requested_by=actor, service=service, kind=kind, as_of=as_of)
    return same.filter(UNDER_WAY | by_this_form).first()


@transaction.atomic
def retry_pack(*, actor: Person, pack: Pack) -> bool:
    """Make a pack that failed or was cancelled once more, from the facts as they are then. False else."""
    require(actor, "packs.request_pack", pack.service)
    restarted = jobs.restart_job(job=pack.job, ended=CAN_BE_RETRIED)
    if restarted:
        _record(actor, "retry_pack", pack)
    return restarted


@transaction.atomic
def cancel_pack(*, actor: Person, pack: Pack) -> bool:
    """Stop the making of a pack that nobody wants any more. False where it has ended already."""
    require(actor, "packs.cancel_pack", pack, otherwise="Whoever asked for it can cancel it.")
    cancelled = jobs.cancel_job(job=pack.job)
    if cancelled:
        _record(actor, "cancel_pack", pack)
    return cancelled


@transaction.atomic
def restart_job(*, actor: Person, job: Job) -> bool:
    """Let a job that was set aside run once more, now that staff have looked at it. False if it was not."""
    require(actor, "packs.restart_job")
    restarted = jobs.restart_job(job=job, ended=[JobState.PARKED])
    if restarted:
        _record_of_job(actor, "restart_job", job)
    return restarted


@transaction.atomic
def cancel_job(*, actor: Person, job: Job) -> bool:
    """Stop any piece of background work, or give up one that was set aside. False where it has ended."""
    require(actor, "packs.cancel_job")
    cancelled = jobs.cancel_job(job=job)
    if cancelled:
        _record_of_job(actor, "cancel_job", job)
    return cancelled


def _record_of_job(actor: Person, action: str, job: Job) -> None:
    """Journal it of the pack that the job is for, where it is for one."""
    pack = Pack.objects.select_related("service__provider").filter(job=job).first()
    if pack:
        _record(actor, action, pack)
    else:
        record_change(action=action, actor=actor, subject=job)


def _record(actor: Person, action: str, pack: Pack) -> None:
    record_change(
        action=action,
        actor=actor,
        subject=pack,
        about=pack.service.provider,
        new={"kind": pack.kind, "as_of": pack.as_of},
        concerns=[pack.service_id],
    )


@transaction.atomic
def keep_pack(*, pack: Pack, snapshot: Snapshot, file: StoredFile, job: Job) -> None:
    """Set a whole pack's file and snapshot and end its job: all of it or, where the job is lost, nothing."""
    jobs.finish_job(job=job)
    pack.snapshot, pack.content = snapshot, file.stored_as
    pack.size, pack.sha256 = file.size, file.sha256
    pack.save(update_fields=["snapshot", "content", "size", "sha256"])


@transaction.atomic
def download_pack(*, actor: Person, pack: Pack) -> None:
    """Note in the journal who took a pack: it holds what parties showed, and leaves the programme with it."""
    require(actor, "packs.see_pack", pack.service)
    if not pack.content:
        raise Refused("This pack is not made yet.")
    record_change(
        action="download_pack",
        actor=actor,
        subject=pack,
        about=pack.service.provider,
        new={"sha256": pack.sha256, "size": pack.size},
        concerns=[pack.service_id],
    )
