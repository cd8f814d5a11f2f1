"""What the examples share: their settings, and when they go on.

Standard input brings the settings as a line of JSON, then a line for each
round; each round that is over is a line on standard output. So the test
decides when a minute has passed.
"""

import json
import sys

settings = json.loads(sys.stdin.readline())


def rounds():
    """Goes on with every line, until there are no more."""
    for _ in iter(sys.stdin.readline, ''):
        yield
        print('over', flush=True)
