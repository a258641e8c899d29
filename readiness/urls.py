"""The pages of this room."""

from django.urls import path, register_converter

from readiness.converters import GateConverter, RequirementConverter, SourceConverter
from readiness.views.checks import checks, record_check
from readiness.views.consents import collecting, share_with_provider, share_with_qwg, withdraw_consent
from readiness.views.findings import finding
from readiness.views.gates import record_gate_passed, set_gate_date
from readiness.views.hand_in_evidence import hand_in_evidence
from readiness.views.home import home
from readiness.views.integrity import (
    check_stored_bytes,
    close_incident,
    erase_file_bytes,
    incidents,
)
from readiness.views.items import add_use, file_in_pit, file_in_qad, item, withdraw_evidence, withdraw_filing
from readiness.views.keeping import add_service, change_service, keep_service
from readiness.views.portfolio import download_portfolio, portfolio
from readiness.views.programme import change_programme, programme
from readiness.views.qad import add_section, move_section, qad, service_qad, sign_qad
from readiness.views.review import review, review_queue
from readiness.views.risks import download_risks, risks
from readiness.views.routes import declare_route, reinstate_route, withdraw_route
from readiness.views.rulebook import rulebook, rulebook_requirement, rulebook_source
from readiness.views.search import search
from readiness.views.services import service
from readiness.views.timeline import item_timeline, organisation_timeline, service_timeline
from readiness.views.waivers import end_waiver, grant_waiver, waivers

app_name = "readiness"
register_converter(GateConverter, "gate")
register_converter(SourceConverter, "source")
register_converter(RequirementConverter, "requirement")
urlpatterns = [
    path("", home, name="home"),
    path("portfolio/", portfolio, name="portfolio"),
    path("portfolio/download/", download_portfolio, name="download_portfolio"),
    path("search/", search, name="search"),
    path("programme/", programme, name="programme"),
    path("programme/change/", change_programme, name="change_programme"),
    path("services/add/", add_service, name="add_service"),
    path("services/<uuid:service_id>/keep/", keep_service, name="keep_service"),
    path("services/<uuid:service_id>/change/", change_service, name="change_service"),
    path("services/<uuid:service_id>/declare-route/", declare_route, name="declare_route"),
    path("services/<uuid:service_id>/gate-date/", set_gate_date, name="set_gate_date"),
    path("services/<uuid:service_id>/gate-passed/", record_gate_passed, name="record_gate_passed"),
    path("routes/<uuid:route_id>/withdraw/", withdraw_route, name="withdraw_route"),
    path("routes/<uuid:route_id>/reinstate/", reinstate_route, name="reinstate_route"),
    path("services/<uuid:service_id>/", service, name="service"),
    path(
        "services/<uuid:service_id>/findings/<gate:gate>/<requirement:requirement>/", finding, name="finding"
    ),
    path(
        "services/<uuid:service_id>/findings/<gate:gate>/<requirement:requirement>/<uuid:scope_id>/",
        finding,
        name="finding",
    ),
    path("services/<uuid:service_id>/timeline/", service_timeline, name="service_timeline"),
    path("services/<uuid:service_id>/hand-in/", hand_in_evidence, name="hand_in_evidence"),
    path("services/<uuid:service_id>/collecting/", collecting, name="collecting"),
    path("services/<uuid:service_id>/share-with-provider/", share_with_provider, name="share_with_provider"),
    path("services/<uuid:service_id>/share-with-qwg/", share_with_qwg, name="share_with_qwg"),
    path("consents/<uuid:consent_id>/withdraw/", withdraw_consent, name="withdraw_consent"),
    path("items/<uuid:item_id>/", item, name="item"),
    path("items/<uuid:item_id>/timeline/", item_timeline, name="item_timeline"),
    path("items/<uuid:item_id>/withdraw/", withdraw_evidence, name="withdraw_evidence"),
    path("items/<uuid:item_id>/check-bytes/", check_stored_bytes, name="check_stored_bytes"),
    path("files/<uuid:file_id>/erase/", erase_file_bytes, name="erase_file_bytes"),
    path("incidents/", incidents, name="incidents"),
    path("incidents/<uuid:incident_id>/close/", close_incident, name="close_incident"),
    path("items/<uuid:item_id>/add-use/", add_use, name="add_use"),
    path("uses/<uuid:use_id>/file-in-pit/", file_in_pit, name="file_in_pit"),
    path("uses/<uuid:use_id>/file-in-qad/", file_in_qad, name="file_in_qad"),
    path("filings/<uuid:filing_id>/withdraw/", withdraw_filing, name="withdraw_filing"),
    path(
        "organisations/<uuid:organisation_id>/timeline/", organisation_timeline, name="organisation_timeline"
    ),
    path("review/", review_queue, name="review_queue"),
    path("review/<uuid:item_id>/", review, name="review"),
    path("checks/", checks, name="checks"),
    path("checks/<uuid:route_id>/", record_check, name="record_check"),
    path("qad/", qad, name="qad"),
    path("services/<uuid:service_id>/qad/", service_qad, name="service_qad"),
    path("services/<uuid:service_id>/qad/sections/new/", add_section, name="add_section"),
    path("services/<uuid:service_id>/qad/sign/", sign_qad, name="sign_qad"),
    path("qad/sections/<uuid:section_id>/", move_section, name="move_section"),
    path("waivers/", waivers, name="waivers"),
    path("services/<uuid:service_id>/waivers/new/", grant_waiver, name="grant_waiver"),
    path("waivers/<uuid:waiver_id>/end/", end_waiver, name="end_waiver"),
    path("risks/", risks, name="risks"),
    path("risks/register.csv", download_risks, name="download_risks"),
    path("rulebook/", rulebook, name="rulebook"),
    path("rulebook/<source:source>/", rulebook_source, name="rulebook_source"),
    path(
        "rulebook/requirements/<requirement:requirement>/", rulebook_requirement, name="rulebook_requirement"
    ),
]
