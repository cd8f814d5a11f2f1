from rest_framework.permissions import DjangoModelPermissions


class MayRead(DjangoModelPermissions):
    """Signed in, and with Django's own "view" permission for what is listed."""

    perms_map = {**DjangoModelPermissions.perms_map, 'GET': ['%(app_label)s.view_%(model_name)s']}
