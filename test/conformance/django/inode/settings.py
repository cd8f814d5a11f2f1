"""Django settings; what the tests vary comes from the environment.

INODE_DATABASE       file of the SQLite database (set by serve.py)
INODE_SESSION_FIRST  "1" puts SessionAuthentication first: every 401 becomes a 403
INODE_THROTTLE       DRF's throttle rate per user, such as "2/min"; without it, none
INODE_HOSTS          names by which it may be asked; without it, its address
"""

import os
import secrets

SECRET_KEY = secrets.token_urlsafe(50)
ALLOWED_HOSTS = os.environ.get('INODE_HOSTS', '127.0.0.1').split(',')
ROOT_URLCONF = 'inode.urls'
USE_TZ = True
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'

INSTALLED_APPS = [
    'django.contrib.auth',
    'django.contrib.contenttypes',
    'django.contrib.sessions',
    'oauth2_provider',
    'rest_framework',
    'rest_framework.authtoken',
    'inode',
]

# The tables are made as the models say: a new database has no past, which takes half of the start.
MIGRATION_MODULES = dict.fromkeys(
    ['auth', 'contenttypes', 'sessions', 'oauth2_provider', 'authtoken']
)

MIDDLEWARE = [
    'inode.request_log.RequestLog',
    'django.contrib.sessions.middleware.SessionMiddleware',
    # Sets Content-Length, without which the server cannot keep connections open.
    'django.middleware.common.CommonMiddleware',
    'django.contrib.auth.middleware.AuthenticationMiddleware',
]

DATABASES = {
    'default': {
        'ENGINE': 'inode.sqlite_immediate',
        'NAME': os.environ['INODE_DATABASE'],
        'OPTIONS': {'timeout': 20},
    }
}

OAUTH2_PROVIDER = {
    'SCOPES': {'sync': 'Read links and devices'},
    'ROTATE_REFRESH_TOKEN': True,
    'PKCE_REQUIRED': False,
}

AUTHENTICATION = [
    'oauth2_provider.contrib.rest_framework.OAuth2Authentication',
    'rest_framework.authentication.TokenAuthentication',
]
if os.environ.get('INODE_SESSION_FIRST') == '1':
    AUTHENTICATION.insert(0, 'rest_framework.authentication.SessionAuthentication')

REST_FRAMEWORK = {
    'DEFAULT_AUTHENTICATION_CLASSES': AUTHENTICATION,
    'DEFAULT_PERMISSION_CLASSES': ['inode.permissions.MayRead'],
    'DEFAULT_RENDERER_CLASSES': ['rest_framework.renderers.JSONRenderer'],
    'DEFAULT_PAGINATION_CLASS': 'inode.pagination.OptionalPagination',
    'PAGE_SIZE': 10,
    'DEFAULT_THROTTLE_CLASSES': ['rest_framework.throttling.UserRateThrottle'],
    'DEFAULT_THROTTLE_RATES': {'user': os.environ.get('INODE_THROTTLE')},
}

# The tests provoke 4xx answers on purpose; only a failure of the server itself is news.
LOGGING = {
    'version': 1,
    'disable_existing_loggers': True,
    'handlers': {'stderr': {'class': 'logging.StreamHandler', 'level': 'ERROR'}},
    'root': {'handlers': ['stderr']},
    'loggers': {
        'django': {'handlers': ['stderr'], 'propagate': False},
        'django.server': {'handlers': ['stderr'], 'propagate': False},
    },
}
