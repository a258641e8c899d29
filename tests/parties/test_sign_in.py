from __future__ import annotations

import pytest
from django.urls import reverse

from tests.parties.builders import member, organisation, reviewer
from tests.readiness.pages import words

pytestmark = pytest.mark.django_db

PASSWORD = "tarn-heather-lantern"
WRONG = "This e-mail address and password don’t belong together. Try again."


@pytest.fixture
def somebody():
    return member(
        organisation("Emberley Ltd"), email="nia@emberley.example", name="Nia Farrow", password=PASSWORD
    )


def sign_in(client, email: str, password: str, **further: str):
    return client.post(reverse("account_login"), {"login": email, "password": password, **further})


@pytest.mark.parametrize("email", ["nia@emberley.example", " Nia@Emberley.Example"])
def test_signs_in_whatever_the_case_of_letters(client, somebody, email: str):
    response = sign_in(client, email, PASSWORD)
    assert response.url == reverse("readiness:home")
    assert "Nia Farrow Emberley Ltd" in words(client.get("/").content.decode())


def test_goes_on_to_the_page_that_was_wanted(client, somebody):
    wanted = "/?as_of=2026-01-31"
    asked = client.get(wanted)
    form = client.get(asked.url)
    assert f'<input type="hidden" name="next" value="{wanted}">' in form.content.decode()
    assert sign_in(client, somebody.email, PASSWORD, next=wanted).url == wanted


def test_goes_on_to_no_other_site(client, somebody):
    response = sign_in(client, somebody.email, PASSWORD, next="https://elsewhere.example/")
    assert response.url == reverse("readiness:home")


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("nia@emberley.example", "another", WRONG),
        ("nobody@emberley.example", PASSWORD, WRONG),
        ("", PASSWORD, "Give your e-mail address."),
        ("nia@emberley.example", "", "Give your password."),
    ],
)
def test_says_what_to_change_and_keeps_the_address(client, somebody, email: str, password: str, said: str):
    markup = sign_in(client, email, password, next="/?as_of=2026-01-31").content.decode()
    assert "You are not signed in" in words(markup)
    assert said in words(markup)
    assert f'value="{email}"' in markup or not email
    assert 'name="next" value="/?as_of=2026-01-31"' in markup
    assert password not in markup or not password
    assert "_auth_user_id" not in client.session


def test_a_closed_account_signs_in_no_more(client, somebody):
    somebody.is_active = False
    somebody.save()
    assert WRONG in words(sign_in(client, somebody.email, PASSWORD).content.decode())


def test_who_is_signed_in_goes_straight_on(client, somebody):
    client.force_login(somebody)
    assert client.get(reverse("account_login")).url == reverse("readiness:home")


def test_the_page_shows_no_sign_ins_nor_anything_of_the_programme(client, somebody):
    text = words(client.get(reverse("account_login")).content.decode())
    assert "emberley" not in text.lower()
    assert "Portfolio" not in text


def test_signs_out_by_post_alone(client, somebody):
    client.force_login(somebody)
    assert client.get(reverse("account_logout")).status_code == 405
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_who_is_signed_in_already_is_not_sent_in_circles(client):
    client.force_login(reviewer())
    response = client.get("/sign-in/?next=/sign-in/", follow=True)
    assert response.redirect_chain[-1] == ("/", 302)
