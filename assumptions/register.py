"""The requirements in the spec's order: the order in which findings are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from assumptions.requirement import Requirement
from assumptions.rules.a094_dcc_adapter import dcc_adapter
from assumptions.rules.a094_dcc_connection import dcc_connection
from assumptions.rules.a094_sec_accession import sec_accession
from assumptions.rules.a094_security import security
from assumptions.rules.a094_uept import uept
from assumptions.rules.a197_scenarios import scenarios
from assumptions.rules.a198_existing_arrangements import existing_arrangements
from assumptions.rules.a198_output_messages import output_messages
from assumptions.rules.a198_route_permitted import route_permitted
from assumptions.rules.a198_submission_to_pss import submission_to_pss
from assumptions.rules.a198_test_data import data_for_testing as suppliers_data_for_testing
from assumptions.rules.a199_pit_whole_role import pit_whole_role
from assumptions.rules.a199_sit_complete import sit_complete
from assumptions.rules.a200_reliance import reliance
from assumptions.rules.a200_test_data import data_for_testing
from assumptions.rules.a200_uept_in_pit import uept_in_pit
from assumptions.rules.a200_uept_in_qad import uept_in_qad
from assumptions.rules.a201_mdr_dip_id import mdr_dip_id
from assumptions.rules.a203_checked import checked
from assumptions.rules.a203_uep_confirmed import uep_confirmed
from assumptions.rules.a204_listed import on_the_list
from assumptions.rules.dcc_production_plan import production_plan
from assumptions.rules.pit_complete import pit_complete
from assumptions.rules.pit_dbt_complete import dbt_complete
from assumptions.rules.qad_section import section_agreed
from assumptions.rules.qad_signed import signed
from assumptions.rules.qt_complete import qt_complete
from assumptions.rules.sds_route_declared import route_declared
from assumptions.rules.sds_whole_role import whole_role


def register(requirements: Iterable[Requirement]) -> Mapping[str, Requirement]:
    """The requirements by id; ValueError for an id that stands twice."""
    by_id: dict[str, Requirement] = {}
    for requirement in requirements:
        if requirement.id in by_id:
            raise ValueError(f"two requirements are called {requirement.id}")
        by_id[requirement.id] = requirement
    return MappingProxyType(by_id)


REQUIREMENTS = register(
    [
        whole_role,
        route_declared,
        route_permitted,
        sec_accession,
        security,
        dcc_connection,
        dcc_adapter,
        uept,
        scenarios,
        existing_arrangements,
        submission_to_pss,
        output_messages,
        suppliers_data_for_testing,
        pit_whole_role,
        sit_complete,
        reliance,
        uept_in_pit,
        uept_in_qad,
        data_for_testing,
        mdr_dip_id,
        uep_confirmed,
        checked,
        on_the_list,
        dbt_complete,
        pit_complete,
        qt_complete,
        section_agreed,
        signed,
        production_plan,
    ]
)
