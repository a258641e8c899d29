"""Mail that we write ourselves, and links that hold outside of a page."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from parties.errors import Refused
from parties.models import Invitation

logger = logging.getLogger(__name__)

NOT_SENT = (
    "The invitation stands, but its mail could not be sent. Send it again from the list of people in a few "
    "minutes."
)


def absolute(path: str) -> str:
    """The whole address of a page, by the setting: what a request calls its host is the asker's word."""
    return f"{settings.QUALTRACK_URL}{path}"


def mail_invitation(invitation: Invitation, token: str) -> None:
    """Send the one copy of the token. Raises ``Refused`` where the mail server does not take it."""
    link = absolute(reverse("parties:accept_invitation", args=[token]))
    text = render_to_string("parties/email/invitation.txt", {"invitation": invitation, "link": link})
    subject = f"You are invited to qualtrack by {invitation.invited_by.name}"
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    except (SMTPException, OSError) as failure:
        logger.exception("The mail of invitation %s could not be sent", invitation.pk)
        raise Refused(NOT_SENT) from failure
