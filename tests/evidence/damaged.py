"""Stored files with which something is wrong, as a disk, a hand or a wrong restore leaves them."""

from __future__ import annotations

from django.core.files.base import ContentFile

from evidence.actions import check_file
from evidence.models import EvidenceFile, EvidenceItem, Incident
from evidence.stores import store

OTHER = b"%PDF-1.7\n% another\n"


def replaced(file: EvidenceFile, content: bytes) -> EvidenceFile:
    """Give the store these bytes in place of a file's."""
    name = str(file.content.name)
    store.delete(name)
    assert store.save(name, ContentFile(content)) == name
    return EvidenceFile.objects.get(pk=file.pk)


def altered(item: EvidenceItem) -> EvidenceFile:
    """The file of an item, of which the store has as many other bytes."""
    return replaced(item.files.get(), OTHER)


def lost(item: EvidenceItem) -> EvidenceFile:
    """The file of an item, which the store has lost; it holds others."""
    file = item.files.get()
    store.delete(str(file.content.name))
    store.save("packs/another/1", ContentFile(b"something"))
    return file


def incident_on(item: EvidenceItem) -> Incident:
    """An open incident on the file of an item."""
    check_file(file=altered(item))
    return Incident.objects.get(file__item=item, closed_at__isnull=True)
