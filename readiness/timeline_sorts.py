"""The sorts of act by which a timeline can be narrowed; each act that the journal holds is of one."""

from __future__ import annotations

from collections.abc import Mapping

from assumptions.vocabulary import Term


class Sort(Term):
    """A sort of act; the label is what the choice says."""

    PAPERS = "papers", "Handing in and withdrawing"
    DECISIONS = "decisions", "Decisions and checks"
    FILINGS = "filings", "Filings and uses"
    QAD = "qad", "QAD"
    WAIVERS = "waivers", "Waivers and work-off plans"
    SERVICE = "service", "Services, routes and gates"
    READING = "reading", "Reading and sharing"
    PACKS = "packs", "Packs"
    PEOPLE = "people", "People and settings"


ACTIONS: Mapping[Sort, tuple[str, ...]] = {
    Sort.PAPERS: ("submit_evidence", "withdraw_evidence"),
    Sort.DECISIONS: (
        "accept_evidence",
        "query_evidence",
        "reject_evidence",
        "record_check",
        "replace_evidence",
        "restore_evidence",
    ),
    Sort.FILINGS: ("add_use", "file_in_pit", "file_in_qad", "withdraw_filing"),
    Sort.QAD: (
        *("add_section", "draft_section", "submit_section", "query_section", "agree_section"),
        "sign_qad",
    ),
    Sort.WAIVERS: ("grant_waiver", "end_waiver"),
    Sort.SERVICE: (
        *(
            "add_service",
            "change_service",
            "declare_route",
            "withdraw_route",
            "reinstate_route",
            "set_gate_date",
            "record_gate_passed",
        ),
        "import_facts",
    ),
    Sort.READING: ("look_at_evidence", "read_evidence", "give_consent", "withdraw_consent"),
    Sort.PACKS: (
        *("request_pack", "retry_pack", "cancel_pack", "download_pack", "restart_job", "cancel_job"),
    ),
    Sort.PEOPLE: (
        *(
            "add_organisation",
            "change_organisation",
            "add_person",
            "change_person",
            "remove_person",
            "invite_person",
        ),
        *("send_invitation_again", "withdraw_invitation", "accept_invitation", "change_password"),
        *("reset_password", "set_up_totp", "remove_totp", "clear_totp", "make_recovery_codes"),
        *("connect_by_openid", "change_preferences", "change_programme", "mark_as_demonstration"),
    ),
}


def sort_of(action: str) -> Sort | None:
    """The sort of an act; None for one of a former version."""
    return next((sort for sort, actions in ACTIONS.items() if action in actions), None)
