"""`manage.py verify_journal`: what was done to the journal below the ORM is found and named."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.journal import write_entries
from journal import verification
from journal.models import WHOLE, ChainHead, Entry
from journal.triggers import lifted
from journal.verification import verify
from tests.journal.written import ACME, a_journal, hash_anew, recorded, sql

pytestmark = pytest.mark.django_db


def told(*heads: str) -> str:
    """What the command prints of a whole journal."""
    printed = StringIO()
    call_command("verify_journal", *(f"--head={head}" for head in heads), stdout=printed)
    return printed.getvalue()


def found(*heads: str) -> str:
    """What it says of one that is not."""
    with pytest.raises(CommandError) as broken:
        told(*heads)
    assert broken.value.returncode == 1
    return str(broken.value)


def test_a_whole_journal_is_told_in_one_line():
    entries = a_journal()
    assert told() == f"The journal is whole: 9 entries in 3 chains, head {entries[-1].head}\n"


def test_an_empty_journal_is_whole():
    assert told() == f"The journal is whole: 0 entries in 0 chains, head {'0' * 64}\n"


# What is done to one column of entry 5 and of what it concerns.
EDITS = {
    "who": "UPDATE journal_entry SET actor_label = 'Somebody else' WHERE position = 5",
    "nobody": "UPDATE journal_entry SET actor_id = NULL WHERE position = 5",
    "what": "UPDATE journal_entry SET action = 'reject_evidence' WHERE position = 5",
    "on what": "UPDATE journal_entry SET subject_label = 'EV-0002' WHERE position = 5",
    "about whom": "UPDATE journal_entry SET about_label = 'Nobody' WHERE position = 5",
    "the new value": """UPDATE journal_entry SET new = '{"outcome": "rejected"}' WHERE position = 5""",
    "the old value": """UPDATE journal_entry SET old = '{"outcome": "queried"}' WHERE position = 5""",
    "why": "UPDATE journal_entry SET why = 'All is there!' WHERE position = 5",
    "when": "UPDATE journal_entry SET at = '2024-09-30 12:00:00' WHERE position = 5",
    "whether it counts": "UPDATE journal_entry SET changes_facts = NOT changes_facts WHERE position = 5",
    "its digest": f"UPDATE journal_entry SET digest = '{'a' * 64}' WHERE position = 5",
    "its concerns": """DELETE FROM journal_concern
        WHERE entry_id IN (SELECT id FROM journal_entry WHERE position = 5)""",
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edited_entry(edit: str):
    a_journal()
    with lifted():
        sql(edit)
    said = found()
    assert said.startswith("Entry 5 (")
    assert said.endswith("its content is not what its digest was made of.")


def test_one_more_object_that_it_concerns():
    entries = a_journal()
    with lifted():
        sql("INSERT INTO journal_concern (entry_id, object_id) VALUES (%s, %s)", entries[4].pk, uuid4())
    assert "Entry 5 (" in found()


LINKS = {
    "another head": (f"head = '{'b' * 64}'", "its head does not follow from the one before it"),
    "another previous": (
        f"previous = '{'c' * 64}'",
        "it does not follow from the one before it in its chain",
    ),
    "another number": ("number = 77", "it is number 77 of its chain, in place of 2"),
}


@pytest.mark.parametrize(("change", "says"), LINKS.values(), ids=LINKS)
def test_a_changed_link(change: str, says: str):
    a_journal()
    with lifted():
        sql(f"UPDATE journal_entry SET {change} WHERE position = 5")
    said = found()
    assert said.startswith("Entry 5 (accept_evidence, ")
    assert said.endswith(f" UTC): {says}.")


def drop(position: int) -> None:
    entry = Entry.objects.get(position=position)
    sql("DELETE FROM journal_concern WHERE entry_id = %s", entry.pk)
    sql("DELETE FROM journal_entry WHERE id = %s", entry.pk)


def test_a_dropped_entry():
    a_journal()
    with lifted():
        drop(5)
    assert found() == "Entry 5 is missing: the next is entry 6."


def test_a_dropped_entry_with_the_rest_moved_up():
    a_journal()
    with lifted():
        drop(5)
        for position in (6, 7, 8, 9):
            sql("UPDATE journal_entry SET position = %s WHERE position = %s", position - 1, position)
    assert found().startswith("Entry 5 (")


def test_a_dropped_tail():
    a_journal()
    with lifted():
        drop(9)
        drop(8)
    assert found() == "Entry 8 is missing: the table of heads counts 9."


def test_the_whole_dropped():
    a_journal()
    with lifted():
        for position in range(1, 10):
            drop(position)
    assert found() == "Entry 1 is missing: the table of heads counts 9."


def test_two_entries_in_each_others_place():
    """Of one chain, with all that makes a place: only what they say has changed sides."""
    a_journal()
    fields = ("position", "number", "previous", "digest", "head")
    one, other = (Entry.objects.filter(position=position).values("id", *fields).get() for position in (4, 7))
    with lifted():
        set_all = "UPDATE journal_entry SET position = %s, number = %s, previous = %s, digest = %s, head = %s"
        sql(f"{set_all} WHERE id = %s", 99, 99, *("d" * 64,) * 3, one["id"])
        sql(f"{set_all} WHERE id = %s", *(one[name] for name in fields), other["id"])
        sql(f"{set_all} WHERE id = %s", *(other[name] for name in fields), one["id"])
    assert found().startswith("Entry 4 (")


def test_two_entries_in_each_others_place_and_hashed_anew_keep_the_order_of_writing():
    a_journal()
    with lifted():
        for place, position in ((99, 4), (4, 7), (7, 99)):
            sql(
                "UPDATE journal_entry SET position = %s, number = %s WHERE position = %s",
                place,
                place,
                position,
            )
        hash_anew(since=1)
    assert found().endswith("it was written before the one that it follows.")


def test_an_inserted_entry():
    a_journal()
    with lifted():
        for position in (9, 8, 7, 6, 5):
            sql("UPDATE journal_entry SET position = %s WHERE position = %s", position + 1, position)
        columns = "at, action, actor_kind, actor_id, actor_label, subject_kind, subject_id, subject_label"
        columns += ", about_id, about_label, old, new, why, changes_facts, chain, previous"
        sql(
            f"INSERT INTO journal_entry ({columns}, number, digest, position, head) "
            f"SELECT {columns}, 44, %s, 5, %s FROM journal_entry WHERE position = 4",
            *("e" * 64, "f" * 64),
        )
    assert found().startswith("Entry 5 (accept_evidence, ")


def test_an_entry_appended_past_the_table_of_heads():
    a_journal()
    heads = list(ChainHead.objects.all())
    recorded(ACME)
    for head in heads:
        head.save()
    assert found() == "Entry 10 is none of ours: the table of heads counts 9."


def test_a_table_of_heads_that_says_otherwise():
    a_journal()
    ChainHead.objects.filter(chain=str(ACME.id)).update(digest="a" * 64)
    assert found() == f"Entry 9: the table of heads has another end of chain {ACME.id} than the entries."


def test_a_table_of_heads_with_a_chain_that_is_none():
    a_journal()
    chain = ChainHead.objects.create(chain=uuid4(), entries=3).chain
    assert found() == f"Entry 9: the table of heads has chain {chain}, which no entry is in."


def tampered() -> tuple[list[str], str]:
    """A journal with entry 5 edited and the whole tail hashed anew: its heads before, and its last now."""
    before = [entry.head for entry in a_journal()]
    with lifted():
        sql(EDITS["why"])
        hash_anew(since=5)
    return before, str(ChainHead.objects.get(chain=WHOLE).digest)


def test_a_tail_hashed_anew_agrees_with_itself():
    before, head = tampered()
    assert told().endswith(f"head {head}\n")
    assert head != before[-1]


def test_a_tail_hashed_anew_is_found_against_a_head_noted_earlier():
    before, _ = tampered()
    for head in before[4:]:
        assert found(head) == (
            f"No entry has the head {head}. "
            "Since it was noted, entries were changed or removed and hashed anew."
        )
    assert "Up to entry 3 all is as noted; after it, entries were" in found(before[7], before[1], before[2])


def test_a_journal_that_grew_still_has_the_heads_noted_earlier():
    noted = [entry.head for entry in a_journal()]
    recorded(ACME)
    assert "10 entries" in told(noted[8], noted[2].upper())


def test_a_tail_cut_off_together_with_the_table_of_heads_is_found_against_a_head():
    noted = a_journal()[-1].head
    with lifted():
        drop(9)
        hash_anew(since=9)
    assert "8 entries" in told()
    assert noted in found(noted)


@pytest.mark.parametrize("head", ["", "abc", "g" * 64, "a" * 63])
def test_what_is_no_head_is_not_looked_for(head: str):
    with pytest.raises(CommandError, match="64 hexadecimal digits"):
        told(head)


def test_what_is_appended_meanwhile_is_walked_too(monkeypatch: pytest.MonkeyPatch):
    a_journal()
    reads: list[Callable[[], object]] = [lambda: recorded(ACME), lambda: None, recorded]
    heads = verification._heads

    def heads_then_more() -> object:
        seen = heads()
        if reads:
            reads.pop()()
        return seen

    monkeypatch.setattr(verification, "_heads", heads_then_more)
    assert verify().whole.entries == 11


def test_it_reads_a_few_rows_at_a_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verification, "ROWS_AT_ONCE", 100)
    peaks, queries = [], []
    for number in (600, 3000):
        with lifted():
            for table in ("journal_concern", "journal_entry", "journal_chainhead"):
                sql(f"DELETE FROM {table}")
        write_entries(number)
        verify()  # what is kept of a first run is not what is measured
        tracemalloc.start()
        with CaptureQueriesContext(connection) as made:
            assert verify().whole.entries == number
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        queries.append(len(made))
    assert peaks[1] < 1.3 * peaks[0], "five times the entries, and no more memory"
    assert queries[0] == queries[1] <= 6
