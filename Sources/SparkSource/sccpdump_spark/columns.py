"""From the JSON Schema to columns, and from JSON objects to the values of columns."""

import json
from datetime import datetime
from typing import Any, Callable, List, Optional

import pyarrow
from pyspark.sql import types
from pyspark.sql.pandas.types import to_arrow_schema

# The definition of the JSON Schema that describes a row of each kind.
_DEFINITIONS = {
    "messages": "message", "calls": "call", "devices": "device", "findings": "finding",
    "streams": "streamLine",
}
KINDS = tuple(_DEFINITIONS)

# What a row says of its partition: the first of its captures, and the part of their connections.
PARTITION_COLUMNS = [
    types.StructField("capture", types.StringType()), types.StructField("shard", types.StringType()),
]
_PROBLEMS = types.ArrayType(
    types.StructType().add("code", types.StringType()).add("detail", types.StringType()))


def columns(schema: dict, kind: str) -> types.StructType:
    """The columns of a kind: the keys of its JSON objects, in their order."""
    found = _Types(schema["$defs"]).of(schema["$defs"][_DEFINITIONS[kind]])
    if "problems" not in found.fieldNames():
        found.add("problems", _PROBLEMS)
    return types.StructType(PARTITION_COLUMNS + found.fields)


class _Types:
    """Spark's types for those of a JSON Schema."""

    def __init__(self, definitions: dict) -> None:
        self._definitions = definitions
        self._time_pattern = definitions["time"]["pattern"]

    def of(self, schema: dict) -> types.DataType:
        if "$ref" in schema:
            return self.of(self._definitions[schema["$ref"].rpartition("/")[2]])
        if schema.get("const") is True:
            return types.BooleanType()
        match schema.get("type"):
            case "integer": return types.LongType()
            case "number": return types.DoubleType()
            case "array": return types.ArrayType(self.of(schema["items"]))
            case "object": return self._of_object(schema)
        if schema.get("pattern") == self._time_pattern:
            return types.TimestampType()
        # Text, a label, or a number where there is no label.
        return types.StringType()

    def _of_object(self, schema: dict) -> types.DataType:
        members = schema.get("properties")
        if members:
            return types.StructType(
                [types.StructField(name, self.of(member)) for name, member in members.items()])
        values = schema.get("additionalProperties")
        if values:
            return types.MapType(types.StringType(), self.of(values))
        # An object whose keys depend on what it is about.
        return types.VariantType()


class BatchWriter:
    """Collects rows into batches of Arrow."""

    # Enough rows that a batch's own cost does not matter, few enough to be held at once.
    MAXIMUM_ROW_COUNT = 4096

    def __init__(self, schema: types.StructType) -> None:
        self._arrow = to_arrow_schema(schema, timezone="UTC")
        self._names = schema.fieldNames()
        self._converters = [_converter(field.dataType) for field in schema.fields]
        self._columns: List[list] = [[] for _ in self._names]
        self._row_count = 0

    def append(self, row: dict) -> Optional[pyarrow.RecordBatch]:
        """Adds a row; returns a batch when it is full."""
        for name, convert, column in zip(self._names, self._converters, self._columns):
            value = row.get(name)
            column.append(None if value is None else convert(value))
        self._row_count += 1
        return self.batch() if self._row_count == self.MAXIMUM_ROW_COUNT else None

    def batch(self) -> Optional[pyarrow.RecordBatch]:
        """The rows since the last batch; None where there are none."""
        if self._row_count == 0:
            return None
        arrays = [
            pyarrow.array(column, field.type) for column, field in zip(self._columns, self._arrow)]
        self._columns = [[] for _ in self._names]
        self._row_count = 0
        return pyarrow.RecordBatch.from_arrays(arrays, schema=self._arrow)


def _converter(kind: types.DataType) -> Callable[[Any], Any]:
    """From a value of JSON to one that Arrow takes for a type of Spark."""
    match kind:
        case types.StringType(): return _text
        case types.TimestampType(): return _time
        case types.VariantType(): return _VariantWriter()
        case types.ArrayType():
            item = _converter(kind.elementType)
            return lambda values: [item(value) for value in values]
        case types.MapType():
            member = _converter(kind.valueType)
            return lambda values: [(key, member(value)) for key, value in values.items()]
        case types.StructType():
            members = [(field.name, _converter(field.dataType)) for field in kind.fields]
            return lambda values: {
                name: convert(values[name]) for name, convert in members if name in values}
        case types.FractionalType(): return float
    return lambda value: value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _time(value: str) -> Optional[datetime]:
    """A time to the microsecond; None before the year 1 and after the year 9999."""
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


class _VariantWriter:
    """Makes a VARIANT, which takes longer than all else of a row, once for what is said again."""

    MAXIMUM_TEXT_COUNT = 4096

    def __init__(self) -> None:
        self._made: dict = {}

    def __call__(self, value: Any) -> dict:
        text = _json(value)
        known = self._made.get(text)
        if known is None:
            parsed = types.VariantVal.parseJson(text)
            known = {"value": parsed.value, "metadata": parsed.metadata}
            if len(self._made) == self.MAXIMUM_TEXT_COUNT:
                self._made.clear()
            self._made[text] = known
        return known
