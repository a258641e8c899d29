"""The programme's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journal.actions import Reference
from parties.actions.saving import save_valid
from parties.changes import raise_programme_version, record_change
from parties.errors import Refused
from parties.models import Person, Programme
from parties.permissions import require
from parties.transactions import in_one_transaction

SETTINGS = ("design_baselines", "mdr_scenario_versions", "gate_dates", "lead_times")


@in_one_transaction
def change_programme(
    *,
    actor: Person | Reference,
    settings: Mapping[str, Any],
    why: str = "",
    version_seen: int | None = None,
) -> Programme:
    """Replace the settings by a facts document's ``programme`` part, which was found valid before.

    With ``version_seen``, only if nobody changed them since somebody saw that version of them.
    """
    if isinstance(actor, Person):
        require(actor, "parties.change_programme")
    programme = Programme.objects.select_for_update().first() or Programme()
    old = {field: getattr(programme, field) for field in SETTINGS}
    new = {field: settings[field] for field in SETTINGS}
    if programme.is_set and old == new:
        return programme
    if version_seen not in (None, programme.version):
        raise Refused("The settings were changed meanwhile. Look at them again before you save.")
    for field in SETTINGS:
        setattr(programme, field, new[field])
    save_valid(programme)
    raise_programme_version()
    record_change(
        action="change_programme",
        actor=actor,
        subject=Reference("programme", programme.uuid, str(programme)),
        old={field: old[field] for field in SETTINGS if old[field] != new[field]},
        new={field: new[field] for field in SETTINGS if old[field] != new[field]},
        why=why,
    )
    programme.refresh_from_db()
    return programme
