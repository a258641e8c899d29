"""An S3-compatible object store of one's own (SeaweedFS), which checks signatures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import boto3
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tests.services.holding import directory_for, free_ports, held, program

BUCKET = "files"
KEY, SECRET = "qualtrack", "a-secret-that-only-tests-know"
PARTS = ("master", "volume", "filer", "s3")  # each has a port for HTTP and one for gRPC
DOES_NOT = ("s3.iam", "master.telemetry", "master.resumeState")
NOWHERE = ("s3.port.iceberg", "s3.port.lance", "volume.preStopSeconds")


@dataclass(frozen=True, slots=True)
class S3:
    """A store that runs, with one bucket."""

    port: int
    bucket: str = BUCKET
    access_key: str = KEY
    secret_key: str = SECRET

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, folder: str = "", *, port: int | None = None) -> str:
        """What STORAGE_URL is set to; the port is another where something stands between."""
        endpoint = f"http://127.0.0.1:{port or self.port}"
        return f"s3://{self.bucket}/{quote(folder)}?{urlencode({'endpoint': endpoint})}"

    def client(self) -> BaseClient:
        """A client that says at once what went wrong."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            region_name="us-east-1",
            config=Config(
                signature_version="s3v4", s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}
            ),
        )


@contextmanager
def running(directory: Path | None = None, ports: list[int] | None = None) -> Iterator[S3]:
    """Start a store. Started again with the same directory and ports, eight of them, it is the same one."""
    ports = ports or free_ports(2 * len(PARTS))
    store = S3(port=ports[2 * PARTS.index("s3")])
    with directory_for("s3", directory) as place:
        _write_keys(place / "keys.json")
        (place / "kept").mkdir(exist_ok=True)
        with held(
            [program("weed", package="seaweedfs"), "server", *_options(ports)],
            directory=place,
            ready=lambda: _takes_objects(store),
            keeps_directory=directory is not None,
            leaves=[Path(f"/tmp/seaweedfs-{part}-grpc-{port}.sock") for part, port in _grpc(ports)],
            environment={"HOME": str(place), "TMPDIR": str(place)},
        ):
            yield store


def _grpc(ports: list[int]) -> list[tuple[str, int]]:
    return list(zip(PARTS, ports[1::2], strict=True))


def _options(ports: list[int]) -> list[str]:
    chosen = {
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "dir": "kept",
        "s3": "true",
        "s3.config": "keys.json",
        "s3.localSocket": "s3.sock",
        "filer.localSocket": "filer.sock",
        "master.volumeSizeLimitMB": "64",
        "master.electionTimeout": "1s",
        "volume.max": "0",
        **{f"{part}.port": str(port) for part, port in zip(PARTS, ports[::2], strict=True)},
        **{f"{part}.port.grpc": str(port) for part, port in _grpc(ports)},
        **dict.fromkeys(DOES_NOT, "false"),
        **dict.fromkeys(NOWHERE, "0"),
    }
    return [f"-{name}={value}" for name, value in chosen.items()]


def _write_keys(path: Path) -> None:
    whoever_has_the_key = {
        "name": KEY,
        "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    path.write_text(json.dumps({"identities": [whoever_has_the_key]}))


def _takes_objects(store: S3) -> bool:
    client = store.client()
    try:
        client.create_bucket(Bucket=store.bucket)
    except (BotoCoreError, ClientError) as error:
        if "BucketAlready" not in str(error):
            return False
    try:
        client.put_object(Bucket=store.bucket, Key="ready", Body=b"written")
        found = client.get_object(Bucket=store.bucket, Key="ready")["Body"].read()
        client.delete_object(Bucket=store.bucket, Key="ready")
    except (BotoCoreError, ClientError):
        return False
    return bool(found == b"written")
