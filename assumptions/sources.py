"""What the rules rest on, in our words: MHHS-DEL1384 v4.0 (June 2024) and our interpretations, I1 to I17."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """An assumption or risk of the deck, or an interpretation of ours where it leaves something open.

    ``reads`` names, for an interpretation, what of the deck it reads.
    """

    id: str
    title: str
    text: str
    reads: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A203; Deck."""
        return self.id[:1].upper() + self.id[1:]

    @property
    def is_interpretation(self) -> bool:
        return self.id.startswith("I")

    @property
    def is_risk(self) -> bool:
        return self.id.startswith("R")


DECK = (
    Source(
        "deck",
        "MDR Testing and Qualification",
        "A Smart Data Service collects with the new MDR role, with a Supplier’s existing roles, or with "
        "both. It is qualified as a whole, through SIT or by the Code Bodies; its MDR part never is by "
        "itself. Whoever runs MDR needs the complete User Entry Process for sign-off, answers the QAD, "
        "and should allow time for joining the DCC production environment.",
    ),
    Source(
        "A094",
        "Becoming a DCC User before SIT",
        "An agent that is new to the DCC accedes to the Smart Energy Code, passes its security process, "
        "obtains DCC connection and adapter services and completes DCC entry testing, all before SIT.",
    ),
    Source(
        "A197",
        "Test scenarios for MDR",
        "DCC brings its common UEPT scenarios up to date so that they cover MDR, under SEC modification "
        "MP162.",
    ),
    Source(
        "A198",
        "Suppliers with IS and ES",
        "A Supplier that already retrieves data with its IS and ES roles, for its own customers and with "
        "those roles only, needs neither SEC accession nor UEPT before SIT. It shows in PIT and in the "
        "QAD how it collects, that its data reaches PSS, and that output messages come of it; it supplies "
        "data for Qualification Testing.",
    ),
    Source(
        "A199",
        "SIT on the whole role",
        "SIT tests the SDS role in its entirety, in each of its phases and against the design baseline.",
    ),
    Source(
        "A200",
        "Non-SIT participants with MDR",
        "UEPT is relied on, so the MDR functionality is tested no further for Qualification. The UEPT "
        "evidence goes into the PIT evidence and the QAD, and consumption data is generated for "
        "Qualification Testing, which is of the whole role.",
    ),
    Source(
        "A201",
        "MDR DIP ID",
        "Every party that acts as an MDR, Suppliers included, is once allocated an MDR DIP ID: in its DIP "
        "onboarding, by logging in for it, or by the DIP Manager on its behalf. It becomes a four-digit "
        "identifier that CSS and DSP are sent for access control.",
    ),
    Source(
        "A202",
        "No DCC in CIT",
        "The DCC takes no part in Component Integration Testing, so UEPT for MDR is asked from SIT "
        "Functional on.",
    ),
    Source(
        "A203",
        "The full User Entry Process",
        "The SDS shows that the whole User Entry Process is complete for the MDR role, as a rule by "
        "confirmation from SECAS; Elexon can check it. The UEPT certificate alone falls short, since "
        "testing is one step of several.",
    ),
    Source(
        "A204",
        "Elexon’s check of Suppliers",
        "Elexon can check that who collects with Supplier requests is an existing Supplier using IS and "
        "ES, as a rule on the SEC website’s list of valid users.",
    ),
    Source(
        "R548",
        "Requirements not clear",
        "Participants may not know which SEC accession and DCC testing is asked of them before SIT or "
        "Qualification.",
    ),
    Source(
        "R549",
        "MDR not in time for SIT",
        "SIT participants that intend to use MDR may not have SEC accession and UEPT done when SIT starts.",
    ),
    Source(
        "R550",
        "DBT and PIT not in time for SIT",
        "SIT participants that collect with IS and ES may not have DBT and PIT done when SIT starts.",
    ),
)

