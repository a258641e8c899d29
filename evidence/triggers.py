"""The database's own refusal that somebody decides on what they handed in, by whatever way it is written.

A decision's CHECK compares what the decision says of its item; these look at the item itself.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

SAYS = "Nobody decides on what they handed in."
OWN_DECISION = (
    "EXISTS (SELECT 1 FROM evidence_evidenceitem"
    " WHERE id = NEW.item_id AND handed_in_by_id = NEW.decided_by_id)"
)
DECIDED_BY_THEM = (
    "EXISTS (SELECT 1 FROM evidence_decision WHERE item_id = NEW.id AND decided_by_id = NEW.handed_in_by_id)"
)
# By name: the table, what is written to it, and where that is refused.
REFUSED = {
    "evidence_decision_on_ones_own": ("evidence_decision", "INSERT", OWN_DECISION),
    "evidence_decision_moved_to_ones_own": (
        "evidence_decision",
        "UPDATE OF item_id, decided_by_id",
        OWN_DECISION,
    ),
    "evidence_item_moved_to_who_decided": (
        "evidence_evidenceitem",
        "UPDATE OF handed_in_by_id",
        DECIDED_BY_THEM,
    ),
}
SQLITE = (
    "CREATE TRIGGER {name} BEFORE {write} ON {table} WHEN {refused} BEGIN SELECT RAISE(ABORT, '{says}'); END"
)
POSTGRESQL = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {refused} THEN
        RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {name} BEFORE {write} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def create_triggers(database: BaseDatabaseWrapper) -> None:
    form = POSTGRESQL if database.vendor == "postgresql" else SQLITE
    with database.cursor() as cursor:
        for name, (table, write, refused) in REFUSED.items():
            cursor.execute(form.format(name=name, table=table, write=write, refused=refused, says=SAYS))


def drop_triggers(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        for name, (table, _, _) in REFUSED.items():
            if database.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}; DROP FUNCTION IF EXISTS {name}()")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
