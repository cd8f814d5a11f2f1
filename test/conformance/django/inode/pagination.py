from rest_framework.pagination import PageNumberPagination


class OptionalPagination(PageNumberPagination):
    """DRF's own pages; `?no_pagination`, with or without a value, turns them off."""

    page_size_query_param = 'page_size'

    def paginate_queryset(self, queryset, request, view=None):
        if 'no_pagination' in request.query_params:
            return None
        return super().paginate_queryset(queryset, request, view)
