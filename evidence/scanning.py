"""Every file that a person hands in goes by the scanner first, where one is set; it fails closed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.base import File

from evidence.clamd import Clamd, ScannerFailed, StreamTooLong
from journal import clock
from parties.errors import Refused

INFECTED = (
    "The virus scanner found {found} in this file, so it was not taken. Tell whoever looks after your "
    "machine, and hand in a clean copy."
)
NOT_SCANNED = (
    "This file could not be scanned for viruses just now, so it was not taken. Try again in a few minutes; "
    "if that does not help, tell the programme’s office."
)
TOO_LONG = (
    "This file could not be scanned for viruses, as it is longer than the scanner takes, so it was not "
    "taken. Make it smaller, or tell the programme’s office."
)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scan:
    """When a file was found clean, and by which scanner with which signatures."""

    at: datetime
    by: str


def scanned(upload: File[bytes]) -> Scan | None:
    """Have an upload scanned; ``Refused`` unless it is found clean. Nothing where no scanner is set.

    It waits for another server, so call it outside of a transaction.
    """
    if not settings.CLAMAV_URL:
        return None
    scanner = Clamd(settings.CLAMAV_URL, settings.SCAN_PATIENCE)
    try:
        version = scanner.version()
        upload.seek(0)
        found = scanner.found_in(upload.chunks())
    except ScannerFailed as failure:
        logger.error("A file of %s bytes was refused, as it could not be scanned. %s", upload.size, failure)
        raise Refused(_sentence(failure), field="upload") from failure
    if found:
        logger.warning("A file of %s bytes was refused: the scanner found %s.", upload.size, found)
        raise Refused(INFECTED.format(found=found), field="upload")
    return Scan(at=clock.now(), by=version)


def _sentence(failure: ScannerFailed) -> str:
    return TOO_LONG if isinstance(failure, StreamTooLong) else NOT_SCANNED
