"""Taking the bytes of erased files out of the store, after the commit that erased them."""

from __future__ import annotations

from evidence.models import EvidenceFile
from evidence.stores import store


def names_to_remove() -> list[str]:
    """Where erased files still are in the store, as when the program died right after the commit."""
    erased = EvidenceFile.objects.filter(erased_at__isnull=False).exclude(content="")
    return list(erased.values_list("content", flat=True).distinct())


def remove_erased(name: str) -> None:
    """Remove an erased file, unless another one stands on the same bytes; then forget where it was.

    ``OSError`` where the store fails: sweeping tries again.
    """
    named = EvidenceFile.objects.filter(content=name)
    if not named.filter(erased_at__isnull=True).exists():
        store.delete(name)
    named.filter(erased_at__isnull=False).update(content="")
