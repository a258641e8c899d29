"""The bytes of an item, for whoever may see the item: to keep, and to look at without opening them."""

from __future__ import annotations

import logging
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evidence.actions import look_at_evidence, read_evidence
from evidence.attachments import drawn_page, given_out
from evidence.models import EvidenceFile
from evidence.previewing import page_drawn, preview_of
from evidence.previews.limits import CannotShow
from evidence.queries import contents_seen_by
from evidence.shown import Shown
from parties.requests import SignedInRequest

logger = logging.getLogger(__name__)

STORE_FAILED = "The store could not give file %s"


@require_safe
def download_file(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """The file as an attachment that no browser runs or guesses at; another party's is noted as read."""
    file = _file_for(request, file_id)
    if file.kept_back:
        status = HTTPStatus.GONE if file.erased_at else HTTPStatus.CONFLICT
        return render(request, "evidence/file_kept_back.html", {"file": file}, status=status)
    try:
        answer = given_out(file.content, name=file.name, content_type=file.content_type)
    except FileNotFoundError:
        return _missing(request, file)
    except OSError:
        logger.exception(STORE_FAILED, file.pk)
        return _store_failed(request, file)
    read_evidence(actor=request.user, file=file)
    return answer


@require_safe
def preview(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """The file as a page of ours: pictures of its pages, or its text. Another party's is noted as read."""
    file = _file_for(request, file_id)
    try:
        shown = Shown(file, preview_of(file))
    except FileNotFoundError:
        return _missing(request, file)
    except OSError:
        logger.exception(STORE_FAILED, file.pk)
        return _store_failed(request, file)
    if not file.kept_back:
        look_at_evidence(actor=request.user, item=file.item, files=[file])
    return render(request, "evidence/preview.html", {"shown": shown, "file": file})


@require_safe
def preview_page(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """One page as a picture; ``number`` counts from 1."""
    file = _file_for(request, file_id)
    number = request.GET.get("number", "1")
    try:
        picture = page_drawn(file, int(number) if number.isdecimal() and len(number) < 4 else 0)
    except FileNotFoundError:
        return _missing(request, file)
    except OSError:
        logger.exception(STORE_FAILED, file.pk)
        return _store_failed(request, file)
    except CannotShow as why:
        raise Http404(str(why)) from why
    look_at_evidence(actor=request.user, item=file.item, files=[file])
    return drawn_page(picture)


def _file_for(request: SignedInRequest, file_id: UUID) -> EvidenceFile:
    files = EvidenceFile.objects.filter(item__in=contents_seen_by(request.user))
    return get_object_or_404(files.select_related("item__about"), pk=file_id)


def _missing(request: SignedInRequest, file: EvidenceFile) -> HttpResponse:
    logger.error("The store has no bytes for file %s", file.pk)
    return render(request, "evidence/file_missing.html", {"file": file}, status=404)


def _store_failed(request: SignedInRequest, file: EvidenceFile) -> HttpResponse:
    return render(request, "evidence/store_failed.html", {"file": file}, status=503)
