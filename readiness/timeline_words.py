"""How pages tell the entries of the journal: a sentence for each action, and old and new values in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from assumptions import REQUIREMENTS
from assumptions.sentences import in_full, listed
from assumptions.vocabulary import (
    DecisionOutcome,
    EvidenceKind,
    Gate,
    Participation,
    RouteKind,
    SectionStatus,
    ServiceRole,
    Term,
    WaiverKind,
)
from journal.models import Entry
from parties.models import Role

# What somebody did, with {it} for what it was done to.
SENTENCES: Mapping[str, str] = {
    "accept_evidence": "accepted {it}",
    "accept_invitation": "came by invitation: {it}",
    "add_organisation": "added {it}",
    "add_person": "added {it}",
    "add_section": "added QAD section {it}",
    "add_service": "added {it}",
    "add_use": "let {it} count in one more place",
    "agree_section": "agreed QAD section {it}",
    "cancel_job": "stopped the work on {it}",
    "cancel_pack": "cancelled {it}",
    "change_organisation": "changed the name of {it}",
    "change_password": "changed the password of {it}",
    "change_person": "changed {it}",
    "change_preferences": "changed how pages look and listen for {it}",
    "change_programme": "changed the programme’s settings",
    "change_service": "changed {it}",
    "clear_totp": "cleared the authenticator app of {it}",
    "connect_by_openid": "connected {it} to single sign-on",
    "declare_route": "declared a route: {it}",
    "download_pack": "downloaded {it}",
    "draft_section": "took up QAD section {it}",
    "end_waiver": "set an end to: {it}",
    "file_in_pit": "filed {it} in the PIT evidence",
    "file_in_qad": "filed {it} in the QAD",
    "give_consent": "gave: {it}",
    "grant_waiver": "recorded: {it}",
    "import_facts": "brought in the facts of {it}",
    "invite_person": "sent out: {it}",
    "make_recovery_codes": "made recovery codes for {it}",
    "mark_as_demonstration": "marked the programme as a demonstration",
    "query_evidence": "queried {it}",
    "query_section": "queried QAD section {it}",
    "look_at_evidence": "read {it}",
    "read_evidence": "downloaded a file of {it}",
    "record_check": "recorded {it}",
    "record_gate_passed": "recorded when {it} passed a gate",
    "reinstate_route": "took back the withdrawal of a route: {it}",
    "reject_evidence": "rejected {it}",
    "remove_person": "removed {it}",
    "remove_totp": "removed the authenticator app of {it}",
    "request_pack": "asked for {it}",
    "replace_evidence": "put a newer version in the place of {it}",
    "reset_password": "reset the password of {it}",
    "restore_evidence": "let {it} count again",
    "restart_job": "started the work on {it} again",
    "retry_pack": "asked again for {it}",
    "send_invitation_again": "sent out again: {it}",
    "set_gate_date": "set a date of {it} at a gate",
    "set_up_totp": "set up an authenticator app for {it}",
    "sign_qad": "recorded a signature under the QAD of {it}",
    "submit_evidence": "handed in {it}",
    "submit_section": "submitted QAD section {it}",
    "withdraw_consent": "withdrew: {it}",
    "withdraw_evidence": "withdrew {it}",
    "withdraw_invitation": "withdrew: {it}",
    "withdraw_filing": "withdrew a filing of {it}",
    "withdraw_route": "withdrew a route: {it}",
}
LOOKED_AT = "looked at a file of {it}"

# Another party's paper, of which a provider sees the kind, the status and the day.
STATUSES: Mapping[str, str] = {
    "submit_evidence": "handed in",
    "record_check": "recorded",
    "accept_evidence": "accepted",
    "query_evidence": "queried",
    "reject_evidence": "rejected",
    "withdraw_evidence": "withdrawn",
    "replace_evidence": "replaced",
    "restore_evidence": "counts again",
}

# The names of values, in the order in which they are told. Those that are not here stay out of pages: they
# stand elsewhere, or speak to machines.
LABELS: Mapping[str, str] = {
    "name": "Name",
    "reader": "Reader",
    "role": "Role",
    "organisation": "Organisation",
    "participation": "Takes part as",
    "collector": "Collector",
    "declared_on": "Declared on",
    "roles_used": "DCC User Roles used",
    "file": "File",
    "requirement": "Requirement",
    "service": "Service",
    "section": "QAD section",
    "gate": "Gate",
    "gates": "Gates",
    "due_on": "Due on",
    "passed_on": "Passed on",
    "outcome": "Decision",
    "until": "Accepted until",
    "status": "State",
    "granted_by": "Granted by",
    "granted_on": "Granted on",
    "expires_on": "Last day",
    "withdrawn_on": "Withdrawn on",
    "replaces": "Newer version of",
    "replaced_by": "Replaced by",
    "on": "On",
    "signatory": "Signatory",
    "as_of": "As of",
    "sha256": "SHA-256",
    "design_baselines": "Design baselines",
    "mdr_scenario_versions": "Versions of the MDR test scenarios",
    "gate_dates": "Gate dates",
    "lead_times": "Lead times in days",
}
TERMS: Mapping[str, tuple[type[Term], ...]] = {
    "gate": (Gate,),
    "gate_dates": (Gate,),
    "gates": (Gate,),
    "kind": (EvidenceKind, RouteKind, WaiverKind),
    "lead_times": (EvidenceKind,),
    "outcome": (DecisionOutcome,),
    "participation": (Participation,),
    "role": (ServiceRole,),
    "status": (SectionStatus,),
}
SAID = ("name", "outcome", "withdrawn_on")  # where nothing stood before, the sentence says it
NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Value:
    """A value that was set, with the one before it where there was another."""

    label: str
    old: str
    new: str


def sentence_for(entry: Entry) -> str:
    """What somebody did, with {it} in the place of what it was done to."""
    if entry.action == "look_at_evidence" and entry.new.get("file"):
        return LOOKED_AT
    # An action of a former version is told by its name.
    return SENTENCES.get(entry.action, f"{entry.action.replace('_', ' ')}: {{it}}")


def values_of(entry: Entry, services: Mapping[str, str]) -> list[Value]:
    """The values of an entry in words; of an import only how many, since they are whole documents.

    ``services`` are the names of SDSs by their ids in documents.
    """
    if entry.action == "import_facts":
        return [Value("Values set", "", f"{len(entry.new):,}")] if entry.new else []
    names = [name for name in LABELS if name in entry.old or name in entry.new]
    old, new = _named(entry.old, services), _named(entry.new, services)
    return [value for name in names if (value := _value(name, old.get(name), new.get(name)))]


def _named(values: Mapping[str, Any], services: Mapping[str, str]) -> Mapping[str, Any]:
    slug = values.get("service")
    return {**values, "service": services.get(slug, slug)} if isinstance(slug, str) else values


def _value(name: str, old: Any, new: Any) -> Value | None:
    if old in NOTHING and (new in NOTHING or name in SAID):
        return None
    if old in NOTHING or old == new:
        return Value(LABELS[name], "", in_words(name, new))
    return Value(LABELS[name], in_words(name, old), in_words(name, new))


def in_words(name: str, value: Any) -> str:
    """A value as people say it: a term by its label, a day in full, several in a list."""
    if value in NOTHING:
        return "none"
    if name == "file":
        return f"{value['name']}, SHA-256 {value['sha256']}"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Mapping):
        return listed(f"{in_words(name, key)}: {in_words('', each)}" for key, each in sorted(value.items()))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return listed(in_words(name, each) for each in value)
    return _term(name, str(value))


def _term(name: str, value: str) -> str:
    for terms in TERMS.get(name, ()):
        if value in set(terms):
            return terms(value).label
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    if name == "requirement" and value in REQUIREMENTS:
        return f"{REQUIREMENTS[value].title} ({value})"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        with suppress(ValueError):  # somebody's own words, which look like a day
            return in_full(date.fromisoformat(value))
    return "Not started" if value == "not_started" else value
