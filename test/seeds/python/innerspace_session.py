"""InnerSpace v2: a session for the client, then one GraphQL operation a round."""

import requests

from example import rounds, settings

grant = requests.post(
    settings['base_url'] + 'v2/oauth/token',
    json={
        'client_id': settings['client_id'],
        'client_secret': settings['client_secret'],
        'audience': 'https://global-config.innerspace.io',
    },
)
grant.raise_for_status()

for _ in rounds():
    answer = requests.post(
        settings['base_url'] + 'v2/api',
        json={'operationName': settings['operation'], 'variables': {}, 'query': settings['query']},
        headers={'X-Session-Id': grant.json()['session_id']},
    )
    answer.raise_for_status()
