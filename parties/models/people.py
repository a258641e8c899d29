"""Who takes part: organisations, the people who sign in, and invitations to them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import MD5
from django.utils.crypto import salted_hmac

from journal import clock
from parties.fields import ONE_LINE, TEXT


class Organisation(models.Model):
    """A party: an SDS provider, a Supplier, another MDR. Equal names, to the letter, are one party."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=TEXT, validators=ONE_LINE)

    class Meta:
        ordering = ["name"]
        constraints = [
            # A digest, since PostgreSQL can't index 2,000 characters.
            models.UniqueConstraint(
                MD5("name"),
                name="parties_organisation_name_once",
                violation_error_message="This name is taken.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person is in the programme.

    A member acts for an organisation: whether as its provider or as a collector follows from what the
    organisation is to the SDS, route or item at hand. Nobody else belongs to one.
    """

    MEMBER = "member", "Member of a party"
    REVIEWER = "reviewer", "Programme reviewer"
    CODE_BODY = "code_body", "Code Body"
    QWG = "qwg", "QWG member"
    ADMINISTRATOR = "administrator", "Administrator"


class Theme(models.TextChoices):
    """Which of the two sets of colours pages have."""

    SYSTEM = "system", "As the system"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


def _members_alone_belong(table: str) -> list[models.BaseConstraint]:
    """What holds of a person's role, and of the role that an invitation offers."""
    return [
        models.CheckConstraint(
            condition=models.Q(role=Role.MEMBER) ^ models.Q(organisation__isnull=True),
            name=f"{table}_member_has_organisation",
            violation_error_message="A member belongs to an organisation; nobody else does.",
        ),
        models.CheckConstraint(
            condition=models.Q(role=Role.MEMBER) | models.Q(administers_organisation=False),
            name=f"{table}_members_administer",
            violation_error_message="Only its own members administer an organisation.",
        ),
        models.CheckConstraint(condition=models.Q(role__in=Role.values), name=f"{table}_role_known"),
    ]


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(
            email, password, role=Role.ADMINISTRATOR, is_staff=True, is_superuser=True, **fields
        )


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in, by e-mail address.

    Who administers an organisation invites, changes and removes its people. ``session_epoch`` goes up to end
    every session that the person has. ``openid_identity`` is the issuer and the subject of their account at
    the identity provider, once they have signed in by it. ``uses_keys`` is whether pages listen to keys.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(
        "e-mail address",
        unique=True,
        error_messages={"unique": "Somebody signs in with this address already. Give another."},
    )
    name = models.CharField(max_length=200, validators=ONE_LINE)
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    administers_organisation = models.BooleanField(default=False)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    openid_identity = models.CharField(max_length=600, blank=True, editable=False)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.SYSTEM)
    uses_keys = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    # What else comes along where the person is who asks for a page, by parties.backends; else not known.
    signs_in_with_totp: bool | None = None
    sees_demonstration: bool | None = None

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            *_members_alone_belong("parties_person"),
            models.CheckConstraint(
                condition=models.Q(theme__in=Theme.values), name="parties_person_theme_known"
            ),
            models.UniqueConstraint(
                fields=["openid_identity"],
                condition=~models.Q(openid_identity=""),
                name="parties_person_openid_identity_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session is good while its digest of these holds, so that a new password or epoch ends it."""
        said = f"{self.session_epoch} {self.password}"
        return salted_hmac("parties.Person.session", said, secret=secret, algorithm="sha256").hexdigest()


class Invitation(models.Model):
    """An offer by mail to sign in with a role, good for seven days and once.

    Whoever holds the token may take it up; of the token only a digest is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    administers_organisation = models.BooleanField(default=False)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["invited_at", "email"]
        constraints = [
            *_members_alone_belong("parties_invitation"),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="parties_invitation_ends_once",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("invited_at")),
                name="parties_invitation_expires_later",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.email}"
