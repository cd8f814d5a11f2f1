"""The loop of the vendor's page on authentication, which fetches the list again and again.

A line on standard input asks for a round; a line of JSON on standard
output is what the round took.
"""

import json
import re
import sys
import time

import requests

base_url = sys.argv[1]


def grant(form):
    """Asks for tokens by a form."""
    answer = requests.post(base_url + 'oauth/token/', data=form)
    answer.raise_for_status()
    return answer.json()


def fetch(kept):
    """Reads the list, and starts over with new tokens when the first read is refused."""
    url = base_url + 'v1/devices/?no_pagination'
    answer = requests.get(url, headers={'Authorization': 'Bearer ' + kept['access_token']})
    if answer.status_code == 401:
        old = kept['refresh_token']
        return fetch(grant({'grant_type': 'refresh_token', 'refresh_token': old}))
    answer.raise_for_status()
    return kept, answer.json()


def memory(name):
    """A figure that Linux keeps of this process, in bytes."""
    with open('/proc/self/status', encoding='ascii') as status:
        return 1024 * int(re.search(name + r':\s+(\d+)', status.read())[1])


def timed():
    """One round, by the clock."""
    global tokens
    cpu, started = time.process_time(), time.perf_counter()
    tokens, _ = fetch(tokens)
    took = 1000 * (time.perf_counter() - started)
    spent = 1000 * (time.process_time() - cpu)
    return {'ms': took, 'cpuMs': spent, 'firstMs': took, 'pauseMs': None}


def measured_memory():
    """One more round; Linux keeps the peak of all."""
    timed()
    return {'rss': memory('VmHWM') - IDLE, 'heap': None}


IDLE = memory('VmRSS')
ROUNDS = {'poll': timed, 'memory': measured_memory}
tokens = grant({'grant_type': 'password', 'username': 'any', 'password': 'any'})
for line in sys.stdin:
    print(json.dumps(ROUNDS[line.strip()]()), flush=True)
