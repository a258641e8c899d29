"""Pages are compressed, at a length that tells nothing; files are not."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.models import EvidenceFile
from tests.parties.builders import item, reviewer, service
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db
ACCEPTS = {"Accept-Encoding": "gzip"}


def test_a_page_comes_compressed_to_who_can_read_that():
    address = reverse("account_login")
    plain, small = Client().get(address), Client().get(address, headers=ACCEPTS)

    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert "<title>Sign in" in gzip.decompress(small.content).decode()
    assert len(small.content) == int(small["Content-Length"]) < len(plain.content) / 2


def test_its_length_differs_from_answer_to_answer():
    """The same page ten times: its own words differ by a token and a nonce, of the same length each."""
    client = signed_in(reviewer())
    page = reverse("parties:account")
    lengths = {len(client.get(page, headers=ACCEPTS).content) for _ in range(10)}
    assert len(lengths) > 3
    assert len({len(client.get(page).content) for _ in range(3)}) == 1


def test_a_file_goes_out_byte_for_byte():
    paper = item(service(), EvidenceKind.DBT_COMPLETION)
    file = EvidenceFile.objects.get(item=paper)
    answer = signed_in(reviewer()).get(reverse("evidence:download_file", args=[file.pk]), headers=ACCEPTS)
    assert "Content-Encoding" not in answer
    assert len(b"".join(answer)) == file.size
