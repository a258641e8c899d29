"""Who gets which page, written out by hand: the walk compares each answer, and the access table, with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.access.world import (
    ADMINISTRATOR,
    CODE_BODY,
    COLLECTOR,
    PROVIDER,
    QWG,
    REVIEWER,
    SIGNED_IN,
)

STAFF = frozenset({REVIEWER, ADMINISTRATOR})
PROGRAMME = STAFF | {CODE_BODY}
OK, GOES_ON = 200, 302


@dataclass(frozen=True, slots=True)
class Page:
    """One URL with one thing in it. ``get`` and ``post`` are the answers to ``who``; None: no such method.

    ``permission`` on ``of`` is the line of the access table that it hangs on; none where to sign in will do.
    """

    url: str
    thing: str = ""
    get: int | None = None
    post: int | None = None
    who: frozenset[str] = SIGNED_IN
    permission: str = ""
    of: str = "programme"
    sends: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.url} of the {self.thing}" if self.thing else self.url


OF_THE_SERVICE = frozenset({PROVIDER, *PROGRAMME})
WHO_FILES = frozenset({PROVIDER, *STAFF})
OWNERS = frozenset({PROVIDER})
WITH_QWG = OF_THE_SERVICE | {QWG}
COLLECTS = frozenset({COLLECTOR})
OF_ITS_COLLECTOR = COLLECTS | PROGRAMME
CHECKERS = frozenset({CODE_BODY})
OF_BOTH = frozenset({PROVIDER, COLLECTOR, *PROGRAMME})

PAGES = [
    Page("readiness:portfolio", get=OK),
    Page("readiness:service", "service", OK, None, OF_THE_SERVICE, "parties.see_service", "service"),
    Page("readiness:collecting", "service", OK, None, COLLECTS, "parties.see_collected_routes", "service"),
    Page(
        "readiness:share_with_provider",
        "service",
        None,
        GOES_ON,
        COLLECTS,
        "evidence.share_with_provider",
        "service",
    ),
    Page(
        "readiness:withdraw_consent",
        "consent",
        None,
        GOES_ON,
        COLLECTS,
        "evidence.withdraw_consent",
        "consent",
    ),
    Page(
        "readiness:hand_in_evidence",
        "service",
        OK,
        OK,
        WHO_FILES | COLLECTS,
        "evidence.submit_evidence",
        "route",
    ),
    Page("readiness:item", "paper", OK, None, OF_THE_SERVICE, "evidence.see_item", "paper"),
    Page("readiness:item", "collector's paper", OK, None, OF_BOTH, "evidence.see_item", "collector's paper"),
    Page(
        "readiness:withdraw_evidence", "paper", OK, GOES_ON, WHO_FILES, "evidence.withdraw_evidence", "paper"
    ),
    Page(
        "readiness:withdraw_evidence",
        "collector's paper",
        OK,
        GOES_ON,
        WHO_FILES | {COLLECTOR},
        "evidence.withdraw_evidence",
        "collector's paper",
    ),
    Page(
        "readiness:add_use",
        "paper",
        None,
        GOES_ON,
        WHO_FILES,
        "evidence.add_use",
        "service",
        {"service": "service"},
    ),
    Page("readiness:file_in_pit", "use", None, GOES_ON, WHO_FILES, "evidence.file_in_pit", "service"),
    Page("readiness:file_in_qad", "use", None, GOES_ON, WHO_FILES, "evidence.file_in_qad", "service"),
    Page(
        "readiness:withdraw_filing", "filing", None, GOES_ON, WHO_FILES, "evidence.withdraw_filing", "service"
    ),
    Page("readiness:review_queue", "", OK, None, STAFF, "evidence.see_queue"),
    Page("readiness:review", "paper", OK, OK, STAFF, "evidence.see_queue"),
    Page("readiness:checks", "", OK, None, CHECKERS, "evidence.record_check"),
    Page("readiness:record_check", "route", OK, OK, CHECKERS, "evidence.record_check", "service"),
    Page("packs:service_packs", "service", OK, None, OF_THE_SERVICE, "packs.request_pack", "service"),
    Page("packs:request_pack", "service", None, OK, OF_THE_SERVICE, "packs.request_pack", "service"),
    Page("packs:pack", "pack", OK, None, OF_THE_SERVICE, "packs.see_pack", "pack"),
    Page("packs:retry_pack", "pack", None, GOES_ON, OF_THE_SERVICE, "packs.request_pack", "service"),
    Page("packs:pack", "staff's pack", OK, None, PROGRAMME, "packs.see_pack", "staff's pack"),
    Page("packs:download_pack", "staff's pack", OK, None, PROGRAMME, "packs.see_pack", "staff's pack"),
    Page("packs:pack", "QWG's pack", OK, None, PROGRAMME | {QWG}, "packs.see_pack", "QWG's pack"),
    Page("packs:download_pack", "QWG's pack", OK, None, PROGRAMME | {QWG}, "packs.see_pack", "QWG's pack"),
    Page("readiness:service", "shared service", OK, None, WITH_QWG, "parties.see_service", "shared service"),
    Page("packs:service_packs", "shared service", OK, None, WITH_QWG, "packs.request_pack", "shared service"),
    Page("packs:request_pack", "shared service", None, OK, WITH_QWG, "packs.request_pack", "shared service"),
    Page("readiness:share_with_qwg", "service", None, GOES_ON, OWNERS, "evidence.share_with_qwg", "service"),
    Page("packs:retry_pack", "staff's pack", None, GOES_ON, PROGRAMME),
    Page("packs:download_pack", "pack", OK, None, OF_THE_SERVICE, "packs.see_pack", "pack"),
    Page("evidence:download_file", "file", OK, None, OF_THE_SERVICE, "evidence.see_contents", "paper"),
    Page(
        "evidence:download_file",
        "collector's file",
        OK,
        None,
        OF_BOTH,
        "evidence.see_contents",
        "collector's paper",
    ),
    Page(
        "evidence:download_file",
        "collector's own file",
        OK,
        None,
        OF_ITS_COLLECTOR,
        "evidence.see_contents",
        "collector's own paper",
    ),
    Page("evidence:download_file", "shared file", OK, None, OF_BOTH, "evidence.see_contents", "shared paper"),
    Page("evidence:download_file", "check's file", OK, None, OF_BOTH, "evidence.see_contents", "check"),
    Page(
        "readiness:item",
        "collector's own paper",
        OK,
        None,
        OF_BOTH,
        "evidence.see_item",
        "collector's own paper",
    ),
]

# URLs of libraries, by how their names begin: the answer to GET and POST of whoever it is, by group.
SIGN_IN, OWN_SIGN_OUT, ADMIN = "sign_in", "sign_out", "admin:"
LIBRARIES = (SIGN_IN, OWN_SIGN_OUT, ADMIN)
