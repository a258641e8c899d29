"""Who may do what: the one table, as plain data, and its page in the docs.

What is not in the table nobody may do. Permissions are made from it when the program starts; the predicate
of each relation stands in the ``permissions`` module of the room that knows it. Nothing is granted row by
row, and being a superuser grants nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ANY = "any"
ROLES = {
    "member": "Member of a party",
    "reviewer": "Programme reviewer",
    "code_body": "Code Body",
    "qwg": "QWG member",
    "administrator": "Administrator",
}
# What somebody has to be to the thing at hand; ``ANY`` asks nothing more than the role.
RELATIONS = {
    ANY: "any",
    "provides_it": "of the organisation that provides the SDS",
    "collects_for_it": "of another organisation that collects for the SDS",
    "collects_by_it": "of the organisation that collects by the route",
    "shared_with_qwg": "where the SDS's provider shares it with the QWG",
    "gave_it": "of the organisation that gave the consent",
    "is_about_them": "of the organisation that the item is about",
    "handed_in_for_them": "of the organisation for which the item was handed in",
    "used_in_their_service": "of the provider of an SDS in which the item is used",
    "shared_with_them": "of the provider of such an SDS, with the consent of whom the item is about",
    "elexons_check_for_them": "of the provider of such an SDS, where the item is a check of Elexon's",
    "shown_to_the_qwg": "of an SDS that is shared with the QWG, where its provider handed the item in, or is "
    "whom it is about, or it is a check of Elexon's",
    "asked_for_by_them": "of the provider of its SDS, where one of theirs asked for the pack",
    "asked_for_by_the_qwg": "where one of theirs asked for the pack and its SDS is shared with the QWG",
    "asked_for_it": "where they asked for the pack themselves",
    "did_not_hand_it_in": "did not hand the item in",
    "is_a_check": "where the item is a check of Elexon's",
    "is_no_check": "where the item is no check of Elexon's",
    "administers_it": "who administers that organisation",
    "administers_theirs": "who administers their organisation",
    "is_somebody_else": "not for themselves",
    "is_theirs": "of that organisation",
}

Grants = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Permission:
    """What it lets somebody do, and which roles have it in which relations, of which one is enough."""

    words: str
    grants: Grants


STAFF: Grants = {"reviewer": (ANY,), "administrator": (ANY,)}
CODE_BODY: Grants = {"code_body": (ANY,)}
PROVIDER: Grants = {"member": ("provides_it",)}
QWG: Grants = {"qwg": ("shared_with_qwg",)}
OF_PEOPLE: Grants = {"member": ("administers_it",), "administrator": (ANY,)}

TABLE: dict[str, Permission] = {
    "parties.see_service": Permission(
        "See an SDS, with its findings", {**PROVIDER, **STAFF, **CODE_BODY, **QWG}
    ),
    "parties.see_counts": Permission("See in numbers where all SDSs stand", {"qwg": (ANY,)}),
    "parties.see_collected_routes": Permission(
        "See the own routes of an SDS, with their findings", {"member": ("collects_for_it",)}
    ),
    "parties.see_route": Permission(
        "See a collection route, with its findings",
        {
            "member": ("provides_it", "collects_by_it"),
            **STAFF,
            **CODE_BODY,
            **QWG,
        },
    ),
    "parties.see_organisations": Permission("See all organisations", {**STAFF, **CODE_BODY}),
    "parties.add_organisation": Permission("Add an organisation", STAFF),
    "parties.change_organisation": Permission("Change an organisation's name", STAFF),
    "parties.add_person": Permission("Add a person", {"administrator": (ANY,)}),
    "parties.see_people": Permission(
        "See people and invitations", {"member": ("administers_theirs",), "administrator": (ANY,)}
    ),
    "parties.see_person": Permission("See a person", OF_PEOPLE),
    "parties.invite_person": Permission("Invite a person", OF_PEOPLE),
    "parties.send_invitation_again": Permission("Send an invitation again", OF_PEOPLE),
    "parties.withdraw_invitation": Permission("Withdraw an invitation", OF_PEOPLE),
    "parties.change_person": Permission("Change a person", OF_PEOPLE),
    "parties.remove_person": Permission("Remove a person", OF_PEOPLE),
    "parties.clear_totp": Permission(
        "Clear a lost authenticator app", {"administrator": ("is_somebody_else",)}
    ),
    "parties.change_preferences": Permission(
        "Choose for oneself how pages look and whether they listen to keys",
        dict.fromkeys(ROLES, (ANY,)),
    ),
    "parties.add_service": Permission("Add an SDS", STAFF),
    "parties.change_service": Permission("Change what was entered of an SDS", STAFF),
    "parties.declare_route": Permission("Declare a collection route", {**PROVIDER, **STAFF}),
    "parties.withdraw_route": Permission(
        "Withdraw a collection route, or take that back", {**PROVIDER, **STAFF}
    ),
    "parties.set_gate_date": Permission("Set an SDS's own date of a gate", STAFF),
    "parties.record_gate_passed": Permission("Record that an SDS passed a gate", {**STAFF, **CODE_BODY}),
    "parties.change_programme": Permission("Change the programme's settings", STAFF),
    "evidence.see_every_item": Permission("See the items of all parties", {**STAFF, **CODE_BODY}),
    "evidence.see_item": Permission(
        "See that an item is there: its kind, status and dates",
        {
            "member": ("is_about_them", "handed_in_for_them", "used_in_their_service"),
            **STAFF,
            **CODE_BODY,
        },
    ),
    "evidence.see_contents": Permission(
        "See an item's details, files and the reasons of decisions",
        {
            "member": (
                "is_about_them",
                "handed_in_for_them",
                "shared_with_them",
                "elexons_check_for_them",
            ),
            "qwg": ("shown_to_the_qwg",),
            **STAFF,
            **CODE_BODY,
        },
    ),
    "evidence.share_with_provider": Permission(
        "Consent that an SDS's provider sees what they showed", {"member": ("collects_for_it",)}
    ),
    "evidence.share_with_qwg": Permission("Consent that the QWG sees an SDS", PROVIDER),
    "evidence.withdraw_consent": Permission("Withdraw a consent", {"member": ("gave_it",)}),
    "evidence.submit_evidence": Permission(
        "Hand in evidence for an SDS or a route", {"member": ("provides_it", "collects_by_it"), **STAFF}
    ),
    "evidence.withdraw_evidence": Permission(
        "Withdraw an item",
        {
            "member": ("handed_in_for_them",),
            "reviewer": ("is_no_check",),
            "administrator": ("is_no_check",),
            "code_body": ("is_a_check",),
        },
    ),
    "evidence.see_queue": Permission("See the review queue", STAFF),
    "evidence.decide": Permission("Accept, query or reject an item", {"reviewer": ("did_not_hand_it_in",)}),
    "evidence.record_check": Permission("Record a check of Elexon's", CODE_BODY),
    "evidence.check_stored_bytes": Permission("Have the stored bytes of an item checked again", STAFF),
    "evidence.see_incidents": Permission("See which stored files are not as they were handed in", STAFF),
    "evidence.close_incident": Permission(
        "Close an incident of a stored file without its right bytes", {"administrator": (ANY,)}
    ),
    "evidence.erase_file_bytes": Permission(
        "Erase the bytes of a document on which nothing rests", {"administrator": (ANY,)}
    ),
    "evidence.add_use": Permission(
        "Let an item whose contents they see count in an SDS", {**PROVIDER, **STAFF}
    ),
    "evidence.file_in_pit": Permission("File an item in the PIT evidence", {**PROVIDER, **STAFF}),
    "evidence.file_in_qad": Permission("File an item in the QAD", {**PROVIDER, **STAFF}),
    "evidence.withdraw_filing": Permission("Withdraw a filing", {**PROVIDER, **STAFF}),
    "evidence.add_section": Permission("Add a section to a QAD", {**PROVIDER, **STAFF, **CODE_BODY}),
    "evidence.write_section": Permission("Draft and submit a section of a QAD", {**PROVIDER, **STAFF}),
    "evidence.answer_section": Permission("Query and agree a section of a QAD", CODE_BODY),
    "evidence.sign_qad": Permission("Record a director's signature", {**PROVIDER, **STAFF}),
    "readiness.see_programme": Permission(
        "See the programme's settings, with their history", {**STAFF, **CODE_BODY}
    ),
    "readiness.keep_service": Permission(
        "See all routes of an SDS, those withdrawn too, and what is set for it at its gates",
        {**PROVIDER, **STAFF, **CODE_BODY},
    ),
    "readiness.grant_waiver": Permission("Record a waiver", {**STAFF, **CODE_BODY}),
    "readiness.end_waiver": Permission("End a waiver", {**STAFF, **CODE_BODY}),
    "readiness.see_service_timeline": Permission(
        "See the timeline of an SDS", {**PROVIDER, **STAFF, **CODE_BODY}
    ),
    "readiness.see_organisation_timeline": Permission(
        "See the timeline of an organisation", {"member": ("is_theirs",), **STAFF, **CODE_BODY}
    ),
    "readiness.see_conflicts": Permission("See identifiers that two parties claim", STAFF),
    "readiness.open_section": Permission(
        "Open a section of a QAD to write or to answer it", {**PROVIDER, **STAFF, **CODE_BODY}
    ),
    "readiness.see_qads": Permission(
        "See the QADs of the SDSs that they see",
        {"member": (ANY,), **STAFF, **CODE_BODY, "qwg": (ANY,)},
    ),
    "readiness.see_waivers": Permission(
        "See waivers and work-off plans, of the SDSs that they see",
        {"member": (ANY,), **STAFF, **CODE_BODY},
    ),
    "readiness.see_risks": Permission(
        "See charts and the risk register, of the SDSs that they see",
        {"member": (ANY,), **STAFF, **CODE_BODY},
    ),
    "packs.request_pack": Permission(
        "Ask for a readiness pack or a QAD evidence pack of an SDS",
        {**PROVIDER, **STAFF, **CODE_BODY, **QWG},
    ),
    "packs.see_pack": Permission(
        "See and take a pack",
        {"member": ("asked_for_by_them",), **STAFF, **CODE_BODY, "qwg": ("asked_for_by_the_qwg",)},
    ),
    "packs.cancel_pack": Permission(
        "Cancel the making of a pack",
        {"member": ("asked_for_it",), "code_body": ("asked_for_it",), "qwg": ("asked_for_it",), **STAFF},
    ),
    "packs.see_jobs": Permission("See all background work", STAFF),
    "packs.restart_job": Permission("Start background work again that was set aside", STAFF),
    "packs.cancel_job": Permission("Cancel any background work", STAFF),
    "packs.see_every_pack": Permission("See the packs that others asked for", {**STAFF, **CODE_BODY}),
}

INTRODUCTION = """\
# Who may do what

What is not in this table nobody may do. A role is what a person is in the programme; a member of a party
acts for one organisation, and what they may do follows from what that organisation is to the SDS or the item
at hand. Being a superuser grants nothing here. What somebody may not see is, for them, not there: the page
is a 404.

"""
ENDING = "\nThis page is made from `parties/access.py` by `make docs`.\n"


def page() -> str:
    head = " | ".join(ROLES.values())
    lines = [f"| | {head} |\n", f"|---|{'---|' * len(ROLES)}\n", *(row(name) for name in TABLE)]
    return INTRODUCTION + "".join(lines) + ENDING


def row(name: str) -> str:
    cells = " | ".join(cell(TABLE[name].grants.get(role, ())) for role in ROLES)
    return f"| {TABLE[name].words}<br>`{name}` | {cells} |\n"


def cell(relations: tuple[str, ...]) -> str:
    return "; or ".join("yes" if relation == ANY else RELATIONS[relation] for relation in relations)
