#!/usr/bin/env python3
"""Says whether an evidence pack is whole: every file there, none altered, none added.

    python3 verify.py [FOLDER]

FOLDER is the unpacked pack; without it, the folder that this file is in. Exit status 0 when all is whole,
1 when not, and then each altered, missing or added file is named. It needs Python 3.8 or later and nothing
else, opens no network connection, writes nothing, follows no link and reads no file outside of the folder.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    # Python looks for modules beside this file first; one that was added there must not be run.
    sys.path.pop(0)

import hashlib
import json
import os
import re
import stat
from pathlib import Path
from typing import Any, Iterator  # noqa: UP035 - where Python 3.8 has it

FORMAT = "qualtrack-pack/1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 * 1024 * 1024  # bytes
CHUNK = 1024 * 1024  # bytes
SHA256 = re.compile("[0-9a-f]{64}")
DRIVE = re.compile("[A-Za-z]:")


class NotAPack(Exception):
    """The manifest can't be used, so nothing can be said of the files."""


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0 if len(arguments) == 1 else 1
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        listed = read_manifest(folder)
        problems = sorted(differences(folder, listed))
    except NotAPack as why:
        print(f"Not verified: {why}")
        return 1
    for path, what in problems:
        print(f"{what}: {printable(path)}")
    if problems:
        print(f"This pack is not whole: {len(problems)} of its files differ from {MANIFEST}.")
        return 1
    print(f"This pack is whole: all {len(listed)} files agree with {MANIFEST}.")
    return 0


def read_manifest(folder: Path) -> dict[str, tuple[int, str]]:
    """The files that the manifest lists: path to size and SHA-256."""
    place = folder / MANIFEST
    try:
        if not stat.S_ISREG(place.lstat().st_mode):
            raise NotAPack(f"{MANIFEST} is not a plain file.")
        with place.open("rb") as file:
            text = file.read(LARGEST_MANIFEST + 1)
    except OSError as error:
        raise NotAPack(f"{MANIFEST} can't be read ({error.strerror}).") from None
    if len(text) > LARGEST_MANIFEST:
        raise NotAPack(f"{MANIFEST} is too large.")
    try:
        manifest = json.loads(text.decode("utf-8"), object_pairs_hook=without_repeats)
    except (ValueError, RecursionError):
        raise NotAPack(f"{MANIFEST} is not JSON of the form that it should have.") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise NotAPack(f"{MANIFEST} is not of the format {FORMAT}.")
    return listed_files(manifest.get("files"))


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key is there twice")
    return dict(pairs)


def listed_files(files: Any) -> dict[str, tuple[int, str]]:
    if not isinstance(files, list) or not files:
        raise NotAPack(f"{MANIFEST} lists no files.")
    listed: dict[str, tuple[int, str]] = {}
    for entry in files:
        path, size, digest = (
            (entry.get("path"), entry.get("size"), entry.get("sha256"))
            if isinstance(entry, dict)
            else (None, None, None)
        )
        if not isinstance(path, str) or not is_inside(path):
            raise NotAPack(f"{MANIFEST} names a file that can't be in a pack: {printable(repr(path))}")
        if type(size) is not int or not isinstance(digest, str) or not SHA256.fullmatch(digest):
            raise NotAPack(f"{MANIFEST} has no right size and SHA-256 for {printable(path)}")
        if path in listed or path == MANIFEST:
            raise NotAPack(f"{MANIFEST} lists {printable(path)} twice.")
        listed[path] = (size, digest)
    return listed


def is_inside(path: str) -> bool:
    """Whether this is a path with / between its parts that stays in the folder, on any system."""
    if "\\" in path or "\0" in path or DRIVE.match(path):
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def differences(folder: Path, listed: dict[str, tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """What is altered, missing or added: pairs of path and word."""
    found = dict(files_in(folder))
    found.pop(MANIFEST, None)
    for path, (size, digest) in listed.items():
        if path not in found:
            yield path, "Missing"
        elif not is_as_listed(folder.joinpath(*path.split("/")), found[path], size, digest):
            yield path, "Altered"
    for path in found:
        if path not in listed:
            yield path, "Added"


def files_in(folder: Path) -> Iterator[tuple[str, bool]]:
    """All that is in the folder but its directories, with whether it is a plain file; no link is followed."""
    waiting = [(str(folder), "")]
    while waiting:
        place, below = waiting.pop()
        try:
            entries = list(os.scandir(place))
        except OSError as error:
            shown = printable(below or "./")
            raise NotAPack(f"The folder {shown} can't be read ({error.strerror}).") from None
        for entry in entries:
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, path + "/"))
            else:
                yield path, entry.is_file(follow_symlinks=False)


def is_as_listed(place: Path, is_plain_file: bool, size: int, digest: str) -> bool:
    if not is_plain_file:
        return False
    taken = hashlib.sha256()
    try:
        if place.stat().st_size != size:
            return False
        with place.open("rb") as file:
            for chunk in iter(lambda: file.read(CHUNK), b""):
                taken.update(chunk)
    except OSError:
        return False
    return taken.hexdigest() == digest


def printable(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return ascii(text)[1:-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
