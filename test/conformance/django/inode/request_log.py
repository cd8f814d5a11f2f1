"""What clients have asked of the API, for the tests to count; no secret is kept."""

import threading

from . import tokens


class _Log:
    """The requests seen so far, and when to let the access tokens expire."""

    def __init__(self):
        self._lock = threading.Lock()
        self._requests = []
        self._lists_until_expiry = None

    def note(self, request, response):
        with self._lock:
            self._requests.append(
                {
                    'path': request.path,
                    'query': request.META['QUERY_STRING'],
                    'grant': request.POST.get('grant_type'),
                    'status': response.status_code,
                }
            )
            due = self._count_down(request, response)
        if due:
            tokens.expire_access_tokens()

    def _count_down(self, request, response):
        if self._lists_until_expiry is None:
            return False
        if request.method == 'GET' and response.status_code == 200:
            self._lists_until_expiry -= 1
        if self._lists_until_expiry > 0:
            return False
        self._lists_until_expiry = None
        return True

    def expire_after(self, lists):
        """Lets all access tokens expire when so many more lists have been answered."""
        with self._lock:
            self._lists_until_expiry = lists

    def clear(self):
        with self._lock:
            self._requests.clear()
            self._lists_until_expiry = None

    def requests(self):
        with self._lock:
            return list(self._requests)


LOG = _Log()


class RequestLog:
    """Middleware that notes every answered request under /api/."""

    def __init__(self, get_response):
        self._get_response = get_response

    def __call__(self, request):
        response = self._get_response(request)
        if request.path.startswith('/api/'):
            LOG.note(request, response)
        return response
