"""The one table of who may do what: whole, asked, printed, and closed to everybody whom it does not name."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from rules.permissions import permissions as registered

from parties.access import ANY, RELATIONS, ROLES, TABLE, page
from parties.models import Role
from parties.permissions import _RELATIONS, may
from tests.parties.builders import member, organisation, person, service

ROOMS = ("qualtrack", "demonstration", "packs", "readiness", "evidence", "parties")
CALLS = re.compile(r"\b(?:may|require|require_seen)\(\s*[\w.]+,\s*([^\s,)]+)")


def sources() -> list[str]:
    return [path.read_text() for room in ROOMS for path in Path(settings.BASE_DIR, room).rglob("*.py")]


def test_what_the_code_asks_for_is_what_the_table_has():
    calls = {found for text in sources() for found in CALLS.findall(text)}
    assert {call.strip('"') for call in calls if call.startswith('"')} == set(TABLE)
    # The rest hand on the permission that they were called with.
    assert {call for call in calls if not call.startswith('"')} == {"permission"}


def test_each_permission_is_registered_and_none_beside_the_table():
    assert {name for name in registered if name.partition(".")[0] in ROOMS} == set(TABLE)


def test_roles_and_relations_are_those_that_there_are():
    assert {role.value: role.label for role in Role} == ROLES
    named = {name for row in TABLE.values() for relations in row.grants.values() for name in relations}
    assert named | {ANY} == set(RELATIONS)
    assert set(_RELATIONS) == set(RELATIONS) - {ANY}
    assert {role for row in TABLE.values() for role in row.grants} <= set(ROLES)
    assert all(row.grants and all(row.grants.values()) for row in TABLE.values())


# Their own choices, and pages that show what they may see of each thing, which may be nothing.
FOR_THE_ROLE = [
    "parties.change_preferences",
    "readiness.see_qads",
    "readiness.see_waivers",
    "readiness.see_risks",
]


def test_a_member_has_nothing_of_others_for_the_role_alone():
    assert {name for name, row in TABLE.items() if ANY in row.grants.get("member", ())} == {*FOR_THE_ROLE}


@pytest.mark.django_db
def test_a_stranger_a_superuser_and_a_leaver_have_nothing():
    sds = service()
    everybody = {
        "another party": member(organisation()),
        "a superuser of another party": member(organisation(), is_superuser=True, is_staff=True),
        "a leaver of the provider": member(sds.provider, is_active=False),
        "an administrator who left": person(Role.ADMINISTRATOR, is_active=False),
    }
    on_a_service = [name for name in TABLE if name.partition(".")[0] != "evidence"]
    asked = [name for name in on_a_service if name not in FOR_THE_ROLE]
    has = {who: [name for name in asked if may(each, name, sds)] for who, each in everybody.items()}
    assert has == {who: [] for who in everybody}
    for_nothing = {who: [name for name in TABLE if may(each, name)] for who, each in everybody.items()}
    left = {who: [] if "leave" in who or "left" in who else FOR_THE_ROLE for who in everybody}
    assert {who: sorted(names) for who, names in for_nothing.items()} == {
        who: sorted(names) for who, names in left.items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.MEMBER])
def test_who_has_a_role_has_what_the_table_says_of_any(role):
    somebody = person(role)
    says_any = {name for name, row in TABLE.items() if ANY in row.grants.get(role, ())}
    assert {name for name in TABLE if may(somebody, name)} == says_any


def test_the_page_has_a_row_for_each_permission_and_a_column_for_each_role():
    lines = page().splitlines()
    assert [line.count(" | ") for line in lines if "<br>" in line] == [len(ROLES)] * len(TABLE)
    assert any(
        "Accept, query or reject an item" in line and "did not hand the item in" in line for line in lines
    )
