"""Counts availability from a log of lists, independently of the package.

Each line of the standard input is a list: {"at": seconds, "known": [keys], "fit": [keys]}.
Prints the shares by hour and by day, of each item and of all, as JSON.
"""

import json
import sys
from collections import defaultdict
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

zone = ZoneInfo(sys.argv[1])


def hour_of(at):
    local = datetime.fromtimestamp(at, zone)
    begun = at - local.minute * 60 - local.second
    return datetime.fromtimestamp(begun, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def day_of(at):
    return datetime.fromtimestamp(at, zone).strftime("%Y-%m-%d")


def share(counts):
    lists, fit = counts
    return fit / lists if lists else None


hours, days = set(), set()
counts = defaultdict(lambda: [0, 0])
known = set()
for line in sys.stdin:
    a_list = json.loads(line)
    hour, day = hour_of(a_list["at"]), day_of(a_list["at"])
    hours.add(hour)
    days.add(day)
    known.update(a_list["known"])
    fit = set(a_list["fit"])
    for key in known:
        for owner in (key, None):
            for column in (None, hour, day):
                counts[owner, column][0] += 1
                counts[owner, column][1] += key in fit


def reported(owner):
    return {
        "availability": share(counts[owner, None]),
        "hours": [share(counts[owner, hour]) for hour in sorted(hours)],
        "days": [share(counts[owner, day]) for day in sorted(days)],
    }


json.dump(
    {
        "hours": sorted(hours),
        "days": sorted(days),
        "whole": reported(None),
        "items": {key: reported(key) for key in sorted(known)},
    },
    sys.stdout,
)
