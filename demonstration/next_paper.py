"""The paper that the demonstration leaves to whoever tries it: SECAS's confirmation for Emberley Data."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from assumptions.vocabulary import DccRole, EvidenceKind, UepIssuer
from demonstration.papers.facts import Facts
from demonstration.papers.making import make_paper
from demonstration.scenario import EMBERLEY
from journal import clock


def write_next_paper() -> Path:
    """Put it beside the database, dated today, and say where."""
    paper = make_paper(
        Facts(
            kind=EvidenceKind.UEP_CONFIRMATION,
            reference="UEP-0131",
            party=EMBERLEY.provider,
            issued_on=clock.today(),
            details={"user_role": DccRole.METER_DATA_RETRIEVER, "issuer": UepIssuer.SECAS},
            to=EMBERLEY.member,
        )
    )
    folder = Path(settings.VAR_DIR) / "demonstration"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / str(paper.name)
    path.write_bytes(paper.read())
    return path
