#!/usr/bin/env python3
"""The answers to the five canonical queries, calculated from the language specification alone.

Usage: python3 five-queries.py FILE > nasty.expected.json

An oracle for the tests: it shares nothing with logq, is written for plainness and not for speed,
and uses the standard library only. Every cell is given as the text that it prints as (section
8.4); a missing cell is left out of its row. Sections are those of the language specification.
"""

import json
import math
import re
import sys
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cmp_to_key


class Number:
    """A number of a log: its digits are printed as they were written (section 8.4)."""

    def __init__(self, text):
        self.text = text


# A value is a str, a bool or a Number of a log, a calculated int or float, or None for missing.


def main():
    with open(sys.argv[1], "rb") as file:
        events = read_events(file.read())
    answers = {
        "errors-by-endpoint": errors_by_endpoint(events),
        "slow": slow(events),
        "failed-logins": failed_logins(events),
        "org-volume": org_volume(events),
        "db-performance": db_performance(events),
    }
    comment = "Written by five-queries.py for nasty.ndjson; never by logq, and not to be edited by hand."
    json.dump({"comment": comment, "answers": answers}, sys.stdout, indent=2)
    sys.stdout.write("\n")


# The five queries


def errors_by_endpoint(events):
    errors = [event for event in events if field(event, "level") == "ERROR"]
    rows = [
        {"metadata.path": path, "error_count": len(group)}
        for (path,), group in groups(errors, ["metadata.path"])
    ]
    return printed(sort_descending(rows, "error_count"))


def slow(events):
    def is_slow(event):
        # Numeric, as one side is a number: true for numeric text, false for other text.
        duration = to_number(field(event, "metadata.duration_ms"))
        return duration is not None and duration > 1000

    rows = [
        {
            "@timestamp": event_time(event),
            "metadata.path": field(event, "metadata.path"),
            "metadata.duration_ms": field(event, "metadata.duration_ms"),
            "context.user_id": field(event, "context.user_id"),
        }
        for event in events
        if is_slow(event)
    ]
    return printed(sort_descending(rows, "metadata.duration_ms")[:50])


def failed_logins(events):
    # `i` folds single characters; no letter of the pattern has a partner beyond ASCII.
    # `.` stops at a newline and at nothing else (section 1.6).
    pattern = re.compile("failed.*login", re.IGNORECASE | re.ASCII)
    failures = [event for event in events if is_like(event, "message", pattern)]
    rows = [
        {"context.user_id": user, "metadata.ip_address": address, "failure_count": len(group)}
        for (user, address), group in groups(failures, ["context.user_id", "metadata.ip_address"])
        if len(group) > 3
    ]
    return printed(sort_descending(rows, "failure_count"))


def org_volume(events):
    known = [event for event in events if field(event, "context.organization_id") is not None]
    rows = [
        {"context.organization_id": organization, "request_count": len(group)}
        for (organization,), group in groups(known, ["context.organization_id"])
    ]
    return printed(sort_descending(rows, "request_count"))


def db_performance(events):
    queries = [event for event in events if is_like(event, "message", re.compile("database query"))]
    rows = []
    for (table,), group in groups(queries, ["metadata.table"]):
        durations = [field(event, "metadata.duration_ms") for event in group]
        row = {
            "metadata.table": table,
            "avg_duration": average(durations),
            "max_duration": maximum(durations),
            "query_count": len(group),
        }
        rows.append(row)
    return printed(sort_descending(rows, "avg_duration"))


def is_like(event, name, pattern):
    """A regular expression matches anywhere in the printed text (section 6.4); missing matches none."""
    text = to_text(field(event, name))
    return text is not None and pattern.search(text) is not None


def printed(rows):
    return [{name: to_text(value) for name, value in row.items() if value is not None} for row in rows]


# Events (section 2)


def read_events(data):
    """One event a line, blank lines left out; each element of a top-level array is an event."""
    events = []
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        text = line.removesuffix(b"\r").decode("utf-8", errors="replace")
        if text.strip(" \t\r") == "":
            continue
        try:
            document = json.loads(text, parse_int=Number, parse_float=Number, parse_constant=refuse)
        except ValueError:
            document = None  # an event with @message alone, which none of the five queries reads
        events.extend(document if isinstance(document, list) else [document])
    return events


def refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def field(event, name):
    """A leaf: by its nested path, else by a member whose own name has dots (section 2.3)."""
    value = leaf(nested(event, name.split(".")))
    if value is None and isinstance(event, dict):
        value = leaf(event.get(name))
    return value


def nested(value, keys):
    for key in keys:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key in map(str, range(len(value))):
            value = value[int(key)]
        else:
            return None
    return value


def leaf(value):
    """JSON null, objects and arrays are missing."""
    return None if isinstance(value, (dict, list)) else value


def event_time(event):
    """The first member that holds a time: ISO 8601, or epoch seconds or milliseconds (section 2.2)."""
    times = (parse_time(field(event, name)) for name in ["timestamp", "@timestamp", "time", "ts"])
    moment = next((time for time in times if time is not None), None)
    return moment and moment.strftime("%Y-%m-%d %H:%M:%S.") + f"{moment.microsecond // 1000:03d}"


ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)", re.ASCII)


def parse_time(value):
    if isinstance(value, Number):
        number = float(value.text)
        milliseconds = math.floor(number if abs(number) >= 1e11 else number * 1000)
        return datetime(1970, 1, 1) + timedelta(milliseconds=milliseconds)
    match = ISO_TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    seconds, fraction, zone = match.groups()
    offset = timedelta() if zone == "Z" else timedelta(hours=int(zone[1:3]), minutes=int(zone[4:]))
    local = datetime.fromisoformat(seconds) + timedelta(milliseconds=int(((fraction or "") + "000")[:3]))
    return local + offset if zone[0] == "-" else local - offset


# Values (sections 3 and 8.4)


def to_text(value):
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return print_number(value)
    return value.text if isinstance(value, Number) else value


def print_number(number):
    """At most four decimals, rounded half up, without trailing zeros."""
    if number == int(number):
        return str(int(number))
    rounded = Decimal(repr(number)).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def to_number(value):
    """Numeric text counts, blanks at its ends aside; so do booleans. What no double holds is no number."""
    if isinstance(value, (bool, int, float)):
        return float(value)
    text = None if value is None else to_text(value).strip(" \t\r\n")
    if text is None or NUMBER.fullmatch(text) is None or math.isinf(float(text)):
        return None
    return float(text)


# Aggregates (section 7.9)


def average(values):
    numbers = [number for number in map(to_number, values) if number is not None]
    return math.fsum(numbers) / len(numbers) if numbers else None


def maximum(values):
    """Numeric if there is any number, else by code points."""
    numbers = [number for number in map(to_number, values) if number is not None]
    if numbers:
        return max(numbers)
    return max([to_text(value) for value in values if value is not None], default=None)


def groups(events, names):
    """Groups by printed text, a missing key being one of its own, keys ascending (sections 5.10 and 8.2)."""
    found = {}
    for event in events:
        key = tuple(to_text(field(event, name)) for name in names)
        found.setdefault(key, []).append(event)

    def compare_keys(left, right):
        differences = (compare(a, b) for a, b in zip(left[0], right[0]))
        return next((difference for difference in differences if difference != 0), 0)

    return sorted(found.items(), key=cmp_to_key(compare_keys))


# Order (section 8.1)


def sort_descending(rows, name):
    """The exact reverse of the ascending order; ties keep their order."""
    return sorted(rows, key=cmp_to_key(lambda left, right: compare(right[name], left[name])))


def compare(left, right):
    """Missing, then text, then numbers; numbers by value and then by text."""
    left_number, right_number = to_number(left), to_number(right)
    left_rank = 0 if left is None else 1 if left_number is None else 2
    right_rank = 0 if right is None else 1 if right_number is None else 2
    if left_rank != right_rank:
        return left_rank - right_rank
    if left_rank == 0:
        return 0
    left_text, right_text = to_text(left), to_text(right)
    if left_rank == 1:
        return compare_runs(left_text, right_text)
    return order(left_number, right_number) or order(left_text, right_text)


def compare_runs(left, right):
    """Runs of digits by length and then by value, other pairs of runs by code points."""
    left_runs, right_runs = re.findall("[0-9]+|[^0-9]+", left), re.findall("[0-9]+|[^0-9]+", right)
    for a, b in zip(left_runs, right_runs):
        if a[0] in "0123456789" and b[0] in "0123456789" and len(a) != len(b):
            return len(a) - len(b)
        if a != b:
            return order(a, b)
    return len(left_runs) - len(right_runs)


def order(left, right):
    return (left > right) - (left < right)


main()
