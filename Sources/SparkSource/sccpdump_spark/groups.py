"""Which captures are read together."""

import glob
import os
import re
from typing import Iterable, List

from .failure import UsageError

# The numbers and times that dumpcap and tcpdump put into the names of a ring's files:
# NAME_00001_20240305090000.pcapng, NAME_20240305090000_00001.pcapng and NAME.pcap1.
_RING_NAMES = [
    re.compile(r"^(.+)_\d{5,}_\d{14}(\.[^/]*)?$"),
    re.compile(r"^(.+)_\d{14}_\d{5,}(\.[^/]*)?$"),
    re.compile(r"^(.+\.p?cap)\d*()$"),
]

# The first bytes of pcapng, of pcap in both byte orders and resolutions, of gzip and of zstd.
_CAPTURE_BEGINNINGS = (
    b"\x0a\x0d\x0d\x0a", b"\xa1\xb2\xc3\xd4", b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\x3c\x4d",
    b"\x4d\x3c\xb2\xa1", b"\x1f\x8b", b"\x28\xb5\x2f\xfd",
)

GROUPINGS = ("ring", "file", "all")


def captures(paths: Iterable[str]) -> List[str]:
    """The files that paths, patterns and directories stand for, absolute, in the order of names."""
    found = set()
    for path in paths:
        matches = [path] if os.path.exists(path) else glob.glob(path, recursive=True)
        files = [file for match in matches for file in _files(match)]
        if not files:
            raise UsageError(f"{path}: no capture has this name or fits this pattern")
        found.update(os.path.abspath(file) for file in files)
    return sorted(found)


def groups(files: Iterable[str], grouping: str) -> List[List[str]]:
    """Files that one run reads together, because a connection may go on from one into the next."""
    together = {}
    for file in files:
        together.setdefault(_group(file, grouping), []).append(file)
    return list(together.values())


def _group(file: str, grouping: str) -> tuple:
    if grouping == "all":
        return ()
    if grouping == "ring":
        for names in _RING_NAMES:
            match = names.match(file)
            if match:
                return match.groups()
    return (file,)


def _files(path: str) -> List[str]:
    if not os.path.isdir(path):
        return [path]
    inside = (os.path.join(path, name) for name in os.listdir(path) if not name.startswith("."))
    return [file for file in inside if os.path.isfile(file) and _begins_as_capture(file)]


def _begins_as_capture(file: str) -> bool:
    with open(file, "rb") as opened:
        return opened.read(4).startswith(_CAPTURE_BEGINNINGS)
