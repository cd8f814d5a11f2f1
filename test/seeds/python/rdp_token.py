"""RDP: an access token a round, out of a file as long as it is good."""

import json
import os
import time

import requests

from example import rounds, settings


def read_kept():
    """The tokens of an earlier round, if there was one."""
    if not os.path.exists(settings['token_file']):
        return None
    with open(settings['token_file'], encoding='utf-8') as file:
        return json.load(file)


def grant_for(kept):
    """The form of the grant: the password at first, then the refresh token."""
    if kept:
        return {'grant_type': 'refresh_token', 'refresh_token': kept['refresh_token']}
    return {
        'grant_type': 'password',
        'username': settings['username'],
        'password': settings['password'],
        'scope': 'trapi',
        'takeExclusiveSignOnControl': 'true',
    }


for _ in rounds():
    tokens = read_kept()
    if tokens and time.time() < tokens['expiry_tm']:
        continue
    answer = requests.post(
        settings['token_url'],
        data=grant_for(tokens),
        headers={'Accept': 'application/json'},
        auth=(settings['client_id'], settings['client_secret']),
    )
    answer.raise_for_status()
    tokens = answer.json()
    tokens['expiry_tm'] = time.time() + int(tokens['expires_in']) - 10
    with open(settings['token_file'], 'w', encoding='utf-8') as file:
        json.dump(tokens, file)
