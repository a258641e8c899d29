"""Who gets which page, written out by hand: the walk compares each answer, and the access table, with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.access.world import (
    ADMINISTRATOR,
    CODE_BODY,
    COLLECTOR,
    OWN_ADMINISTRATOR,
    PROVIDER,
    QWG,
    REVIEWER,
    SIGNED_IN,
)

OK, GOES_ON, NO_SUCH_METHOD, SIGNS_IN = 200, 302, 405, -1

STAFF = frozenset({REVIEWER, ADMINISTRATOR})
PROGRAMME = STAFF | {CODE_BODY}
OWNERS = frozenset({PROVIDER, OWN_ADMINISTRATOR})
OF_THE_SERVICE = OWNERS | PROGRAMME
WHO_FILES = OWNERS | STAFF
WITH_QWG = OF_THE_SERVICE | {QWG}
COLLECTS = frozenset({COLLECTOR})
OF_ITS_COLLECTOR = COLLECTS | PROGRAMME
OF_BOTH = OF_THE_SERVICE | COLLECTS
CHECKERS = frozenset({CODE_BODY})
OF_PEOPLE = frozenset({OWN_ADMINISTRATOR, ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Page:
    """One URL with one thing in it. ``get`` and ``post`` are the answers to ``who``; None: no such method.

    ``also`` are what else stands in its address: words, and things by name.
    ``permission`` on ``of`` is the line of the access table that it hangs on; none where to sign in will do.
    """

    url: str
    thing: str = ""
    who: frozenset[str] = SIGNED_IN
    permission: str = ""
    of: str = ""
    get: int | None = None
    post: int | None = None
    also: tuple[str, ...] = ()
    sends: dict[str, str] = field(default_factory=dict)
    word: str = ""  # a public name in the address, in place of a thing's id
    is_strangers_too: bool = False

    def __str__(self) -> str:
        of = self.thing or self.word
        return " ".join((f"{self.url} of the {of}" if of else self.url, *self.also))

    def address(self, things: Mapping[str, Any]) -> str:
        """Where it is, among things by name."""
        ids = [things[self.thing].pk] if self.thing else []
        named = [things[name].pk if name in things else name for name in self.also]
        return reverse(self.url, args=[*ids, *([self.word] if self.word else []), *named])


def page(
    url: str,
    thing: str = "",
    who: frozenset[str] = SIGNED_IN,
    permission: str = "",
    of: str = "",
    *,
    also: tuple[str, ...] = (),
) -> Page:
    """To look at."""
    return Page(url, thing, who, permission, of or thing or "programme", get=OK, also=also)


def act(url: str, thing: str, who: frozenset[str], permission: str, of: str = "", **sends: str) -> Page:
    """A button, which goes on to a page."""
    return Page(url, thing, who, permission, of or thing, post=GOES_ON, sends=sends)


def form(
    url: str, thing: str, who: frozenset[str], permission: str, of: str = "", *, empty: int = OK
) -> Page:
    """A page with a form; ``empty`` is the answer where nothing is filled in: shown again, or done."""
    return Page(url, thing, who, permission, of or thing or "programme", get=OK, post=empty)


QADS_AND_WAIVERS = [
    page("readiness:qad", "", SIGNED_IN, "readiness.see_qads"),
    page("readiness:service_qad", "service", OF_THE_SERVICE, "parties.see_service"),
    page("readiness:service_qad", "shared service", WITH_QWG, "parties.see_service"),
    form("readiness:add_section", "service", OF_THE_SERVICE, "evidence.add_section"),
    form("readiness:add_section", "shared service", OF_THE_SERVICE, "evidence.add_section"),
    form("readiness:sign_qad", "service", WHO_FILES, "evidence.sign_qad"),
    form("readiness:sign_qad", "shared service", WHO_FILES, "evidence.sign_qad"),
    form("readiness:move_section", "section", OF_THE_SERVICE, "readiness.open_section", "service"),
    page("readiness:waivers", "", SIGNED_IN - {QWG}, "readiness.see_waivers"),
    form("readiness:grant_waiver", "service", PROGRAMME, "readiness.grant_waiver"),
    form("readiness:end_waiver", "waiver", PROGRAMME, "readiness.end_waiver", "service"),
]
RULES_AND_RISKS = [
    page("readiness:risks", "", SIGNED_IN - {QWG}, "readiness.see_risks"),
    page("readiness:download_risks", "", SIGNED_IN - {QWG}, "readiness.see_risks"),
    page("readiness:rulebook"),
    Page("readiness:rulebook_source", get=OK, word="A203"),
    Page("readiness:rulebook_requirement", get=OK, word="A203.UEP_CONFIRMED"),
]

PAGES = [
    page("readiness:home"),
    page("readiness:portfolio"),
    page("readiness:search"),
    page("readiness:download_portfolio"),
    page("readiness:service", "service", OF_THE_SERVICE, "parties.see_service"),
    page("readiness:service", "shared service", WITH_QWG, "parties.see_service"),
    *(
        page(
            "readiness:finding",
            thing,
            who,
            "parties.see_service",
            also=("qualification", "SDS.ROUTE_DECLARED"),
        )
        for thing, who in (("service", OF_THE_SERVICE), ("shared service", WITH_QWG))
    ),
    page(
        "readiness:finding",
        "service",
        OF_BOTH,
        "parties.see_route",
        "route",
        also=("qualification", "A094.SEC_ACCESSION", "route"),
    ),
    page(
        "readiness:finding",
        "service",
        OF_THE_SERVICE,
        "parties.see_service",
        also=("qualification", "QAD.SECTION", "section"),
    ),
    page("readiness:service_timeline", "service", OF_THE_SERVICE, "readiness.see_service_timeline"),
    page("readiness:service_timeline", "shared service", OF_THE_SERVICE, "readiness.see_service_timeline"),
    page(
        "readiness:organisation_timeline", "provider", OF_THE_SERVICE, "readiness.see_organisation_timeline"
    ),
    page("readiness:programme", "", PROGRAMME, "readiness.see_programme"),
    form("readiness:change_programme", "", STAFF, "parties.change_programme"),
    form("readiness:add_service", "", STAFF, "parties.add_service"),
    page("readiness:keep_service", "service", OF_THE_SERVICE, "readiness.keep_service"),
    page("readiness:keep_service", "shared service", OF_THE_SERVICE, "readiness.keep_service"),
    form("readiness:change_service", "service", STAFF, "parties.change_service"),
    form("readiness:declare_route", "service", WHO_FILES, "parties.declare_route"),
    form("readiness:set_gate_date", "service", STAFF, "parties.set_gate_date"),
    form("readiness:record_gate_passed", "service", PROGRAMME, "parties.record_gate_passed"),
    form("readiness:withdraw_route", "route", WHO_FILES, "parties.withdraw_route", "service"),
    form("readiness:reinstate_route", "route", WHO_FILES, "parties.withdraw_route", "service"),
    page("parties:organisations", "", PROGRAMME, "parties.see_organisations"),
    form("parties:add_organisation", "", STAFF, "parties.add_organisation"),
    page("parties:organisation", "provider", PROGRAMME, "parties.see_organisations"),
    form("parties:change_organisation", "provider", STAFF, "parties.change_organisation"),
    page("readiness:collecting", "service", COLLECTS, "parties.see_collected_routes"),
    act("readiness:share_with_provider", "service", COLLECTS, "evidence.share_with_provider"),
    act("readiness:share_with_qwg", "service", OWNERS, "evidence.share_with_qwg"),
    act("readiness:withdraw_consent", "consent", COLLECTS, "evidence.withdraw_consent"),
    form("readiness:hand_in_evidence", "service", WHO_FILES | COLLECTS, "evidence.submit_evidence", "route"),
    page("readiness:item", "paper", OF_THE_SERVICE, "evidence.see_item"),
    page("readiness:item", "collector's paper", OF_BOTH, "evidence.see_item"),
    page("readiness:item", "collector's own paper", OF_BOTH, "evidence.see_item"),
    page("readiness:item", "check", OF_BOTH, "evidence.see_item"),
    page("readiness:item_timeline", "paper", OF_THE_SERVICE, "evidence.see_item"),
    page("readiness:item_timeline", "collector's own paper", OF_BOTH, "evidence.see_item"),
    *(
        form("readiness:withdraw_evidence", thing, who, "evidence.withdraw_evidence", empty=GOES_ON)
        for thing, who in (
            ("paper", WHO_FILES),
            ("collector's paper", WHO_FILES),
            ("collector's own paper", COLLECTS | STAFF),
            ("check", CHECKERS),
        )
    ),
    act("readiness:add_use", "paper", WHO_FILES, "evidence.add_use", "service", service="service"),
    act("readiness:file_in_pit", "use", WHO_FILES, "evidence.file_in_pit", "service"),
    act("readiness:file_in_qad", "use", WHO_FILES, "evidence.file_in_qad", "service"),
    act("readiness:withdraw_filing", "filing", WHO_FILES, "evidence.withdraw_filing", "service"),
    page("readiness:review_queue", "", STAFF, "evidence.see_queue"),
    form("readiness:review", "paper", STAFF, "evidence.see_queue", "programme"),
    page("readiness:checks", "", CHECKERS, "evidence.record_check"),
    form("readiness:record_check", "route", CHECKERS, "evidence.record_check", "service"),
    *QADS_AND_WAIVERS,
    *RULES_AND_RISKS,
    page("packs:packs"),
    page("packs:service_packs", "service", OF_THE_SERVICE, "packs.request_pack"),
    page("packs:service_packs", "shared service", WITH_QWG, "packs.request_pack"),
    *(
        Page("packs:request_pack", thing, who, "packs.request_pack", thing, get=GOES_ON, post=OK)
        for thing, who in (("service", OF_THE_SERVICE), ("shared service", WITH_QWG))
    ),
    *(
        page(url, thing, who, "packs.see_pack")
        for url in ("packs:pack", "packs:download_pack")
        for thing, who in (
            ("pack", OF_THE_SERVICE),
            ("staff's pack", PROGRAMME),
            ("QWG's pack", PROGRAMME | {QWG}),
        )
    ),
    act("packs:retry_pack", "pack", OF_THE_SERVICE, "packs.see_pack"),
    act("packs:retry_pack", "staff's pack", PROGRAMME, "packs.see_pack"),
    act("packs:cancel_pack", "pack", frozenset({PROVIDER}) | STAFF, "packs.cancel_pack"),
    act("packs:cancel_pack", "staff's pack", STAFF, "packs.cancel_pack"),
    page("packs:jobs", "", STAFF, "packs.see_jobs"),
    act("packs:restart_job", "job", STAFF, "packs.restart_job", "programme"),
    act("packs:cancel_job", "job", STAFF, "packs.cancel_job", "programme"),
    *(
        page(url, thing, who, "evidence.see_contents", item)
        for url in ("evidence:download_file", "evidence:preview", "evidence:preview_page")
        for thing, who, item in (
            ("file", OF_THE_SERVICE, "paper"),
            ("collector's file", OF_BOTH, "collector's paper"),
            ("collector's own file", OF_ITS_COLLECTOR, "collector's own paper"),
            ("shared file", OF_BOTH, "shared paper"),
            ("check's file", OF_BOTH, "check"),
        )
    ),
    page("parties:account"),
    form("parties:preferences", "", SIGNED_IN, "parties.change_preferences"),
    Page("parties:keys", get=OK, is_strangers_too=True),
    Page("parties:accessibility", get=OK, is_strangers_too=True),
    Page(
        "parties:choose_theme",
        permission="parties.change_preferences",
        of="programme",
        post=GOES_ON,
        is_strangers_too=True,
    ),
    page("parties:people", "", OF_PEOPLE, "parties.see_people"),
    form("parties:invite_person", "", OF_PEOPLE, "parties.see_people"),
    act("parties:send_invitation_again", "invitation", OF_PEOPLE, "parties.send_invitation_again"),
    act("parties:withdraw_invitation", "invitation", OF_PEOPLE, "parties.withdraw_invitation"),
    form("parties:change_person", "colleague", OF_PEOPLE, "parties.change_person"),
    form("parties:remove_person", "colleague", OF_PEOPLE, "parties.remove_person", empty=GOES_ON),
    act("parties:clear_totp", "colleague", frozenset({ADMINISTRATOR}), "parties.clear_totp"),
]

# Whoever holds the link of an invitation may open it, signed in or not: its token is what can't be guessed.
BY_TOKEN = "parties:accept_invitation"

# The library's pages about signing in are the same for everybody. By the beginnings of their names: the
# answers to GET and POST with nothing filled in, to a stranger and to who has signed in.
GROUPS = ("account_", "mfa_", "openid_connect_", "start_single_sign_on")
Answers = tuple[int, int, int, int]
FOR_ANYBODY: Answers = (OK, OK, OK, OK)
TOLD_TO_ANYBODY: Answers = (OK, NO_SUCH_METHOD, OK, NO_SUCH_METHOD)
FOR_WHO_SIGNED_IN: Answers = (SIGNS_IN, SIGNS_IN, OK, OK)
AFTER_CONFIRMING: Answers = (SIGNS_IN, SIGNS_IN, GOES_ON, GOES_ON)
WITHOUT_AN_APP_NOT_THERE: Answers = (SIGNS_IN, SIGNS_IN, 404, 404)
WHERE_A_PROVIDER_IS_SET: Answers = (404, 404, 404, 404)
LIBRARY: dict[str, Answers] = {
    "openid_connect_callback": WHERE_A_PROVIDER_IS_SET,
    "start_single_sign_on": WHERE_A_PROVIDER_IS_SET,
    "account_login": (OK, OK, GOES_ON, GOES_ON),
    "account_logout": (NO_SUCH_METHOD, SIGNS_IN, NO_SUCH_METHOD, SIGNS_IN),
    "account_change_password": FOR_WHO_SIGNED_IN,
    "account_reauthenticate": FOR_WHO_SIGNED_IN,
    "account_reset_password": FOR_ANYBODY,
    "account_reset_password_done": TOLD_TO_ANYBODY,
    "account_reset_password_from_key": FOR_ANYBODY,
    "account_reset_password_from_key_done": TOLD_TO_ANYBODY,
    "mfa_authenticate": AFTER_CONFIRMING,  # the second step of signing in: back to the first, or it is done
    "mfa_reauthenticate": AFTER_CONFIRMING,
    "mfa_index": (SIGNS_IN, SIGNS_IN, OK, NO_SUCH_METHOD),
    "mfa_activate_totp": AFTER_CONFIRMING,
    "mfa_deactivate_totp": WITHOUT_AN_APP_NOT_THERE,
    "mfa_generate_recovery_codes": AFTER_CONFIRMING,
    "mfa_view_recovery_codes": (SIGNS_IN, SIGNS_IN, 404, NO_SUCH_METHOD),
    "mfa_download_recovery_codes": WITHOUT_AN_APP_NOT_THERE,
}
