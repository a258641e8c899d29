"""What people choose for themselves alone: how pages look to them, and whether pages listen to keys."""

from __future__ import annotations

from parties.actions.saving import save_valid
from parties.changes import record_change
from parties.models import Person, Theme
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def change_preferences(*, actor: Person, theme: Theme | None = None, keys: bool | None = None) -> Person:
    """Choose for oneself; None leaves as it is. No organisation's timeline tells of it."""
    require(actor, "parties.change_preferences")
    person = Person.objects.select_for_update().get(pk=actor.pk)
    asked = {"theme": theme and theme.value, "uses_keys": keys}
    new = {field: value for field, value in asked.items() if value not in (None, getattr(person, field))}
    if not new:
        return person
    old = {field: getattr(person, field) for field in new}
    for field, value in new.items():
        setattr(person, field, value)
    save_valid(person)
    record_change(action="change_preferences", actor=person, subject=person, old=old, new=new)
    return person
