"""The main navigation: its places in order, who is led there, and the pages that lie under each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """``page`` is a URL's name; shown where the access table lets the reader do ``permission``."""

    words: str
    page: str
    permission: str = ""
    key: str = ""
    under: tuple[str, ...] = ()

    def current(self, page: str) -> str:
        """What ``aria-current`` says of it on a page."""
        return "page" if page == self.page else "true" if page in self.under else ""


PORTFOLIO = Place(
    "Portfolio",
    "readiness:portfolio",
    key="g p",
    under=(
        "readiness:service",
        "readiness:service_timeline",
        "readiness:finding",
        "readiness:collecting",
        "readiness:hand_in_evidence",
        "readiness:item",
        "readiness:item_timeline",
        "readiness:withdraw_evidence",
        "readiness:erase_file_bytes",
        "readiness:keep_service",
        "readiness:change_service",
        "readiness:declare_route",
        "readiness:withdraw_route",
        "readiness:reinstate_route",
        "readiness:set_gate_date",
        "readiness:record_gate_passed",
        "readiness:grant_waiver",
        "packs:packs",
        "packs:service_packs",
        "packs:pack",
    ),
)
QUEUE = Place(
    "Review queue", "readiness:review_queue", "evidence.see_queue", key="g q", under=("readiness:review",)
)
CHECKS = Place("Checks", "readiness:checks", "evidence.record_check", under=("readiness:record_check",))
RISKS = Place("Charts and risks", "readiness:risks", "readiness.see_risks")
QAD = Place(
    "QAD",
    "readiness:qad",
    "readiness.see_qads",
    under=(
        "readiness:service_qad",
        "readiness:move_section",
        "readiness:add_section",
        "readiness:sign_qad",
    ),
)
RULEBOOK = Place(
    "Rulebook",
    "readiness:rulebook",
    under=("readiness:rulebook_source", "readiness:rulebook_requirement"),
)
PEOPLE = Place(
    "People",
    "parties:people",
    "parties.see_people",
    under=("parties:invite_person", "parties:change_person", "parties:remove_person"),
)
PROGRAMME = Place(
    "Programme",
    "readiness:programme",
    "readiness.see_programme",
    under=(
        "readiness:change_programme",
        "readiness:add_service",
        "readiness:waivers",
        "readiness:end_waiver",
        "readiness:incidents",
        "readiness:close_incident",
        "readiness:organisation_timeline",
        "parties:organisations",
        "parties:organisation",
        "parties:add_organisation",
        "parties:change_organisation",
        "packs:jobs",
        PEOPLE.page,
        *PEOPLE.under,
    ),
)
PLACES = (PORTFOLIO, QUEUE, CHECKS, RISKS, QAD, RULEBOOK, PROGRAMME)
