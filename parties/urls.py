"""The pages of this room."""

from django.urls import path

from parties import help_views, organisation_views, views

app_name = "parties"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/preferences/", help_views.preferences, name="preferences"),
    path("keys/", help_views.keys, name="keys"),
    path("accessibility/", help_views.accessibility, name="accessibility"),
    path("organisations/", organisation_views.organisations, name="organisations"),
    path("organisations/add/", organisation_views.add_organisation, name="add_organisation"),
    path("organisations/<uuid:organisation_id>/", organisation_views.organisation, name="organisation"),
    path(
        "organisations/<uuid:organisation_id>/change/",
        organisation_views.change_organisation,
        name="change_organisation",
    ),
    path("theme/", views.choose_theme, name="choose_theme"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite_person, name="invite_person"),
    path("people/<uuid:person_id>/", views.change_person, name="change_person"),
    path("people/<uuid:person_id>/remove/", views.remove_person, name="remove_person"),
    path("people/<uuid:person_id>/clear-totp/", views.clear_totp, name="clear_totp"),
    path(
        "invitations/<uuid:invitation_id>/send-again/",
        views.send_invitation_again,
        name="send_invitation_again",
    ),
    path("invitations/<uuid:invitation_id>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("invitations/<str:token>/", views.accept_invitation, name="accept_invitation"),
]
