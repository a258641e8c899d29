"""The programme of the demonstration: what it asks by when, and who takes part. All of it is fictitious."""

from datetime import date

from assumptions.vocabulary import EvidenceKind, Gate
from demonstration.scenario.terms import Player, Settings
from parties.models import Role

OPENED_ON = date(2024, 5, 20)

ADMINISTRATOR = Player("edda.marsh@programme.example", "Edda Marsh", Role.ADMINISTRATOR)
REVIEWER = Player("maeve.tollan@programme.example", "Maeve Tollan", Role.REVIEWER)
SECOND_REVIEWER = Player("tomas.reyle@programme.example", "Tomas Reyle", Role.REVIEWER)
CODE_BODY = Player("isla.corrow@codebody.example", "Isla Corrow", Role.CODE_BODY)
QWG = Player("hanna.obi@qwg.example", "Hanna Obi", Role.QWG)

STAFF = (ADMINISTRATOR, REVIEWER, SECOND_REVIEWER, CODE_BODY, QWG)

MEMBERS = (
    Player(
        "oona.strand@brackenfell.example",
        "Oona Strand",
        Role.MEMBER,
        "Brackenfell Data Services",
        administers=True,
    ),
    Player("nia.farrow@emberley.example", "Nia Farrow", Role.MEMBER, "Emberley Data", administers=True),
    Player("sol.denby@emberley.example", "Sol Denby", Role.MEMBER, "Emberley Data"),
    Player("greta.moss@hollowmere.example", "Greta Moss", Role.MEMBER, "Hollowmere Data", administers=True),
    Player(
        "ivo.larkin@larktallow.example", "Ivo Larkin", Role.MEMBER, "Lark & Tallow Metering", administers=True
    ),
    Player(
        "rhys.pendry@pellwater.example", "Rhys Pendry", Role.MEMBER, "Pellwater Smart Data", administers=True
    ),
    Player("piers.oakden@tarnwick.example", "Piers Oakden", Role.MEMBER, "Tarnwick Energy", administers=True),
    Player("callum.dray@vexmoor.example", "Callum Dray", Role.MEMBER, "Vexmoor Energy", administers=True),
)

# Known to all who see the demonstration, and of use nowhere else.
PASSWORD = "tarn-heather-lantern"  # noqa: S105

SETTINGS = Settings(
    on=OPENED_ON,
    design_baselines=("IR8",),
    mdr_scenario_versions=("CTSD 3.2",),
    gate_dates={
        Gate.SIT_CIT: date(2025, 1, 13),
        Gate.SIT_FUNCTIONAL: date(2025, 6, 2),
        Gate.SIT_MIGRATION: date(2025, 6, 16),
        Gate.SIT_NON_FUNCTIONAL: date(2025, 6, 30),
        Gate.SIT_OPERATIONAL: date(2025, 7, 14),
        Gate.QUALIFICATION_TESTING: date(2025, 4, 7),
        Gate.QUALIFICATION: date(2025, 10, 31),
    },
    lead_times={
        EvidenceKind.SEC_ACCESSION: 60,
        EvidenceKind.SECURITY_ASSESSMENT: 90,
        EvidenceKind.UEPT_CERTIFICATE: 45,
        EvidenceKind.UEP_CONFIRMATION: 30,
        EvidenceKind.DBT_COMPLETION: 20,
        EvidenceKind.PIT_COMPLETION: 20,
    },
)
