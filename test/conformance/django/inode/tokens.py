"""Sudden ends of tokens, as time or an administrator would bring them about."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from oauth2_provider.models import get_access_token_model, get_refresh_token_model


def expire_access_tokens():
    a_moment_ago = timezone.now() - timedelta(seconds=1)
    get_access_token_model().objects.update(expires=a_moment_ago)


def age_access_tokens(seconds):
    get_access_token_model().objects.update(expires=F('expires') - timedelta(seconds=seconds))


def revoke_refresh_tokens():
    get_refresh_token_model().objects.update(revoked=timezone.now())
