from django.urls import include, path

from . import api, control

urlpatterns = [
    path('api/oauth/', include('oauth2_provider.urls', namespace='oauth2_provider')),
    path('api/v1/links/', api.LinkList.as_view()),
    path('api/v1/devices/', api.DeviceList.as_view()),
    path('control/requests/', control.requests),
    path('control/clear-requests/', control.clear_requests),
    path('control/expire-access-tokens/', control.expire_access_tokens),
    path('control/age-access-tokens/', control.age_access_tokens),
    path('control/revoke-refresh-tokens/', control.revoke_refresh_tokens),
    path('control/change-password/', control.change_password),
    path('control/allow-devices/', control.allow_devices),
]
