"""The page of all background work, for the programme's staff. It stands here since packs are in it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jobs.models import Job
from journal import clock
from packs import actions
from packs.queries import job_rows, jobs_ended, jobs_under_way
from parties.requests import SignedInRequest, require_seen
from readiness.queries.failed_work import failed_work

ON_A_PAGE = 50


@require_safe
def jobs(request: SignedInRequest) -> HttpResponse:
    """What was set aside, what is under way and what has ended."""
    require_seen(request.user, "packs.see_jobs", None)
    under_way = Paginator(jobs_under_way(), ON_A_PAGE).get_page(1)
    ended = Paginator(jobs_ended(), ON_A_PAGE).get_page(request.GET.get("page"))
    work = failed_work(clock.today())
    lists = job_rows(work.parked, under_way, ended, work.failed)
    context = {
        "parked": lists[0],
        "under_way": lists[1],
        "under_way_count": under_way.paginator.count,
        "page": ended,
        "ended": lists[2],
        "failed": lists[3],
    }
    return render(request, "packs/jobs.html", context)


@require_POST
def restart_job(request: SignedInRequest, job_id: UUID) -> HttpResponse:
    require_seen(request.user, "packs.restart_job", None)
    job = get_object_or_404(Job, pk=job_id)
    if actions.restart_job(actor=request.user, job=job):
        messages.success(request, f"Started again: {job}.")
    else:
        messages.info(request, f"{job} is not set aside any more.")
    return redirect("packs:jobs")


@require_POST
def cancel_job(request: SignedInRequest, job_id: UUID) -> HttpResponse:
    require_seen(request.user, "packs.cancel_job", None)
    job = get_object_or_404(Job, pk=job_id)
    if actions.cancel_job(actor=request.user, job=job):
        messages.success(request, f"Cancelled: {job}.")
    else:
        messages.info(request, f"{job} had ended before.")
    return redirect("packs:jobs")
