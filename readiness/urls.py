"""The pages of this room."""

from django.urls import path, register_converter

from readiness.converters import GateConverter, RequirementConverter
from readiness.views.checks import checks, record_check
from readiness.views.consents import collecting, share_with_provider, share_with_qwg, withdraw_consent
from readiness.views.findings import finding
from readiness.views.hand_in_evidence import hand_in_evidence
from readiness.views.items import add_use, file_in_pit, file_in_qad, item, withdraw_evidence, withdraw_filing
from readiness.views.portfolio import portfolio
from readiness.views.review import review, review_queue
from readiness.views.services import service
from readiness.views.timeline import item_timeline, organisation_timeline, service_timeline

app_name = "readiness"
register_converter(GateConverter, "gate")
register_converter(RequirementConverter, "requirement")
urlpatterns = [
    path("", portfolio, name="portfolio"),
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
]
