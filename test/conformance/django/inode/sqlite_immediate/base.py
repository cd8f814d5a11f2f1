from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction that reads first and writes later fails at once with
    "database is locked" when another one has written in between, however long
    the timeout; DOT's token endpoint does just that. BEGIN IMMEDIATE queues
    them instead. (Django 5.1 knows this as the option "transaction_mode".)
    """

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        connection.execute('PRAGMA journal_mode=WAL')
        # What a loss of power would take is nothing that a test needs, and disks may be slow.
        connection.execute('PRAGMA synchronous=OFF')
        return connection

    def _start_transaction_under_autocommit(self):
        self.cursor().execute('BEGIN IMMEDIATE')
