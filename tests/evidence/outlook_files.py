"""A file as Outlook saves its mails: the smallest file system of that sort, with streams of 4 KB and more."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, OF_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
SMALL = 4096  # bytes; anything shorter would need a second table
Tree = dict[str, "Tree | bytes"]


class _Written:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.next: list[int] = []
        self.entries: list[bytes] = []

    def stream(self, content: bytes) -> int:
        padded = content.ljust(max(SMALL, -(-len(content) // SECTOR) * SECTOR), b"\0")
        first = len(self.sectors)
        for place in range(0, len(padded), SECTOR):
            self.sectors.append(padded[place : place + SECTOR])
            self.next.append(len(self.sectors))
        self.next[-1] = END
        return first

    def tree(self, name: str, sort: int, inside: Tree) -> int:
        """The number of the entry; those within hang on each other, each to the right of the one before."""
        own = len(self.entries)
        self.entries.append(b"")
        first = right = FREE
        for child, what in reversed(list(inside.items())):
            first = right = self._child(child, what, right)
        self.entries[own] = _entry(name, sort, FREE, first)
        return own

    def _child(self, name: str, what: Tree | bytes, right: int) -> int:
        if isinstance(what, bytes):
            self.entries.append(_entry(name, STREAM, right, FREE, self.stream(what), max(SMALL, len(what))))
            return len(self.entries) - 1
        number = self.tree(name, STORAGE, what)
        entry = self.entries[number]
        self.entries[number] = entry[:72] + struct.pack("<I", right) + entry[76:]
        return number


def _entry(name: str, sort: int, right: int, child: int, first: int = 0, size: int = 0) -> bytes:
    called = f"{name}\0".encode("utf-16-le")
    tail = struct.pack("<16sIQQIQ", b"", 0, 0, 0, first, size)
    return called.ljust(64, b"\0") + struct.pack("<HBBIII", len(called), sort, 1, FREE, right, child) + tail


def ole(tree: Tree) -> bytes:
    """Any such file system, mail or not."""
    made = _Written()
    made.tree("Root Entry", ROOT, tree)
    made.entries[0] = made.entries[0][:116] + struct.pack("<IQ", END, 0)
    listed = b"".join(made.entries)
    first = len(made.sectors)
    padded = listed.ljust(-(-len(listed) // SECTOR) * SECTOR, b"\0")
    for place in range(0, len(padded), SECTOR):
        made.sectors.append(padded[place : place + SECTOR])
        made.next.append(len(made.sectors))
    made.next[-1] = END
    tables = 1
    while (len(made.sectors) + tables) * 4 > tables * SECTOR:
        tables += 1
    places = list(range(len(made.sectors), len(made.sectors) + tables))
    fat = struct.pack(f"<{len(made.next)}I", *made.next) + struct.pack("<I", OF_FAT) * tables
    fat = fat.ljust(tables * SECTOR, b"\xff")
    head = bytes.fromhex("D0CF11E0A1B11AE1") + struct.pack(
        "<16sHHHHH6sIIIIIIIII", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, tables, first, 0, SMALL, END, 0, END, 0
    )
    return head + struct.pack("<109I", *places, *[FREE] * (109 - tables)) + b"".join(made.sectors) + fat


def msg(*attached: tuple[str, bytes], more: Tree | None = None) -> bytes:
    """A mail with these attachments, each by its name."""
    tree: Tree = {"__properties_version1.0": b"\0" * 32, "__substg1.0_0037001F": "UEP".encode("utf-16-le")}
    for number, (name, content) in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
        }
    return ole(tree | (more or {}))
