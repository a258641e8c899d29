"""Mail: nothing runs its text, so that is free; what is attached is looked into as if handed in."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from pathlib import PurePath

from evidence.hygiene.attached import check_attached
from evidence.hygiene.types import Forbidden

MOST_PARTS = 200
NO_LETTER = re.compile(rb"[\x00\x03-\x06\x0e-\x19]")
NOT_TEXT = (
    "This file is no whole mail. Open it in your mail program, save it anew as EML and choose that file."
)
TOO_MUCH = "This mail has more parts than can be checked. Hand in the paper that it carries by itself."
# What a mail has beside what people attach to it.
OF_THE_MAIL = frozenset(
    {
        *("text/plain", "text/html", "text/calendar", "text/enriched", "text/rfc822-headers"),
        *("message/delivery-status", "message/disposition-notification"),
        *("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"),
    }
)
ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "application/pdf": ".pdf"}


def check(content: bytes, _file_type: str, depth: int = 0) -> None:
    if NO_LETTER.search(content):
        raise Forbidden(NOT_TEXT)
    try:
        _check_parts(BytesParser(policy=policy.default).parsebytes(content), depth)
    except RecursionError as failure:
        raise Forbidden(TOO_MUCH) from failure


def _check_parts(message: EmailMessage, depth: int) -> None:
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise Forbidden(TOO_MUCH)
        if not part.is_multipart():
            _check_part(part, depth)


def _check_part(part: MIMEPart, depth: int) -> None:
    name, content_type = part.get_filename() or "", part.get_content_type()
    is_attached = part.get_content_disposition() == "attachment"
    if content_type in OF_THE_MAIL and not name and not is_attached:
        return
    if not PurePath(name).suffix:
        name += ENDINGS.get(content_type, ".txt" if content_type in OF_THE_MAIL else "")
    payload = part.get_payload(decode=True)
    check_attached(name, payload if isinstance(payload, bytes) else b"", depth)
