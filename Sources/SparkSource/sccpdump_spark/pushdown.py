"""Filters of a query as options of sccpdump.

Options select the rows that a filter wants, and perhaps more: Spark looks at each row again.
"""

from datetime import datetime, timedelta, timezone
from typing import Iterable, List, Optional

from pyspark.sql import datasource

# What a time of the program may have beyond the microseconds of a column.
_RESOLUTION = timedelta(microseconds=1)


def options(filters: Iterable[datasource.Filter], kind: str, known_messages: set) -> List[str]:
    """The options for filters that are all to hold; those that none fits are passed over."""
    found = []
    for filter in filters:
        name = filter.attribute[0] if len(getattr(filter, "attribute", ())) == 1 else None
        if name == "time" and kind == "messages":
            found += _time_option(filter)
        elif name == "message" and kind == "messages":
            found += _name_option("--message", filter, known_messages.__contains__)
        elif name == "device" and kind in ("messages", "devices", "findings"):
            found += _name_option("--device", filter, _is_plain)
    return found


def _time_option(filter: datasource.Filter) -> List[str]:
    value = getattr(filter, "value", None)
    if not isinstance(value, datetime):
        return []
    match filter:
        case datasource.GreaterThan() | datasource.GreaterThanOrEqual():
            return ["--since", _text(value)]
        case datasource.LessThan() | datasource.LessThanOrEqual():
            return ["--until", _text(value + _RESOLUTION)]
    return []


def _text(value: datetime) -> str:
    """RFC 3339; a time without a zone is one of the machine's."""
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _name_option(option: str, filter: datasource.Filter, is_usable) -> List[str]:
    names = _wanted(filter)
    if not names or not all(is_usable(name) for name in names):
        return []
    return [option, ",".join(names)]


def _wanted(filter: datasource.Filter) -> Optional[List[str]]:
    match filter:
        case datasource.EqualTo() | datasource.EqualNullSafe():
            return [filter.value] if isinstance(filter.value, str) else None
        case datasource.In():
            names = [name for name in filter.value if name is not None]
            return names if all(isinstance(name, str) for name in names) else None
    return None


def _is_plain(name: str) -> bool:
    """Whether a name means only itself: no wildcard, no list, no option."""
    return name.isascii() and name.isalnum()
