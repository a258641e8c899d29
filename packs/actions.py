"""Everything that changes packs: ask for one, cancel, try again, keep what was made, note who took it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from assumptions.sentences import listed
from evidence.files import StoredFile
from jobs import actions as jobs
from jobs.models import UNDER_WAY as STATES_UNDER_WAY
from jobs.models import Job, JobState
from journal import clock
from packs.making import STEPS
from packs.models import Pack, PackKind
from packs.snapshot import Snapshot
from packs.withheld import withheld_from
from parties.actions import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Organisation, Person, Programme, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction

TASK = "packs.make_pack"
CAN_BE_RETRIED = (JobState.FAILED, JobState.CANCELLED)
UNDER_WAY = Q(job__state__in=STATES_UNDER_WAY)
MOST_AT_ONCE = 5  # unfinished packs of one person, so that one doesn't keep all others waiting


@in_one_transaction
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
        requested_as=actor.role,
        requested_for=actor.organisation,
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


@in_one_transaction
def retry_pack(*, actor: Person, pack: Pack) -> bool:
    """Make a pack that failed or was cancelled once more, from the facts as they are then. False else."""
    require(actor, "packs.see_pack", pack)
    restarted = jobs.restart_job(job=pack.job, ended=CAN_BE_RETRIED)
    if restarted:
        _record(actor, "retry_pack", pack)
    return restarted


@in_one_transaction
def cancel_pack(*, actor: Person, pack: Pack) -> bool:
    """Stop the making of a pack that nobody wants any more. False where it has ended already."""
    require(actor, "packs.cancel_pack", pack, otherwise="Whoever asked for it can cancel it.")
    cancelled = jobs.cancel_job(job=pack.job)
    if cancelled:
        _record(actor, "cancel_pack", pack)
    return cancelled


@in_one_transaction
def restart_job(*, actor: Person, job: Job) -> bool:
    """Let a job that was set aside run once more, now that staff have looked at it. False if it was not."""
    require(actor, "packs.restart_job")
    restarted = jobs.restart_job(job=job, ended=[JobState.PARKED])
    if restarted:
        _record_of_job(actor, "restart_job", job)
    return restarted


@in_one_transaction
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


def no_longer_shared(person: Person, pack: Pack) -> list[str]:
    """Whose papers a pack holds, taken in with their consent, that the person may not see now."""
    held = pack.snapshot or {}
    held_back = withheld_from(person, pack.service).items()
    left_out, there = held.get("withheld", {}), held.get("register", {})
    return sorted({whose for key, whose in held_back if key in there and key not in left_out})


@in_one_transaction
def download_pack(*, actor: Person, pack: Pack) -> None:
    """Note in the journal who took a pack: it holds what parties showed, and leaves the programme with it."""
    require(actor, "packs.see_pack", pack)
    if not pack.content:
        raise Refused("This pack is not made yet.")
    if whose := no_longer_shared(actor, pack):
        raise Refused(f"It holds papers that {listed(whose)} shares no more. Make the pack again.")
    content = {"sha256": pack.sha256, "size": pack.size}
    _note_download(actor, pack, pack.service.provider, content, [pack.service_id])
    reader = actor.organisation.name if actor.organisation else actor.get_role_display()
    for party, items in _others_papers(pack, actor).items():
        _note_download(actor, pack, party, {**content, "reader": reader}, items)


def _note_download(
    actor: Person, pack: Pack, about: Organisation, new: Mapping[str, object], concerns: list[UUID]
) -> None:
    record_change(action="download_pack", actor=actor, subject=pack, about=about, new=new, concerns=concerns)


def _others_papers(pack: Pack, reader: Person) -> dict[Organisation, list[UUID]]:
    """The items in a pack that are about other parties than the provider, by party.

    A party hears of it as of any reading of what is about it; what was withheld is in nobody's hands, and
    what the reader's own organisation handed in was there before.
    """
    snapshot = pack.snapshot or {}
    there = set(snapshot.get("register", {})) - set(snapshot.get("withheld", {}))
    uses = pack.service.uses.filter(local_id__in=there).exclude(item__about=pack.service.provider_id)
    parties: dict[Organisation, list[UUID]] = {}
    for use in uses.select_related("item__about"):
        if reader.organisation_id is None or use.item.handed_in_for_id != reader.organisation_id:
            parties.setdefault(use.item.about, []).append(use.item_id)
    return parties
