"""InnerSpace v1.5: a token in another object, then one GraphQL operation a round."""

import requests

from example import rounds, settings

grant = requests.post(
    settings['base_url'] + 'api/rest/oauth/token',
    json={'client_id': settings['client_id'], 'client_secret': settings['client_secret']},
    headers={'Content-Type': 'application/json'},
)
grant.raise_for_status()

for _ in rounds():
    answer = requests.post(
        settings['base_url'],
        json={'operationName': settings['operation'], 'variables': {}, 'query': settings['query']},
        headers={
            'Accept': 'application/json',
            'Authorization': 'Bearer ' + grant.json()['oauth_token']['access_token'],
        },
    )
    answer.raise_for_status()
