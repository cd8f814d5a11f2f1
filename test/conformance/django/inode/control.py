"""The tests' own hand on the service, outside /api/ and without authentication.

It is reachable on loopback only, for as long as a test runs.
"""

import json

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.http import JsonResponse
from django.views.decorators.http import require_GET, require_POST

from . import tokens
from .request_log import LOG


def _done():
    return JsonResponse({})


@require_GET
def requests(_request):
    return JsonResponse({'requests': LOG.requests()})


@require_POST
def clear_requests(_request):
    """Forgets all requests, those that the throttle has counted as well."""
    LOG.clear()
    cache.clear()
    return _done()


@require_POST
def expire_access_tokens(request):
    """At once, or after so many more lists: `{"afterLists": 3}`."""
    after_lists = json.loads(request.body).get('afterLists', 0)
    if after_lists:
        LOG.expire_after(after_lists)
    else:
        tokens.expire_access_tokens()
    return _done()


@require_POST
def age_access_tokens(request):
    """Brings their ends nearer, as time would: `{"seconds": 1800}`."""
    tokens.age_access_tokens(json.loads(request.body)['seconds'])
    return _done()


@require_POST
def revoke_refresh_tokens(_request):
    tokens.revoke_refresh_tokens()
    return _done()


@require_POST
def change_password(request):
    """Gives the one user another password: `{"password": "…"}`."""
    user = get_user_model().objects.get()
    user.set_password(json.loads(request.body)['password'])
    user.save()
    return _done()


@require_POST
def allow_devices(request):
    """Gives the one user the permission to read devices, or takes it away: `{"allowed": false}`."""
    user = get_user_model().objects.get()
    permission = Permission.objects.get(codename='view_device')
    if json.loads(request.body)['allowed']:
        user.user_permissions.add(permission)
    else:
        user.user_permissions.remove(permission)
    return _done()
