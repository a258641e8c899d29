"""The database itself refuses to change or remove what the journal holds."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from journal.models import Concern, Entry
from journal.triggers import SAYS, lifted
from tests.journal.written import a_journal, sql

STATEMENTS = {
    "an entry changed": "UPDATE journal_entry SET why = 'Another reason' WHERE position = 2",
    "all entries changed": "UPDATE journal_entry SET why = ''",
    "an entry removed": "DELETE FROM journal_entry WHERE position = 9",
    "a concern changed": "UPDATE journal_concern SET entry_id = 1",
    "concerns removed": "DELETE FROM journal_concern",
}
ON_SQLITE = {
    "an entry replaced": "REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE position = 2",
    "a concern replaced": "INSERT OR REPLACE INTO journal_concern SELECT * FROM journal_concern LIMIT 1",
}
ON_POSTGRESQL = {
    "entries truncated": "TRUNCATE journal_entry CASCADE",
    "concerns truncated": "TRUNCATE journal_concern",
}
VENDORS = dict.fromkeys(ON_SQLITE, "sqlite") | dict.fromkeys(ON_POSTGRESQL, "postgresql")


def rows() -> tuple[list[object], list[object]]:
    return list(Entry.objects.values_list()), list(Concern.objects.order_by("id").values_list())


@pytest.mark.django_db
@pytest.mark.parametrize("named", [*STATEMENTS, *VENDORS])
def test_nothing_is_changed_or_removed_by_sql(named: str):
    if VENDORS.get(named, connection.vendor) != connection.vendor:
        pytest.skip(f"This is SQL of {VENDORS[named]}.")
    a_journal()
    connection.check_constraints()
    before = rows()
    with pytest.raises(IntegrityError, match=SAYS), transaction.atomic():
        sql((STATEMENTS | ON_SQLITE | ON_POSTGRESQL)[named])
    assert rows() == before


@pytest.mark.django_db(transaction=True)
def test_a_flush_is_refused_too():
    a_journal()
    with pytest.raises(CommandError, match="couldn't be flushed"):
        call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.count() == 9


@pytest.mark.django_db(transaction=True)
def test_they_are_there_again_after_they_were_lifted():
    a_journal()
    with lifted():
        call_command("flush", interactive=False, verbosity=0)
    assert not Entry.objects.exists()
    a_journal()
    with pytest.raises(IntegrityError, match=SAYS):
        sql(STATEMENTS["an entry changed"])


def remove_and_fail() -> None:
    with lifted():
        sql(STATEMENTS["concerns removed"])
        raise LookupError


@pytest.mark.django_db(transaction=True)
def test_they_are_there_again_where_the_block_fails():
    a_journal()
    with pytest.raises(LookupError):
        remove_and_fail()
    assert Concern.objects.count() == 18
    with pytest.raises(IntegrityError, match=SAYS):
        sql(STATEMENTS["concerns removed"])
