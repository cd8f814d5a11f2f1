import assert from 'node:assert/strict';

/** An account of the service with every way to sign in. */
export interface DjangoCredentials {
  username: string;
  password: string;
  clientId: string;
  clientSecret: string;
  /** The API key. */
  token: string;
}

/** What the server prints when it listens. */
export interface Announcement {
  port: number;
  credentials: DjangoCredentials;
}

const KEYS = ['username', 'password', 'clientId', 'clientSecret', 'token'];

/** Asserts that a parsed line is the announcement of `django/serve.py`. */
export function assertAnnouncement(value: unknown): asserts value is Announcement {
  assert(typeof value === 'object' && value !== null && 'port' in value && 'credentials' in value);
  assert(typeof value.port === 'number');
  const { credentials } = value;
  assert(typeof credentials === 'object' && credentials !== null);
  const entries = new Map<string, unknown>(Object.entries(credentials));
  for (const key of KEYS) assert(typeof entries.get(key) === 'string', `no ${key}`);
}
