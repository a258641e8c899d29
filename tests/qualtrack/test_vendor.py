"""What is shipped of others is what its publisher gave out, with its licence."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static/vendor"


def test_every_file_is_listed_and_unchanged():
    listed = {
        f"{package['folder']}/{name}": digest
        for package in json.loads((VENDOR / "vendor.json").read_text())
        for name, digest in package["sha256"].items()
    }
    held = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "vendor.json"
    }

    assert held == listed


def test_each_package_has_its_version_and_licence():
    for package in json.loads((VENDOR / "vendor.json").read_text()):
        assert package["version"][0].isdigit()
        assert package["licence"] in {"MIT", "0BSD", "OFL-1.1"}
        assert "LICENSE" in package["sha256"]
