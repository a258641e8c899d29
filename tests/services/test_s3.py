"""The object store of the tests checks what a real one checks, and keeps what it took."""

import urllib.error
import urllib.request
from pathlib import Path

from tests.services import s3 as object_store
from tests.services.holding import answers, free_ports


def status(link: str) -> int:
    try:
        with urllib.request.urlopen(link) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_only_a_signed_link_opens(s3):
    client = s3.client()
    client.put_object(Bucket=s3.bucket, Key="letter", Body=b"as it was")
    signed = client.generate_presigned_url(
        "get_object", Params={"Bucket": s3.bucket, "Key": "letter"}, ExpiresIn=60
    )
    assert status(signed) == 200
    assert status(signed.split("?")[0]) == 403
    assert status(signed.replace("letter", "other")) == 403
    assert status(signed.replace("Expires=60", "Expires=61")) == 403


def test_killed_and_started_again_it_has_what_it_took(tmp_path):
    ports = free_ports(8)
    with object_store.running(tmp_path, ports) as store:
        store.client().put_object(Bucket=store.bucket, Key="letter", Body=b"as it was")
    assert not answers(store.port)
    assert not [port for port in ports if list(Path("/tmp").glob(f"seaweedfs-*-{port}.sock"))]
    with object_store.running(tmp_path, ports) as again:
        assert again == store
        assert again.client().get_object(Bucket=again.bucket, Key="letter")["Body"].read() == b"as it was"


def test_it_listens_where_it_was_told_until_it_stops(tmp_path):
    ports = free_ports(8)
    with object_store.running(tmp_path, ports):
        assert all(answers(port) for port in ports)
    assert not any(answers(port) for port in ports)
