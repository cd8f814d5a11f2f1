import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findPython } from '../../scripts/support/python';
import { type Announcement, assertAnnouncement, type DjangoCredentials } from './announcement';
import { assertRequestLog, type SeenRequest } from './request-log';

/** The modules that the service is made of. */
const STACK = 'django, rest_framework, oauth2_provider';

/** What differs from one installation of the service to another. */
export interface DjangoOptions {
  /** SessionAuthentication comes first, which makes a 403 of every 401. */
  sessionFirst?: boolean;
  /** DRF's throttle rate, such as `2/min`; none when left out. */
  throttle?: string;
  /** Names by which it may be asked; its address when left out. */
  hosts?: readonly string[];
}

/** A running iNode service made of Django, DRF and django-oauth-toolkit. */
export interface Django {
  /** Address of the API, with its trailing slash. */
  readonly baseUrl: string;
  readonly credentials: DjangoCredentials;
  /** A complete list as the nodes must deliver it, read with the API key. */
  items(resource: 'links' | 'devices'): Promise<readonly unknown[]>;
  /** The requests since the start or the last `clearRequests`. */
  requests(): Promise<SeenRequest[]>;
  clearRequests(): Promise<void>;
  /** Every access token expires: now, or when so many more lists have been answered. */
  expireAccessTokens(afterLists?: number): Promise<void>;
  /** Every access token ends so many seconds earlier, as if they had passed. */
  ageAccessTokens(seconds: number): Promise<void>;
  revokeRefreshTokens(): Promise<void>;
  changePassword(password: string): Promise<void>;
  /** Takes away, or gives back, the user's permission to read devices. */
  allowDevices(allowed: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Whether this machine has all that the service is made of. */
export function hasDjango(): boolean {
  return findPython(STACK) !== undefined;
}

/** Starts the service on a free loopback port with an empty database. */
export async function startDjango(options: DjangoOptions = {}): Promise<Django> {
  const python = findPython(STACK);
  assert(python !== undefined, 'Django is not installed');
  // Tests run from the compiled tree; the Python files stay where they are written.
  const script = path.resolve('test/conformance/django/serve.py');
  const server = spawn(python, ['-B', script], {
    env: { ...process.env, ...environment(options) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { port, credentials } = await announcement(server);
  return connect(`http://127.0.0.1:${port}`, credentials, () => end(server));
}

function environment({ sessionFirst, throttle, hosts }: DjangoOptions): NodeJS.ProcessEnv {
  return {
    ...(sessionFirst === true && { INODE_SESSION_FIRST: '1' }),
    ...(throttle !== undefined && { INODE_THROTTLE: throttle }),
    ...(hosts !== undefined && { INODE_HOSTS: hosts.join(',') }),
  };
}

async function announcement({ stdout }: ChildProcess): Promise<Announcement> {
  assert(stdout !== null);
  for await (const line of createInterface(stdout)) {
    const value: unknown = JSON.parse(line);
    assertAnnouncement(value);
    return value;
  }
  throw new Error('The server ended before it listened; its error is printed above.');
}

/** The server ends when its standard input closes, so it cannot outlive the tests. */
async function end(server: ChildProcess): Promise<void> {
  const exit = once(server, 'exit');
  server.stdin?.end();
  if (server.exitCode === null && server.signalCode === null) await exit;
}

function connect(origin: string, credentials: DjangoCredentials, stop: Django['stop']): Django {
  const baseUrl = `${origin}/api/`;
  const control = async (action: string, body: object = {}): Promise<void> => {
    const address = `${origin}/control/${action}/`;
    const { status } = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
    assert.equal(status, 200, `${action} failed`);
  };
  return {
    baseUrl,
    credentials,
    async items(resource) {
      const headers = { authorization: `Token ${credentials.token}` };
      const answer = await fetch(`${baseUrl}v1/${resource}/?no_pagination`, { headers });
      // Ids that a JavaScript number cannot hold are delivered as strings.
      const text = (await answer.text()).replace(/"id":(\d{16,})/g, '"id":"$1"');
      const list: unknown = JSON.parse(text);
      assert(Array.isArray(list) && list.length > 0);
      return list;
    },
    async requests() {
      const answer = await fetch(`${origin}/control/requests/`);
      const log: unknown = await answer.json();
      assertRequestLog(log);
      return log.requests;
    },
    clearRequests: () => control('clear-requests'),
    expireAccessTokens: (afterLists = 0) => control('expire-access-tokens', { afterLists }),
    ageAccessTokens: (seconds) => control('age-access-tokens', { seconds }),
    revokeRefreshTokens: () => control('revoke-refresh-tokens'),
    changePassword: (password) => control('change-password', { password }),
    allowDevices: (allowed) => control('allow-devices', { allowed }),
    stop,
  };
}
