"""Tests the data source for Apache Spark: source_test.py PROGRAM FIXTURES CAPTURE.

CAPTURE is a little-endian pcapng file of at least a thousand packets, which is cut into the files of
a ring. Prints a line for each thing that is not as it should be; status 1 where there is one.
"""

import datetime
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
# A worker is this Python, and both have times in UTC.
os.environ.update(TZ="UTC", PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Sources" / "SparkSource"))

from pyspark.sql import SparkSession, types  # noqa: E402

import sccpdump_spark  # noqa: E402

COMMANDS = {
    "messages": ["--json"], "calls": ["calls", "--json"], "devices": ["devices", "--json"],
    "findings": ["diagnose", "--json", "--fail-on", "never"],
    "streams": ["calls", "--streams", "--json"],
}
TIME = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$")
RING_FILE_COUNT = 1000


class Test:
    def __init__(self, program, fixtures, capture, folder):
        self.program = os.path.abspath(program)
        self.fixtures = pathlib.Path(fixtures).resolve()
        self.capture = pathlib.Path(capture).read_bytes()
        self.folder = pathlib.Path(folder)
        self.failure_count = 0
        # Says with which arguments the program is run.
        self.log = self.folder / "log"
        self.wrapper = self.folder / "sccpdump"
        self.wrapper.write_text(f'#!/bin/sh\necho "$@" >> {self.log}\nexec {self.program} "$@"\n')
        self.wrapper.chmod(0o755)
        self.spark = (
            SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2").getOrCreate())
        self.spark.sparkContext.setLogLevel("OFF")
        sccpdump_spark.register(self.spark)

    def expect(self, found, expected, what):
        if found != expected:
            self.failure_count += 1
            print(f"{what}: {str(found)[:500]}, not {str(expected)[:500]}")

    def expect_rows(self, frame, expected, what, without=frozenset()):
        found = rows((plain(row.asDict(recursive=True)) for row in frame.collect()), without)
        wanted = rows(expected, without)
        extra, lacking = (sorted(set(a) - set(b)) for a, b in ((found, wanted), (wanted, found)))
        self.expect((len(found), extra[:1], lacking[:1]), (len(wanted), [], []), what)

    def read(self, kind, *paths, schema=None, **options):
        reader = self.spark.read.format("sccpdump").options(
            kind=kind, program=str(self.wrapper), **options)
        return (reader.schema(schema) if schema else reader).load([str(path) for path in paths])

    def run(self, kind, *files):
        """What one run of the program prints, each line as an object."""
        run = subprocess.run(
            [self.program, *COMMANDS[kind], *map(str, files)], capture_output=True, check=True)
        return [truncated(json.loads(line)) for line in run.stdout.splitlines()]

    # What is tested.

    def fixtures_are_read_one_by_one(self):
        files = [self.fixtures / f"{name}.pcapng" for name in ("cucm_call", "cme_refused")]
        for kind in COMMANDS:
            named = {"file"} if kind in ("messages", "findings") else set()
            expected = [
                row | {"file": str(file)} if named else row
                for file in files for row in self.run(kind, file)]
            self.expect_rows(self.read(kind, *files), expected, kind, {"capture", "shard"})

    def filters_are_pushed_down(self):
        frame = self.read("messages", self.fixtures / "cucm_call.pcapng").filter(
            "message IN ('CallState', 'StopTone') AND device = 'SEP001122334455'"
            " AND time >= '2024-03-05 09:00:13.4Z' AND frame > 3")
        self.log.write_text("")
        expected = [
            row for row in self.run("messages", self.fixtures / "cucm_call.pcapng")
            if row["message"] in ("CallState", "StopTone") and row["frame"] > 3
            and row.get("device") == "SEP001122334455"
            and row["time"] >= "2024-03-05T09:00:13.400000Z"]
        self.expect(len(expected) > 2, True, "messages that are wanted")
        self.expect_rows(frame, expected, "filtered", {"capture", "shard", "file"})
        for option in (
            "--message CallState,StopTone", "--device SEP001122334455",
            "--since 2024-03-05T09:00:13.400000Z",
        ):
            self.expect(option in self.log.read_text(), True, option)

    def columns_may_be_chosen(self):
        file = self.fixtures / "cucm_call.pcapng"
        frame = self.read("messages", file, schema="message STRING, fields STRING")
        expected = [
            {"message": row["message"],
             "fields": json.dumps(row["fields"], ensure_ascii=False, separators=(",", ":"))}
            for row in self.run("messages", file)]
        self.expect_rows(frame, expected, "chosen columns")
        self.expect_error(
            lambda: self.read("messages", file, schema="mesage STRING").collect(),
            "messages have no mesage", "a column that is none")

    def a_ring_of_many_files(self):
        ring = self.folder / "ring"
        cut(self.capture, ring, RING_FILE_COUNT)
        first = str(ring / "ring_00001_20240305090000.pcapng")
        expected = [row | {"capture": first} for row in self.run("messages", ring)]
        self.expect(len(expected) > 100, True, "messages of the ring")
        frame = self.read("messages", ring / "*.pcapng", shards=2)
        self.expect_rows(frame, expected, "a ring", {"stream", "shard"})

    def what_fails(self):
        broken = self.folder / "broken.pcapng"
        broken.write_bytes(b"\x0a\x0d\x0d\x0a" + bytes(40))
        file = self.fixtures / "cucm_call.pcapng"
        self.expect_error(
            lambda: self.read("messages", file, broken).collect(), str(broken), "a broken file")
        frame = self.read("devices", file, broken, failures="rows")
        every = frame.collect()
        found = [row for row in every if row.problems]
        self.expect(
            [(row.capture, row.problems[0].code, row.device) for row in found],
            [(str(broken), "unreadable", None)], "a row for what failed")
        self.expect(len(every), len(self.run("devices", file)) + 1, "rows of what did not fail")
        for options, message in (
            ({"shards": "0"}, "shards is 0"), ({"group": "none"}, "one of ring, file, all"),
            ({"shard": "1"}, "no option of sccpdump: shard"),
        ):
            self.expect_error(
                lambda: self.read("messages", file, **options).collect(), message, options)
        self.expect_error(
            lambda: self.read("messages", self.folder / "none*.pcapng").collect(),
            "no capture has this name", "no capture")

    def expect_error(self, read, message, what):
        try:
            read()
        except Exception as error:
            self.expect(message in str(error), True, f"{what}: {error}")
        else:
            self.expect("no error", message, what)


def plain(value):
    """A value of a row as JSON has it, without what is not known."""
    match value:
        case types.VariantVal(): return plain(value.toPython())
        case datetime.datetime(): return value.isoformat(timespec="microseconds") + "Z"
        case float() if value.is_integer(): return int(value)
        case dict(): return {key: plain(item) for key, item in value.items() if item is not None}
        case list(): return [plain(item) for item in value]
    return value


def truncated(value):
    """A value of JSON with its times to the microsecond, and no difference between 1 and 1.0."""
    match value:
        case float() if value.is_integer(): return int(value)
        case dict(): return {key: truncated(item) for key, item in value.items()}
        case list(): return [truncated(item) for item in value]
        case str() if match := TIME.match(value):
            return f"{match[1]}.{(match[2] or '')[:6]:0<6}Z"
    return value


def rows(objects, without):
    return sorted(json.dumps(stripped(row, without), sort_keys=True) for row in objects)


def stripped(value, without):
    match value:
        case dict():
            return {k: stripped(item, without) for k, item in value.items() if k not in without}
        case list(): return [stripped(item, without) for item in value]
    return value


def cut(capture, folder, count):
    """Writes a capture as files of a ring, each with as many packets as the others."""
    folder.mkdir()
    blocks, offset = [], 0
    while offset < len(capture):
        kind, length = struct.unpack_from("<II", capture, offset)
        blocks.append((kind, capture[offset:offset + length]))
        offset += length
    heading = b"".join(block for kind, block in blocks if kind in (0x0A0D0D0A, 1))
    packets = [block for kind, block in blocks if kind == 6]
    for number in range(count):
        part = packets[len(packets) * number // count:len(packets) * (number + 1) // count]
        name = f"ring_{number + 1:05}_20240305090000.pcapng"
        (folder / name).write_bytes(heading + b"".join(part))


def main():
    with tempfile.TemporaryDirectory() as folder:
        test = Test(*sys.argv[1:4], folder)
        test.fixtures_are_read_one_by_one()
        test.filters_are_pushed_down()
        test.columns_may_be_chosen()
        test.a_ring_of_many_files()
        test.what_fails()
        test.spark.stop()
    return 1 if test.failure_count else 0


if __name__ == "__main__":
    sys.exit(main())
