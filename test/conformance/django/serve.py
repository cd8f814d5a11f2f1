"""Serves the project on a free loopback port until stdin closes or SIGTERM arrives.

As soon as it listens it prints one JSON line: the port and the credentials it
has generated. The database lives in a temporary directory and ends with it.
"""

import json
import os
import signal
import sys
import tempfile
import threading


def serve(directory):
    os.environ['DJANGO_SETTINGS_MODULE'] = 'inode.settings'
    os.environ['INODE_DATABASE'] = os.path.join(directory, 'inode.sqlite3')

    # Django can be imported only once its settings are known.
    import django

    django.setup()

    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application
    from inode.seed import seed

    class Server(ThreadedWSGIServer):
        # The default of 10 makes the kernel drop connections of a burst.
        request_queue_size = 128

    call_command('migrate', run_syncdb=True, verbosity=0)
    credentials = seed()

    server = Server(('127.0.0.1', 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({'port': server.server_port, 'credentials': credentials}), flush=True)

    sys.stdin.read()


if __name__ == '__main__':
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix='inode-conformance-') as temporary:
        serve(temporary)
