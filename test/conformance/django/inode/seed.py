"""One account with everything in it, its secrets generated anew at every start."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from oauth2_provider.models import get_application_model
from rest_framework.authtoken.models import Token

from .models import Device, Link

LINKS = 47
DEVICES = 23

# The first integer that a double cannot hold: ids from here on change in careless hands.
FIRST_DEVICE = 2**53 + 1


def seed():
    """Fills the empty database and returns the account's credentials."""
    Link.objects.bulk_create(_link(number) for number in range(1, LINKS + 1))
    Device.objects.bulk_create(_device(number) for number in range(DEVICES))
    return _account()


def _account():
    username = 'operator-' + secrets.token_hex(4)
    # DOT 2 and later keep only a hash of the client's secret, so it is drawn here.
    password, client_secret = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    user = get_user_model().objects.create_user(username, password=password)
    user.user_permissions.set(Permission.objects.filter(codename__in=['view_link', 'view_device']))
    application_model = get_application_model()
    application = application_model.objects.create(
        name='Node-RED',
        user=user,
        client_type=application_model.CLIENT_CONFIDENTIAL,
        authorization_grant_type=application_model.GRANT_PASSWORD,
        client_secret=client_secret,
    )
    return {
        'username': username,
        'password': password,
        'clientId': application.client_id,
        'clientSecret': client_secret,
        'token': Token.objects.create(user=user).key,
    }


def _link(number):
    collecting = number % 5 != 0
    distance, free_flow_speed = 400.0 + 35 * number, 50.0
    travel_time = distance / free_flow_speed * 3.6 if collecting else None
    return Link(
        id=number,
        name=f'Link {number}',
        status='Collecting' if collecting else 'Not Collected',
        distance=distance,
        free_flow_speed=free_flow_speed,
        travel_time=travel_time,
        speed=free_flow_speed if collecting else None,
    )


def _device(number):
    online = number % 7 != 0
    return Device(
        id=FIRST_DEVICE + number,
        name=f'Sensor {number}',
        online=online,
        input_voltage=12.1 + number / 50 if online else None,
        cpu_temperature=38.5 if online else None,
        city='Ottawa',
        time_zone='America/Toronto',
    )
