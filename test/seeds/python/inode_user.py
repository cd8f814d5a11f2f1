"""iNode with a user's password: both lists once a round, a refresh when the token is refused."""

import requests

from example import rounds, settings

LISTS = [settings['base_url'] + 'v1/' + name + '/?no_pagination' for name in ('links', 'devices')]
CLIENT = {'client_id': settings['client_id'], 'client_secret': settings['client_secret']}


def grant(form):
    """Asks for tokens by a form; the client stands in it, too."""
    answer = requests.post(settings['base_url'] + 'oauth/token/', data={**form, **CLIENT})
    answer.raise_for_status()
    return answer.json()


def poll(tokens):
    """Reads both lists, and starts over with new tokens when the first read is refused."""
    for url in LISTS:
        header = {'Authorization': 'Bearer ' + tokens['access_token']}
        answer = requests.get(url, headers=header)
        if answer.status_code == 401:
            old = tokens['refresh_token']
            return poll(grant({'grant_type': 'refresh_token', 'refresh_token': old}))
        answer.raise_for_status()
    return tokens


kept = grant({
    'grant_type': 'password',
    'username': settings['username'],
    'password': settings['password'],
    'scope': 'sync',
})
for _ in rounds():
    kept = poll(kept)
