/** Polls with a part of what is between Node's http and a node of a flow. */
import { Agent } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Aborter } from '../../src/abort';
import { openAccount } from '../../src/auth/account';
import { passwordGrant, type TokenGrant } from '../../src/auth/grants';
import { clientSecretPost } from '../../src/auth/token-request';
import { createConnections } from '../../src/connection/connections';
import { readBytes } from '../../src/http/body';
import { httpClient } from '../../src/http/client';
import type { HttpAnswer, Send } from '../../src/http/message';
import { createTransport } from '../../src/http/transport';
import { parseJson } from '../../src/json/parse-json';
import { meter } from '../../src/layers/meter';
import { ListReader } from '../../src/list/list-reader';
import type { Layer } from '../layers';
import { ACCOUNT } from './flows';
import { servePolls } from './polls';
import { signIn } from './sign-in';

const [, , baseUrl = '', layer = ''] = process.argv;

const TIMEOUT = 30_000;

/** Nobody gives up. */
const { signal } = new Aborter();

const url = new URL('v1/devices/?no_pagination', baseUrl);

const ASKS: Readonly<Record<Exclude<Layer, 'baseline' | 'node'>, () => Promise<Ask>>> = {
  axios: askAxios,
  transport: askTransport,
  account: async () => askBy(sendByAccount()),
  list: async () => askList(sendByAccount()),
};

/** Gets the list once. */
type Ask = () => Promise<unknown>;

servePolls(
  startAsking().then((ask) => ({
    async poll(onFirst) {
      await ask();
      onFirst();
    },
    stop: async () => undefined,
  })),
);

function startAsking(): Promise<Ask> {
  const start = new Map<string, () => Promise<Ask>>(Object.entries(ASKS)).get(layer);
  if (start === undefined) throw new Error(`There is no layer "${layer}".`);
  return start();
}

async function askAxios(): Promise<Ask> {
  const send = await httpClient();
  const httpAgent = new Agent({ keepAlive: true });
  const headers = await proof();
  return async () => {
    const { data } = await send({ method: 'GET', url: url.href, headers, httpAgent, proxy: false });
    return JSON.parse((await buffer(data)).toString());
  };
}

async function askTransport(): Promise<Ask> {
  const headers = await proof();
  // Without the limit of an answer that nobody measures.
  return askBy(meter(createTransport(createConnections({ proxy: {} })), undefined), headers);
}

function askBy(send: Send, headers = {}): Ask {
  const read = async (answer: HttpAnswer): Promise<unknown> =>
    parseJson([await readBytes(answer)]).value;
  return () => send({ method: 'GET', url, headers, timeout: TIMEOUT, signal, read });
}

async function proof(): Promise<Record<string, string>> {
  return { Authorization: `Bearer ${await signIn(baseUrl)}` };
}

function askList(send: Send): Ask {
  const lists = new ListReader(send, TIMEOUT);
  return async () => {
    let items: readonly unknown[] = [];
    await lists.read({ url }, { mode: 'list', signal }, async (chunk) => {
      items = chunk.items;
    });
    return items;
  };
}

function sendByAccount(): Send {
  const clientAuth = clientSecretPost(ACCOUNT);
  const endpoint = { url: new URL('oauth/token/', baseUrl), clientAuth, timeout: TIMEOUT };
  const tokenGrant = (send: Send): TokenGrant =>
    passwordGrant({ ...ACCOUNT, scope: 'sync' }, { ...endpoint, send });
  return openAccount({ retries: 3, concurrency: 4, proxy: {} }, { kind: 'grants', tokenGrant })
    .send;
}
