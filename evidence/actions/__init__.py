"""Everything that changes evidence and the QAD."""

from evidence.actions.consents import give_consent, withdraw_consent
from evidence.actions.decisions import accept_evidence, query_evidence, reject_evidence
from evidence.actions.erasing import erase_file_bytes
from evidence.actions.filings import file_in_pit, file_in_qad, withdraw_filing
from evidence.actions.integrity import check_file, check_stored_bytes, close_incident
from evidence.actions.items import record_check, submit_evidence, withdraw_evidence
from evidence.actions.qad import (
    add_section,
    agree_section,
    draft_section,
    query_section,
    sign_qad,
    submit_section,
)
from evidence.actions.reading import look_at_evidence, read_evidence
from evidence.actions.uses import add_use

__all__ = [
    "accept_evidence",
    "add_section",
    "add_use",
    "agree_section",
    "check_file",
    "check_stored_bytes",
    "close_incident",
    "draft_section",
    "erase_file_bytes",
    "file_in_pit",
    "file_in_qad",
    "give_consent",
    "look_at_evidence",
    "query_evidence",
    "query_section",
    "read_evidence",
    "record_check",
    "reject_evidence",
    "sign_qad",
    "submit_evidence",
    "submit_section",
    "withdraw_consent",
    "withdraw_evidence",
    "withdraw_filing",
]