INTERPRETATIONS = (
    Source(
        "I1",
        "What is due before CIT",
        "DCC is no part of CIT, so there a Supplier’s UEPT is released as an MDR’s is, and DCC connection "
        "and adapter only advise. SEC accession and security are no DCC service and stay due. All of A094 "
        "holds at Qualification Testing and Qualification too.",
        ("A094", "A202"),
    ),
    Source(
        "I2",
        "IS or ES alone",
        "A Supplier that uses only one of IS and ES is within A198 for that role.",
        ("A198",),
    ),
    Source(
        "I3",
        "When the MDR DIP ID is due",
        "A201 holds for Suppliers with IS and ES as well. The deck ties it to no gate: it advises before "
        "Qualification and blocks there, where it can be waived.",
        ("A201", "A198"),
    ),
    Source(
        "I4",
        "Existing DCC Users",
        "Holding any DCC User Role puts accession, security, connection and adapter behind a collector, "
        "but not UEPT and UEP in a role that is new to it. One that holds MDR shows its certificate and "
        "confirmation again.",
        ("A094", "A198", "A200", "A203"),
    ),
    Source(
        "I5",
        "Checks by Elexon",
        "The checks of A203 and A204 are recorded and must have passed before Qualification is signed "
        "off. A failed A204 check ends the exemption of A198.",
        ("A203", "A204", "A198"),
    ),
    Source(
        "I6",
        "Where A198 evidence is filed",
        "In PIT before any SIT phase or Qualification Testing; in both PIT and the QAD at Qualification.",
        ("A198",),
    ),
    Source(
        "I7",
        "Filing of MDR UEPT evidence",
        "Only Non-SIT participants file it in PIT and the QAD; a SIT participant’s MDR is tested in SIT "
        "itself.",
        ("A200",),
    ),
    Source(
        "I8",
        "Waivers",
        "Waivers are our addition: decisions of a governance group with a date and a reason. What the "
        "deck makes a condition of sign-off can’t be waived.",
        ("deck", "A203", "A204"),
    ),
    Source(
        "I9",
        "Operational SIT",
        "It runs on central systems, yet stays a gate, since A199 names all phases.",
        ("A199",),
    ),
    Source(
        "I10",
        "Suppliers entering a new role",
        "A Supplier may enter a role that it does not hold yet; for that role it is an agent like any "
        "other, and its arrangements are described as made.",
        ("A198", "A094"),
    ),
    Source(
        "I11",
        "Route by route",
        "The condition of IS and ES only is read for each route: a Supplier may run an MDR route beside "
        "an exempt one.",
        ("A198",),
    ),
    Source(
        "I12",
        "PIT on the whole role",
        "SIT and Qualification Testing are of the whole role, so the PIT before them covers it too; a "
        "design baseline is asked for before SIT only.",
        ("A199", "A198", "A200"),
    ),
    Source(
        "I13",
        "Clarity, and production plans",
        "R548 is measured by whether permitted routes are declared. The DCC production environment is "
        "something to think of in good time, so the plan for it only advises.",
        ("R548", "deck"),
    ),
    Source(
        "I14",
        "The QAD",
        "The deck names the QAD; that its sections are agreed and a director signs comes from the "
        "programme’s Qualification pages.",
        ("deck",),
    ),
    Source(
        "I15",
        "Routes added later",
        "A completion handed in before a route was declared does not cover the whole role any more: the "
        "role is shown again.",
        ("A199", "A200"),
    ),
    Source(
        "I16",
        "Gates passed",
        "No gate presumes an earlier one. Passing a gate is decided by the programme or the Code Bodies "
        "and recorded beside the verdict; being ready for Qualification is not yet being Qualified.",
        ("deck",),
    ),
    Source(
        "I17",
        "Versions of the scenarios",
        "A197 tells what DCC will do, so the certificate’s version is advised on and blocks nothing.",
        ("A197",),
    ),
)

SOURCES = {source.id: source for source in (*DECK, *INTERPRETATIONS)}
