"""What each kind of paper says: who issues it, under which heading, in which words."""

from __future__ import annotations

from dataclasses import dataclass

from assumptions.vocabulary import EvidenceKind as Kind

SECAS = "SECAS (specimen)"
DCC = "Data Communications Company (specimen)"
ELEXON = "Elexon (specimen)"
THE_PARTY = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The fixed words of a kind of paper; ``issuer`` is empty where the party itself writes it."""

    issuer: str
    title: str
    subtitle: str
    says: tuple[str, ...]
    signed_by: str


FORMS = {
    Kind.SEC_ACCESSION: Form(
        SECAS,
        "Smart Energy Code",
        "Letter on accession",
        (
            "The organisation named above has applied to accede to the Smart Energy Code.",
            "Where a party category is stated, its agreement is countersigned and it is a SEC Party.",
            "Becoming a DCC User takes the User Entry Process, of which this letter says nothing.",
        ),
        "Party Administration",
    ),
    Kind.SECURITY_ASSESSMENT: Form(
        "Security Sub-Committee (specimen)",
        "User security assessment",
        "Assurance status",
        (
            "The committee has read the assessor's report on the organisation named above.",
            "It has set the assurance status that is stated.",
        ),
        "Secretary to the committee",
    ),
    Kind.DCC_CONNECTION: Form(
        DCC,
        "DCC Gateway Connection",
        "Confirmation of installation",
        ("The connection of the organisation named above is installed, and carried test traffic both ways.",),
        "Connections Team",
    ),
    Kind.DCC_ADAPTER: Form(
        THE_PARTY,
        "DCC adapter",
        "Statement of readiness",
        ("The adapter that turns our requests into DCC's messages is installed, configured and tested.",),
        "Head of Platforms",
    ),
    Kind.UEPT_CERTIFICATE: Form(
        DCC,
        "User Entry Process Tests",
        "Completion certificate",
        (
            "The participant named above has completed the tests for the User Role and scenarios stated.",
            "This is issued for the tests alone. It says nothing of the rest of the User Entry Process.",
        ),
        "Test Assurance Manager",
    ),
    Kind.UEP_CHECK: Form(
        ELEXON,
        "User Entry Process, A203",
        "Record of a check",
        ("We asked SECAS whether the organisation named above is an MDR user, and found what is stated.",),
        "Qualification Analyst",
    ),
    Kind.SUPPLIER_USER_CHECK: Form(
        ELEXON,
        "Supplier User Roles, A204",
        "Record of a check",
        ("We looked for the Supplier named above in the list of valid users, and found what is stated.",),
        "Qualification Analyst",
    ),
    Kind.EXISTING_ARRANGEMENTS: Form(
        THE_PARTY,
        "Existing arrangements with DCC",
        "Description",
        (
            "We read our own customers' meters under the Supplier User Roles that we hold already.",
            "Readings are scheduled for each night, gaps are asked for again, and all of it is logged.",
        ),
        "Head of Metering",
    ),
    Kind.SUBMISSION_TEST: Form(
        THE_PARTY,
        "Submission of consumption data to PSS",
        "Test report",
        ("Readings of one week, with gaps and estimates, went from the Supplier to PSS and arrived whole.",),
        "Test Manager",
    ),
    Kind.OUTPUT_TEST: Form(
        THE_PARTY,
        "Consumption output messages",
        "Test report",
        ("Output messages were made from the Supplier's readings, and agree with those worked out by hand.",),
        "Test Manager",
    ),
    Kind.CONSUMPTION_DATA_PLAN: Form(
        THE_PARTY,
        "Consumption data for Qualification Testing",
        "Plan",
        ("We make consumption data for 40 meters of all sorts, and send it on each day of testing.",),
        "Test Manager",
    ),
    Kind.MDR_DIP_ID: Form(
        "DIP Manager (specimen)",
        "MDR DIP ID",
        "Notice of allocation",
        ("The identifiers above are allocated to this organisation, and known to those stated.",),
        "DIP Service Desk",
    ),
    Kind.PRODUCTION_ONBOARDING_PLAN: Form(
        THE_PARTY,
        "Onboarding to the DCC production environment",
        "Plan",
        ("We have booked our move to production for the day stated, with a rehearsal four weeks before.",),
        "Head of Delivery",
    ),
    Kind.DBT_COMPLETION: Form(
        THE_PARTY,
        "Design, build and test",
        "Completion report",
        ("Our own design, build and test for the role is complete. No defect of severity 1 or 2 is open.",),
        "Programme Director",
    ),
    Kind.PIT_COMPLETION: Form(
        THE_PARTY,
        "Pre-Integration Testing",
        "Completion report",
        ("Pre-Integration Testing is complete for what is stated. The traceability matrix is filled in.",),
        "Test Manager",
    ),
    Kind.SIT_COMPLETION: Form(
        "SIT Assurance (specimen)",
        "Systems Integration Testing",
        "Exit report",
        ("The participant named above met the exit criteria of the phases stated.",),
        "SIT Assurance",
    ),
    Kind.QT_COMPLETION: Form(
        "Code Bodies (specimen)",
        "Qualification Testing",
        "Exit report",
        ("The participant named above met the exit criteria of Qualification Testing for what is stated.",),
        "Qualification Testing Team",
    ),
}
