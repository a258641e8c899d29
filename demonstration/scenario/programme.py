"""The programme of the demonstration: what it asks by when, and who takes part. All of it is fictitious."""

from datetime import date

from assumptions.vocabulary import EvidenceKind, Gate
from demonstration.scenario.people import PEOPLE
from demonstration.scenario.terms import Player, Settings
from parties.models import Role

OPENED_ON = date(2023, 5, 15)

ADMINISTRATOR = Player("edda.marsh@programme.example", "Edda Marsh", Role.ADMINISTRATOR)
REVIEWER = Player("maeve.tollan@programme.example", "Maeve Tollan", Role.REVIEWER)
SECOND_REVIEWER = Player("tomas.reyle@programme.example", "Tomas Reyle", Role.REVIEWER)
CODE_BODY = Player("isla.corrow@codebody.example", "Isla Corrow", Role.CODE_BODY)
QWG = Player("hanna.obi@qwg.example", "Hanna Obi", Role.QWG)

STAFF = (ADMINISTRATOR, REVIEWER, SECOND_REVIEWER, CODE_BODY, QWG)

# Those whose stories are worth trying, one each; their colleagues and competitors stand in `people.py`.
SHOWN = ("brackenfell", "emberley", "hollowmere", "larktallow", "pellwater", "tarnwick", "vexmoor")
MEMBERS = tuple(
    player for player in PEOPLE if player.email.partition("@")[2].removesuffix(".example") in SHOWN
)

# Known to all who see the demonstration, and of use nowhere else.
PASSWORD = "tarn-heather-lantern"  # noqa: S105

LEAD_TIMES = {
    EvidenceKind.SEC_ACCESSION: 60,
    EvidenceKind.SECURITY_ASSESSMENT: 90,
    EvidenceKind.UEPT_CERTIFICATE: 45,
    EvidenceKind.UEP_CONFIRMATION: 30,
    EvidenceKind.DBT_COMPLETION: 20,
    EvidenceKind.PIT_COMPLETION: 20,
}
FIRST_PLAN = {
    Gate.SIT_CIT: date(2024, 6, 3),
    Gate.SIT_FUNCTIONAL: date(2024, 10, 7),
    Gate.SIT_MIGRATION: date(2024, 10, 21),
    Gate.SIT_NON_FUNCTIONAL: date(2024, 11, 4),
    Gate.SIT_OPERATIONAL: date(2024, 11, 18),
    Gate.QUALIFICATION_TESTING: date(2024, 9, 2),
    Gate.QUALIFICATION: date(2025, 3, 31),
}
PLAN = {
    Gate.SIT_CIT: date(2025, 1, 13),
    Gate.SIT_FUNCTIONAL: date(2025, 6, 2),
    Gate.SIT_MIGRATION: date(2025, 6, 16),
    Gate.SIT_NON_FUNCTIONAL: date(2025, 6, 30),
    Gate.SIT_OPERATIONAL: date(2025, 7, 14),
    Gate.QUALIFICATION_TESTING: date(2025, 4, 7),
    Gate.QUALIFICATION: date(2025, 10, 31),
}

# What the programme asked from which day on; the last of it holds.
SETTINGS = (
    Settings(
        on=OPENED_ON,
        design_baselines=("IR7",),
        mdr_scenario_versions=("CTSD 3.1",),
        gate_dates=FIRST_PLAN,
        lead_times=LEAD_TIMES,
    ),
    Settings(
        on=date(2024, 3, 4),
        design_baselines=("IR7", "IR8"),
        mdr_scenario_versions=("CTSD 3.1",),
        gate_dates=PLAN,
        lead_times=LEAD_TIMES,
    ),
    Settings(
        on=date(2024, 11, 4),
        design_baselines=("IR8",),
        mdr_scenario_versions=("CTSD 3.2",),
        gate_dates=PLAN,
        lead_times=LEAD_TIMES,
    ),
)
