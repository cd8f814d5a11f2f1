"""iNode with the API key of the account's owner: both lists once a round."""

import requests

from example import rounds, settings

for _ in rounds():
    for name in ('links', 'devices'):
        url = settings['base_url'] + 'v1/' + name + '/?no_pagination'
        header = {'Authorization': 'Token ' + settings['token']}
        requests.get(url, headers=header).raise_for_status()
