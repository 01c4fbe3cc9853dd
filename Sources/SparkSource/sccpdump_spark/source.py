"""The data source: options, partitions, and the rows of each."""

import json
import shlex
from dataclasses import dataclass
from typing import Iterator, List, Sequence

import pyarrow
from pyspark.sql import datasource, types

from . import columns, groups, program, pushdown
from .failure import CaptureFailure, UsageError

# How each kind is asked for, and what has to stay together so that parts give the whole.
_COMMANDS = {
    "messages": (["--json"], "device"),
    "devices": (["devices", "--json"], "device"),
    "calls": (["calls", "--json"], "server"),
    "streams": (["calls", "--streams", "--json"], "server"),
    "findings": (["diagnose", "--json", "--fail-on", "never"], "server"),
}
_OPTIONS = {
    "path", "paths", "kind", "program", "group", "shards", "shardby", "arguments", "failures",
}


class Options:
    """The options of a read, checked."""

    def __init__(self, given) -> None:
        unknown = {name.lower() for name in given} - _OPTIONS
        if unknown:
            raise UsageError(f"no option of sccpdump: {', '.join(sorted(unknown))}")
        self.paths: List[str] = (
            json.loads(given["paths"]) if "paths" in given else
            [given["path"]] if "path" in given else [])
        self.kind = _choice(given, "kind", columns.KINDS)
        self.grouping = _choice(given, "group", groups.GROUPINGS)
        self.program: str = given.get("program", "sccpdump")
        self.shard_count = _count(given.get("shards", "1"))
        self.shard_key: str = given.get("shardBy", _COMMANDS[self.kind][1])
        self.arguments = shlex.split(given.get("arguments", ""))
        self.failures_are_rows = _choice(given, "failures", ("fail", "rows")) == "rows"

    @property
    def command(self) -> List[str]:
        return [self.program, *_COMMANDS[self.kind][0], "--no-config", *self.arguments]


def _choice(given, name: str, values: Sequence[str]) -> str:
    value = given.get(name, values[0])
    if value not in values:
        raise UsageError(f"{name} is {value}, but has to be one of {', '.join(values)}")
    return value


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65536:
        raise UsageError(f"shards is {text}, but has to be a number from 1 to 65536")
    return int(text)


class SCCPDumpDataSource(datasource.DataSource):
    """`spark.read.format("sccpdump")`."""

    @classmethod
    def name(cls) -> str:
        return "sccpdump"

    def schema(self) -> types.StructType:
        options = Options(self.options)
        return columns.columns(program.schema(options.program), options.kind)

    def reader(self, schema: types.StructType) -> datasource.DataSourceReader:
        return SCCPDumpReader(Options(self.options), schema)


@dataclass
class Part(datasource.InputPartition):
    """What one task reads: files that are read together, and which part of their connections."""

    files: List[str]
    shard: str | None


class SCCPDumpReader(datasource.DataSourceReader):
    """Reads with one run of the program for each partition."""

    def __init__(self, options: Options, schema: types.StructType) -> None:
        self._options = options
        self._schema = schema
        self._pushed: List[str] = []
        description = program.schema(options.program)
        self._known_messages = set(description["$defs"]["message"]["properties"]["message"]["enum"])
        self._known_messages.discard("Unknown")
        known = columns.columns(description, options.kind).fieldNames()
        unknown = [name for name in schema.fieldNames() if name not in known]
        if unknown:
            raise UsageError(
                f"{options.kind} have no {', '.join(unknown)}; the columns are {', '.join(known)}")

    def pushFilters(self, filters):
        self._pushed = pushdown.options(filters, self._options.kind, self._known_messages)
        return filters

    def partitions(self) -> List[Part]:
        files = groups.captures(self._options.paths)
        if not files:
            raise UsageError("name captures, as in load(\"captures/*.pcapng\")")
        count = self._options.shard_count
        shards = [f"{number}/{count}" for number in range(1, count + 1)] if count > 1 else [None]
        return [
            Part(group, shard)
            for group in groups.groups(files, self._options.grouping) for shard in shards]

    def read(self, partition: Part) -> Iterator[pyarrow.RecordBatch]:
        writer = columns.BatchWriter(self._schema)
        for row in self._rows(partition):
            batch = writer.append(row)
            if batch is not None:
                yield batch
        batch = writer.batch()
        if batch is not None:
            yield batch

    def _rows(self, partition: Part) -> Iterator[dict]:
        command = self._options.command + self._pushed
        if partition.shard:
            command += ["--shard", partition.shard, "--shard-by", self._options.shard_key]
        place = {"capture": partition.files[0], "shard": partition.shard}
        if len(partition.files) == 1 and self._options.kind in ("messages", "findings"):
            # The program names the file where there are several.
            place["file"] = partition.files[0]
        try:
            for line in program.lines(command, partition.files):
                yield place | json.loads(line)
        except CaptureFailure as failure:
            if not self._options.failures_are_rows:
                raise
            yield place | {"problems": [{"code": "unreadable", "detail": str(failure)}]}
