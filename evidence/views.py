"""The bytes of an item, for whoever may see the item."""

from __future__ import annotations

import logging
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evidence.actions import read_evidence
from evidence.attachments import given_out
from evidence.models import EvidenceFile
from evidence.queries import items_seen_by
from parties.requests import SignedInRequest

logger = logging.getLogger(__name__)


@require_safe
def download_file(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """The file as an attachment that no browser runs or guesses at; another party's is noted as read."""
    files = EvidenceFile.objects.filter(item__in=items_seen_by(request.user))
    file = get_object_or_404(files.select_related("item__about"), pk=file_id)
    try:
        answer = given_out(file.content, name=file.name, content_type=file.content_type)
    except FileNotFoundError:
        return _missing(request, file)
    except OSError:
        logger.exception("The store could not give file %s", file.pk)
        return render(request, "evidence/store_failed.html", {"file": file}, status=503)
    read_evidence(actor=request.user, item=file.item, file=file)
    return answer


def _missing(request: SignedInRequest, file: EvidenceFile) -> HttpResponse:
    logger.error("The store has no bytes for file %s", file.pk)
    return render(request, "evidence/file_missing.html", {"file": file}, status=404)
