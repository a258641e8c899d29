"""The background work of this room: making the pack that a job is for."""

from __future__ import annotations

import logging
import tempfile

from celery import shared_task
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat

from evidence.files import NotStored, stored
from evidence.stores import store
from jobs.running import Run, run_job
from packs.actions import TASK, keep_pack
from packs.errors import PackNotMade
from packs.making import write_pack
from packs.models import Pack, PackKind

logger = logging.getLogger(__name__)


@shared_task(name=TASK)
def make_pack(job_id: str) -> None:
    """Make the pack of a job, if it is due."""
    run_job(job_id, _make)


def _make(run: Run) -> None:
    pack = Pack.objects.select_related("service", "requested_by").get(job=run.job)
    _clear_away(pack, before=run.job.runs)
    with tempfile.TemporaryFile() as whole:
        snapshot = write_pack(
            service=pack.service,
            kind=PackKind(pack.kind),
            as_of=pack.as_of,
            to=whole,
            progress=run,
            asked_by=pack.requested_by,
        )
        run.begin("stored")
        try:
            with stored(File(whole, name=str(pack.pk)), _place(pack, run.job.runs)) as file:
                run.note(f"{filesizeformat(file.size)}, SHA-256 {file.sha256[:8]} …")
                keep_pack(pack=pack, snapshot=snapshot, file=file, job=run.job)
        except NotStored as error:
            raise PackNotMade("the store could not take the file.", may_pass=True) from error


def _place(pack: Pack, run: int) -> str:
    return f"packs/{pack.pk}/{run}"


def _clear_away(pack: Pack, *, before: int) -> None:
    """Remove what earlier runs left in the store when they were killed while writing; sweeping would too."""
    for run in range(1, before):
        try:
            store.delete(_place(pack, run))
        except OSError as failure:
            logger.warning("Pack %s, run %d: %s", pack.pk, run, failure)
